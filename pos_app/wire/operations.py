"""Operations: everything that moves money, each with an id that the till made once and that is its key for ever.

``PUT /v1/operations/{id}`` takes one of the bodies (a union on ``kind``) and answers with the answer of the same kind.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from pos_app.domain.card import Brand
from pos_app.wire.cards import Caller, CaptureWhen, CardTokenText, ExpiryMonth, Last3
from pos_app.wire.shape import NO_INPUT_IN_ERRORS, Balance, Digits12, Epoch, Instant, OperatorId, Seq, Shape, Yen


class Decline(StrEnum):
    """Why an operation was refused. A decline is kept for ever, like an approval: the same id gets it again."""

    AMOUNT_NOT_ACCEPTABLE = "amount_not_acceptable"
    BALANCE_NOT_ENOUGH = "balance_not_enough"
    CODE_NOT_FOUND = "code_not_found"
    CODE_EXPIRED = "code_expired"
    CODE_USED = "code_used"
    POSSIBLE_DOUBLE = "possible_double"
    TOO_LATE = "too_late"
    """Seen for the first time after its ``execute_until`` (D-13 a)."""
    CLOCK_WRONG = "clock_wrong"
    """Its ``execute_until`` lies further ahead than any till may set it."""
    UNDONE = "undone"
    """Its reversal came first and left a tombstone."""
    TERMINAL_DISABLED = "terminal_disabled"
    NOT_PERMITTED = "not_permitted"
    """The staff session does not exist on this terminal, or lacks the right."""
    WALLET_SUSPENDED = "wallet_suspended"
    NUMBER_REUSED = "number_reused"
    """The payment number or ``seq`` was given to another operation before: a journal was put back from a copy."""
    ORIGINAL_NOT_FOUND = "original_not_found"
    ORIGINAL_NOT_CAPTURED = "original_not_captured"
    ALREADY_VOIDED = "already_voided"
    ALREADY_REVERSED = "already_reversed"
    AMOUNT_DIFFERS = "amount_differs"
    VOID_WINDOW_CLOSED = "void_window_closed"
    APPROVAL_NEEDED = "approval_needed"
    APPROVAL_INVALID = "approval_invalid"
    CARD_DECLINED = "card_declined"
    """ISO 8583 response code 05, and every other that has no name here."""
    CARD_NUMBER_INVALID = "card_number_invalid"
    """14."""
    CARD_LOST = "card_lost"
    """41."""
    CARD_STOLEN = "card_stolen"
    """43."""
    CARD_FUNDS_NOT_ENOUGH = "card_funds_not_enough"
    """51."""
    CARD_EXPIRED = "card_expired"
    """54."""
    CARD_NOT_PERMITTED = "card_not_permitted"
    """57, 62."""
    CARD_OVER_LIMIT = "card_over_limit"
    """61."""
    CARD_TRY_LATER = "card_try_later"
    """68, 91, 96: the issuer or the processor could not say."""
    CARD_BRAND_NOT_ACCEPTED = "card_brand_not_accepted"
    """The store has no contract for this brand."""
    TOKEN_NOT_FOUND = "token_not_found"  # noqa: S105 - a code, not a password
    """No such token of this store's, or one that died unused (15 minutes)."""
    TOKEN_USED = "token_used"  # noqa: S105 - a code, not a password
    AUTHORISATION_EXPIRED = "authorisation_expired"
    AUTHORISATION_GONE = "authorisation_gone"
    """Released before it was captured."""
    ALREADY_CAPTURED = "already_captured"
    """A captured sale is not released but returned."""
    AMOUNT_TOO_HIGH = "amount_too_high"
    """More than was authorised, or more than is left to return."""
    RETURN_WINDOW_CLOSED = "return_window_closed"


KEEPS_THE_CODE = frozenset({Decline.AMOUNT_NOT_ACCEPTABLE, Decline.POSSIBLE_DOUBLE})
"""Declines that ask the cashier a question about the amount: the customer's code is not spent by them."""


