"""承認待ち: a till asks, another till of the store answers (requirements row D-7).

At most one request of a terminal waits: whoever asks for another void has given the first one up.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, insert, literal_column, select, update

from pos_app.server.problems import Refused
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.approvals import grant
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Reader, Row, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.approval_requests import approval_request
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.tables.places import terminal as terminals
from pos_app.server.store.tables.staff import approval, staff
from pos_app.server.store.values import moment, moment_text, to_milliseconds
from pos_app.server.terminals import Terminal
from pos_app.wire.approvals import (
    ApprovalRequest,
    ApprovalRequestBody,
    ApprovalRequests,
    RefusalReason,
    RequestState,
)
from pos_app.wire.operations import VoidReason
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Approval

LIFE = timedelta(hours=1)
"""How long a request may wait for its answer."""
SHOWN = 200

_asker, _answerer = staff.alias("asker"), staff.alias("answerer")
_WAITING: ColumnElement[str] = literal_column("'waiting'")
_REQUESTS = (
    select(
        approval_request.c.operation,
        approval_request.c.original,
        operation.c.number,
        operation.c.amount,
        operation.c.recorded_at,
        approval_request.c.reason,
        terminals.c.number,
        terminals.c.name,
        _asker.c.name,
        approval_request.c.made_at,
        approval_request.c.expires_at,
        approval_request.c.state,
        _answerer.c.name,
        approval_request.c.refusal,
        approval.c.id,
        approval.c.valid_until,
    )
    .select_from(
        approval_request.join(operation, operation.c.id == approval_request.c.original)
        .join(terminals, terminals.c.number == approval_request.c.terminal)
        .join(_asker, _asker.c.id == approval_request.c.asked_by)
        .outerjoin(_answerer, _answerer.c.id == approval_request.c.answered_by)
        .outerjoin(approval, approval.c.id == approval_request.c.approval)
    )
    .where(approval_request.c.store == bindparam("store", required=True))
)
_ONE = Statement(_REQUESTS.where(approval_request.c.operation == bindparam("operation", required=True)))
_ALL_WAITING = Statement(
    _REQUESTS.where(
        approval_request.c.state == _WAITING, approval_request.c.expires_at > bindparam("now", required=True)
    )
    .order_by(approval_request.c.made_at)
    .limit(bindparam("shown", required=True))
)
_TAKEN = Statement(
    select(literal_column("1")).where(approval_request.c.operation == bindparam("operation", required=True))
)
_ADD = Statement(
    insert(approval_request).values(
        {column.name: bindparam(column.name, required=True) for column in approval_request.c}
    )
)
_ANSWER = Statement(
    update(approval_request)
    .where(approval_request.c.operation == bindparam("of", required=True), approval_request.c.state == _WAITING)
    .values(
        {
            name: bindparam(name, required=True)
            for name in ("state", "answered_by", "answered_at", "refusal", "approval", "change")
        }
    )
)
_GIVE_UP = Statement(
    update(approval_request)
    .where(approval_request.c.terminal == bindparam("here", required=True), approval_request.c.state == _WAITING)
    .values(state="withdrawn")
)
_LAST_CHANGE = Statement(select(func.max(approval_request.c.change)))
_LAST_IN_STORE = Statement(
    select(func.max(approval_request.c.change)).where(approval_request.c.store == bindparam("store", required=True))
)


def last_change(reader: Reader, store: int) -> int:
    """Give a number that grows with each change among a store's requests; 0 before the first."""
    row = reader.one(_LAST_IN_STORE, store=store)
    return int(row[0] or 0) if row else 0


def waiting(reader: Reader, terminal: Terminal, now: datetime) -> ApprovalRequests:
    """Give what waits in the terminal's store, the oldest first."""
    rows = reader.all(_ALL_WAITING, store=terminal.store, now=moment_text(now), shown=SHOWN)
    return ApprovalRequests(requests=tuple(_read(row, terminal, now) for row in rows))


def find(reader: Reader, terminal: Terminal, wanted: UUID, now: datetime) -> ApprovalRequest:
    """Give a request of the terminal's store; raises Refused ``not_found``."""
    row = reader.one(_ONE, store=terminal.store, operation=wanted.bytes)
    if row is None:
        raise Refused(ProblemCode.NOT_FOUND)
    return _read(row, terminal, now)


def find_waiting(reader: Reader, terminal: Terminal, wanted: UUID, now: datetime) -> ApprovalRequest:
    """Give a request that can still be answered; raises Refused ``not_found`` or ``no_longer_waiting``."""
    found = find(reader, terminal, wanted, now)
    if found.state is not RequestState.WAITING:
        raise Refused(ProblemCode.NO_LONGER_WAITING, found.state.value)
    return found


