"""Counted tries in the database; the rules are ``lockout``'s."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique
from types import MappingProxyType

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update

from pos_app.server.staff import lockout
from pos_app.server.staff.lockout import Count, Limit
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import tries
from pos_app.server.store.values import moment, moment_text

FORGOTTEN_AFTER = timedelta(days=1)
"""Rows that nothing depends on any more are deleted then: a flood of made-up names must not fill the disk."""


@unique
class What(StrEnum):
    """What is tried."""

    LOG_IN = "log_in"
    MEMBER_LOG_IN = "member_log_in"
    ACTIVATION = "activation"
    APPROVAL_PIN = "approval_pin"
    TILL_LOG_IN = "till_log_in"
    ADDRESS = "address"
    CARD_TOKEN = "card_token"  # noqa: S105 - a word, not a token


LIMITS: Mapping[What, Limit] = MappingProxyType(
    {
        What.LOG_IN: lockout.LOG_IN,
        What.MEMBER_LOG_IN: lockout.MEMBER_LOG_IN,
        What.ACTIVATION: lockout.ACTIVATION,
        What.APPROVAL_PIN: lockout.APPROVAL_PIN,
        What.TILL_LOG_IN: lockout.TILL_LOG_INS,
        What.ADDRESS: lockout.ADDRESS_TRIES,
        What.CARD_TOKEN: lockout.CARD_TOKENS,
    }
)

_TERMINAL_BYTES = 4

_THIS = (tries.c.what == bindparam("what_", required=True), tries.c.who == bindparam("who_", required=True))
_FIND = Statement(select(tries.c.count, tries.c.first_at, tries.c.last_at).where(*_THIS))
_COUNT = Statement(
    update(tries)
    .where(*_THIS)
    .values({name: bindparam(name, required=True) for name in ("known", "count", "first_at", "last_at")})
)
_ADD = Statement(insert(tries).values({column.name: bindparam(column.name, required=True) for column in tries.c}))
_FORGIVE = Statement(delete(tries).where(*_THIS))
_FORGIVE_ALL = Statement(
    delete(tries).where(
        _THIS[0], tries.c.who >= bindparam("first", required=True), tries.c.who <= bindparam("last", required=True)
    )
)
_FORGET = Statement(
    delete(tries).where(
        tries.c.last_at < bindparam("before", required=True),
        or_(tries.c.known == 0, and_(tries.c.what != What.ACTIVATION, tries.c.what != What.APPROVAL_PIN)),
    )
)


@dataclass(frozen=True, slots=True)
class Tried:
    """A name that is tried at something: its keyed hash, plus the terminal's number where each counts apart."""

    what: What
    who: bytes

    @property
    def limit(self) -> Limit:
        """How many tries there may be."""
        return LIMITS[self.what]


def tried(key: bytes, what: What, *name: object, terminal: int | None = None) -> Tried:
    """Name what is tried. ``key`` is the server's, so that the table can't be searched for a name without it."""
    text = "\0".join((what, *map(str, name)))
    apart = b"" if terminal is None else terminal.to_bytes(_TERMINAL_BYTES)
    return Tried(what, hmac.digest(key, text.encode(), hashlib.sha256) + apart)


def begin_try(tx: Tx, this: Tried, now: datetime, *, known: bool = True) -> bool:
    """Count a try before it is judged; False: no more are taken now, and this one isn't counted."""
    before = _count(tx, this)
    if lockout.is_spent(before, this.limit, now):
        return False
    after = lockout.counted(before, this.limit, now)
    values = {
        "known": int(known),
        "count": after.tries,
        "first_at": moment_text(after.first),
        "last_at": moment_text(after.last),
    }
    if not tx.run(_COUNT, what_=this.what, who_=this.who, **values):
        tx.run(_ADD, what=this.what, who=this.who, **values)
    return True


def forgive(tx: Tx, this: Tried) -> None:
    """Begin counting anew: the try was right, or somebody who may has said so."""
    tx.run(_FORGIVE, what_=this.what, who_=this.who)


def forgive_on_all_terminals(tx: Tx, this: Tried) -> None:
    """Begin counting anew on every terminal; ``this`` is named without one."""
    first, last = (this.who + end * _TERMINAL_BYTES for end in (b"\x00", b"\xff"))
    tx.run(_FORGIVE_ALL, what_=this.what, first=first, last=last)


def forget_old(tx: Tx, now: datetime) -> None:
    """Delete what nothing depends on any more."""
    tx.run(_FORGET, before=moment_text(now - FORGOTTEN_AFTER))


def is_spent(reader: Reader, this: Tried, now: datetime) -> bool:
    """Say whether a try would be refused now."""
    return lockout.is_spent(_count(reader, this), this.limit, now)


def spent_until(reader: Reader, this: Tried, now: datetime) -> datetime | None:
    """Give the end of a lock; None where there is none."""
    return lockout.spent_until(_count(reader, this), this.limit, now)


def _count(reader: Reader, this: Tried) -> Count | None:
    row = reader.one(_FIND, what_=this.what, who_=this.who)
    return None if row is None else Count(row[0], moment(row[1]), moment(row[2]))
