"""When guessing ends: counting tries (requirements rows D-3, D-4, D-17).

A try is counted as wrong BEFORE it is judged and forgiven when it was right. So a hundred tries at once are a hundred
tries, however long each one's judgement takes, and a try that was cut short counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries there may be before no more are taken.

    ``rest`` is how long none is taken then, counted from the last one; ``window`` is how long tries are counted
    together, from the first one. With neither they are counted until somebody resets them.
    """

    tries: int
    rest: timedelta | None = None
    window: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """The tries so far: how many, and the moments of the first and the last one."""

    tries: int
    first: datetime
    last: datetime


LOG_IN = Limit(10, rest=timedelta(minutes=30))
"""Wrong passwords of one account (row D-4)."""

MEMBER_LOG_IN = Limit(10, rest=timedelta(minutes=30))
"""The same for a member of the wallet."""

ACTIVATION = Limit(10)
"""Wrong passwords of one terminal: then its password is void (row D-3)."""

APPROVAL_PIN = Limit(5)
"""Wrong PINs of one person on one till: then the PIN is off (row D-17)."""

TILL_LOG_INS = Limit(30, window=timedelta(minutes=1))
"""Log-in tries on one till, whoever for; right ones count, too."""

ADDRESS_TRIES = Limit(120, window=timedelta(minutes=1))
"""Tries from one network address at what needs no credential; right ones count, too."""

CARD_TOKENS = Limit(30, window=timedelta(minutes=10))
"""Sealed cards of one till that came to nothing: nobody finds out by trying which numbers are cards."""


def is_spent(count: Count | None, limit: Limit, now: datetime) -> bool:
    """Say whether no further try is taken now."""
    return count is not None and count.tries >= limit.tries and not _is_forgotten(count, limit, now)


def spent_until(count: Count | None, limit: Limit, now: datetime) -> datetime | None:
    """Give the moment from which tries are taken again; None: now, or not until somebody resets the count."""
    return _forgotten_at(count, limit) if count is not None and is_spent(count, limit, now) else None


def counted(count: Count | None, limit: Limit, now: datetime) -> Count:
    """Count one more try; what has been forgotten is not added to."""
    if count is None or _is_forgotten(count, limit, now):
        return Count(1, now, now)
    return Count(count.tries + 1, count.first, now)


def _is_forgotten(count: Count, limit: Limit, now: datetime) -> bool:
    at = _forgotten_at(count, limit)
    return at is not None and now >= at


def _forgotten_at(count: Count, limit: Limit) -> datetime | None:
    if limit.window is not None:
        return count.first + limit.window
    return None if limit.rest is None else count.last + limit.rest
