"""Take an operation that may be about a card, up to where the processor must be asked.

The first of three steps: what can be decided here is decided and recorded; else what the processor is to be asked is
written down, before it is asked.
"""

from datetime import datetime
from typing import NamedTuple

from pos_app.domain.calendar import void_until
from pos_app.errors import Bug
from pos_app.server.card_terms import Contract, contract_of
from pos_app.server.cards.facts import authorise_facts, follow_facts, spend_token
from pos_app.server.cards.intents import Ask, Intent, add_intent, find_intent, intent_on
from pos_app.server.cards.recording import record_declined, record_reversal
from pos_app.server.cards.rules import (
    decide_authorise,
    decide_capture,
    decide_release,
    decide_return,
    decide_reversal,
)
from pos_app.server.ledger.card_sales import CardSale, find_card_sale
from pos_app.server.ledger.moment import Moment, moment_of
from pos_app.server.ledger.operations import Answered, take_operation
from pos_app.server.ledger.payment_rules import Declined
from pos_app.server.ledger.recorded import find_known, same_answer
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Tx
from pos_app.wire.operations import (
    AuthoriseBody,
    CaptureBody,
    PaymentBody,
    ReturnBody,
    ReversalBody,
    ReversalEffect,
    VoidBody,
)
from pos_app.wire.problems import ProblemCode


class Pending(NamedTuple):
    """The processor must be asked first; ``is_own``: for this very operation, else for another on the same payment.

    ``is_new``: it was written down just now, so that the processor can't have been asked yet.
    """

    intent: Intent
    is_own: bool
    is_new: bool


def take(tx: Tx, request: Request, now: datetime) -> Answered | Pending:
    """Give the recorded answer of a request, or what has to be asked of the processor before there is one.

    Raises Refused ``id_reused`` as ``ledger.operations.take_operation`` does, also while the id is under way with
    another body. What concerns a payment by wallet is done as ever.
    """
    body = request.body
    if isinstance(body, PaymentBody):
        raise Bug("payments by wallet go their own way")
    known = find_known(tx, request.id)
    if known is not None:
        return Answered(same_answer(known, request.terminal, body.kind, request.fingerprint), replayed=True)
    under_way = _under_way(tx, request)
    if under_way is not None:
        return under_way
    at = moment_of(now)
    match body:
        case AuthoriseBody():
            return _authorise(tx, request, body, at)
        case CaptureBody() | ReturnBody():
            return _follow(tx, request, body, find_card_sale(tx, body.original), at)
        case VoidBody():
            sale = find_card_sale(tx, body.original)
            return take_operation(tx, request, now) if sale is None else _follow(tx, request, body, sale, at)
        case ReversalBody():
            sale = find_card_sale(tx, body.original)
            return take_operation(tx, request, now) if sale is None else _reverse(tx, request, body, sale, at)


def _under_way(reader: Reader, request: Request) -> Pending | None:
    """Find what the processor has not answered yet: to this id, or about the payment that this is about."""
    body = request.body
    own = find_intent(reader, request.id)
    if own is not None:
        if own.terminal != request.terminal.number or own.fingerprint != request.fingerprint:
            raise Refused(ProblemCode.ID_REUSED)
        return Pending(own, is_own=True, is_new=False)
    payment = None if isinstance(body, AuthoriseBody | PaymentBody) else body.original
    # A payment's own operation, or, named by mistake for one, any other: what is under way is not on the books yet.
    other = (intent_on(reader, payment) or find_intent(reader, payment)) if payment else None
    return Pending(other, is_own=False, is_new=False) if other else None


def _authorise(tx: Tx, request: Request, body: AuthoriseBody, at: Moment) -> Answered | Pending:
    facts = authorise_facts(tx, body, request.terminal, at)
    decision = decide_authorise(body, request.terminal, facts, at)
    contract = contract_of(tx, request.terminal.store) or Contract()
    if isinstance(decision, Declined):
        answer = record_declined(tx, request, decision.reason, at, facts.token)
        return Answered(answer, replayed=False)
    spend_token(tx, body.token, request.id.bytes)
    until = void_until(at.at, contract.authorisation_days)
    return Pending(add_intent(tx, request, decision, at.at, until), is_own=True, is_new=True)


def _follow(
    tx: Tx, request: Request, body: CaptureBody | VoidBody | ReturnBody, sale: CardSale | None, at: Moment
) -> Answered | Pending:
    terminal = request.terminal
    facts = follow_facts(tx, body, sale, terminal)
    decision: Ask | Declined
    match body:
        case CaptureBody():
            decision = decide_capture(body, terminal, facts, at.at)
        case VoidBody():
            decision = decide_release(request.id, body, terminal, facts, at.at)
        case ReturnBody():
            decision = decide_return(request.id, body, terminal, facts, at.at)
    if isinstance(decision, Declined):
        answer = record_declined(tx, request, decision.reason, at)
        return Answered(answer, replayed=False)
    return Pending(add_intent(tx, request, decision, at.at), is_own=True, is_new=True)


def _reverse(tx: Tx, request: Request, body: ReversalBody, sale: CardSale, at: Moment) -> Answered | Pending:
    """Undo the terminal's own sale; raises Refused ``id_reused`` for another's: its money is not touched."""
    if sale.terminal != request.terminal.number:
        raise Refused(ProblemCode.ID_REUSED, "the original is another terminal's")
    ask = decide_reversal(sale, at.at)
    if ask is None:
        return Answered(record_reversal(tx, request, body, sale, ReversalEffect.NOTHING, at), replayed=False)
    return Pending(add_intent(tx, request, ask, at.at), is_own=True, is_new=True)
