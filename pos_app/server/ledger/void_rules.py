"""May this payment be voided, and by whom? Pure decisions (requirements rows D-5, D-7, D-9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pos_app.domain.calendar import is_within, transaction_date
from pos_app.server.ledger.payment_rules import Declined, StaffSession
from pos_app.server.staff.rights import may
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import Decline, VoidBody
from pos_app.wire.payments import PaymentState, VoidRoute
from pos_app.wire.staff import Right, Role
from pos_app.wire.store import ClerkVoids

LAST_SALE_WINDOW = timedelta(minutes=10)
"""How long 直前の会計 may be voided without a manager (D-7)."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment on the books; ``position`` is its row, ``void_until`` None where nothing was captured. Yen."""

    position: int
    id: UUID
    terminal: int
    store: int
    company: int
    wallet: int | None
    number: str | None
    amount: int
    state: PaymentState
    recorded_at: datetime
    void_until: datetime | None


@dataclass(frozen=True, slots=True)
class ApprovalGiven:
    """Somebody's consent to one void of one payment, in one store."""

    operation: UUID
    original: UUID
    store: int
    valid_until: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """What the books say about a void that was asked for.

    ``is_last_sale``: no payment was captured on this terminal after the original, reversed ones not counted.
    """

    session: StaffSession | None
    seq_used: bool
    original: Payment | None
    is_last_sale: bool
    approval: ApprovalGiven | None


@dataclass(frozen=True, slots=True)
class Voided:
    """The legs are swapped back; ``by_approval``: the approval is used up by it."""

    original: Payment
    by_approval: bool


def decide_void(
    operation: UUID, body: VoidBody, terminal: Terminal, facts: VoidFacts, now: datetime
) -> Voided | Declined:
    """Decide; the first reason in the order of the protocol counts."""
    session, original = facts.session, facts.original
    if terminal.disabled:
        return Declined(Decline.TERMINAL_DISABLED)
    if session is None or not (session.had(Right.VOID, terminal) or session.had(Right.VOID_BY_SETTING, terminal)):
        return Declined(Decline.NOT_PERMITTED)
    if facts.seq_used:
        return Declined(Decline.NUMBER_REUSED)
    if original is None or not may_see(original, session.role, terminal):
        return Declined(Decline.ORIGINAL_NOT_FOUND)
    refusal = _original_refusal(original, now)
    if refusal is not None:
        return Declined(refusal)
    if body.amount != original.amount:
        return Declined(Decline.AMOUNT_DIFFERS)
    if may_void_alone(session.role, original, terminal, now, is_last_sale=facts.is_last_sale):
        return Voided(original, by_approval=False)
    refusal = approval_refusal(operation, body.approval, facts.approval, original, terminal, now)
    return Declined(refusal) if refusal is not None else Voided(original, by_approval=True)


def approval_refusal(
    operation: UUID,
    named: UUID | None,
    given: ApprovalGiven | None,
    original: Payment,
    terminal: Terminal,
    now: datetime,
) -> Decline | None:
    """Say why the approval that an operation names is not good for it; None where it is."""
    if named is None:
        return Decline.APPROVAL_NEEDED
    return None if _is_good(given, operation, original, terminal, now) else Decline.APPROVAL_INVALID


def may_see(payment: Payment, role: Role, terminal: Terminal) -> bool:
    """Say whether a payment is this store's, or one of the company's for a role that reads the whole company."""
    if payment.store == terminal.store:
        return True
    return payment.company == terminal.company and may(role, Right.READ_COMPANY)


def may_void_alone(role: Role, original: Payment, terminal: Terminal, now: datetime, *, is_last_sale: bool) -> bool:
    """Say whether a role needs nobody's consent: by its own right, or as far as the store's 担当者による取消 goes."""
    if may(role, Right.VOID):
        return True
    if not may(role, Right.VOID_BY_SETTING) or original.store != terminal.store:
        return False
    if terminal.clerk_voids is ClerkVoids.SAME_DAY:
        return transaction_date(original.recorded_at) == transaction_date(now)
    if terminal.clerk_voids is ClerkVoids.LAST_SALE:
        mine = original.terminal == terminal.number
        return mine and is_last_sale and now - original.recorded_at <= LAST_SALE_WINDOW
    return False


def void_route(role: Role, original: Payment, terminal: Terminal, now: datetime, *, is_last_sale: bool) -> VoidRoute:
    """Say beforehand what a void would meet."""
    if original.state not in {PaymentState.CAPTURED, PaymentState.AUTHORISED} or original.void_until is None:
        return VoidRoute.NOT_VOIDABLE
    if not is_within(now, original.void_until):
        return VoidRoute.WINDOW_CLOSED
    if may_void_alone(role, original, terminal, now, is_last_sale=is_last_sale):
        return VoidRoute.ALLOWED
    return VoidRoute.APPROVAL_NEEDED


_REFUSALS = {
    PaymentState.DECLINED: Decline.ORIGINAL_NOT_CAPTURED,
    PaymentState.AUTHORISED: Decline.ORIGINAL_NOT_CAPTURED,
    PaymentState.EXPIRED: Decline.ORIGINAL_NOT_CAPTURED,
    PaymentState.VOIDED: Decline.ALREADY_VOIDED,
    PaymentState.REVERSED: Decline.ALREADY_REVERSED,
}


def _original_refusal(original: Payment, now: datetime) -> Decline | None:
    refusal = _REFUSALS.get(original.state)
    if refusal is None and (original.void_until is None or not is_within(now, original.void_until)):
        return Decline.VOID_WINDOW_CLOSED
    return refusal


def _is_good(
    approval: ApprovalGiven | None, operation: UUID, original: Payment, terminal: Terminal, now: datetime
) -> bool:
    return (
        approval is not None
        and not approval.used
        and approval.operation == operation
        and approval.original == original.id
        and approval.store == terminal.store
        and now <= approval.valid_until
    )
