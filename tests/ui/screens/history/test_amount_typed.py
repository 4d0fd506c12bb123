from hypothesis import given
from hypothesis import strategies as st

from pos_app.ui.screens.history.amount_typed import AmountTyped, whole

KEYS = st.sampled_from([*"0123456789", "00"])


def typed(most: int, keys: str) -> AmountTyped:
    entry = AmountTyped(most)
    for key in keys:
        entry = entry.typed(key)
    return entry


def test_digits_make_an_amount_and_backspace_takes_the_last_one_back() -> None:
    entry = typed(4_800, "1200")
    assert (entry.amount, entry.fits) == (1_200, True)
    assert entry.erased().amount == 120
    assert entry.cleared().amount == 0


def test_the_whole_stands_there_and_the_first_digit_replaces_it() -> None:
    entry = whole(4_800)
    assert (entry.amount, entry.fits) == (4_800, True)
    assert entry.typed("9").amount == 9
    assert entry.typed("9").typed("0").amount == 90


def test_nothing_and_more_than_the_most_do_not_fit() -> None:
    assert not AmountTyped(4_800).fits
    assert typed(4_800, "4800").fits
    assert not typed(4_800, "4801").fits


def test_an_eighth_digit_is_not_taken() -> None:
    assert typed(9_999_999, "12345678").amount == 1_234_567
    assert typed(9_999_999, "123456").typed("00").amount == 123_456


@given(st.integers(1, 9_999_999), st.lists(st.one_of(KEYS, st.text(max_size=2)), max_size=12))
def test_whatever_is_typed_the_amount_has_seven_digits_at_most(most: int, keys: list[str]) -> None:
    entry = AmountTyped(most)
    for key in keys:
        entry = entry.typed(key)
    assert 0 <= entry.amount < 10_000_000
    assert entry.fits is (1 <= entry.amount <= most)
