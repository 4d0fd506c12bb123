"""Take a void: read the facts, decide, swap the legs back, write it down."""

from pos_app.server.ledger.booking import Entry, book
from pos_app.server.ledger.facts import approval_used, void_facts
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payment_rules import Declined
from pos_app.server.ledger.request import Request, entry_of
from pos_app.server.ledger.restoring import WayBack, way_back
from pos_app.server.ledger.spending import balance
from pos_app.server.ledger.void_rules import Payment, decide_void
from pos_app.server.ledger.wallets import open_lots
from pos_app.server.store.connection import Tx
from pos_app.wire.operations import VoidApproved, VoidBody, VoidDeclined


def take_void(tx: Tx, request: Request, body: VoidBody, at: Moment) -> bytes:
    """Void or decline; gives the recorded answer."""
    facts = void_facts(tx, body, request.terminal)
    decision = decide_void(request.id, body, request.terminal, facts, at.at)
    if isinstance(decision, Declined):
        declined = VoidDeclined(
            id=request.id,
            recorded_at=at.at,
            transaction_date=at.day,
            original=body.original,
            reason=decision.reason,
        )
        entry = _entry(request, body, declined, at, seq_free=not facts.seq_used)
        entry["reason"] = decision.reason.value
        book(tx, entry)
        return entry["answer"]
    original = decision.original
    back = way_back(tx, original.position, at.day)
    entry = _entry(request, body, _approved(tx, request, original, back, at), at, seq_free=True)
    entry["store"], entry["wallet"] = original.store, original.wallet
    book(tx, entry, back.legs)
    if decision.by_approval and body.approval is not None:
        approval_used(tx, body.approval, request.id)
    return entry["answer"]


def _approved(tx: Tx, request: Request, original: Payment, back: WayBack, at: Moment) -> VoidApproved:
    before = balance(open_lots(tx, original.wallet), at.day) if original.wallet is not None else 0
    return VoidApproved(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        original=original.id,
        amount=original.amount,
        balance_after=before + original.amount - back.expired,
        expired=back.expired,
    )


def _entry(
    request: Request, body: VoidBody, answer: VoidApproved | VoidDeclined, at: Moment, *, seq_free: bool
) -> Entry:
    entry = entry_of(request, answer.outcome, answer.to_json(), at, seq_free=seq_free)
    entry["original"], entry["amount"] = body.original.bytes, body.amount
    entry["session"] = body.staff_session.bytes
    entry["approval"] = body.approval.bytes if body.approval else None
    entry["void_reason"], entry["number_check"] = body.reason.value, body.number_check.value
    return entry
