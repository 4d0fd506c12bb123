"""Moments as the screen writes them, in Japanese wall-clock time."""

from datetime import datetime

from pos_app.domain.calendar import in_jst
from pos_app.ui.text import ENGLISH, current

_WEEKDAYS = "月火水木金土日"
# Not strftime's names: those follow the process's locale, which others may change.
_ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clock(at: datetime) -> str:
    """``12:03``."""
    return in_jst(at).strftime("%H:%M")


def to_the_second(at: datetime) -> str:
    """``2026年7月12日(日) 12:04:31``, or ``Sun 12 Jul 2026, 12:04:31``."""
    day = in_jst(at)
    time = day.strftime("%H:%M:%S")
    if current() == ENGLISH:
        return f"{_ENGLISH_WEEKDAYS[day.weekday()]} {day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}, {time}"
    return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]}) {time}"
