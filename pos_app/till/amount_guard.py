"""A card number typed into an amount: noticed by its pace, and kept out (tenkey.md, "AMOUNT mode"). Pure."""

from dataclasses import dataclass, field, replace

from pos_app.till.notice import notice

DIGITS = 8
"""No amount has so many (E-28)."""
WITHIN_SECONDS = 10.0
QUIET_SECONDS = 3.0
"""The rest of such a number is swallowed until nobody has typed for so long."""
SAID = notice("card_number_on_amount")


@dataclass(frozen=True, slots=True)
class AmountGuard:
    """When the digits of one amount were typed, in monotonic seconds. ``swallows``: this digit is none of an amount."""

    typed_at: tuple[float, ...] = field(default=())
    swallows: bool = False
    last_at: float = float("-inf")

    def typed(self, digits: int, now: float) -> "AmountGuard":
        """So many digits at once: 1, or 2 for ``00``."""
        if self.swallows and now - self.last_at < QUIET_SECONDS:
            return replace(self, last_at=now)
        recent = tuple(at for at in self.typed_at if now - at <= WITHIN_SECONDS) if not self.swallows else ()
        recent = (*recent, *(now,) * digits)
        if len(recent) >= DIGITS:
            return AmountGuard((), swallows=True, last_at=now)
        return AmountGuard(recent, last_at=now)

    def erased(self) -> "AmountGuard":
        """Backspace: whoever mends an amount types no card number."""
        return replace(self, typed_at=self.typed_at[:-1])

    def entered(self, now: float) -> "AmountGuard":
        """Enter, or clear: the next digit begins another amount; after a card number it ends nothing yet."""
        return replace(self, last_at=now) if self.swallows and now - self.last_at < QUIET_SECONDS else AmountGuard()