class VoidReason(StrEnum):
    """Why a payment is voided, by one key each (D-7)."""

    WRONG_AMOUNT = "wrong_amount"
    DOUBLE = "double"
    RETURNED_GOODS = "returned_goods"
    CUSTOMER_WISH = "customer_wish"
    MISREAD = "misread"
    OTHER = "other"


class NumberCheck(StrEnum):
    """Whether the payment number was compared with the customer's screen before a void (D-7, O-13)."""

    MATCHED = "matched"
    NOT_POSSIBLE = "not_possible"


class ReversalReason(StrEnum):
    """Why the till undoes a payment whose result it does not know, or no longer wants."""

    GIVEN_UP = "given_up"
    """F3 of D-13: paid in cash instead."""
    READ_AGAIN = "read_again"
    """F4 of D-13: the code is read anew."""
    BODY_LOST = "body_lost"
    """The sealed request can't be opened any more."""
    REFUSED = "refused"
    """The server answered that the request itself was wrong."""


class CustomerToken(Shape):
    """What was read from the customer's phone: whose code it is, and the one-time token."""

    operator: OperatorId
    kind: Literal["qr", "number"]
    token: Annotated[str, Field(min_length=4, max_length=64, pattern=r"^[A-Za-z0-9_-]+$", repr=False)]


class _Sent(Shape):
    epoch: Epoch
    seq: Seq
    made_at: Instant
    """When the till made it, in server time."""


class PaymentBody(_Sent):
    """Charge the customer's wallet (決済)."""

    kind: Literal["payment"] = "payment"
    number: Digits12
    amount: Yen
    code: CustomerToken
    execute_until: Instant
    """In server time; first seen later, it is declined for ever."""
    double_confirmed: bool = False
    """The cashier was asked about a possible double and said that it is another sale."""
    staff_session: UUID


class VoidBody(_Sent):
    """Take a whole captured wallet payment back (決済取消), or release a card's amount that was not captured yet."""

    kind: Literal["void"] = "void"
    original: UUID
    amount: Yen
    """The original's amount once more, so that a wrong original can't be voided by accident."""
    reason: VoidReason
    number_check: NumberCheck
    approval: UUID | None = None
    staff_session: UUID


class ReversalBody(_Sent):
    """Make sure that a payment has no effect, whether the server saw it or not; never refused.

    Its ``seq`` is its original's.
    """

    kind: Literal["reversal"] = "reversal"
    original: UUID
    reason: ReversalReason


class AuthoriseBody(_Sent):
    """Hold an amount on a card (与信); this id is the card payment's, which its capture, void and returns name."""

    kind: Literal["authorise"] = "authorise"
    number: Digits12
    amount: Yen
    token: CardTokenText
    capture: CaptureWhen
    caller: Caller
    execute_until: Instant
    """In server time; first seen later, it is declined for ever."""
    staff_session: UUID


class CaptureBody(_Sent):
    """Take what was held, or less (売上計上); once per authorisation, before it expires."""

    kind: Literal["capture"] = "capture"
    original: UUID
    amount: Yen
    staff_session: UUID


class ReturnBody(_Sent):
    """Give back what was captured, all of it or a part, until nothing is left (取消・返金)."""

    kind: Literal["return"] = "return"
    original: UUID
    amount: Yen
    reason: VoidReason
    number_check: NumberCheck
    approval: UUID | None = None
    staff_session: UUID


AnyBody = PaymentBody | VoidBody | ReversalBody | AuthoriseBody | CaptureBody | ReturnBody
OperationBody = Annotated[AnyBody, Field(discriminator="kind")]
OPERATION_BODY: TypeAdapter[AnyBody] = TypeAdapter(OperationBody, config=NO_INPUT_IN_ERRORS)


class _Recorded(Shape):
    id: UUID
    recorded_at: Instant
    """Server time of the commit; its date in Japan is the transaction date (D-14)."""
    transaction_date: date


class Earlier(Shape):
    """The payment that a possible double may be a double of."""

    number: Digits12
    recorded_at: Instant


class PaymentApproved(_Recorded):
    """Money moved."""

    kind: Literal["payment"] = "payment"
    outcome: Literal["approved"] = "approved"
    number: Digits12
    amount: Yen
    balance_after: Balance
    void_until: Instant


