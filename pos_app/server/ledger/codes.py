"""Members' one-time codes (requirements row D-22): five minutes by the server's clock, spent once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, update

from pos_app.domain.codes.token import code_hash, new_number, new_token
from pos_app.errors import Bug
from pos_app.server.store.connection import ConstraintBroken, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.codes import member_code
from pos_app.server.store.values import moment_text, to_milliseconds

CODE_LIFE = timedelta(minutes=5)

KEPT_AFTER = timedelta(days=1)
"""How long an expired code is kept, so that it is told from one that never was."""

_TRIES = 8

_ADD = Statement(insert(member_code))
_SPEND = Statement(
    update(member_code).values(spent_by=bindparam("operation")).where(member_code.c.id == bindparam("code"))
)
_SWEEP = Statement(delete(member_code).where(member_code.c.expires_at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """The two secrets of a new code; only their keyed hashes are kept. ``id`` is the table's, and no secret."""

    id: int
    token: str = field(repr=False)
    number: str = field(repr=False)
    expires_at: datetime


def issue(tx: Tx, wallet: int, key: bytes, random: Callable[[int], bytes], now: datetime) -> IssuedCode:
    """Make a code for a wallet."""
    expires_at = to_milliseconds(now + CODE_LIFE)
    for _ in range(_TRIES):
        token, number = new_token(random), new_number(random)
        try:
            key_of_row = tx.insert(
                _ADD,
                id=None,
                wallet=wallet,
                token_hash=code_hash(key, token),
                number_hash=code_hash(key, number),
                expires_at=moment_text(expires_at),
                spent_by=None,
            )
        except ConstraintBroken:
            continue
        return IssuedCode(key_of_row, token, number, expires_at)
    raise Bug("no number is free, though nearly all are")


def spend(tx: Tx, code: int, operation: bytes) -> None:
    """Burn a code by an operation's recorded answer."""
    tx.run(_SPEND, code=code, operation=operation)


def sweep(tx: Tx, now: datetime) -> int:
    """Forget the codes that expired long ago; gives how many."""
    return tx.run(_SWEEP, before=moment_text(now - KEPT_AFTER))
