import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.payment_number import COUNTS, MAX_TERMINAL_NUMBER, PaymentNumber, make, parse
from pos_app.errors import Bug

terminals = st.integers(min_value=0, max_value=MAX_TERMINAL_NUMBER)
counts = st.integers(min_value=1, max_value=COUNTS)
numbers = st.builds(make, terminals, counts)


def test_a_number_carries_terminal_and_count() -> None:
    number = make(358, 17)
    assert number.digits[:11] == "00358000017"
    assert number.terminal_number == 358
    assert number.count == 17


def test_a_number_is_shown_in_fours() -> None:
    number = make(358, 17)
    assert number.shown == f"0035 8000 017{number.digits[-1]}"
    assert str(number) == number.shown
    assert number.last4 == number.shown[-4:]


def test_the_count_goes_round() -> None:
    assert make(1, COUNTS).count == COUNTS
    assert make(1, COUNTS + 1) == make(1, 1)


@pytest.mark.parametrize(("terminal", "count"), [(-1, 1), (100_000, 1), (1, 0), (1, -1)])
def test_a_number_outside_its_room_is_a_bug(terminal: int, count: int) -> None:
    with pytest.raises(Bug):
        make(terminal, count)


@pytest.mark.parametrize("digits", ["", "123", "000000000000", "1" * 13, "００３５８０００００１７", "abcdefghijkl"])
def test_digits_that_are_no_payment_number_are_a_bug(digits: str) -> None:
    with pytest.raises(Bug):
        PaymentNumber(digits)


@given(terminals, counts)
def test_a_number_comes_back_as_it_went_in(terminal: int, count: int) -> None:
    number = make(terminal, count)
    assert (number.terminal_number, number.count) == (terminal, count)
    assert len(number.digits) == 12


@given(numbers, st.sampled_from(["", " ", "-", "－", "　", "ー", "–"]), st.booleans())
def test_what_people_type_is_understood(number: PaymentNumber, between: str, full_width: bool) -> None:
    typed = between.join((number.digits[:4], number.digits[4:8], number.digits[8:]))
    if full_width:
        typed = typed.translate({ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)})
    assert parse(f" {typed}\n") == number


@given(numbers, st.data())
def test_a_slip_in_typing_is_noticed(number: PaymentNumber, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 11))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number.digits[place]]))
    assert parse(number.digits[:place] + wrong + number.digits[place + 1 :]) is None


@given(st.text() | st.text("0123456789-－ ０９²①", max_size=20))
def test_any_text_can_be_parsed(text: str) -> None:
    number = parse(text)
    if number is not None:
        assert parse(number.digits) == number
        assert PaymentNumber(number.digits).shown == number.shown


@pytest.mark.parametrize("text", ["①②③④⑤⑥⑦⑧⑨①②③", "²" * 12, "٣" * 12, "1" * 100])
def test_other_scripts_digits_and_long_texts_are_no_number(text: str) -> None:
    assert parse(text) is None
