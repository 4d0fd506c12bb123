from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.staff.lockout import (
    ACTIVATION,
    APPROVAL_PIN,
    LOG_IN,
    MEMBER_LOG_IN,
    Count,
    Limit,
    counted,
    is_spent,
    spent_until,
)

START = datetime(2026, 7, 6, 3, 0, tzinfo=UTC)
gaps = st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=40)), max_size=60)


def tried(limit: Limit, times: int) -> Count | None:
    count = None
    for second in range(times):
        count = counted(count, limit, START + timedelta(seconds=second))
    return count


def test_the_limits_are_those_of_the_requirements() -> None:
    assert (LOG_IN.tries, LOG_IN.rest) == (10, timedelta(minutes=30))
    assert (MEMBER_LOG_IN.tries, MEMBER_LOG_IN.rest) == (10, timedelta(minutes=30))
    assert (ACTIVATION.tries, ACTIVATION.rest, ACTIVATION.window) == (10, None, None)
    assert (APPROVAL_PIN.tries, APPROVAL_PIN.rest, APPROVAL_PIN.window) == (5, None, None)


def test_nobody_is_locked_out_before_the_first_try() -> None:
    assert not is_spent(None, LOG_IN, START)
    assert spent_until(None, LOG_IN, START) is None


def test_nine_wrong_tries_do_not_lock_and_the_tenth_does() -> None:
    assert not is_spent(tried(LOG_IN, 9), LOG_IN, START + timedelta(seconds=10))
    assert is_spent(tried(LOG_IN, 10), LOG_IN, START + timedelta(seconds=10))


def test_the_lock_ends_thirty_minutes_after_the_tenth_try() -> None:
    count = tried(LOG_IN, 10)
    end = START + timedelta(seconds=9, minutes=30)
    assert spent_until(count, LOG_IN, START + timedelta(minutes=1)) == end
    assert is_spent(count, LOG_IN, end - timedelta(microseconds=1))
    assert not is_spent(count, LOG_IN, end)
    assert spent_until(count, LOG_IN, end) is None


def test_after_the_lock_counting_begins_anew() -> None:
    later = START + timedelta(hours=1)
    assert counted(tried(LOG_IN, 10), LOG_IN, later) == Count(1, later, later)


def test_without_a_rest_a_spent_count_stays_spent() -> None:
    count = tried(ACTIVATION, 10)
    assert is_spent(count, ACTIVATION, START + timedelta(days=10_000))
    assert spent_until(count, ACTIVATION, START) is None


def test_a_window_starts_with_the_first_try_whatever_the_later_ones_do() -> None:
    limit = Limit(3, window=timedelta(minutes=1))
    count = counted(None, limit, START)
    count = counted(count, limit, START + timedelta(seconds=30))
    count = counted(count, limit, START + timedelta(seconds=59))
    assert is_spent(count, limit, START + timedelta(seconds=59))
    assert not is_spent(count, limit, START + timedelta(seconds=60))
    assert counted(count, limit, START + timedelta(seconds=60)).tries == 1


@given(gaps)
def test_within_any_thirty_minutes_no_more_than_ten_wrong_passwords_are_judged(gaps: list[timedelta]) -> None:
    now, count, judged = START, None, []
    for gap in gaps:
        now += gap
        if not is_spent(count, LOG_IN, now):
            count = counted(count, LOG_IN, now)
            judged.append(now)
    for first, eleventh in zip(judged, judged[10:], strict=False):
        assert eleventh - first >= timedelta(minutes=30)


@given(gaps)
def test_without_a_rest_no_more_than_the_tries_are_ever_judged(gaps: list[timedelta]) -> None:
    now, count, judged = START, None, 0
    for gap in gaps:
        now += gap
        if not is_spent(count, APPROVAL_PIN, now):
            count = counted(count, APPROVAL_PIN, now)
            judged += 1
    assert judged == min(len(gaps), 5)
