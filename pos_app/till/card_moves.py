"""What can happen to a payment by card beyond what can happen to any: the card's part of the state table.

What another till did is *noted* whenever the feed tells it, before or after the answers to what this one asked; where a
payment stands when nothing of ours is under way follows from the notes (:func:`_at_rest`).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pos_app.domain.calendar import transaction_date
from pos_app.till import events as ev
from pos_app.till.payment_facts import (
    FINAL,
    Attention,
    Method,
    Payment,
    State,
    after_undo_elsewhere,
    attention_to_undo_elsewhere,
)
from pos_app.wire.operations import Authorised, CaptureApproved, Decline, ReturnApproved

_GONE = frozenset({Decline.AUTHORISATION_GONE, Decline.ALREADY_VOIDED, Decline.ALREADY_REVERSED})
"""Nothing is held any more."""


def begin_authorisation(payment: UUID, e: ev.AuthoriseRequested) -> Payment:
    """A payment by card begins with its request."""
    return Payment(
        payment,
        e.number,
        e.amount,
        State.SUBMITTED,
        e.at,
        e.at,
        e.staff_name,
        execute_until=e.execute_until,
        method=Method.CARD,
        brand=e.brand,
        last3=e.last3,
        expiry=e.expiry,
        caller=e.caller,
        capture_when=e.capture,
    )


def begin_adopted(payment: UUID, e: ev.CardAdopted) -> Payment:
    """Taken in from the server's books: held there, or captured."""
    card = e.card
    adopted = Payment(
        payment,
        e.number,
        e.amount,
        State.AUTHORISED,
        e.at,
        e.at,
        e.staff_name,
        own=False,
        void_until=card.return_until,
        method=Method.CARD,
        brand=card.brand,
        last3=card.last3,
        caller=card.caller,
        capture_when=card.capture,
        expires_at=card.expires_at,
        approval_code=card.approval_code,
        held=True,
        capturing=card.captured,
        captured=card.captured,
        return_until=card.return_until,
        returned=card.returned,
    )
    if not card.captured:
        return adopted
    return replace(adopted, state=_at_rest(adopted), approved_at=e.at, transaction_date=transaction_date(e.at))


def authorised(p: Payment, e: ev.Answered, answer: Authorised) -> Payment:
    """The amount is held; ``epoch`` and ``seq`` are kept for its reversal."""
    facts = replace(
        p,
        brand=answer.brand,
        last3=answer.last3,
        expiry=answer.expiry,
        approval_code=answer.approval_code,
        expires_at=answer.expires_at,
        epoch=e.epoch,
        seq=e.seq,
    )
    return replace(facts, state=_at_rest(facts))


def release_refused(p: Payment, reason: Decline) -> Payment:
    """What is held could not be released: it stands as it stood, unless its time is over or another till took it."""
    refused = replace(p, void_refused=reason)
    if reason is Decline.ALREADY_CAPTURED:
        # How much, the feed says, before or after this; a sale that was taken in late, only the server.
        refused = _charged(replace(refused, captured=p.captured or p.amount))
    expired = reason is Decline.AUTHORISATION_EXPIRED
    return replace(refused, state=State.EXPIRED if expired else _at_rest(refused))


def _at_rest(p: Payment) -> State:
    """Where a payment by card stands that surely was authorised, and of which nothing of ours is under way."""
    if p.undone_elsewhere is not None:
        return after_undo_elsewhere(p.undone_elsewhere)
    if not p.captured:
        return State.AUTHORISED
    return State.APPROVED if p.left_to_return else State.VOIDED


def _capture_requested(p: Payment, e: ev.CaptureRequested) -> Payment:
    asked = replace(p, capture=e.capture, capturing=e.amount, capture_refused=None, attention=None)
    return replace(asked, state=State.CAPTURING)


def _capture_answered(p: Payment, e: ev.CaptureAnswered) -> Payment:
    answer = e.answer
    if isinstance(answer, CaptureApproved):
        taken = replace(
            p,
            captured=answer.amount,
            approved_at=answer.recorded_at,
            transaction_date=answer.transaction_date,
            return_until=answer.return_until,
            void_until=answer.return_until,
        )
        undone = p.undone_elsewhere
        attention = attention_to_undo_elsewhere(taken, undone) if undone else None
        return replace(taken, state=_at_rest(taken), attention=attention)
    refused = replace(p, capture_refused=answer.reason)
    if answer.reason is Decline.ALREADY_CAPTURED:
        # By another till; how much, the feed says, before or after this.
        refused = replace(refused, captured=p.captured or p.capturing)
    rest = _at_rest(refused)
    if rest is State.AUTHORISED and answer.reason is Decline.AUTHORISATION_EXPIRED:
        rest = State.EXPIRED
    elif rest is State.AUTHORISED and answer.reason in _GONE:
        rest = State.DECLINED
    # What was to be captured at 確定 and is still held is let go, and that the capture was refused is read on the spot.
    # Whoever captures at 出荷・受渡 hands the goods over meanwhile.
    goods_left = rest in FINAL or (rest is State.AUTHORISED and p.held)
    return replace(refused, state=rest, attention=Attention.CAPTURE_REFUSED if goods_left else None)


