"""What is a manager's locks early, whatever the store says of the pad (D-17)."""

from dataclasses import replace

import pytest

from pos_app.till.session import Phase
from tests.till.counter import Counter

MINUTE = 60.0


@pytest.mark.parametrize(
    ("store", "guarded", "still_open", "locked"), [(None, 15, 14.9, 15.1), (60, 15, 14.9, 15.1), (10, 15, 9.9, 10.1)]
)
def test_the_earlier_of_both_limits_locks(
    counter: Counter, store: int | None, guarded: int, still_open: float, locked: float
) -> None:
    def phase() -> Phase:
        return sessions.phase

    now = [0.0]
    sessions = counter.app.till.sessions
    sessions._surroundings = replace(sessions._surroundings, monotonic=lambda: now[0])
    counter.log_in()
    sessions.lock_within_minutes = guarded
    now[0] = still_open * MINUTE
    sessions.tick(store)
    assert phase() is Phase.OPEN
    now[0] = locked * MINUTE
    sessions.tick(store)
    assert phase() is Phase.LOCKED


def test_without_either_limit_nothing_locks(counter: Counter) -> None:
    counter.log_in()
    sessions = counter.app.till.sessions
    sessions._surroundings = replace(sessions._surroundings, monotonic=lambda: 1e9)
    sessions.tick(None)
    assert sessions.phase is Phase.OPEN
