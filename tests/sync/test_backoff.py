from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.backoff import STEPS_SECONDS, Backoff


def test_the_steps_are_one_two_four_eight_and_then_fifteen_seconds() -> None:
    backoff, waits = Backoff(lambda: 0.999_999), []
    for _ in range(7):
        backoff.failed(now=100.0)
        waits.append(round(backoff.remaining(100.0)))
    assert waits == [1, 2, 4, 8, 15, 15, 15]


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 40))
def test_chance_shortens_a_step_to_no_less_than_half(chance: float, failures: int) -> None:
    backoff = Backoff(lambda: chance)
    for _ in range(failures):
        backoff.failed(now=0.0)
    step = STEPS_SECONDS[min(failures, 5) - 1]
    assert step / 2 <= backoff.remaining(0.0) <= step


def test_a_wait_runs_out_with_time_and_is_never_negative() -> None:
    backoff = Backoff(lambda: 0.0)
    backoff.failed(now=0.0)
    assert (backoff.remaining(0.2), backoff.remaining(9.0)) == (0.3, 0.0)


def test_an_answer_ends_the_wait_and_the_next_failure_begins_at_one_second() -> None:
    backoff = Backoff(lambda: 0.999_999)
    for _ in range(5):
        backoff.failed(now=0.0)
    backoff.succeeded()
    assert backoff.remaining(0.0) == 0.0
    backoff.failed(now=0.0)
    assert round(backoff.remaining(0.0)) == 1


def test_hurry_lets_one_try_through_and_forgets_nothing() -> None:
    backoff = Backoff(lambda: 0.999_999)
    for _ in range(3):
        backoff.failed(now=0.0)
    backoff.hurry()
    assert backoff.remaining(0.0) == 0.0
    backoff.failed(now=0.0)
    assert round(backoff.remaining(0.0)) == 8
