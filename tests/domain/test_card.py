from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.card import (
    Brand,
    begins_as_cards,
    brand_of,
    brands_left,
    expiry_as_printed,
    in_groups,
    is_expired,
    is_expiry,
    is_luhn,
    lengths,
    looks_like_card_number,
    may_fail_luhn,
)

numbers = st.text("0123456789", max_size=19)

TEST_CARDS = (
    "4242424242424242",
    "4000000000000002",
    "4000000000009995",
    "4000002760003184",
    "378282246310005",
    "3530111333300000",
    "3566002020360505",
    "4111111111111111",
)


@pytest.mark.parametrize(
    ("first", "brand"),
    [
        ("4", Brand.VISA),
        ("50", None),
        ("51", Brand.MASTERCARD),
        ("55", Brand.MASTERCARD),
        ("56", None),
        ("222099", None),
        ("222100", Brand.MASTERCARD),
        ("272099", Brand.MASTERCARD),
        ("272100", None),
        ("3527", None),
        ("3528", Brand.JCB),
        ("3589", Brand.JCB),
        ("3590", None),
        ("34", Brand.AMEX),
        ("37", Brand.AMEX),
        ("299", None),
        ("300", Brand.DINERS),
        ("305", Brand.DINERS),
        ("306", None),
        ("3095", Brand.DINERS),
        ("3096", None),
        ("36", Brand.DINERS),
        ("38", Brand.DINERS),
        ("39", Brand.DINERS),
        ("6011", Brand.DISCOVER),
        ("6012", None),
        ("643", None),
        ("644", Brand.DISCOVER),
        ("649", Brand.DISCOVER),
        ("65", Brand.DISCOVER),
        ("62", Brand.UNIONPAY),
        ("81", Brand.UNIONPAY),
        ("", None),
    ],
)
def test_the_first_digits_tell_the_brand(first: str, brand: Brand | None) -> None:
    assert brand_of(first) is brand


def test_a_brand_is_told_as_soon_as_it_is_certain_and_not_before() -> None:
    assert [brand_of("353011"[:count]) for count in range(1, 5)] == [None, None, Brand.JCB, Brand.JCB]
    assert [brand_of("222100"[:count]) for count in range(1, 7)] == [None] * 3 + [Brand.MASTERCARD] * 3
    assert [brand_of("222099"[:count]) for count in range(1, 7)] == [None] * 6


def test_what_a_number_may_still_become_is_told_while_it_is_keyed() -> None:
    assert brands_left("") == frozenset(Brand)
    assert brands_left("3") == {Brand.JCB, Brand.AMEX, Brand.DINERS}
    assert brands_left("35") == {Brand.JCB}
    assert brands_left("6") == {Brand.DISCOVER, Brand.UNIONPAY}
    assert brands_left("3590") == brands_left("9") == frozenset()


@given(numbers)
def test_a_certain_brand_is_the_only_one_left_and_stays(digits: str) -> None:
    for count in range(len(digits)):
        brand = brand_of(digits[:count])
        if brand is not None:
            assert brands_left(digits[:count]) == {brand}
            assert brand_of(digits) is brand


@given(st.text("0123456789", min_size=6, max_size=19))
def test_six_digits_decide(digits: str) -> None:
    assert brands_left(digits) == ({brand_of(digits)} - {None})


@pytest.mark.parametrize("number", TEST_CARDS)
def test_test_cards_pass_luhn_and_have_a_right_length(number: str) -> None:
    assert is_luhn(number)
    assert len(number) in lengths(brand_of(number))


@given(st.text("0123456789", min_size=1, max_size=18))
def test_one_digit_and_no_other_completes_a_number(body: str) -> None:
    assert sum(is_luhn(body + digit) for digit in "0123456789") == 1


@pytest.mark.parametrize("text", ["", "4242 4242 4242 4242", "４２４２", "²²"])
def test_luhn_is_for_plain_digits(text: str) -> None:
    assert not is_luhn(text)


def test_no_brand_has_twelve_or_twenty_digits() -> None:
    for brand in (*Brand, None):
        assert not {12, 20} & lengths(brand)
    assert lengths(Brand.VISA) == {13, 16, 19}
    assert lengths(Brand.AMEX) == {15}


def test_only_union_pay_may_have_a_wrong_check_digit() -> None:
    assert [brand for brand in (*Brand, None) if may_fail_luhn(brand)] == [Brand.UNIONPAY]


@pytest.mark.parametrize(
    ("count", "brand", "groups"),
    [
        (0, None, ()),
        (3, None, (3,)),
        (16, Brand.VISA, (4, 4, 4, 4)),
        (19, Brand.VISA, (4, 4, 4, 4, 3)),
        (15, Brand.AMEX, (4, 6, 5)),
        (9, Brand.AMEX, (4, 5)),
        (17, Brand.AMEX, (4, 6, 5, 2)),
    ],
)
def test_digits_stand_in_groups_as_embossed(count: int, brand: Brand | None, groups: tuple[int, ...]) -> None:
    assert in_groups(count, brand) == groups


@pytest.mark.parametrize(
    ("printed", "yymm"),
    [("1227", "2712"), ("0130", "3001"), ("1327", None), ("0027", None), ("127", None), ("１２２７", None), ("", None)],
)
def test_the_expiry_as_printed_becomes_year_and_month(printed: str, yymm: str | None) -> None:
    assert expiry_as_printed(printed) == yymm


def test_a_card_lives_to_the_end_of_its_month() -> None:
    assert not is_expired("2611", date(2026, 11, 30))
    assert is_expired("2611", date(2026, 12, 1))
    assert is_expired("2512", date(2026, 1, 1))
    assert not is_expired("9901", date(2026, 1, 1))
    assert not is_expiry("2600")


@pytest.mark.parametrize(
    "text",
    [
        "4242424242424242",
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        "４２４２　４２４２　４２４２　４２４２",
        "4242ー4242ー4242ー4242",
        "④②④② 4242 4242 4242",
        "4242_4242_4242_4242",
        "山田様 カード4242424242424242 有効期限12/27",
        "注文 1234 3782 822463 10005",
        "No.12-4242 4242 4242 4242-99",
        "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢",
        "4222222222222",
    ],
)
def test_a_card_number_in_a_text_is_noticed_however_it_is_written(text: str) -> None:
    assert looks_like_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ヤマダ タロウ",
        "09012345678",
        "03-1234-5678",
        "4242424242424241",
        "424242424242",
        "20261122-000123",
        "注文番号 A-1002 花束3つ",
        "12 4242 4242 4242の424様",
        "99942424242424242429",
    ],
)
def test_names_phones_and_order_numbers_pass(text: str) -> None:
    assert not looks_like_card_number(text)


@given(st.sampled_from(TEST_CARDS), st.sampled_from(["", " ", "-", "　", "・", ". "]), st.text("abcあ、 ", max_size=9))
def test_no_way_of_grouping_hides_a_number(number: str, between: str, around: str) -> None:
    assert looks_like_card_number(around + between.join(number[at : at + 4] for at in range(0, 16, 4)) + around)


@given(st.text())
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    assert looks_like_card_number(text) in (True, False)


@pytest.mark.parametrize("digits", ["4", "50", "2221", "272099", "81", "62", "36", "999999"])
def test_a_brand_that_is_not_known_here_begins_as_cards_do_as_well(digits: str) -> None:
    assert begins_as_cards(digits) is (digits != "999999")
    assert not begins_as_cards("")
