"""Moments as the screen writes them, in Japanese wall-clock time."""

from datetime import datetime

from pos_app.domain.calendar import in_jst
from pos_app.ui.text import tr


def clock(at: datetime) -> str:
    """``12:03``."""
    return in_jst(at).strftime("%H:%M")


def to_the_second(at: datetime) -> str:
    """``2026年7月12日(日) 12:04:31``."""
    day = in_jst(at)
    weekday = (tr("月"), tr("火"), tr("水"), tr("木"), tr("金"), tr("土"), tr("日"))[day.weekday()]
    return tr(
        "{year}年{month}月{day}日({weekday}) {time}",
        year=day.year,
        month=day.month,
        day=day.day,
        weekday=weekday,
        time=day.strftime("%H:%M:%S"),
    )