class PaymentDeclined(_Recorded):
    """No money moved, and none will by this id."""

    kind: Literal["payment"] = "payment"
    outcome: Literal["declined"] = "declined"
    reason: Decline
    number: Digits12 | None = None
    """None on a tombstone: the server never saw the payment that was undone."""
    earlier: Earlier | None = None
    """With ``possible_double`` only."""


class VoidApproved(_Recorded):
    """The original's legs were swapped back into the same lots; of a card, the held amount was released."""

    kind: Literal["void"] = "void"
    outcome: Literal["approved"] = "approved"
    original: UUID
    amount: Yen
    balance_after: Balance | None
    """None for a card."""
    expired: Balance
    """How much of it went back into lots that have expired already, so that it can't be used (D-9)."""


class VoidDeclined(_Recorded):
    """The original stands as it stood."""

    kind: Literal["void"] = "void"
    outcome: Literal["declined"] = "declined"
    original: UUID
    reason: Decline


class ReversalEffect(StrEnum):
    """What a reversal found."""

    COMPENSATED = "compensated"
    """The payment had been captured, and its legs were swapped back; or an amount held on a card was released."""
    TOMBSTONE = "tombstone"
    """The payment had not been seen; it can never execute now."""
    NOTHING = "nothing"
    """It had been declined, voided or reversed already."""


class ReversalDone(_Recorded):
    """The original has no effect, now or ever."""

    kind: Literal["reversal"] = "reversal"
    outcome: Literal["approved"] = "approved"
    original: UUID
    effect: ReversalEffect


class Authorised(_Recorded):
    """The amount is held, and no money moved yet."""

    kind: Literal["authorise"] = "authorise"
    outcome: Literal["approved"] = "approved"
    number: Digits12
    amount: Yen
    brand: Brand
    last3: Last3
    expiry: ExpiryMonth
    approval_code: Annotated[str, Field(pattern=r"^[0-9A-Z]{6}$")]
    """承認番号, the issuer's."""
    expires_at: Instant
    """Captured by then, or released."""


class AuthoriseDeclined(_Recorded):
    """Nothing is held, and nothing will be by this id."""

    kind: Literal["authorise"] = "authorise"
    outcome: Literal["declined"] = "declined"
    reason: Decline
    number: Digits12 | None = None
    """None on a tombstone."""


class CaptureApproved(_Recorded):
    """Money moved; what was held above ``amount`` was released."""

    kind: Literal["capture"] = "capture"
    outcome: Literal["approved"] = "approved"
    original: UUID
    amount: Yen
    return_until: Instant


class CaptureDeclined(_Recorded):
    """No money moved by this id."""

    kind: Literal["capture"] = "capture"
    outcome: Literal["declined"] = "declined"
    original: UUID
    reason: Decline


class ReturnApproved(_Recorded):
    """Money moved back to the card."""

    kind: Literal["return"] = "return"
    outcome: Literal["approved"] = "approved"
    original: UUID
    amount: Yen
    returned: Yen
    """All that was returned of this payment so far, this included."""


class ReturnDeclined(_Recorded):
    """The original stands as it stood."""

    kind: Literal["return"] = "return"
    outcome: Literal["declined"] = "declined"
    original: UUID
    reason: Decline


OperationAnswer = (
    PaymentApproved
    | PaymentDeclined
    | VoidApproved
    | VoidDeclined
    | ReversalDone
    | Authorised
    | AuthoriseDeclined
    | CaptureApproved
    | CaptureDeclined
    | ReturnApproved
    | ReturnDeclined
)
OPERATION_ANSWER: TypeAdapter[OperationAnswer] = TypeAdapter(OperationAnswer, config=NO_INPUT_IN_ERRORS)


class KnownOperation(Shape):
    """One line of the page by which a till asks for everything that it does not know yet."""

    epoch: Epoch
    seq: Seq | None
    answer: OperationAnswer


class OperationPage(Shape):
    """``GET /v1/operations``: this terminal's recorded operations of one epoch, by ``seq``."""

    operations: tuple[KnownOperation, ...]
    next_after_seq: Annotated[int, Field(ge=0)] | None
    """Ask again after this one; None at the end."""
