"""What can happen to one payment, as the journal keeps it.

``at`` is server time in UTC. No event holds the customer's code: only a keyed hash of it and its last four characters.
Nor does one hold a card's number or its token: of a card, the brand, the last three and the last month of its life.
"""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from pos_app.domain.card import Brand
from pos_app.wire.cards import Caller, CaptureWhen, ExpiryMonth, Last3
from pos_app.wire.operations import (
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    CaptureDeclined,
    NumberCheck,
    PaymentApproved,
    PaymentDeclined,
    ReturnApproved,
    ReturnDeclined,
    ReversalDone,
    ReversalReason,
    VoidApproved,
    VoidDeclined,
    VoidReason,
)
from pos_app.wire.payments import CardRecord
from pos_app.wire.shape import NO_INPUT_IN_ERRORS, Digits12, Epoch, Instant, Seq, Shape, Yen


class CancelReason(StrEnum):
    """Why a payment ended before anything was asked of the server."""

    CASHIER = "cashier"
    NOT_SENT = "not_sent"
    """No byte could be sent for five seconds (D-13 b)."""
    STOPPED = "stopped"
    """The till stopped before anything was asked."""


class DoubtReason(StrEnum):
    """Why a result is unknown."""

    NO_ANSWER = "no_answer"
    STOPPED = "stopped"
    """The till stopped while it waited (D-25)."""
    CANCEL_PRESSED = "cancel_pressed"
    """The cashier cancelled when the request was already on its way."""
    REFUSED = "refused"
    """The server called the request malformed; it is undone."""
    BODY_LOST = "body_lost"
    """The sealed request can't be opened any more; it is undone."""


class _Event(Shape):
    at: Instant


class Created(_Event):
    """Id, number and amount are fixed; nothing was asked."""

    kind: Literal["created"] = "created"
    number: Digits12
    amount: Yen
    staff_session: UUID
    staff_name: str


class Adopted(_Event):
    """A captured payment that this journal did not make, taken in from the server's books.

    Another terminal's, so that it can be voided here; or this terminal's own, made before its journal was lost.
    """

    kind: Literal["adopted"] = "adopted"
    own: bool
    number: Digits12
    amount: Yen
    staff_name: str
    void_until: Instant


class AuthoriseRequested(_Event):
    """与信: a payment by card begins, its id, number and amount are fixed, and the request goes out."""

    kind: Literal["authorise_requested"] = "authorise_requested"
    number: Digits12
    amount: Yen
    staff_session: UUID
    staff_name: str
    brand: Brand
    last3: Last3
    expiry: ExpiryMonth
    capture: CaptureWhen
    caller: Caller
    execute_until: Instant


class CardAdopted(_Event):
    """A payment by card that this journal did not make and that is held or captured, as the server's books have it."""

    kind: Literal["card_adopted"] = "card_adopted"
    number: Digits12
    amount: Yen
    staff_name: str
    card: CardRecord


class Submitted(_Event):
    """The request is durable and goes out."""

    kind: Literal["submitted"] = "submitted"
    code_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    code_last4: Annotated[str, Field(min_length=4, max_length=4)]
    execute_until: Instant
    double_confirmed: bool


class Canceled(_Event):
    """Nothing was asked, and nothing will be."""

    kind: Literal["canceled"] = "canceled"
    why: CancelReason


class Doubted(_Event):
    """The server may have charged; it is asked until it is known."""

    kind: Literal["doubted"] = "doubted"
    why: DoubtReason


class SeenByCashier(_Event):
    """The cashier saw 支払い完了 with this payment's number on the customer's screen (F2 of D-13)."""

    kind: Literal["seen_by_cashier"] = "seen_by_cashier"


class Answered(_Event):
    """The server's answer to the payment itself."""

    kind: Literal["answered"] = "answered"
    answer: PaymentApproved | PaymentDeclined | Authorised | AuthoriseDeclined
    epoch: Epoch | None = None
    """Of a card's authorisation, with ``seq``: what its reversal must carry when its own request is long gone."""
    seq: Seq | None = None


