"""Moments, dates and numbers as these screens write them; moments in Japanese wall-clock time."""

from datetime import date, datetime

from pos_app.domain.calendar import in_jst
from pos_app.ui.text import tr


def clock(at: datetime) -> str:
    """``12:03``."""
    return in_jst(at).strftime("%H:%M")


def written_date(day: date) -> str:
    """``2026年10月4日(日)``."""
    weekday = (tr("月"), tr("火"), tr("水"), tr("木"), tr("金"), tr("土"), tr("日"))[day.weekday()]
    return tr("{year}年{month}月{day}日({weekday})", year=day.year, month=day.month, day=day.day, weekday=weekday)


def to_the_second(at: datetime) -> str:
    """``2026年10月4日(日) 12:03:18``."""
    moment = in_jst(at)
    return f"{written_date(moment.date())} {moment.strftime('%H:%M:%S')}"


def short(at: datetime, now: datetime) -> str:
    """``12:03`` on the day itself, else ``10/4 12:03``."""
    moment = in_jst(at)
    if moment.date() == in_jst(now).date():
        return clock(at)
    return f"{moment.month}/{moment.day} {moment.strftime('%H:%M')}"
