"""An amount that is typed instead of the whole: part of a return, less than was held. Pure."""

from dataclasses import dataclass, replace

_ROOM = 7


@dataclass(frozen=True, slots=True)
class AmountTyped:
    """Whole yen. ``fresh``: it stands there to begin with, and the first digit replaces it. ``most`` may be taken."""

    most: int
    amount: int = 0
    fresh: bool = False

    @property
    def fits(self) -> bool:
        """Whether so much can be taken."""
        return 0 < self.amount <= self.most

    def typed(self, digits: str) -> "AmountTyped":
        """One key, ``00`` included: taken as a whole or not at all."""
        text = ("" if self.fresh else str(self.amount or "")) + digits
        if not (digits.isascii() and digits.isdecimal()) or len(text.lstrip("0")) > _ROOM:
            return self
        return replace(self, amount=int(text), fresh=False)

    def erased(self) -> "AmountTyped":
        """Backspace."""
        return replace(self, amount=self.amount // 10, fresh=False)

    def cleared(self) -> "AmountTyped":
        """Begin anew."""
        return replace(self, amount=0, fresh=False)


def whole(most: int) -> AmountTyped:
    """All of it, until somebody types less."""
    return AmountTyped(most, most, fresh=True)
