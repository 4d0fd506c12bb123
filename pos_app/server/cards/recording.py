"""Write an operation about a card into the books: the answer, the transfers, the card's own row, the processor's word.

::

    authorise   nothing moves: the amount is held at the issuer's
    capture     card_clearing -> merchant_payable of the store
    return      the same, swapped
    void        nothing moves: what was held is let go
    reversal    nothing moves, or what is left of a capture goes back
"""

from pos_app.domain.calendar import void_until
from pos_app.errors import Bug
from pos_app.server.card_terms import Contract, contract_of
from pos_app.server.cards.facts import is_seq_used, token_of
from pos_app.server.cards.intents import Intent
from pos_app.server.cards.rules import Token
from pos_app.server.ledger.accounts import shared_account
from pos_app.server.ledger.booking import Entry, HeldOnCard, Move, book_card
from pos_app.server.ledger.card_sales import CardSale
from pos_app.server.ledger.facts import approval_used
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.request import Request, entry_of
from pos_app.server.store.connection import Tx
from pos_app.server.store.values import moment_text
from pos_app.wire.operations import (
    AuthoriseBody,
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    CaptureBody,
    CaptureDeclined,
    Decline,
    OperationAnswer,
    ReturnApproved,
    ReturnBody,
    ReturnDeclined,
    ReversalBody,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
    VoidBody,
    VoidDeclined,
)

_UNDONE = (ReversalEffect.COMPENSATED, ReversalEffect.NOTHING)


def record_declined(tx: Tx, request: Request, reason: Decline, at: Moment, token: Token | None = None) -> bytes:
    """Decline for ever; gives the recorded answer. ``token``: the card that an authorisation named, if it did."""
    body = request.body
    entry = _entry(tx, request, _declined(request, reason, at), at)
    entry["reason"] = reason.value
    held = _held(body, token, None, None) if isinstance(body, AuthoriseBody) and token else None
    book_card(tx, entry, held=held)
    return entry["answer"]


def record_authorised(tx: Tx, request: Request, intent: Intent, approval_code: str, at: Moment) -> bytes:
    """Keep that an amount is held; gives the recorded answer."""
    body = request.body
    if not isinstance(body, AuthoriseBody) or intent.expires_at is None:
        raise Bug("no authorisation")
    token = token_of(tx, body.token, request.terminal.store)
    if token is None:
        raise Bug("the token that was asked about is gone")
    answer = Authorised(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        number=body.number,
        amount=body.amount,
        brand=token.brand,
        last3=token.last3,
        expiry=token.expiry,
        approval_code=approval_code,
        expires_at=intent.expires_at,
    )
    entry = _entry(tx, request, answer, at)
    book_card(tx, entry, held=_held(body, token, approval_code, moment_text(intent.expires_at)))
    return entry["answer"]


def record_captured(tx: Tx, request: Request, body: CaptureBody, sale: CardSale, at: Moment) -> bytes:
    """Book what was taken; gives the recorded answer."""
    days = (contract_of(tx, sale.store) or Contract()).return_days
    until = void_until(at.at, days)
    answer = CaptureApproved(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        original=body.original,
        amount=body.amount,
        return_until=until,
    )
    entry = _entry(tx, request, answer, at)
    entry["store"], entry["void_until"] = sale.store, moment_text(until)
    clearing, payable = _accounts(tx, sale)
    book_card(tx, entry, [Move(clearing, payable, body.amount)])
    return entry["answer"]


def record_returned(
    tx: Tx, request: Request, body: ReturnBody, sale: CardSale, at: Moment, *, by_approval: bool
) -> bytes:
    """Book what was given back; gives the recorded answer."""
    answer = ReturnApproved(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        original=body.original,
        amount=body.amount,
        returned=sale.returned + body.amount,
    )
    entry = _entry(tx, request, answer, at)
    entry["store"] = sale.store
    clearing, payable = _accounts(tx, sale)
    book_card(tx, entry, [Move(payable, clearing, body.amount)])
    if by_approval and body.approval is not None:
        approval_used(tx, body.approval, request.id)
    return entry["answer"]