def ask(
    tx: Tx, terminal: Terminal, by: Account, wanted: UUID, body: ApprovalRequestBody, now: datetime
) -> ApprovalRequest:
    """Put a request in front of those who may allow it; asking again with the same words changes nothing.

    Whoever calls has seen to it that ``body.original`` is a captured payment of this store. Raises Refused
    ``id_reused`` for the id of another request.
    """
    now = to_milliseconds(now)
    if tx.one(_TAKEN, operation=wanted.bytes) is not None:
        return _same(tx, terminal, wanted, body, now)
    tx.run(_GIVE_UP, here=terminal.number)
    tx.run(
        _ADD,
        operation=wanted.bytes,
        original=body.original.bytes,
        store=terminal.store,
        terminal=terminal.number,
        asked_by=by.id,
        reason=body.reason.value,
        made_at=moment_text(now),
        expires_at=moment_text(now + LIFE),
        state=RequestState.WAITING.value,
        answered_by=None,
        answered_at=None,
        refusal=None,
        approval=None,
        change=_next_change(tx),
    )
    _note(tx, terminal, by, Act.ASK_APPROVAL, wanted, now)
    return find(tx, terminal, wanted, now)


def approve(
    tx: Tx, terminal: Terminal, by: Account, wanted: UUID, now: datetime, random: Callable[[int], bytes]
) -> ApprovalRequest:
    """Allow it; raises Refused as ``find_waiting`` does."""
    now = to_milliseconds(now)
    request = find_waiting(tx, terminal, wanted, now)
    asker = tx.one(_ASKER, operation=wanted.bytes)
    given = grant(tx, terminal, asker[0] if asker else by.id, by, (request.operation, request.original), now, random)
    _answer(tx, terminal, by, wanted, RequestState.APPROVED, now, approval_id=given.approval)
    return find(tx, terminal, wanted, now)


def refuse(tx: Tx, terminal: Terminal, by: Account, wanted: UUID, why: RefusalReason, now: datetime) -> ApprovalRequest:
    """Refuse it, and say why; raises Refused as ``find_waiting`` does."""
    now = to_milliseconds(now)
    find_waiting(tx, terminal, wanted, now)
    _answer(tx, terminal, by, wanted, RequestState.REFUSED, now, refusal=why)
    _note(tx, terminal, by, Act.REFUSE_APPROVAL, wanted, now)
    return find(tx, terminal, wanted, now)


def withdraw(tx: Tx, terminal: Terminal, by: Account, wanted: UUID, now: datetime) -> None:
    """Take it back; what no longer waits stays as it is. Raises Refused ``not_found``, also for another till's."""
    now = to_milliseconds(now)
    row = tx.one(_ONE, store=terminal.store, operation=wanted.bytes)
    if row is None or row[6] != terminal.number:
        raise Refused(ProblemCode.NOT_FOUND)
    if _read(row, terminal, now).state is RequestState.WAITING:
        _answer(tx, terminal, by, wanted, RequestState.WITHDRAWN, now)
        _note(tx, terminal, by, Act.WITHDRAW_APPROVAL, wanted, now)


_ASKER = Statement(
    select(approval_request.c.asked_by).where(approval_request.c.operation == bindparam("operation", required=True))
)


def _same(tx: Tx, terminal: Terminal, wanted: UUID, body: ApprovalRequestBody, now: datetime) -> ApprovalRequest:
    row = tx.one(_ONE, store=terminal.store, operation=wanted.bytes)
    if row is None or row[6] != terminal.number:
        raise Refused(ProblemCode.ID_REUSED)
    found = _read(row, terminal, now)
    if (found.original, found.reason) != (body.original, body.reason):
        raise Refused(ProblemCode.ID_REUSED)
    return found


def _answer(
    tx: Tx,
    terminal: Terminal,
    by: Account,
    wanted: UUID,
    state: RequestState,
    now: datetime,
    *,
    refusal: RefusalReason | None = None,
    approval_id: UUID | None = None,
) -> None:
    tx.run(
        _ANSWER,
        of=wanted.bytes,
        state=state.value,
        answered_by=by.id,
        answered_at=moment_text(now),
        refusal=refusal.value if refusal else None,
        approval=approval_id.bytes if approval_id else None,
        change=_next_change(tx),
    )
    tx.announce(("store", terminal.store))


def _note(tx: Tx, terminal: Terminal, by: Account, act: Act, wanted: UUID, now: datetime) -> None:
    tx.announce(("store", terminal.store))
    record(tx, now, act, terminal=terminal.number, staff=by.id, subject=str(wanted))


def _next_change(tx: Tx) -> int:
    row = tx.one(_LAST_CHANGE)
    return 1 + (int(row[0] or 0) if row else 0)


def _read(row: Row, terminal: Terminal, now: datetime) -> ApprovalRequest:
    (wanted, original, number, amount, paid_at, reason, asking, name, asker, made_at, expires_at) = row[:11]
    state, answered_by, refusal, approval_id, valid_until = row[11:]
    state = RequestState(state)
    if state is RequestState.WAITING and now >= moment(expires_at):
        state = RequestState.EXPIRED
    given = None
    if approval_id is not None and asking == terminal.number:
        given = Approval(
            approval=UUID(bytes=approval_id),
            operation=UUID(bytes=wanted),
            approver_name=answered_by,
            valid_until=moment(valid_until),
        )
    return ApprovalRequest(
        operation=UUID(bytes=wanted),
        original=UUID(bytes=original),
        number=number,
        amount=amount,
        paid_at=moment(paid_at),
        reason=VoidReason(reason),
        terminal_name=name,
        asked_by=asker,
        asked_at=moment(made_at),
        expires_at=moment(expires_at),
        state=state,
        answered_by=answered_by,
        refusal=RefusalReason(refusal) if refusal else None,
        approval=given,
    )
