"""決済番号, the one number of a payment for people (requirements row D-18).

Twelve digits, shown 4-4-4::

    0 0 3 5 | 8 0 0 0 | 0 0 4 c
    └─ terminal ─┘└─ count ──┘└ check digit

- terminal, 5 digits: the short number that the server gives a terminal (its 端末ID alone has 12).
- count, 6 digits: the terminal's own, 1 to 999,999 and round again. A till with 500 sales a day comes round after five
  years, long after the last of them could be voided.
- check digit: Damm's (pos_app.domain.check_digit), so that a slip in reading it out is noticed and not looked up.

Twelve digits also mean that it never looks like a card number (13 to 19).
"""

from dataclasses import dataclass

from pos_app.domain.check_digit import check_digit, is_checked
from pos_app.domain.typed_digits import in_fours, plain_digits
from pos_app.errors import Bug

LENGTH = 12
MAX_TERMINAL_NUMBER = 99_999
COUNTS = 999_999
"""How many payments a terminal numbers before it begins again."""


@dataclass(frozen=True, slots=True)
class PaymentNumber:
    """A 決済番号 of twelve ASCII ``digits``; raises Bug for others, so what people type goes by ``parse``."""

    digits: str

    def __post_init__(self) -> None:
        if not _is_payment_number(self.digits):
            raise Bug("twelve digits with a count and a check digit are a payment number, this is none")

    @property
    def shown(self) -> str:
        """As people see it: ``0035 8000 0041``."""
        return in_fours(self.digits)

    @property
    def last4(self) -> str:
        """What a search takes and what two screens are compared by (rows D-13, D-18)."""
        return self.digits[-4:]

    @property
    def terminal_number(self) -> int:
        """The terminal's short number, 0 to 99,999."""
        return int(self.digits[:5])

    @property
    def count(self) -> int:
        """The terminal's count, 1 to 999,999."""
        return int(self.digits[5:11])

    def __str__(self) -> str:
        return self.shown


def make(terminal_number: int, count: int) -> PaymentNumber:
    """Give the number of a terminal's ``count``-th payment; counts from 1, and after 999,999 comes 1 again.

    Raises Bug for a terminal number outside 0 to 99,999 and a count below 1.
    """
    if not 0 <= terminal_number <= MAX_TERMINAL_NUMBER:
        raise Bug(f"terminal number {terminal_number}")
    if count < 1:
        raise Bug(f"payment count {count}")
    body = f"{terminal_number:05}{(count - 1) % COUNTS + 1:06}"
    return PaymentNumber(body + check_digit(body))


def parse(text: str) -> PaymentNumber | None:
    """Read what a person typed: spaces, hyphens and full-width digits are welcome, a wrong check digit is not."""
    digits = plain_digits(text)
    return PaymentNumber(digits) if _is_payment_number(digits) else None


def _is_payment_number(digits: str) -> bool:
    return len(digits) == LENGTH and is_checked(digits) and digits[5:11] != "000000"