def _charged(p: Payment) -> Payment:
    """Another till captured what this one could not."""
    return replace(p, attention=None) if p.attention is Attention.CAPTURE_REFUSED else p


def _return_requested(p: Payment, e: ev.ReturnRequested) -> Payment:
    return replace(p, state=State.VOIDING, void=e.giving_back, giving_back=e.amount, void_refused=None)


def _return_answered(p: Payment, e: ev.ReturnAnswered) -> Payment:
    answer = e.answer
    p = replace(p, giving_back=0)
    if isinstance(answer, ReturnApproved):
        p = _with_return(p, answer.id, answer.amount)
        p = replace(p, returned=max(p.returned, answer.returned), void_refused=None)
    else:
        p = replace(p, void_refused=answer.reason)
    return replace(p, state=_at_rest(p))


def _with_return(p: Payment, operation: UUID, amount: int) -> Payment:
    if any(known == operation for known, _ in p.returns):
        return p
    returns = (*p.returns, (operation, amount))
    return replace(p, returns=returns, returned=max(p.returned, sum(each for _, each in returns)))


def _note_capture(p: Payment, e: ev.CapturedElsewhere) -> Payment:
    noted = replace(_charged(p), captured=e.amount, approved_at=p.approved_at or e.at)
    return noted if noted.transaction_date else replace(noted, transaction_date=transaction_date(e.at))


def _note_return(p: Payment, e: ev.ReturnedElsewhere) -> Payment:
    return _with_return(p, e.operation, e.amount)


def _then_rest(note: Callable[[Payment, Any], Payment]) -> Callable[[Payment, Any], Payment]:
    def move(p: Payment, e: ev.Event) -> Payment:
        noted = note(p, e)
        return replace(noted, state=_at_rest(noted))

    return move


def _undone_elsewhere(p: Payment, e: ev.UndoneElsewhere) -> Payment:
    return replace(p, state=after_undo_elsewhere(e), undone_elsewhere=e)


def _same(p: Payment, _: ev.Event) -> Payment:
    return p


def _attended(p: Payment, _: ev.Event) -> Payment:
    return replace(p, attention=None)


_S = State
_UNDER_WAY = (_S.SUBMITTED, _S.IN_DOUBT, _S.CAPTURING, _S.REVERSING, _S.VOIDING)
_ENDED = (_S.REVERSED, _S.VOIDED)

CARD_MOVES: Mapping[tuple[State, type], Callable[[Payment, Any], Payment]] = MappingProxyType(
    {
        (_S.AUTHORISED, ev.Held): lambda p, _: replace(p, held=True),
        (_S.AUTHORISED, ev.CaptureRequested): _capture_requested,
        (_S.AUTHORISED, ev.UndoRequested): lambda p, e: replace(p, state=_S.REVERSING, reversal=e.reversal),
        (_S.AUTHORISED, ev.VoidRequested): lambda p, e: replace(
            p, state=_S.VOIDING, void=e.void, giving_back=0, void_refused=None
        ),
        (_S.AUTHORISED, ev.RanOut): lambda p, _: replace(p, state=_S.EXPIRED),
        (_S.AUTHORISED, ev.UndoneElsewhere): _undone_elsewhere,
        (_S.CAPTURING, ev.CaptureAnswered): _capture_answered,
        (_S.CAPTURING, ev.Renewed): _same,
        (_S.CAPTURING, ev.UndoneElsewhere): lambda p, e: replace(p, undone_elsewhere=e),
        (_S.APPROVED, ev.ReturnRequested): _return_requested,
        (_S.VOIDING, ev.ReturnAnswered): _return_answered,
        # Somebody else's return or release won; the answer to ours says so, and its request may have to be made anew.
        **{(state, ev.ReturnAnswered): _same for state in _ENDED},
        **{(state, ev.CapturedElsewhere): _note_capture for state in _UNDER_WAY},
        **{(state, ev.ReturnedElsewhere): _note_return for state in _UNDER_WAY},
        **{(state, ev.CapturedElsewhere): _then_rest(_note_capture) for state in (_S.AUTHORISED, _S.APPROVED)},
        **{(state, ev.ReturnedElsewhere): _then_rest(_note_return) for state in (_S.AUTHORISED, _S.APPROVED)},
        **{(state, ev.CapturedElsewhere): _same for state in _ENDED},
        **{(state, ev.ReturnedElsewhere): _same for state in _ENDED},
        # What is still held can need somebody's attention, too, and may have gone on when somebody has dealt with it.
        **{(state, ev.Attended): _attended for state in State if state not in FINAL},
        # The server's clock decides: what ran out here was captured or released in time after all.
        (_S.EXPIRED, ev.CapturedElsewhere): _then_rest(_note_capture),
        (_S.EXPIRED, ev.UndoneElsewhere): _undone_elsewhere,
    }
)
"""For payments by card only."""