def record_released(
    tx: Tx, request: Request, body: VoidBody, sale: CardSale, at: Moment, *, by_approval: bool
) -> bytes:
    """Keep that what was held is let go; gives the recorded answer."""
    answer = VoidApproved(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        original=body.original,
        amount=body.amount,
        balance_after=None,
        expired=0,
    )
    entry = _entry(tx, request, answer, at)
    entry["store"] = sale.store
    book_card(tx, entry)
    if by_approval and body.approval is not None:
        approval_used(tx, body.approval, request.id)
    return entry["answer"]


def record_reversal(
    tx: Tx, request: Request, body: ReversalBody, sale: CardSale, effect: ReversalEffect, at: Moment
) -> bytes:
    """Keep what a reversal did; what was captured and not returned goes back. Gives the recorded answer."""
    if effect not in _UNDONE:
        raise Bug("a sale that is on the books leaves no tombstone")
    answer = ReversalDone(
        id=request.id, recorded_at=at.at, transaction_date=at.day, original=body.original, effect=effect
    )
    entry = _entry(tx, request, answer, at)
    entry["effect"], entry["store"] = effect.value, sale.store
    moves: list[Move] = []
    if effect is ReversalEffect.COMPENSATED:
        entry["amount"] = sale.rest or sale.amount
        if sale.rest:
            clearing, payable = _accounts(tx, sale)
            moves = [Move(payable, clearing, sale.rest)]
    book_card(tx, entry, moves)
    return entry["answer"]


def _accounts(tx: Tx, sale: CardSale) -> tuple[int, int]:
    return shared_account(tx, "card_clearing"), shared_account(tx, "merchant_payable", sale.store)


def _held(body: AuthoriseBody, token: Token, approval_code: str | None, expires_at: str | None) -> HeldOnCard:
    return HeldOnCard(
        token=body.token,
        brand=token.brand.value,
        last3=token.last3,
        expiry=token.expiry,
        capture=body.capture.value,
        approval_code=approval_code,
        expires_at=expires_at,
        caller_name=body.caller.name,
        caller_phone=body.caller.phone,
        memo=body.caller.memo,
    )


def _declined(request: Request, reason: Decline, at: Moment) -> OperationAnswer:
    body = request.body
    match body:
        case AuthoriseBody():
            return AuthoriseDeclined(
                id=request.id, recorded_at=at.at, transaction_date=at.day, reason=reason, number=body.number
            )
        case CaptureBody():
            kind: type[CaptureDeclined | VoidDeclined | ReturnDeclined] = CaptureDeclined
        case VoidBody():
            kind = VoidDeclined
        case ReturnBody():
            kind = ReturnDeclined
        case _:
            raise Bug(f"a {body.kind} is not declined here")
    return kind(id=request.id, recorded_at=at.at, transaction_date=at.day, original=body.original, reason=reason)


def _entry(tx: Tx, request: Request, answer: OperationAnswer, at: Moment) -> Entry:
    body = request.body
    # A reversal has its original's. What the processor was asked about may find its own taken meanwhile.
    seq_free = isinstance(body, ReversalBody) or not is_seq_used(tx, request.terminal, body.epoch, body.seq)
    entry = entry_of(request, answer.outcome, answer.to_json(), at, seq_free=seq_free)
    if isinstance(body, ReversalBody):
        entry["original"] = body.original.bytes
        return entry
    entry["amount"], entry["session"] = body.amount, body.staff_session.bytes
    if isinstance(body, AuthoriseBody):
        entry["number"] = body.number
    elif isinstance(body, CaptureBody | VoidBody | ReturnBody):
        entry["original"] = body.original.bytes
    if isinstance(body, VoidBody | ReturnBody):
        entry["approval"] = body.approval.bytes if body.approval else None
        entry["void_reason"], entry["number_check"] = body.reason.value, body.number_check.value
    return entry
