"""Payment cards: brands by their first digits, lengths, the check digit, groups as printed (tenkey.md, "Brands")."""

import re
import unicodedata
from datetime import date
from enum import StrEnum


class Brand(StrEnum):
    """Whose card it is."""

    VISA = "visa"
    MASTERCARD = "mastercard"
    JCB = "jcb"
    AMEX = "amex"
    DINERS = "diners"
    DISCOVER = "discover"
    UNIONPAY = "unionpay"


PREFIX_DIGITS = 6
"""So many first digits decide the brand; more need never be looked at."""

SHORTEST, LONGEST = 13, 19
"""Digits of a card number, whatever its brand."""

EXPIRY_DIGITS = 4

_RANGES: tuple[tuple[Brand, str, str], ...] = (
    (Brand.VISA, "4", "4"),
    (Brand.MASTERCARD, "51", "55"),
    (Brand.MASTERCARD, "222100", "272099"),
    (Brand.JCB, "3528", "3589"),
    (Brand.AMEX, "34", "34"),
    (Brand.AMEX, "37", "37"),
    (Brand.DINERS, "300", "305"),
    (Brand.DINERS, "3095", "3095"),
    (Brand.DINERS, "36", "36"),
    (Brand.DINERS, "38", "39"),
    (Brand.DISCOVER, "6011", "6011"),
    (Brand.DISCOVER, "644", "649"),
    (Brand.DISCOVER, "65", "65"),
    (Brand.UNIONPAY, "62", "62"),
    (Brand.UNIONPAY, "81", "81"),
)
_LENGTHS: dict[Brand, frozenset[int]] = {
    Brand.VISA: frozenset({13, 16, 19}),
    Brand.MASTERCARD: frozenset({16}),
    Brand.JCB: frozenset(range(16, 20)),
    Brand.AMEX: frozenset({15}),
    Brand.DINERS: frozenset(range(14, 20)),
    Brand.DISCOVER: frozenset(range(16, 20)),
    Brand.UNIONPAY: frozenset(range(16, 20)),
}
_ANY_LENGTH = frozenset(range(SHORTEST, LONGEST + 1))
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice each digit, its own digits added up."""


def brand_of(digits: str) -> Brand | None:
    """Give the brand as soon as the first digits leave no other; None before, and for a brand that is not known here.

    Looks at six digits at the most.
    """
    low, high = _span(digits)
    return next((brand for brand, first, last in _BOUNDS if first <= low and high <= last), None)


def brands_left(digits: str) -> frozenset[Brand]:
    """Give the brands that a number with these first digits may still turn out to be of."""
    low, high = _span(digits)
    return frozenset(brand for brand, first, last in _BOUNDS if first <= high and low <= last)


def lengths(brand: Brand | None) -> frozenset[int]:
    """Give how many digits a brand's numbers may have; of an unknown one, what a card's number may have at all."""
    return _ANY_LENGTH if brand is None else _LENGTHS[brand]


def begins_as_cards(digits: str) -> bool:
    """Whether a card's number may begin so, be its brand known here or not; nothing begins as none."""
    return digits[:1] in tuple("3456") or brand_of(digits) is not None


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    if not (digits.isascii() and digits.isdecimal()):
        return False
    total = sum(_DOUBLED[int(digit)] if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def may_fail_luhn(brand: Brand | None) -> bool:
    """Whether a wrong check digit is only unusual for a brand, and no reason to refuse."""
    return brand is Brand.UNIONPAY


def in_groups(count: int, brand: Brand | None) -> tuple[int, ...]:
    """Split ``count`` digits as they are embossed: fours, but 4-6-5 on an Amex; the last group may be shorter."""
    sizes: list[int] = []
    while count > 0:
        size = min(count, (4, 6, 5)[len(sizes)] if brand is Brand.AMEX and len(sizes) < 3 else 4)
        sizes.append(size)
        count -= size
    return tuple(sizes)


def is_expiry(yymm: str) -> bool:
    """Whether a text is a year and a month, YYMM."""
    return len(yymm) == EXPIRY_DIGITS and yymm.isascii() and yymm.isdecimal() and "01" <= yymm[2:] <= "12"


def expiry_as_printed(mmyy: str) -> str | None:
    """Turn the expiry as a card shows it (MMYY) into YYMM; None where it is none."""
    yymm = mmyy[2:] + mmyy[:2]
    return yymm if is_expiry(yymm) else None


def is_expired(yymm: str, today: date) -> bool:
    """Whether a card is past its last month, on a day in Japan. Years are of this century (ISO/IEC 7813)."""
    return (2000 + int(yymm[:2]), int(yymm[2:])) < (today.year, today.month)


def looks_like_card_number(text: str) -> bool:
    """Whether a text that people typed holds what may be a card number, so that a name or a memo can refuse it.

    That is 13 to 19 digits in one go or in groups (spaces, hyphens, full-width and other digits too) which begin as
    cards begin and pass Luhn's check. A number inside a longer unbroken row of digits is not looked for: nobody writes
    a card so, and every long order number would hold one by chance.
    """
    for row in _ROWS.finditer(_plain(text)):
        groups = _GROUP.findall(row[0])
        for first in range(len(groups)):
            number = ""
            for group in groups[first:]:
                number += group
                if len(number) > LONGEST:
                    break
                if len(number) >= SHORTEST and begins_as_cards(number) and is_luhn(number):
                    return True
    return False


_DASHES = "－‐‑–—―−ーｰ"
_GROUP = re.compile(r"[0-9]+")
_ROWS = re.compile(r"[0-9]+(?:[^0-9\w]{1,3}[0-9]+)*")
"""Groups of digits with up to three characters between them that are neither digits nor letters."""


def _plain(text: str) -> str:
    """Fold whatever stands for a digit to ASCII, and long vowel marks and dashes to a hyphen."""
    return "".join(
        "-" if character in _DASHES or character == "_" else str(unicodedata.digit(character, character))
        for character in text
    )


def _span(digits: str) -> tuple[int, int]:
    """The first six digits that are still possible, lowest and highest."""
    prefix = digits[:PREFIX_DIGITS]
    return int(prefix.ljust(PREFIX_DIGITS, "0")), int(prefix.ljust(PREFIX_DIGITS, "9"))


_BOUNDS = tuple((brand, _span(first)[0], _span(last)[1]) for brand, first, last in _RANGES)
