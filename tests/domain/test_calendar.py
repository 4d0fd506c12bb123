from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.calendar import (
    JST,
    MAX_SEARCH_DATES,
    DateRange,
    SearchProblem,
    business_date,
    business_day,
    check_search,
    days_left,
    end_of_day,
    in_jst,
    is_within,
    next_period,
    nominal_payout_date,
    period_at,
    period_bounds,
    period_of,
    split_search,
    start_of_day,
    transaction_date,
    void_until,
)
from pos_app.errors import Bug

dates = st.dates(min_value=date(1960, 1, 1), max_value=date(2200, 1, 1))
moments = st.datetimes(
    min_value=datetime(1960, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds and adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, JST, timezone(timedelta(hours=-11))]),
)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("last_second", "day", "next_second", "next_day"),
    [
        ("2026-10-15 23:59:59", date(2026, 10, 15), "2026-10-16 00:00:00", date(2026, 10, 16)),
        ("2026-10-31 23:59:59", date(2026, 10, 31), "2026-11-01 00:00:00", date(2026, 11, 1)),
        ("2028-02-28 23:59:59", date(2028, 2, 28), "2028-02-29 00:00:00", date(2028, 2, 29)),
        ("2028-02-29 23:59:59", date(2028, 2, 29), "2028-03-01 00:00:00", date(2028, 3, 1)),
        ("2026-12-31 23:59:59", date(2026, 12, 31), "2027-01-01 00:00:00", date(2027, 1, 1)),
    ],
)
def test_days_change_at_midnight_in_japan(last_second: str, day: date, next_second: str, next_day: date) -> None:
    assert transaction_date(jst(last_second).astimezone(UTC)) == day
    assert transaction_date(jst(next_second).astimezone(UTC)) == next_day


def test_midnight_in_japan_is_three_in_the_afternoon_of_the_day_before_in_utc() -> None:
    assert start_of_day(date(2026, 10, 16)) == datetime(2026, 10, 15, 15, 0, 0, tzinfo=UTC)
    assert end_of_day(date(2026, 10, 15)) == datetime(2026, 10, 15, 14, 59, 59, tzinfo=UTC)
    assert start_of_day(date(2026, 10, 16)).tzinfo is UTC


@pytest.mark.parametrize("rule", [in_jst, transaction_date, void_until, business_date, period_at])
def test_a_moment_without_a_zone_is_a_bug(rule: object) -> None:
    assert callable(rule)
    with pytest.raises(Bug):
        rule(datetime(2026, 10, 15, 12, 0))  # noqa: DTZ001 - that is the point


def test_a_deadline_or_a_now_without_a_zone_is_a_bug() -> None:
    naive = datetime(2026, 10, 15, 12, 0)  # noqa: DTZ001
    aware = naive.replace(tzinfo=UTC)
    for first, second in ((naive, aware), (aware, naive)):
        with pytest.raises(Bug):
            days_left(first, second)
        with pytest.raises(Bug):
            is_within(first, second)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-07-07 23:59:59", "2026-10-05 23:59:59"),
        ("2026-07-08 00:00:00", "2026-10-06 23:59:59"),
        ("2027-12-01 12:00:00", "2028-02-29 23:59:59"),
        ("2028-02-29 00:00:00", "2028-05-29 23:59:59"),
    ],
)
def test_a_void_is_possible_to_the_end_of_the_ninetieth_day_after(at: str, until: str) -> None:
    deadline = void_until(jst(at))
    assert deadline == jst(until)
    assert deadline.tzinfo is UTC


def test_the_void_window_is_a_setting() -> None:
    assert void_until(jst("2026-10-05 09:00:00"), days=0) == jst("2026-10-05 23:59:59")
    with pytest.raises(Bug):
        void_until(jst("2026-10-05 09:00:00"), days=-1)


def test_the_last_second_of_a_window_is_within_it_to_its_end() -> None:
    until = void_until(jst("2026-07-07 10:00:00"))
    assert is_within(jst("2026-10-05 23:59:59.999999"), until)
    assert not is_within(jst("2026-10-06 00:00:00"), until)


def test_days_left_count_calendar_days() -> None:
    until = jst("2026-10-05 23:59:59")
    assert days_left(until, jst("2026-09-23 23:59:59")) == 12
    assert days_left(until, jst("2026-09-24 00:00:00")) == 11
    assert days_left(until, jst("2026-10-05 23:59:59")) == 0
    assert days_left(until, jst("2026-10-06 00:00:00")) == -1


@given(moments, st.integers(min_value=0, max_value=400))
def test_a_window_of_n_days_has_n_days_left_on_its_first_day(at: datetime, days: int) -> None:
    assert days_left(void_until(at, days), at) == days
    assert is_within(at, void_until(at, days))


