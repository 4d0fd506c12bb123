"""A card while it is keyed in clear: two halves that mean nothing alone, and what may be known of the number.

Never two neighbouring digits in one Python object, as such an object may be freed unwiped: single digits are small
integers, which CPython holds once each. A digit stands as two bytes, a random one and that one XOR the digit, on a
locked page; only its place tells which belong together.
"""

import os
from collections.abc import Iterator
from datetime import date

from pos_app.devices.tenkey.locked_page import LockedPage
from pos_app.domain import card
from pos_app.domain.card import Brand

_LAST = 3
_MONTHS = 12
_CENTURY = 2000


class SplitDigits:
    """At most ``capacity`` digits that come one by one at the end, and go again."""

    def __init__(self, page: LockedPage, capacity: int) -> None:
        self._random = page.cells(capacity)
        self._masked = page.cells(capacity)
        self._capacity = capacity
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        """One digit after another, first to last; nobody may gather them."""
        return (self[place] for place in range(self._count))

    def __getitem__(self, place: int) -> int:
        """The digit at ``place``, which may count from the end."""
        place += self._count if place < 0 else 0
        if not 0 <= place < self._count:
            raise IndexError("no digit was keyed there")
        return self._random[place] ^ self._masked[place]

    @property
    def is_full(self) -> bool:
        """Whether no more fit."""
        return self._count == self._capacity

    def append(self, digit: int) -> None:
        """One more; raises IndexError where it is full."""
        if self.is_full:
            raise IndexError("no room for one more digit")
        # One byte at a time: several would be an object of their own, and left behind.
        mask = os.urandom(1)[0]
        self._random[self._count] = mask
        self._masked[self._count] = mask ^ digit
        self._count += 1

    def pop(self) -> int:
        """Take the last one back."""
        digit = self[-1]
        self._count -= 1
        self._random[self._count] = self._masked[self._count] = 0
        return digit

    def clear(self) -> None:
        """Take all of them back."""
        for place in range(self._count):
            self._random[place] = self._masked[place] = 0
        self._count = 0


class KeyedNumber:
    """A card number; ``count`` counts the keys, also those that are too many for any card."""

    def __init__(self, page: LockedPage) -> None:
        self._digits = SplitDigits(page, card.LONGEST)
        self._too_many = 0
        # Luhn's sum (ISO/IEC 7812-1 annex B) of the digits so far, had the last one to be doubled or not: which it is
        # is known only when the next one comes, and this way a digit can be taken back.
        self._sum_plain = 0
        self._sum_doubled = 0
        self.brand: Brand | None = None

    def __iter__(self) -> Iterator[int]:
        """One digit after another; nobody may gather them."""
        return iter(self._digits)

    @property
    def count(self) -> int:
        """How many keys are in."""
        return len(self._digits) + self._too_many

    def append(self, digit: int) -> None:
        """One more."""
        if self._digits.is_full:
            self._too_many += 1
            return
        self._digits.append(digit)
        self._sum_plain, self._sum_doubled = (
            (self._sum_doubled + digit) % 10,
            (self._sum_plain + _doubled(digit)) % 10,
        )
        if self.brand is None and len(self._digits) <= card.PREFIX_DIGITS:
            self._look_at_brand()

    def pop(self) -> None:
        """Take the last one back, if there is one."""
        if self._too_many:
            self._too_many -= 1
            return
        if not len(self._digits):
            return
        digit = self._digits.pop()
        self._sum_plain, self._sum_doubled = (
            (self._sum_doubled - _doubled(digit)) % 10,
            (self._sum_plain - digit) % 10,
        )
        if len(self._digits) < card.PREFIX_DIGITS:
            self._look_at_brand()

    def clear(self) -> None:
        """Take all of them back."""
        self._digits.clear()
        self._too_many = self._sum_plain = self._sum_doubled = 0
        self.brand = None

    @property
    def is_checked(self) -> bool:
        """Whether the last digit is the check digit of those before it."""
        return self._sum_plain == 0 and len(self._digits) > 1 and not self._too_many

    @property
    def is_card(self) -> bool:
        """Whether length and check digit are a card's; UnionPay's check digit may be wrong (``is_checked`` tells)."""
        if self._too_many or len(self._digits) not in card.lengths(self.brand):
            return False
        return self.is_checked or card.may_fail_luhn(self.brand)

    @property
    def last3(self) -> str:
        """The last three digits, which may be shown (requirements row D-10)."""
        return "".join(str(self._digits[place]) for place in range(-_LAST, 0))

    def _look_at_brand(self) -> None:
        # The one place where digits meet: the first ones, no more than decide the brand, six at the most. They may
        # be shown (PCI DSS 3.4.1), and are nothing without the rest.
        count = min(len(self._digits), card.PREFIX_DIGITS)
        self.brand = card.brand_of("".join(str(self._digits[place]) for place in range(count)))


class KeyedExpiry:
    """The last month of a card's life, keyed as it is printed: MMYY."""

    def __init__(self, page: LockedPage) -> None:
        self._digits = SplitDigits(page, card.EXPIRY_DIGITS)
        self._too_many = 0

    @property
    def count(self) -> int:
        """How many keys are in."""
        return len(self._digits) + self._too_many

    def append(self, digit: int) -> None:
        """One more."""
        if self._digits.is_full:
            self._too_many += 1
        else:
            self._digits.append(digit)

    def pop(self) -> None:
        """Take the last one back, if there is one."""
        if self._too_many:
            self._too_many -= 1
        elif len(self._digits):
            self._digits.pop()

    def clear(self) -> None:
        """Take all of them back."""
        self._digits.clear()
        self._too_many = 0

    def is_good_on(self, today: date) -> bool:
        """Whether it is a month, and not over; ``today`` in Japan."""
        if not self._digits.is_full or self._too_many:
            return False
        first, second, third, fourth = self._digits
        month, year = first * 10 + second, _CENTURY + third * 10 + fourth
        return 1 <= month <= _MONTHS and (year, month) >= (today.year, today.month)

    def year_first(self) -> Iterator[int]:
        """One digit after another as YYMM, which is how it is kept."""
        return (self._digits[place] for place in (2, 3, 0, 1))


def _doubled(digit: int) -> int:
    return digit * 2 if digit < 5 else digit * 2 - 9
