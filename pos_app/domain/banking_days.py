"""The days on which banks are open, and on which payouts are made (requirements row D-8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, unique

import jpholiday

from pos_app.domain.calendar import DateRange, nominal_payout_date

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@unique
class BankingDayRule(StrEnum):
    """A scheme's setting: when a payout is made whose nominal date is no banking day (row D-8)."""

    PREVIOUS = "previous"
    NEXT = "next"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class PayoutDate:
    """When a period is paid: ``day``; ``may_vary`` asks for the words 銀行休業日のため前後します."""

    day: date
    may_vary: bool = False


def is_banking_day(day: date) -> bool:
    """Say whether banks are open: not on Saturday, Sunday, 祝日, nor from 12/31 to 1/3 (row D-8)."""
    if day.weekday() >= _SATURDAY:
        return False
    if (day.month, day.day) in {(12, 31), (1, 1), (1, 2), (1, 3)}:
        return False
    return not jpholiday.is_holiday(day)


def shift_to_banking_day(day: date, rule: BankingDayRule) -> PayoutDate:
    """Move a nominal payout date to a banking day as the scheme wants it; unset: leave it and say that it may vary."""
    if is_banking_day(day):
        return PayoutDate(day)
    if rule is BankingDayRule.UNSET:
        return PayoutDate(day, may_vary=True)
    step = _ONE_DAY if rule is BankingDayRule.NEXT else -_ONE_DAY
    while not is_banking_day(day):
        day += step
    return PayoutDate(day)


def payout_date(period: DateRange, rule: BankingDayRule) -> PayoutDate:
    """Say when a period is paid."""
    return shift_to_banking_day(nominal_payout_date(period), rule)