@given(moments)
def test_the_seconds_of_a_day_lie_between_its_start_and_its_end(at: datetime) -> None:
    day = transaction_date(at)
    assert start_of_day(day) <= at
    assert is_within(at, end_of_day(day))


def test_sixty_dates_can_be_searched_and_sixty_one_cannot() -> None:
    assert check_search(date(2026, 1, 1), date(2026, 3, 1)) is None
    assert check_search(date(2026, 1, 1), date(2026, 3, 2)) is SearchProblem.TOO_LONG
    assert check_search(date(2026, 1, 2), date(2026, 1, 1)) is SearchProblem.REVERSED


def test_a_longer_search_is_split_oldest_first() -> None:
    assert split_search(date(2026, 1, 1), date(2026, 3, 2)) == [
        DateRange(date(2026, 1, 1), date(2026, 3, 1)),
        DateRange(date(2026, 3, 2), date(2026, 3, 2)),
    ]


def test_a_search_that_runs_backwards_is_a_bug() -> None:
    with pytest.raises(Bug):
        split_search(date(2026, 1, 2), date(2026, 1, 1))


@given(dates, st.integers(min_value=0, max_value=1_000))
def test_a_split_search_covers_each_date_once_and_each_part_is_allowed(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    parts = split_search(first, last)
    assert [day for part in parts for day in part] == list(DateRange(first, last))
    assert all(check_search(part.first, part.last) is None for part in parts)
    assert len(parts) == -(-(more + 1) // MAX_SEARCH_DATES)


def test_a_range_knows_its_dates() -> None:
    february = DateRange(date(2028, 2, 1), date(2028, 2, 29))
    assert len(february) == 29
    assert date(2028, 2, 29) in february
    assert date(2028, 3, 1) not in february


@pytest.mark.parametrize(
    ("at", "cut", "day"),
    [
        ("2026-10-15 23:59:59", 0, date(2026, 10, 15)),
        ("2026-10-16 00:00:00", 0, date(2026, 10, 16)),
        ("2026-10-16 04:59:59", 300, date(2026, 10, 15)),
        ("2026-10-16 05:00:00", 300, date(2026, 10, 16)),
        ("2028-03-01 01:29:59", 90, date(2028, 2, 29)),
        ("2027-01-01 00:00:00", 1, date(2026, 12, 31)),
    ],
)
def test_the_business_day_changes_at_the_stores_own_hour(at: str, cut: int, day: date) -> None:
    assert business_date(jst(at).astimezone(UTC), cut) == day


@pytest.mark.parametrize("cut", [-1, 301])
def test_a_day_cut_outside_midnight_to_five_is_a_bug(cut: int) -> None:
    with pytest.raises(Bug):
        business_date(jst("2026-10-16 04:59:59"), cut)


@given(moments, st.integers(min_value=0, max_value=300))
def test_a_business_day_holds_its_moments(at: datetime, cut: int) -> None:
    start, end = business_day(business_date(at, cut), cut)
    assert start <= at < end
    assert end - start == timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "first", "last", "paid"),
    [
        ("2026-10-15 23:59:59", date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 31)),
        ("2026-10-16 00:00:00", date(2026, 10, 16), date(2026, 10, 31), date(2026, 11, 15)),
        ("2026-12-31 23:59:59", date(2026, 12, 16), date(2026, 12, 31), date(2027, 1, 15)),
        ("2027-01-01 00:00:00", date(2027, 1, 1), date(2027, 1, 15), date(2027, 1, 31)),
        ("2028-02-15 23:59:59", date(2028, 2, 1), date(2028, 2, 15), date(2028, 2, 29)),
        ("2028-02-29 23:59:59", date(2028, 2, 16), date(2028, 2, 29), date(2028, 3, 15)),
        ("2027-02-28 23:59:59", date(2027, 2, 16), date(2027, 2, 28), date(2027, 3, 15)),
    ],
)
def test_a_period_ends_on_the_fifteenth_or_with_the_month(at: str, first: date, last: date, paid: date) -> None:
    period = period_at(jst(at).astimezone(UTC))
    assert period == DateRange(first, last)
    assert nominal_payout_date(period) == paid


@given(dates)
def test_periods_follow_each_other_without_gap_or_overlap(day: date) -> None:
    period = period_of(day)
    assert day in period
    assert all(period_of(other) == period for other in period)
    assert next_period(period).first == period.last + timedelta(days=1)
    assert period_bounds(period)[1] == period_bounds(next_period(period))[0]
    assert nominal_payout_date(period) > period.last
