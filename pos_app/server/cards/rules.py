"""May this card operation be done? Pure decisions over what the books say (requirements rows D-7, D-20; tenkey.md).

They say what the processor is to be asked, or decline for ever; the processor has the last word.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pos_app.domain.calendar import is_within
from pos_app.domain.card import Brand
from pos_app.server.cards.intents import Ask, Asks
from pos_app.server.ledger.card_sales import CardSale
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payment_rules import (
    Declined,
    StaffSession,
    amount_refusal,
    till_refusal,
    time_refusal,
)
from pos_app.server.ledger.void_rules import ApprovalGiven, approval_refusal, may_see, may_void_alone
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import AuthoriseBody, CaptureBody, Decline, ReturnBody, VoidBody
from pos_app.wire.payments import PaymentState
from pos_app.wire.staff import Right


class Token(NamedTuple):
    """A card of this store's, as its token's row says; ``accepted``: the store's service takes this brand."""

    token: str
    brand: Brand
    last3: str
    expiry: str
    valid_until: datetime
    spent: bool
    accepted: bool


class AuthoriseFacts(NamedTuple):
    """What the books say about an amount that is to be held."""

    session: StaffSession | None
    number_used: bool
    seq_used: bool
    token: Token | None


class FollowFacts(NamedTuple):
    """What the books say about something that is to be done to a sale by card.

    ``is_last_sale``: nothing was sold on this terminal after it.
    """

    session: StaffSession | None
    seq_used: bool
    sale: CardSale | None
    is_last_sale: bool = False
    approval: ApprovalGiven | None = None


def decide_authorise(body: AuthoriseBody, terminal: Terminal, facts: AuthoriseFacts, at: Moment) -> Ask | Declined:
    """Decide; the first reason in the order of the protocol counts."""
    refusal = till_refusal(body, terminal, facts) or time_refusal(body, at.at) or amount_refusal(body, terminal)
    refusal = refusal or _token_refusal(facts.token, at.at)
    return Declined(refusal) if refusal is not None else Ask("authorise", body.amount)


def decide_capture(body: CaptureBody, terminal: Terminal, facts: FollowFacts, now: datetime) -> Ask | Declined:
    """Decide whether a till of the same store takes what was held; nobody's approval is needed for that."""
    session, sale = facts.session, facts.sale
    if terminal.disabled:
        return Declined(Decline.TERMINAL_DISABLED)
    if session is None or not session.had(Right.SELL, terminal):
        return Declined(Decline.NOT_PERMITTED)
    if facts.seq_used:
        return Declined(Decline.NUMBER_REUSED)
    if sale is None or sale.store != terminal.store:
        return Declined(Decline.ORIGINAL_NOT_FOUND)
    refusal = _capture_refusal(sale, now)
    if refusal is not None:
        return Declined(refusal)
    return Declined(Decline.AMOUNT_TOO_HIGH) if body.amount > sale.amount else Ask("capture", body.amount)


def decide_release(
    operation: UUID, body: VoidBody, terminal: Terminal, facts: FollowFacts, now: datetime
) -> Ask | Declined:
    """Decide whether a whole amount that is held is let go; rights and approvals as for the void of a payment."""
    refusal = _taking_back_refusal(terminal, facts)
    if refusal is not None or facts.sale is None:
        return Declined(refusal or Decline.ORIGINAL_NOT_FOUND)
    refusal = _release_refusal(facts.sale, now)
    if refusal is None and body.amount != facts.sale.amount:
        refusal = Decline.AMOUNT_DIFFERS
    if refusal is not None:
        return Declined(refusal)
    return _by_whom(operation, body, terminal, facts, facts.sale, now)


def decide_return(
    operation: UUID, body: ReturnBody, terminal: Terminal, facts: FollowFacts, now: datetime
) -> Ask | Declined:
    """Decide whether what was captured is given back, wholly or in part; rights and approvals as for voids (D-7)."""
    refusal = _taking_back_refusal(terminal, facts)
    if refusal is not None or facts.sale is None:
        return Declined(refusal or Decline.ORIGINAL_NOT_FOUND)
    refusal = _return_refusal(facts.sale, now)
    if refusal is None and body.amount > facts.sale.rest:
        refusal = Decline.AMOUNT_TOO_HIGH
    if refusal is not None:
        return Declined(refusal)
    return _by_whom(operation, body, terminal, facts, facts.sale, now)


