"""Digits as they are typed: an amount, an お支払い番号, the last four of a 決済番号. Pure."""

import re
from dataclasses import dataclass, field, replace

from pos_app.domain.codes.token import NUMBER_LENGTH
from pos_app.domain.typed_digits import plain_digits

AMOUNT_DIGITS = 7
"""E-28: the counter runs from 0/7 to 7/7."""
LAST_DIGITS = 4
"""What two screens are compared by (D-13, D-18)."""

_MONEY_MARKS = re.compile("[,，、.．円¥￥]")


@dataclass(frozen=True, slots=True)
class Entry:
    """At most ``room`` digits. ``fresh``: the next digit begins anew instead of being added."""

    room: int
    leading_zeros: bool = False
    digits: str = field(default="", repr=False)
    fresh: bool = False

    @property
    def amount(self) -> int:
        """The digits as whole yen, 0 where there are none."""
        return int(self.digits or 0)

    @property
    def is_full(self) -> bool:
        """Whether no digit fits any more."""
        return len(self.digits) == self.room

    def typed(self, digits: str) -> "Entry":
        """One key, ``00`` included: it is taken as a whole or not at all."""
        text = ("" if self.fresh else self.digits) + digits
        if not self.leading_zeros:
            text = text.lstrip("0")
        if len(text) > self.room:
            return self
        return replace(self, digits=text, fresh=False)

    def erased(self) -> "Entry":
        """Backspace."""
        return replace(self, digits=self.digits[:-1], fresh=False)

    def pasted(self, text: str) -> "Entry":
        """What the clipboard holds, in the place of what was typed; the same entry where that is no such number."""
        digits = plain_digits(_MONEY_MARKS.sub("", text))
        if not self.leading_zeros:
            digits = digits.lstrip("0")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= self.room):
            return self
        return replace(self, digits=digits, fresh=False)

    def to_be_replaced(self) -> "Entry":
        """The same digits, for reference: the next digit begins anew."""
        return replace(self, fresh=True)


AMOUNT = Entry(AMOUNT_DIGITS)
PAYMENT_CODE = Entry(NUMBER_LENGTH, leading_zeros=True)
LAST_FOUR = Entry(LAST_DIGITS, leading_zeros=True)


def yen(amount: int) -> Entry:
    """An amount to start from: shown, and replaced by the first digit."""
    return replace(AMOUNT, digits=str(amount), fresh=True)
