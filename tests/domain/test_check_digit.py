from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.check_digit import check_digit, is_checked
from pos_app.errors import Bug

digits = st.text("0123456789", min_size=1, max_size=30)
starts = st.integers(min_value=0, max_value=9)


def _step(state: int, digit: int) -> int:
    return int(check_digit(str(digit), state))


def test_the_published_example_has_its_check_digit() -> None:
    assert check_digit("572") == "4"
    assert is_checked("5724")


def test_each_row_and_column_of_the_table_holds_each_digit_once() -> None:
    for fixed in range(10):
        assert sorted(_step(fixed, digit) for digit in range(10)) == list(range(10))
        assert sorted(_step(state, fixed) for state in range(10)) == list(range(10))


def test_no_swap_of_neighbours_leads_to_the_same_state() -> None:
    for state, x, y in product(range(10), repeat=3):
        if x != y:
            assert _step(_step(state, x), y) != _step(_step(state, y), x)


@given(digits, starts)
def test_a_number_with_its_check_digit_passes_and_with_no_other(body: str, start: int) -> None:
    right = check_digit(body, start)
    assert [digit for digit in "0123456789" if is_checked(body + digit, start)] == [right]


@given(digits, starts, st.data())
def test_a_wrong_digit_anywhere_is_caught(body: str, start: int, data: st.DataObject) -> None:
    number = body + check_digit(body, start)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert not is_checked(number[:place] + wrong + number[place + 1 :], start)


@given(digits, starts, st.data())
def test_a_swap_of_neighbours_anywhere_is_caught(body: str, start: int, data: st.DataObject) -> None:
    number = body + check_digit(body, start)
    place = data.draw(st.integers(0, len(number) - 2))
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_checked(swapped, start) is (swapped == number)


@given(digits, starts, starts)
def test_a_number_of_one_kind_never_passes_for_another(body: str, start: int, other: int) -> None:
    assert is_checked(body + check_digit(body, start), other) is (start == other)


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    if is_checked(text):
        assert text.isascii()
        assert text.isdecimal()


@pytest.mark.parametrize("text", ["", "12a", "１２", "²"])
def test_a_check_digit_for_something_else_is_a_bug(text: str) -> None:
    with pytest.raises(Bug):
        check_digit(text)
