"""A manager allows ONE void, by number and 暗証番号, on this till or another of the store (rows D-7, D-17)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, insert

from pos_app.domain.ids import uuid7
from pos_app.server.problems import Refused
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.audit import DONE, Act, record
from pos_app.server.staff.pins import pin_tries
from pos_app.server.staff.rights import may, works_at
from pos_app.server.staff.sessions import Staffer, place, staffer
from pos_app.server.staff.tries import begin_try, forgive, is_spent
from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import approval
from pos_app.server.store.values import moment_text, to_milliseconds
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Approval, ApprovalBody, Right

LIFE = timedelta(hours=24)
"""How long an approval may wait for its void."""

_ADD = Statement(insert(approval).values({column.name: bindparam(column.name, required=True) for column in approval.c}))


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for an approval, and whose PIN is to be judged: None where nobody has that number or a PIN."""

    by: Staffer
    approver: Account | None


def begin_approval(
    tx: Tx, key: bytes, terminal: Terminal, token: str | None, body: ApprovalBody, now: datetime
) -> Asked:
    """Count the try at the approver's PIN.

    Raises Refused: ``terminal_disabled``, those of ``sessions.staffer`` (whoever may void may ask), ``pin_off``.
    """
    if terminal.disabled:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    by = staffer(tx, terminal, token, now, Right.VOID_BY_SETTING, Right.VOID)
    approver = accounts.by_number(tx, terminal.company, body.approver)
    _begin(tx, key, terminal, approver, body.approver, now)
    return Asked(by, approver)


def begin_own(tx: Tx, key: bytes, terminal: Terminal, token: str | None, now: datetime) -> Asked:
    """Count the try at the PIN of whoever is logged in and allows something here.

    Raises Refused: ``terminal_disabled``, those of ``sessions.staffer``, ``pin_off``.
    """
    if terminal.disabled:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    by = staffer(tx, terminal, token, now, Right.APPROVE)
    _begin(tx, key, terminal, by.account, by.account.number, now)
    return Asked(by, by.account)


def finish_approval(
    tx: Tx,
    key: bytes,
    terminal: Terminal,
    asked: Asked,
    body: ApprovalBody,
    now: datetime,
    random: Callable[[int], bytes],
    *,
    right: bool,
) -> Approval | ProblemCode:
    """Give the approval; ``right``: the PIN was. A refusal is given back, so that its line in the record stays."""
    now = to_milliseconds(now)
    approver = finish_try(tx, key, terminal, asked, body.approver, now, right=right)
    if isinstance(approver, ProblemCode):
        return approver
    return grant(tx, terminal, asked.by.account.id, approver, (body.operation, body.original), now, random)


def finish_try(
    tx: Tx, key: bytes, terminal: Terminal, asked: Asked, number: int, now: datetime, *, right: bool
) -> Account | ProblemCode:
    """Judge a try: whoever may allow a void here, by their own PIN, or why nobody does."""
    approver = accounts.by_id(tx, asked.approver.id) if asked.approver else None
    this = pin_tries(key, terminal.company, number, terminal.number)
    result = _judge(approver, asked.approver, terminal, right=right)
    if approver is not None and result is not ProblemCode.WRONG_CREDENTIALS:
        forgive(tx, this)
    elif is_spent(tx, this, now):
        result = ProblemCode.PIN_OFF
        if approver is not None:
            accounts.set_pin_off(tx, approver, off=True)
    subject = None if approver is None else str(approver.public_id)
    record(tx, now, Act.APPROVE, result or DONE, terminal=terminal.number, staff=asked.by.account.id, subject=subject)
    if result is not None or approver is None:
        return result or ProblemCode.WRONG_CREDENTIALS
    return approver


def _begin(tx: Tx, key: bytes, terminal: Terminal, approver: Account | None, number: int, now: datetime) -> None:
    this = pin_tries(key, terminal.company, number, terminal.number)
    off = approver is not None and approver.pin_off
    if off or not begin_try(tx, this, now, known=approver is not None):
        raise Refused(ProblemCode.PIN_OFF)


def _judge(approver: Account | None, judged: Account | None, terminal: Terminal, *, right: bool) -> ProblemCode | None:
    if approver is None or judged is None or not right or approver.pin_hash != judged.pin_hash:
        return ProblemCode.WRONG_CREDENTIALS
    if approver.pin_off:
        return ProblemCode.PIN_OFF
    if approver.disabled or not works_at(approver.role, approver.home, place(terminal)):
        return ProblemCode.FORBIDDEN
    return None if may(approver.role, Right.APPROVE) else ProblemCode.FORBIDDEN


def grant(
    tx: Tx,
    terminal: Terminal,
    asked_by: int,
    approver: Account,
    void: tuple[UUID, UUID],
    now: datetime,
    random: Callable[[int], bytes],
) -> Approval:
    """Write an approval down; ``void`` is the operation that it is good for, and the payment that this takes back."""
    operation, original = void
    given = Approval(
        approval=uuid7(now, random), operation=operation, approver_name=approver.name, valid_until=now + LIFE
    )
    tx.run(
        _ADD,
        id=given.approval.bytes,
        operation=operation.bytes,
        original=original.bytes,
        store=terminal.store,
        terminal=terminal.number,
        asked_by=asked_by,
        approver=approver.id,
        made_at=moment_text(now),
        valid_until=moment_text(given.valid_until),
        consumed_by=None,
    )
    return given
