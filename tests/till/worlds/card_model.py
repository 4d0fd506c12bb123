"""The second, independent server's rules for cards: authorise, capture once, release before it, return after it."""

from dataclasses import dataclass, replace
from uuid import UUID

from pos_app.wire.operations import (
    AnyBody,
    AuthoriseBody,
    CaptureBody,
    Decline,
    ReturnBody,
    ReversalBody,
    ReversalEffect,
    VoidBody,
)
from tests.till.worlds.server_model import Books, CardMoney, Outcome, Record, Verdict, again


@dataclass(frozen=True, slots=True)
class CardServerRules:
    """The rules that the server keeps about cards; a test breaks one to see that it is missed."""

    captures_once: bool = True
    captures_only_what_is_held: bool = True
    returns_at_most_what_was_captured: bool = True
    releases_only_before_capture: bool = True
    leaves_tombstones: bool = True
    undoes_what_was_captured: bool = True


KEPT_FOR_CARDS = CardServerRules()


def execute_card(
    books: Books,
    operation: UUID,
    body: AnyBody,
    *,
    terminal: str,
    late: bool,
    verdict: Verdict,
    rules: CardServerRules = KEPT_FOR_CARDS,
) -> tuple[Books, Outcome]:
    """One request about the card of the one payment that there is: the books after it, and the answer.

    ``late``: nothing new is authorised any more, and what was authorised and not captured has expired.
    """
    record = books.record(operation)
    if record is not None:
        return books, again(record, body, terminal)
    card = books.card
    if isinstance(body, ReversalBody):
        books, outcome = _reverse(books, operation, body, terminal, late, rules)
    else:
        reason = _refused(card, body, late, rules) or verdict
        if reason is not None:
            outcome = Outcome("declined", reason)
        else:
            books = replace(books, card=_done(card, operation, body))
            returned = books.card.returned if isinstance(body, ReturnBody) else 0
            outcome = Outcome("approved", returned=returned)
    return books.with_record(operation, Record(terminal, body, outcome)), outcome


def _refused(card: CardMoney, body: AnyBody, late: bool, rules: CardServerRules) -> Decline | None:
    if isinstance(body, AuthoriseBody):
        return Decline.TOO_LATE if late else None
    if not card.authorised:
        return Decline.ORIGINAL_NOT_FOUND
    if isinstance(body, CaptureBody):
        return _capture_refused(card, late, rules)
    if isinstance(body, VoidBody):
        return _release_refused(card, late, rules)
    if not card.captured:
        return Decline.ORIGINAL_NOT_CAPTURED
    assert isinstance(body, ReturnBody)
    too_high = body.amount > card.net and rules.returns_at_most_what_was_captured
    return Decline.AMOUNT_TOO_HIGH if too_high else None


def _capture_refused(card: CardMoney, late: bool, rules: CardServerRules) -> Decline | None:
    if card.captured and rules.captures_once:
        return Decline.ALREADY_CAPTURED
    if card.released_by is not None and rules.captures_only_what_is_held:
        return Decline.AUTHORISATION_GONE
    return Decline.AUTHORISATION_EXPIRED if late else None


def _release_refused(card: CardMoney, late: bool, rules: CardServerRules) -> Decline | None:
    if card.captured and rules.releases_only_before_capture:
        return Decline.ALREADY_CAPTURED
    if card.released_by is not None:
        return Decline.ALREADY_VOIDED
    return Decline.AUTHORISATION_EXPIRED if late else None


def _done(card: CardMoney, operation: UUID, body: AnyBody) -> CardMoney:
    match body:
        case AuthoriseBody():
            return replace(card, authorised=body.amount)
        case CaptureBody():
            return replace(card, captured=card.captured + body.amount, captures=card.captures + 1)
        case ReturnBody():
            return replace(card, returned=card.returned + body.amount)
        case _:
            return replace(card, released_by=operation)


def _reverse(
    books: Books, operation: UUID, body: ReversalBody, terminal: str, late: bool, rules: CardServerRules
) -> tuple[Books, Outcome]:
    card = books.card
    if books.record(body.original) is None:
        if rules.leaves_tombstones:
            books = books.with_record(body.original, Record(terminal, None, Outcome("declined", Decline.UNDONE)))
        return books, Outcome("approved", effect=ReversalEffect.TOMBSTONE)
    if card.net and rules.undoes_what_was_captured:
        card = replace(card, returned=card.captured, released_by=operation)
    elif card.authorised and not card.captured and card.released_by is None and not late:
        card = replace(card, released_by=operation)
    else:
        return books, Outcome("approved", effect=ReversalEffect.NOTHING)
    return replace(books, card=card), Outcome("approved", effect=ReversalEffect.COMPENSATED)
