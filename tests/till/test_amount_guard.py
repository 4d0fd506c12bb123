from hypothesis import given
from hypothesis import strategies as st

from pos_app.till.amount_guard import AmountGuard


def keyed(guard: AmountGuard, times: list[float]) -> list[bool]:
    swallowed = []
    for at in times:
        guard = guard.typed(1, at)
        swallowed.append(guard.swallows)
    return swallowed


def test_a_card_number_is_swallowed_from_its_eighth_digit_to_its_last() -> None:
    assert keyed(AmountGuard(), [0.3 * n for n in range(16)]) == [False] * 7 + [True] * 9


def test_a_number_dictated_slowly_is_still_swallowed_once_it_was_noticed() -> None:
    times = [1.2 * n for n in range(8)] + [8.4 + 2.5 * n for n in range(1, 9)]
    assert keyed(AmountGuard(), times)[7:] == [True] * 9


def test_seven_digits_are_an_amount_however_fast() -> None:
    assert not any(keyed(AmountGuard(), [0.0] * 7))


def test_eight_digits_in_more_than_ten_seconds_are_no_card() -> None:
    assert not any(keyed(AmountGuard(), [1.5 * n for n in range(12)]))


def test_after_three_quiet_seconds_an_amount_can_be_typed_again() -> None:
    guard = AmountGuard()
    for n in range(16):
        guard = guard.typed(1, 0.2 * n)
    assert guard.typed(1, 3.1).typed(1, 6.0).swallows
    assert not guard.typed(1, 6.2).swallows


def test_two_zeros_count_twice() -> None:
    guard = AmountGuard()
    for at in range(3):
        guard = guard.typed(2, at)
        assert not guard.swallows
    assert guard.typed(2, 3).swallows


def test_whoever_mends_an_amount_types_no_card_number() -> None:
    guard = AmountGuard()
    for at in range(8):
        guard = guard.typed(1, at * 0.5).typed(1, at * 0.5).erased().erased()
    assert not guard.swallows


def test_enter_begins_another_amount_but_does_not_end_a_card_number() -> None:
    guard = AmountGuard()
    for _ in range(3):
        for at in range(5):
            guard = guard.typed(1, at * 0.1)
        assert not guard.swallows
        guard = guard.entered(0.5)
    for at in range(8):
        guard = guard.typed(1, at * 0.1)
    assert guard.entered(1.0).typed(1, 1.5).swallows


@given(st.lists(st.floats(0, 3), max_size=60))
def test_never_are_eight_digits_of_ten_seconds_let_through(gaps: list[float]) -> None:
    now, guard, through = 0.0, AmountGuard(), list[float]()
    for gap in gaps:
        now += gap
        guard = guard.typed(1, now)
        if guard.swallows:
            through.clear()
        else:
            through.append(now)
        assert sum(now - at <= 10.0 for at in through) < 8
