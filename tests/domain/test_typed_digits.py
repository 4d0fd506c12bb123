from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.typed_digits import in_fours, plain_digits


def test_full_width_digits_spaces_and_hyphens_are_folded() -> None:
    assert plain_digits(" ００３５－8000ー0041\n") == "003580000041"


def test_other_characters_stay() -> None:
    assert plain_digits("12a①²٣") == "12a①²٣"


def test_a_very_long_text_is_no_number() -> None:
    assert plain_digits("1" * 65) == ""


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert plain_digits(plain_digits(text)) == plain_digits(text)


@given(st.text("0123456789", max_size=40))
def test_digits_in_fours_read_back(digits: str) -> None:
    assert plain_digits(in_fours(digits)) == digits
