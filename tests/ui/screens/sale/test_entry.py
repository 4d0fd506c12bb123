from hypothesis import given
from hypothesis import strategies as st

from pos_app.ui.screens.sale.entry import AMOUNT, LAST_FOUR, PAYMENT_CODE, Entry, yen


def typed(entry: Entry, *keys: str) -> Entry:
    for key in keys:
        entry = entry.typed(key)
    return entry


def test_digits_become_an_amount() -> None:
    assert typed(AMOUNT, "1", "2", "00").amount == 1_200


def test_leading_zeros_are_no_amount() -> None:
    assert typed(AMOUNT, "0", "00", "0").digits == ""
    assert typed(AMOUNT, "0", "5").digits == "5"


def test_leading_zeros_count_in_a_number() -> None:
    assert typed(LAST_FOUR, "0", "0", "4", "1").digits == "0041"


def test_the_eighth_digit_is_not_taken() -> None:
    assert typed(AMOUNT, *"12345678").digits == "1234567"


def test_a_double_zero_is_taken_as_a_whole_or_not_at_all() -> None:
    assert typed(AMOUNT, *"123456", "00").digits == "123456"


def test_backspace_takes_the_last_digit() -> None:
    assert typed(AMOUNT, *"120").erased().digits == "12"
    assert AMOUNT.erased() == AMOUNT


def test_an_amount_that_stands_there_is_replaced_by_the_first_digit() -> None:
    assert yen(12_800).typed("5").digits == "5"
    assert yen(12_800).erased().typed("5").digits == "12805"


def test_an_amount_is_pasted_with_its_marks_and_in_full_width() -> None:
    for text in ("12,800円", "¥12,800", "１２８００", " 12800\n", "012800"):
        assert AMOUNT.pasted(text).amount == 12_800, text


def test_what_is_no_amount_is_not_pasted() -> None:
    for text in ("12,800.5円x", "hello", "99999999", "-500x", "𝟙𝟚", "①"):
        assert yen(7).pasted(text) == yen(7), text


def test_a_payment_number_is_pasted_in_its_groups() -> None:
    assert PAYMENT_CODE.pasted("4821-0937-5516").digits == "482109375516"


@given(st.lists(st.sampled_from([*"0123456789", "00", "erase"]), max_size=30))
def test_whatever_is_mashed_stays_an_amount_of_seven_digits(keys: list[str]) -> None:
    entry = AMOUNT
    for key in keys:
        entry = entry.erased() if key == "erase" else entry.typed(key)
    assert 0 <= entry.amount <= 9_999_999
    assert entry.digits == (str(entry.amount) if entry.amount else "")


@given(st.text(max_size=80))
def test_whatever_is_pasted_leaves_digits_only(text: str) -> None:
    for entry in (AMOUNT, PAYMENT_CODE):
        digits = entry.pasted(text).digits
        assert digits == "" or (digits.isascii() and digits.isdecimal() and len(digits) <= entry.room)


def test_what_was_typed_is_not_printed() -> None:
    assert "482109375516" not in repr(PAYMENT_CODE.pasted("482109375516"))
