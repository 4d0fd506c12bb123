import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import MAX_AMOUNT, AmountProblem, check_amount, format_yen, kanji_reading
from pos_app.errors import Bug

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10**4, "億": 10**8, "兆": 10**12}


def _value_of(reading: str) -> int:
    """Read kanji numerals back, by another way than they are written."""
    total = group = digit = 0
    for character in reading.removesuffix("円"):
        if character in _VALUES:
            digit = _VALUES[character]
        elif character in _PLACES:
            group += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            total += (group + digit) * _GROUPS[character]
            group = digit = 0
    return total + group + digit


@pytest.mark.parametrize("amount", [1, 1_000, 49_999, 50_000])
def test_an_amount_from_one_yen_to_the_store_limit_is_fine(amount: int) -> None:
    assert check_amount(amount, 50_000) is None


def test_an_amount_of_zero_is_refused() -> None:
    assert check_amount(0, 50_000) is AmountProblem.ZERO


def test_a_negative_amount_is_refused() -> None:
    assert check_amount(-1, 50_000) is AmountProblem.NEGATIVE


def test_an_amount_above_the_store_limit_is_refused() -> None:
    assert check_amount(50_001, 50_000) is AmountProblem.ABOVE_LIMIT


def test_no_store_limit_lifts_the_seven_digits() -> None:
    assert check_amount(MAX_AMOUNT, 10**9) is None
    assert check_amount(MAX_AMOUNT + 1, 10**9) is AmountProblem.ABOVE_LIMIT


def test_a_store_limit_below_one_yen_is_a_bug() -> None:
    with pytest.raises(Bug):
        check_amount(1, 0)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0円"), (999, "999円"), (1_000, "1,000円"), (9_999_999, "9,999,999円"), (-5_000, "−5,000円")],
)
def test_yen_are_written_with_separators_and_a_true_minus(amount: int, text: str) -> None:
    assert format_yen(amount) == text


@given(st.integers())
def test_written_yen_read_back_as_the_same_amount(amount: int) -> None:
    text = format_yen(amount)
    assert re.fullmatch(r"−?[0-9]{1,3}(,[0-9]{3})*円", text)
    assert int(text.removesuffix("円").replace(",", "").replace("−", "-")) == amount


@pytest.mark.parametrize(
    ("amount", "reading"),
    [
        (0, "零円"),
        (1, "一円"),
        (10, "十円"),
        (111, "百十一円"),
        (1_000, "千円"),
        (10_000, "一万円"),
        (12_800, "一万二千八百円"),
        (52_000, "五万二千円"),
        (100_010, "十万十円"),
        (1_001_000, "百万千円"),
        (9_999_999, "九百九十九万九千九百九十九円"),
        (10_000_000, "一千万円"),
        (100_000_000, "一億円"),
    ],
)
def test_an_amount_is_read_as_people_say_it(amount: int, reading: str) -> None:
    assert kanji_reading(amount) == reading


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_a_reading_names_its_amount_and_no_other(amount: int) -> None:
    assert _value_of(kanji_reading(amount)) == amount


@pytest.mark.parametrize("amount", [-1, 10**16])
def test_an_amount_without_a_reading_is_a_bug(amount: int) -> None:
    with pytest.raises(Bug):
        kanji_reading(amount)