def decide_reversal(sale: CardSale, now: datetime) -> Ask | None:
    """Say what undoes the terminal's own sale by card, None where it has no effect anyhow.

    A till reverses nothing that it captured. But another till of the store may have captured it before its own till
    knew that it was confirmed: then all that is left is given back, because after a reversal there is no effect.
    """
    match sale.state(now):
        case PaymentState.AUTHORISED:
            return Ask("release", sale.amount)
        case PaymentState.CAPTURED:
            return Ask("refund", sale.rest)
        case _:
            return None


def _token_refusal(token: Token | None, now: datetime) -> Decline | None:
    if token is None or (not token.spent and now >= token.valid_until):
        return Decline.TOKEN_NOT_FOUND
    if token.spent:
        return Decline.TOKEN_USED
    return None if token.accepted else Decline.CARD_BRAND_NOT_ACCEPTED


def _capture_refusal(sale: CardSale, now: datetime) -> Decline | None:
    if sale.captured:
        return Decline.ALREADY_CAPTURED
    return {
        PaymentState.AUTHORISED: None,
        PaymentState.EXPIRED: Decline.AUTHORISATION_EXPIRED,
    }.get(sale.state(now), Decline.AUTHORISATION_GONE)


def _taking_back_refusal(terminal: Terminal, facts: FollowFacts) -> Decline | None:
    session = facts.session
    if terminal.disabled:
        return Decline.TERMINAL_DISABLED
    if session is None or not (session.had(Right.VOID, terminal) or session.had(Right.VOID_BY_SETTING, terminal)):
        return Decline.NOT_PERMITTED
    if facts.seq_used:
        return Decline.NUMBER_REUSED
    if facts.sale is None or not may_see(facts.sale.as_payment(facts.sale.authorised_at), session.role, terminal):
        return Decline.ORIGINAL_NOT_FOUND
    return None


def _release_refusal(sale: CardSale, now: datetime) -> Decline | None:
    state = sale.state(now)
    if sale.captured and state is not PaymentState.REVERSED:
        return Decline.ALREADY_CAPTURED
    return {
        PaymentState.AUTHORISED: None,
        PaymentState.VOIDED: Decline.ALREADY_VOIDED,
        PaymentState.REVERSED: Decline.ALREADY_REVERSED,
        PaymentState.EXPIRED: Decline.AUTHORISATION_EXPIRED,
    }.get(state, Decline.ORIGINAL_NOT_CAPTURED)


def _return_refusal(sale: CardSale, now: datetime) -> Decline | None:
    match sale.state(now):
        case PaymentState.CAPTURED:
            until = sale.return_until
            return None if until is not None and is_within(now, until) else Decline.RETURN_WINDOW_CLOSED
        case PaymentState.VOIDED:
            return Decline.ALREADY_VOIDED
        case PaymentState.REVERSED:
            return Decline.ALREADY_REVERSED
        case _:
            return Decline.ORIGINAL_NOT_CAPTURED


def _by_whom(
    operation: UUID,
    body: VoidBody | ReturnBody,
    terminal: Terminal,
    facts: FollowFacts,
    sale: CardSale,
    now: datetime,
) -> Ask | Declined:
    asks: Asks = "release" if isinstance(body, VoidBody) else "refund"
    original = sale.as_payment(now)
    role = facts.session.role if facts.session else None
    if role is not None and may_void_alone(role, original, terminal, now, is_last_sale=facts.is_last_sale):
        return Ask(asks, body.amount)
    refusal = approval_refusal(operation, body.approval, facts.approval, original, terminal, now)
    return Declined(refusal) if refusal is not None else Ask(asks, body.amount, by_approval=True)
