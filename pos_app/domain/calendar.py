"""Days as people in Japan count them: transaction dates, windows, payout periods (requirements rows D-5, D-14, O-06).

Moments are aware datetimes; a naive one is a Bug. Moments are handed out in UTC, dates are JST calendar dates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, unique
from zoneinfo import ZoneInfo

from pos_app.errors import Bug

JST = ZoneInfo("Asia/Tokyo")

VOID_DAYS = 90
"""Calendar days after the transaction date on which a void is still possible (rows E-44, D-5)."""

MAX_SEARCH_DATES = 60
"""Dates that one search may cover, both ends included (rows E-34, D-5)."""

MAX_DAY_CUT_MINUTES = 5 * 60
"""日計の区切り時刻 lies between 0:00 and 5:00 (row D-14)."""

_ONE_DAY = timedelta(days=1)
_MID_MONTH = 15


@dataclass(frozen=True, slots=True)
class DateRange:
    """Calendar dates from ``first`` to ``last``, both included; raises Bug when they are the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Bug(f"dates from {self.first} to {self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(len(self)))


@unique
class SearchProblem(StrEnum):
    """Why a range of dates can't be searched."""

    REVERSED = "search_range_reversed"
    TOO_LONG = "search_range_too_long"


def in_jst(at: datetime) -> datetime:
    """Turn a moment into Japanese wall-clock time; raises Bug for a naive datetime."""
    if at.utcoffset() is None:
        raise Bug("a moment without a time zone")
    return at.astimezone(JST)


def transaction_date(at: datetime) -> date:
    """Give the JST calendar date of a moment (row D-14)."""
    return in_jst(at).date()


def start_of_day(day: date) -> datetime:
    """Give the moment 0:00 JST of a date, in UTC."""
    return datetime.combine(day, time(), JST).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Give the moment 23:59:59 JST of a date, in UTC: the last second that belongs to it."""
    return datetime.combine(day, time(23, 59, 59), JST).astimezone(UTC)


def void_until(at: datetime, days: int = VOID_DAYS) -> datetime:
    """Give the last second, in UTC, in which a transaction of ``at`` can be voided: 23:59:59 JST, ``days`` later.

    ``days`` is a setting per value type (row D-5). Raises Bug for a negative one.
    """
    if days < 0:
        raise Bug(f"a void window of {days} days")
    return end_of_day(transaction_date(at) + timedelta(days=days))


def is_within(at: datetime, until: datetime) -> bool:
    """Say whether a moment lies before the end of the second ``until``, e.g. 23:59:59.9 is still within 23:59:59."""
    return in_jst(at) < in_jst(until) + timedelta(seconds=1)


def days_left(until: datetime, now: datetime) -> int:
    """Count the calendar days from today to a deadline's date, as in あと12日: 0 on its last day, negative past it."""
    return (transaction_date(until) - transaction_date(now)).days


def check_search(first: date, last: date) -> SearchProblem | None:
    """Say why one request can't search these dates, or None: at most 60, both ends included (row D-5)."""
    if last < first:
        return SearchProblem.REVERSED
    if len(DateRange(first, last)) > MAX_SEARCH_DATES:
        return SearchProblem.TOO_LONG
    return None


def split_search(first: date, last: date) -> list[DateRange]:
    """Cut a longer wish into ranges that one request may search, oldest first, without gap or overlap (row D-5).

    Raises Bug when ``last`` lies before ``first``.
    """
    whole = DateRange(first, last)
    starts = range(0, len(whole), MAX_SEARCH_DATES)
    return [
        DateRange(first + timedelta(days=start), first + timedelta(days=min(start + MAX_SEARCH_DATES, len(whole)) - 1))
        for start in starts
    ]


def business_date(at: datetime, day_cut_minutes: int = 0) -> date:
    """Give the date of the 日計 of a moment, when days are cut ``day_cut_minutes`` after 0:00 JST (row D-14)."""
    return (in_jst(at) - _day_cut(day_cut_minutes)).date()


def business_day(day: date, day_cut_minutes: int = 0) -> tuple[datetime, datetime]:
    """Give the moments, in UTC, at which the 日計 of a date starts (included) and ends (excluded)."""
    cut = _day_cut(day_cut_minutes)
    return start_of_day(day) + cut, start_of_day(day + _ONE_DAY) + cut


def period_of(day: date) -> DateRange:
    """Give the 締め period of a transaction date: the 1st to the 15th, or the 16th to the month's end (row O-06)."""
    if day.day <= _MID_MONTH:
        return DateRange(day.replace(day=1), day.replace(day=_MID_MONTH))
    return DateRange(day.replace(day=_MID_MONTH + 1), _month_end(day))


def period_at(at: datetime) -> DateRange:
    """Give the period of a moment; it is always cut at 0:00 JST, whatever the store's 日計 does (row D-14)."""
    return period_of(transaction_date(at))


def next_period(period: DateRange) -> DateRange:
    """Give the period that follows."""
    return period_of(period.last + _ONE_DAY)


def period_bounds(period: DateRange) -> tuple[datetime, datetime]:
    """Give the moments, in UTC, at which a period starts (included) and ends (excluded)."""
    return start_of_day(period.first), start_of_day(period.last + _ONE_DAY)


def nominal_payout_date(period: DateRange) -> date:
    """Give the date in the scheme's rules: the month's end, or the 15th of the next month (row O-06)."""
    if period.last.day == _MID_MONTH:
        return _month_end(period.last)
    return (period.last + _ONE_DAY).replace(day=_MID_MONTH)


def _day_cut(minutes: int) -> timedelta:
    if not 0 <= minutes <= MAX_DAY_CUT_MINUTES:
        raise Bug(f"a day cut at {minutes} minutes")
    return timedelta(minutes=minutes)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE_DAY
