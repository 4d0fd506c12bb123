import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Bug
from pos_app.ui.widgets.english_reading import english_reading

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: 10 * place for place, word in enumerate(re.split(" ", TENS))} | {
    word: place for place, word in enumerate(re.split(" ", ONES))
}
LARGE = {"thousand": 1000, "million": 1000**2, "billion": 1000**3}


def heard(reading: str) -> int:
    """What somebody writes down who hears it."""
    total = part = 0
    for word in reading.removesuffix(" yen").replace("-", " ").split():
        if word == "hundred":
            part *= 100
        elif word in LARGE:
            total, part = total + part * LARGE[word], 0
        else:
            part += SMALL[word]
    return total + part


@pytest.mark.parametrize(
    ("yen", "reading"),
    [
        (0, "zero yen"),
        (1, "one yen"),
        (15, "fifteen yen"),
        (42, "forty-two yen"),
        (680, "six hundred eighty yen"),
        (12_800, "twelve thousand eight hundred yen"),
        (1_000_001, "one million one yen"),
    ],
)
def test_amounts_are_read_as_people_say_them(yen: int, reading: str) -> None:
    assert english_reading(yen) == reading


@given(st.integers(0, 10**12 - 1))
def test_whoever_hears_the_reading_writes_the_same_amount(yen: int) -> None:
    assert heard(english_reading(yen)) == yen


@pytest.mark.parametrize("yen", [-1, 10**12])
def test_what_has_no_reading_is_a_bug(yen: int) -> None:
    with pytest.raises(Bug):
        english_reading(yen)
