"""The third step: what the processor answered goes into the books, in one transaction with the end of the intent."""

from datetime import datetime

from pos_app.errors import Bug
from pos_app.server.cards.facts import token_of
from pos_app.server.cards.intents import Intent, drop_intent, find_intent
from pos_app.server.cards.processor import Done, ProcessorAnswer, Rejected
from pos_app.server.cards.reasons import reason_of
from pos_app.server.cards.recording import (
    record_authorised,
    record_captured,
    record_declined,
    record_released,
    record_returned,
    record_reversal,
)
from pos_app.server.ledger.card_sales import CardSale, find_card_sale
from pos_app.server.ledger.moment import Moment, moment_of
from pos_app.server.ledger.operations import Answered
from pos_app.server.ledger.recorded import find_known
from pos_app.server.ledger.request import Request
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import terminal_by_number
from pos_app.wire.operations import (
    AuthoriseBody,
    CaptureBody,
    Decline,
    ReturnBody,
    ReversalBody,
    ReversalEffect,
    VoidBody,
)

_NOTHING_HELD = frozenset({Decline.AUTHORISATION_GONE, Decline.AUTHORISATION_EXPIRED})


def settle(tx: Tx, intent: Intent, said: ProcessorAnswer | None, key: bytes, now: datetime) -> Answered | None:
    """Record the operation with its answer; the same again, where somebody was quicker, gives what is on record.

    ``said`` None: an authorisation that the processor never saw, and that it is too late for now (D-13 a).

    Gives None, and records nothing, where the processor refuses to undo: a reversal that is on record says that the
    caller is not charged, and this one still is, or may yet be. The payment is free for a return by hand, and the till
    sends its reversal again until there is nothing left to undo.
    """
    if find_intent(tx, intent.operation) is None:
        known = find_known(tx, intent.operation)
        if known is not None:
            return Answered(known.answer, replayed=True)
        if not _is_refused_undo(intent, said):
            raise Bug("what was asked of the processor is neither under way nor on record")
    drop_intent(tx, intent.operation)
    if _is_refused_undo(intent, said):
        return None
    request = Request(intent.operation, terminal_by_number(tx, intent.terminal), intent.body, intent.fingerprint, key)
    at = moment_of(now)
    if said is None:
        return Answered(_declined(tx, request, Decline.TOO_LATE, at), replayed=False)
    if isinstance(said, Rejected):
        return Answered(_rejected(tx, request, intent, said, at), replayed=False)
    return Answered(_done(tx, request, intent, said, at), replayed=False)


def _is_refused_undo(intent: Intent, said: ProcessorAnswer | None) -> bool:
    """Whether a reversal was rejected though something may be left to undo: a refund, or a release of what is held."""
    if not isinstance(intent.body, ReversalBody) or not isinstance(said, Rejected):
        return False
    return reason_of(said.code, intent.asks) not in _NOTHING_HELD


def _done(tx: Tx, request: Request, intent: Intent, said: Done, at: Moment) -> bytes:
    body = request.body
    if isinstance(body, AuthoriseBody):
        return record_authorised(tx, request, intent, said.approval_code or "", at)
    sale = _sale(tx, intent)
    match body:
        case CaptureBody():
            return record_captured(tx, request, body, sale, at)
        case ReturnBody():
            return record_returned(tx, request, body, sale, at, by_approval=intent.by_approval)
        case VoidBody():
            return record_released(tx, request, body, sale, at, by_approval=intent.by_approval)
        case ReversalBody():
            return record_reversal(tx, request, body, sale, ReversalEffect.COMPENSATED, at)
        case _:
            raise Bug(f"the processor is not asked about a {body.kind}")


def _rejected(tx: Tx, request: Request, intent: Intent, said: Rejected, at: Moment) -> bytes:
    body = request.body
    if isinstance(body, ReversalBody):
        # Nothing is held there any more (``_is_refused_undo``): that is all that a reversal is for.
        return record_reversal(tx, request, body, _sale(tx, intent), ReversalEffect.NOTHING, at)
    return _declined(tx, request, reason_of(said.code, intent.asks), at)


def _declined(tx: Tx, request: Request, reason: Decline, at: Moment) -> bytes:
    body = request.body
    token = token_of(tx, body.token, request.terminal.store) if isinstance(body, AuthoriseBody) else None
    return record_declined(tx, request, reason, at, token)


def _sale(tx: Tx, intent: Intent) -> CardSale:
    sale = find_card_sale(tx, intent.payment)
    if sale is None:
        raise Bug("the sale that the processor was asked about is gone")
    return sale
