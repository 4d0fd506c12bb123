"""Take a void: read the facts, decide, swap the legs back, write it down."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, update

from pos_app.domain.calendar import transaction_date
from pos_app.server.ledger.booking import Entry, book
from pos_app.server.ledger.facts import void_facts
from pos_app.server.ledger.payment_rules import Declined
from pos_app.server.ledger.request import Request, entry_of
from pos_app.server.ledger.restoring import WayBack, way_back
from pos_app.server.ledger.spending import balance
from pos_app.server.ledger.void_rules import Payment, decide_void
from pos_app.server.ledger.wallets import open_lots
from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import approval
from pos_app.wire.operations import VoidApproved, VoidBody, VoidDeclined

_USE_APPROVAL = Statement(
    update(approval).values(consumed_by=bindparam("void")).where(approval.c.id == bindparam("approval"))
)


def take_void(tx: Tx, request: Request, body: VoidBody, now: datetime) -> bytes:
    """Void or decline; gives the recorded answer."""
    facts = void_facts(tx, body, request.terminal)
    decision = decide_void(request.id, body, request.terminal, facts, now)
    if isinstance(decision, Declined):
        declined = VoidDeclined(
            id=request.id,
            recorded_at=now,
            transaction_date=transaction_date(now),
            original=body.original,
            reason=decision.reason,
        )
        entry = _entry(request, body, declined, now, seq_free=not facts.seq_used)
        book(tx, replace(entry, reason=decision.reason.value))
        return entry.answer
    back = way_back(tx, decision.original.position, transaction_date(now))
    approved = _approved(tx, request, decision.original, back, now)
    entry = _entry(request, body, approved, now, seq_free=True)
    book(tx, replace(entry, store=decision.original.store, wallet=decision.original.wallet), back.legs)
    if decision.by_approval and body.approval is not None:
        tx.run(_USE_APPROVAL, approval=body.approval.bytes, void=request.id.bytes)
    return entry.answer


def _approved(tx: Tx, request: Request, original: Payment, back: WayBack, now: datetime) -> VoidApproved:
    today = transaction_date(now)
    before = balance(open_lots(tx, original.wallet), today) if original.wallet is not None else 0
    return VoidApproved(
        id=request.id,
        recorded_at=now,
        transaction_date=today,
        original=original.id,
        amount=original.amount,
        balance_after=before + original.amount - back.expired,
        expired=back.expired,
    )


def _entry(
    request: Request, body: VoidBody, answer: VoidApproved | VoidDeclined, now: datetime, *, seq_free: bool
) -> Entry:
    return replace(
        entry_of(request, answer, now, seq_free=seq_free),
        original=body.original.bytes,
        amount=body.amount,
        session=body.staff_session.bytes,
        approval=body.approval.bytes if body.approval else None,
        void_reason=body.reason.value,
        number_check=body.number_check.value,
    )
