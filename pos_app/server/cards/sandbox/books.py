"""What the sandbox holds on cards, and what it was asked: each of our ids has one effect and one answer."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from pos_app.server.cards.processor import Done, ProcessorAnswer, Rejected
from pos_app.server.cards.reasons import APPROVED
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import sandbox_authorisation, sandbox_operation
from pos_app.server.store.values import moment, moment_text


class Held(NamedTuple):
    """One authorisation; ``state`` is ``held``, ``captured``, ``released`` or ``refused``. Yen."""

    id: UUID
    amount: int
    captured: int
    returned: int
    state: str
    expires_at: datetime


_of = sandbox_authorisation.c
_HELD = Statement(
    select(_of.id, _of.amount, _of.captured, _of.returned, _of.state, _of.expires_at).where(_of.id == bindparam("of"))
)
_ADD = Statement(insert(sandbox_authorisation))
_CHANGE = Statement(
    update(sandbox_authorisation)
    .where(_of.id == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in ("state", "captured", "returned")})
)
_KNOWN = Statement(
    select(sandbox_operation.c.code, _of.approval_code)
    .select_from(sandbox_operation.outerjoin(sandbox_authorisation, _of.id == sandbox_operation.c.id))
    .where(sandbox_operation.c.id == bindparam("operation"))
)
_RECORD = Statement(insert(sandbox_operation))


def held(reader: Reader, authorisation: UUID) -> Held | None:
    """Give an authorisation, refused ones too."""
    row = reader.one(_HELD, of=authorisation.bytes)
    if row is None:
        return None
    key, amount, captured, returned, state, expires_at = row
    return Held(UUID(bytes=key), amount, captured, returned, state, moment(expires_at))


def hold(tx: Tx, authorisation: UUID, card: str, amount: int, approval_code: str | None, expires_at: datetime) -> None:
    """Hold an amount on the card of a reference; without an approval code: have it refused for ever."""
    tx.run(
        _ADD,
        id=authorisation.bytes,
        card=card,
        amount=amount,
        captured=0,
        returned=0,
        state="held" if approval_code else "refused",
        approval_code=approval_code,
        expires_at=moment_text(expires_at),
    )


def change(tx: Tx, before: Held, *, state: str, captured: int | None = None, returned: int | None = None) -> None:
    """Change what became of an authorisation."""
    tx.run(
        _CHANGE,
        of=before.id.bytes,
        new_state=state,
        new_captured=before.captured if captured is None else captured,
        new_returned=before.returned if returned is None else returned,
    )


def answered(reader: Reader, operation: UUID) -> ProcessorAnswer | None:
    """Give what was answered to one of our ids; None: it was never seen."""
    row = reader.one(_KNOWN, operation=operation.bytes)
    if row is None:
        return None
    code, approval_code = row
    return Done(approval_code) if code == APPROVED else Rejected(code)


def record(tx: Tx, operation: UUID, kind: str, authorisation: UUID, amount: int, code: str, now: datetime) -> None:
    """Keep what was answered."""
    tx.run(
        _RECORD,
        id=operation.bytes,
        kind=kind,
        authorisation=authorisation.bytes,
        amount=amount,
        code=code,
        made_at=moment_text(now),
    )
