"""Take a reversal: whatever became of the terminal's own payment, it has no effect from now on."""

from pos_app.server.ledger.booking import Entry, book
from pos_app.server.ledger.facts import seq_used
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payments import find_payment
from pos_app.server.ledger.recorded import find_known
from pos_app.server.ledger.request import Request, entry_of
from pos_app.server.ledger.restoring import way_back
from pos_app.server.ledger.reversal_rules import decide_reversal
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Tx
from pos_app.wire.operations import Decline, PaymentDeclined, ReversalBody, ReversalDone, ReversalEffect
from pos_app.wire.problems import ProblemCode


def take_reversal(tx: Tx, request: Request, body: ReversalBody, at: Moment) -> bytes:
    """Undo, leave a tombstone, or find nothing to do; gives the recorded answer.

    Raises Refused ``id_reused``, which is not recorded, when the original is another terminal's or no payment at all:
    there is nothing of this terminal's to undo, and the money of others is not touched.
    """
    original = find_payment(tx, body.original)
    if original is None and find_known(tx, body.original) is not None:
        raise Refused(ProblemCode.ID_REUSED, "the original is no payment")
    if body.original == request.id:
        raise Refused(ProblemCode.ID_REUSED, "a reversal of itself")
    if original is not None and original.terminal != request.terminal.number:
        raise Refused(ProblemCode.ID_REUSED, "the original is another terminal's")
    effect = decide_reversal(original)
    answer = ReversalDone(
        id=request.id, recorded_at=at.at, transaction_date=at.day, original=body.original, effect=effect
    )
    if effect is ReversalEffect.TOMBSTONE:
        book(tx, _tombstone(request, body, at, seq_free=not seq_used(tx, request.terminal, body.epoch, body.seq)))
    entry = entry_of(request, answer.outcome, answer.to_json(), at, seq_free=True)
    entry["effect"], entry["original"] = effect.value, body.original.bytes
    if effect is ReversalEffect.COMPENSATED and original is not None:
        entry["store"], entry["wallet"], entry["amount"] = original.store, original.wallet, original.amount
        book(tx, entry, way_back(tx, original.position, at.day).legs)
    else:
        book(tx, entry)
    return entry["answer"]


def _tombstone(request: Request, body: ReversalBody, at: Moment, *, seq_free: bool) -> Entry:
    """Stand for the payment that was never seen, so that it can never execute."""
    answer = PaymentDeclined(id=body.original, recorded_at=at.at, transaction_date=at.day, reason=Decline.UNDONE)
    return {
        "id": body.original.bytes,
        "origin": "terminal",
        "kind": "payment",
        "outcome": "declined",
        "reason": Decline.UNDONE.value,
        "recorded_at": at.text,
        "transaction_date": at.day_text,
        "answer": answer.to_json(),
        "terminal": request.terminal.number,
        "store": request.terminal.store,
        "epoch": body.epoch,
        "seq": body.seq if seq_free else None,
    }
