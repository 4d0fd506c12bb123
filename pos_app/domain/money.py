"""Whole yen: what an amount may be, and how it is written (requirements rows D-15, E-28)."""

from enum import StrEnum, unique

from pos_app.errors import Bug

MAX_AMOUNT = 9_999_999
"""The highest amount of one payment in yen: seven digits (row E-28)."""

_MINUS = "\N{MINUS SIGN}"
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "億", "兆")
_READING_END = 10 ** (4 * len(_GROUPS))


@unique
class AmountProblem(StrEnum):
    """Why an amount can't be charged; the values are codes for translations."""

    ZERO = "amount_zero"
    NEGATIVE = "amount_negative"
    ABOVE_LIMIT = "amount_above_limit"


def check_amount(amount: int, store_limit: int = MAX_AMOUNT) -> AmountProblem | None:
    """Say what is wrong with charging ``amount`` yen, or None when it is fine.

    ``store_limit`` is the store's own highest amount in yen; a limit above ``MAX_AMOUNT`` counts as ``MAX_AMOUNT``.
    Raises Bug for a limit below 1 yen: such a store could sell nothing.
    """
    if store_limit < 1:
        raise Bug(f"a store limit of {store_limit} yen")
    if amount < 0:
        return AmountProblem.NEGATIVE
    if amount == 0:
        return AmountProblem.ZERO
    if amount > min(store_limit, MAX_AMOUNT):
        return AmountProblem.ABOVE_LIMIT
    return None


def format_yen(amount: int) -> str:
    """Write yen with thousands separators, e.g. ``1,000円``; a negative total has a true minus sign (row D-6)."""
    sign = _MINUS if amount < 0 else ""
    return f"{sign}{abs(amount):,}円"


def kanji_reading(amount: int) -> str:
    """Write yen as it is read aloud, e.g. ``五万二千円`` for 52,000 (row D-15).

    A thousand stands bare in the lowest group (``千円``) and is spelt out above it (``一千万円``).
    Raises Bug for a negative amount and from 10,000 兆 up.
    """
    if not 0 <= amount < _READING_END:
        raise Bug(f"no reading for {amount} yen")
    if amount == 0:
        return f"{_DIGITS[0]}円"
    reading = ""
    rest = amount
    for group in _GROUPS:
        rest, part = divmod(rest, 10_000)
        if part:
            reading = _read_group(part, spell_thousand=bool(group)) + group + reading
    return f"{reading}円"


def _read_group(part: int, *, spell_thousand: bool) -> str:
    """Read 1 to 9,999."""
    reading = ""
    for place, name in enumerate(_PLACES):
        digit = part // 10**place % 10
        if digit == 0:
            continue
        bare = digit == 1 and place > 0 and not (place == 3 and spell_thousand)
        reading = ("" if bare else _DIGITS[digit]) + name + reading
    return reading
