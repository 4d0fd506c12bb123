from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey.keyed_number import KeyedExpiry, KeyedNumber, SplitDigits
from pos_app.devices.tenkey.locked_page import LockedPage
from pos_app.domain import card
from pos_app.domain.card import Brand

DIGIT = st.integers(0, 9)
TODAY = date(2026, 11, 22)


def keyed(digits: str) -> KeyedNumber:
    number = KeyedNumber(LockedPage())
    for digit in digits:
        number.append(int(digit))
    return number


def as_text(number: KeyedNumber) -> str:
    return "".join(map(str, number))


def expiry(digits: str) -> KeyedExpiry:
    keyed = KeyedExpiry(LockedPage())
    for digit in digits:
        keyed.append(int(digit))
    return keyed


@given(st.lists(DIGIT, max_size=19))
def test_digits_come_back_as_they_went_in(digits: list[int]) -> None:
    split = SplitDigits(LockedPage(), 19)
    for digit in digits:
        split.append(digit)
    assert list(split) == digits


def test_neither_half_tells_a_digit() -> None:
    """Of 600 times the same digit, each half shows many bytes, and none of them more often than chance has it."""
    halves: list[tuple[int, int]] = []
    for _ in range(50):
        split = SplitDigits(LockedPage(), 12)
        for _ in range(12):
            split.append(7)
        halves += zip(split._random, split._masked, strict=True)
    for half in zip(*halves, strict=True):
        assert len(set(half)) > 150
        assert max(half.count(byte) for byte in set(half)) < 20


def test_what_is_taken_back_or_wiped_leaves_zeros() -> None:
    page = LockedPage()
    split = SplitDigits(page, 4)
    for digit in (1, 2, 3):
        split.append(digit)
    assert split.pop() == 3
    assert (split._random[2], split._masked[2]) == (0, 0)
    split.clear()
    assert not any(split._random)
    assert not any(split._masked)
    assert len(split) == 0


def test_there_is_no_digit_where_none_was_keyed() -> None:
    split = SplitDigits(LockedPage(), 2)
    with pytest.raises(IndexError):
        split.pop()
    split.append(1)
    with pytest.raises(IndexError):
        split[1]
    split.append(2)
    with pytest.raises(IndexError):
        split.append(3)


KEYS = st.lists(DIGIT | st.just("back") | st.just("clear"), max_size=40) | st.lists(DIGIT, min_size=12, max_size=22)


@given(KEYS)
def test_whatever_is_keyed_and_taken_back_it_is_judged_as_the_number_that_stands_there(keys: list[int | str]) -> None:
    """The plain rules of the domain are the other opinion."""
    number = KeyedNumber(LockedPage())
    stands: list[int] = []
    for key in keys:
        if key == "back":
            stands = stands[:-1]
            number.pop()
        elif key == "clear":
            stands = []
            number.clear()
        else:
            assert isinstance(key, int)
            stands.append(key)
            number.append(key)
        text = "".join(map(str, stands))
        assert number.count == len(text)
        assert number.brand == card.brand_of(text[:6])
        if len(text) <= 19:
            assert as_text(number) == text
            assert number.is_checked == (len(text) > 1 and card.is_luhn(text))
        expected = len(text) in card.lengths(number.brand) and (card.is_luhn(text) or number.brand is Brand.UNIONPAY)
        assert number.is_card == expected


@pytest.mark.parametrize(
    ("digits", "brand"),
    [
        ("4242424242424242", Brand.VISA),
        ("4222222222222", Brand.VISA),
        ("2223003122003222", Brand.MASTERCARD),
        ("378282246310005", Brand.AMEX),
        ("3530111333300000", Brand.JCB),
        ("6200000000000005", Brand.UNIONPAY),
    ],
)
def test_cards_of_each_make_are_cards(digits: str, brand: Brand) -> None:
    number = keyed(digits)
    assert number.is_card
    assert number.brand is brand
    assert number.last3 == digits[-3:]


@pytest.mark.parametrize(
    "digits", ["", "4", "424242424242", "4242424242424241", "42424242424242424242", "37828224631000"]
)
def test_too_short_too_long_and_mistyped_numbers_are_no_cards(digits: str) -> None:
    assert not keyed(digits).is_card


def test_the_check_digit_of_unionpay_may_be_wrong_and_is_told() -> None:
    number = keyed("6200000000000000")
    assert number.is_card
    assert not number.is_checked


@given(st.text(st.sampled_from("0123456789"), min_size=4, max_size=4), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_an_expiry_is_good_until_its_month_is_over(printed: str, today: date) -> None:
    month, year = int(printed[:2]), 2000 + int(printed[2:])
    good = 1 <= month <= 12 and (year, month) >= (today.year, today.month)
    assert expiry(printed).is_good_on(today) == good


@pytest.mark.parametrize(
    ("printed", "good"),
    [("1126", True), ("1026", False), ("1226", True), ("0127", True), ("1326", False), ("0030", False), ("112", False)],
)
def test_the_month_itself_is_the_last_good_one(printed: str, good: bool) -> None:
    assert expiry(printed).is_good_on(TODAY) is good


def test_an_expiry_of_five_digits_is_none_until_one_is_taken_back() -> None:
    keyed = expiry("11261")
    assert keyed.count == 5
    assert not keyed.is_good_on(TODAY)
    keyed.pop()
    assert keyed.is_good_on(TODAY)


def test_an_expiry_is_kept_with_the_year_first() -> None:
    assert list(expiry("1227").year_first()) == [2, 7, 1, 2]


def test_an_expiry_that_is_cleared_can_be_keyed_anew() -> None:
    keyed = expiry("99991")
    keyed.clear()
    for digit in (1, 2, 2, 7):
        keyed.append(digit)
    assert list(keyed.year_first()) == [2, 7, 1, 2]
    keyed.clear()
    keyed.pop()
    assert keyed.count == 0
