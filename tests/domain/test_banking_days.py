from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.banking_days import BankingDayRule, PayoutDate, is_banking_day, payout_date, shift_to_banking_day
from pos_app.domain.calendar import DateRange

dates = st.dates(min_value=date(2000, 1, 5), max_value=date(2090, 1, 1))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 10, 31),  # Saturday
        date(2026, 11, 15),  # Sunday
        date(2026, 11, 3),  # 文化の日, a Tuesday
        date(2026, 5, 6),  # 振替休日, a Wednesday
        date(2026, 9, 22),  # between two holidays
        date(2026, 12, 31),  # Thursday
        date(2029, 1, 2),  # Tuesday
        date(2029, 1, 3),  # Wednesday
    ],
)
def test_banks_are_closed(day: date) -> None:
    assert not is_banking_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 2), date(2026, 12, 30), date(2027, 1, 4), date(2028, 2, 29)])
def test_banks_are_open(day: date) -> None:
    assert is_banking_day(day)


def test_a_payout_moves_as_the_scheme_wants_it() -> None:
    saturday = date(2026, 10, 31)
    assert shift_to_banking_day(saturday, BankingDayRule.PREVIOUS) == PayoutDate(date(2026, 10, 30))
    assert shift_to_banking_day(saturday, BankingDayRule.NEXT) == PayoutDate(date(2026, 11, 2))
    assert shift_to_banking_day(saturday, BankingDayRule.UNSET) == PayoutDate(saturday, may_vary=True)


def test_a_payout_at_the_years_end_moves_past_the_new_year() -> None:
    december = DateRange(date(2026, 12, 1), date(2026, 12, 15))
    assert payout_date(december, BankingDayRule.PREVIOUS) == PayoutDate(date(2026, 12, 30))
    assert payout_date(december, BankingDayRule.NEXT) == PayoutDate(date(2027, 1, 4))


@given(dates, st.sampled_from(BankingDayRule))
def test_a_payout_stays_on_a_banking_day_and_else_moves_to_the_nearest_one(day: date, rule: BankingDayRule) -> None:
    paid = shift_to_banking_day(day, rule)
    if is_banking_day(day) or rule is BankingDayRule.UNSET:
        assert paid == PayoutDate(day, may_vary=not is_banking_day(day))
        return
    assert is_banking_day(paid.day)
    assert not paid.may_vary
    skipped = DateRange(min(day, paid.day), max(day, paid.day))
    assert [between for between in skipped if is_banking_day(between)] == [paid.day]
    assert (paid.day > day) is (rule is BankingDayRule.NEXT)
    assert abs(paid.day - day) < timedelta(days=14)
