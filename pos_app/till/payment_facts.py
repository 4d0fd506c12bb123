"""One payment as its journal tells it: its state and its facts (design: "The way of a payment")."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pos_app.domain.card import Brand
from pos_app.till import events as ev
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.operations import Decline, Earlier, ReversalEffect


class State(StrEnum):
    """Where a payment stands."""

    CREATED = "created"
    SUBMITTED = "submitted"
    IN_DOUBT = "in_doubt"
    AUTHORISED = "authorised"
    """与信済み: an amount is held on a card, and no money moved yet."""
    CAPTURING = "capturing"
    REVERSING = "reversing"
    APPROVED = "approved"
    VOIDING = "voiding"
    DECLINED = "declined"
    CANCELED = "canceled"
    REVERSED = "reversed"
    VOIDED = "voided"
    EXPIRED = "expired"
    """An amount was held on a card and never captured."""


class Method(StrEnum):
    """What is paid by."""

    WALLET = "wallet"
    CARD = "card"


ASKING = frozenset({State.SUBMITTED, State.IN_DOUBT, State.CAPTURING, State.REVERSING, State.VOIDING})
"""An answer of the server is awaited."""
OVERDUE = timedelta(minutes=15)
FINAL = frozenset({State.DECLINED, State.CANCELED, State.REVERSED, State.VOIDED, State.EXPIRED})


class Attention(StrEnum):
    """要対応: what the server says contradicts what was done at the counter (D-13 e)."""

    SEEN_BUT_DECLINED = "seen_but_declined"
    """The goods left because the customer's screen showed 支払い完了, and then it was declined or undone."""
    CAPTURED_AFTER_ALL = "captured_after_all"
    """The server holds a payment that this till had ended."""
    CAPTURE_REFUSED = "capture_refused"
    """売上計上 was confirmed, and the card was not charged; the goods may be gone and the next customer served.

    The amount may still be held: then it can be captured again.
    """
    CAPTURE_UNDONE = "capture_undone"
    """The goods left by this till's 売上計上; the till that had authorised them gave up, and all went back."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment as the fold of its events; amounts in whole yen, times in UTC (server time)."""

    id: UUID
    number: str
    amount: int
    state: State
    created_at: datetime
    changed_at: datetime
    staff_name: str
    own: bool = True
    """Made by this terminal; False: adopted so that it could be voided here."""
    code_last4: str | None = None
    execute_until: datetime | None = None
    seen_by_cashier: bool = False
    approved_at: datetime | None = None
    transaction_date: date | None = None
    void_until: datetime | None = None
    decline: Decline | None = None
    earlier: Earlier | None = None
    reversal: UUID | None = None
    effect: ReversalEffect | None = None
    void: UUID | None = None
    void_refused: Decline | None = None
    expired_on_void: int = 0
    undone_elsewhere: ev.UndoneElsewhere | None = None
    cancel: ev.CancelReason | None = None
    doubt: ev.DoubtReason | None = None
    attention: Attention | None = None
    receipt_given: bool = False
    """領収書を渡した (D-27)."""
    method: Method = Method.WALLET
    """What follows is of a card only."""
    brand: Brand | None = None
    last3: str | None = None
    expiry: str | None = None
    """YYMM; None of a payment that was adopted."""
    caller: Caller | None = None
    capture_when: CaptureWhen | None = None
    expires_at: datetime | None = None
    """期限: captured by then, or released."""
    approval_code: str | None = None
    held: bool = False
    """Confirmed by the cashier to be captured later; an authorisation that is not, and has no capture, is undone."""
    capture: UUID | None = None
    """The operation by which this till captured."""
    capture_refused: Decline | None = None
    capturing: int = 0
    """How much the capture under way, or the last one, is for."""
    captured: int = 0
    return_until: datetime | None = None
    giving_back: int = 0
    """How much the return under way is for; VOIDING with zero releases what is held."""
    returned: int = 0
    returns: tuple[tuple[UUID, int], ...] = ()
    """Each return that is known by its operation and its amount."""
    epoch: int | None = None
    seq: int | None = None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether an amount is held for which nobody has decided anything: not confirmed, not given back."""
        return self.state is State.AUTHORISED and not self.held

    @property
    def left_to_return(self) -> int:
        """How much can still be given back of what was captured."""
        return max(0, self.captured - self.returned)


def after_undo_elsewhere(undone: ev.UndoneElsewhere) -> State:
    """Where a payment ends that another till, or the desk, undid."""
    return State.VOIDED if undone.by == "void" else State.REVERSED


def attention_to_undo_elsewhere(payment: Payment, undone: ev.UndoneElsewhere) -> Attention | None:
    """What somebody must attend to when another till, or the desk, undid this payment.

    A return of what was captured was decided by somebody; a reversal by nobody: it is of a till that never heard
    whether it had authorised at all.
    """
    if payment.capture is not None and payment.captured and undone.by == "reversal":
        return Attention.CAPTURE_UNDONE
    return payment.attention