class UndoRequested(_Event):
    """The reversal is durable; it is sent until it is accepted."""

    kind: Literal["undo_requested"] = "undo_requested"
    reversal: UUID
    why: ReversalReason


class Undone(_Event):
    """The server accepted the reversal."""

    kind: Literal["undone"] = "undone"
    answer: ReversalDone


class Renewed(_Event):
    """The sealed request of an undo or a void could not be opened any more and was made anew, to the same bytes."""

    kind: Literal["renewed"] = "renewed"


class VoidRequested(_Event):
    """The void is durable; it is asked for until it is known."""

    kind: Literal["void_requested"] = "void_requested"
    void: UUID
    reason: VoidReason
    number_check: NumberCheck
    staff_session: UUID
    approval: UUID | None
    receipt_back: bool | None = None
    """Whether the 領収書 came back; None where none was marked (D-27)."""


class Held(_Event):
    """The cashier confirmed what is authorised, to be captured at 出荷・受渡 (D-20)."""

    kind: Literal["held"] = "held"


class CaptureRequested(_Event):
    """売上計上 is durable; it is asked for until it is known."""

    kind: Literal["capture_requested"] = "capture_requested"
    capture: UUID
    amount: Yen
    staff_session: UUID


class CaptureAnswered(_Event):
    """The server's answer to the capture."""

    kind: Literal["capture_answered"] = "capture_answered"
    answer: CaptureApproved | CaptureDeclined


class ReturnRequested(_Event):
    """取消 or 返金 of a captured payment by card is durable; it is asked for until it is known."""

    kind: Literal["return_requested"] = "return_requested"
    giving_back: UUID
    """The operation's id."""
    amount: Yen
    reason: VoidReason
    number_check: NumberCheck
    staff_session: UUID
    approval: UUID | None
    receipt_back: bool | None = None
    """As of a void."""


class ReturnAnswered(_Event):
    """The server's answer to the return."""

    kind: Literal["return_answered"] = "return_answered"
    answer: ReturnApproved | ReturnDeclined


class CapturedElsewhere(_Event):
    """Another till captured what this one had authorised or taken up; the feed said so."""

    kind: Literal["captured_elsewhere"] = "captured_elsewhere"
    operation: UUID
    amount: Yen


class ReturnedElsewhere(_Event):
    """Another till gave money of this payment back; the feed said so."""

    kind: Literal["returned_elsewhere"] = "returned_elsewhere"
    operation: UUID
    amount: Yen


class RanOut(_Event):
    """The 期限 of what was held has passed without a capture: the server releases it."""

    kind: Literal["ran_out"] = "ran_out"


class ReceiptMarked(_Event):
    """領収書を渡した was marked, or the mark taken away (D-27)."""

    kind: Literal["receipt_marked"] = "receipt_marked"
    given: bool
    staff_name: str


class VoidAnswered(_Event):
    """The server's answer to the void."""

    kind: Literal["void_answered"] = "void_answered"
    answer: VoidApproved | VoidDeclined


class UndoneElsewhere(_Event):
    """Another till, or the desk, voided or reversed this payment; the feed said so."""

    kind: Literal["undone_elsewhere"] = "undone_elsewhere"
    operation: UUID
    by: Literal["void", "reversal"]


class Contradicted(_Event):
    """The server's books show a captured payment where this journal shows that none can be (D-13 e)."""

    kind: Literal["contradicted"] = "contradicted"


class Attended(_Event):
    """Somebody marked a contradiction 対応済み."""

    kind: Literal["attended"] = "attended"
    staff_name: str


Event = (
    Created
    | Adopted
    | AuthoriseRequested
    | CardAdopted
    | Held
    | CaptureRequested
    | CaptureAnswered
    | ReturnRequested
    | ReturnAnswered
    | CapturedElsewhere
    | ReturnedElsewhere
    | RanOut
    | Submitted
    | Canceled
    | Doubted
    | SeenByCashier
    | Answered
    | UndoRequested
    | Undone
    | Renewed
    | VoidRequested
    | ReceiptMarked
    | VoidAnswered
    | UndoneElsewhere
    | Contradicted
    | Attended
)
EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")], config=NO_INPUT_IN_ERRORS)
