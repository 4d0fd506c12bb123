"""Made-up payments and requests for this package's pictures: a small eating place's lunch time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pos_app.domain.calendar import transaction_date, void_until
from pos_app.domain.card import Brand
from pos_app.till.approvals import Waiting
from pos_app.till.card_lists import Held
from pos_app.till.history import Detail
from pos_app.till.payment import Attention, Method, Payment, State
from pos_app.till.snapshot import Snapshot, Staff
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.ui.shell import sample
from pos_app.ui.text import current
from pos_app.wire.approvals import ApprovalRequest, RefusalReason, RequestState
from pos_app.wire.cards import Caller, CaptureWhen, CardService, CardTerms
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import CardRecord, PaymentRecord, PaymentState, VoidPreview, VoidRoute
from pos_app.wire.staff import Approval, Right, Role

AT = datetime(2026, 7, 12, 3, 4, tzinfo=UTC)
"""12:04 in Japan."""

TERMINAL = sample.TERMINAL.model_copy(update={"wallet_name": "みどり町電子商品券", "terminal_name": "No. 1"})
CLERK = sample.CLERK
MANAGER = Staff("中津川 そう", 12, Role.STORE_MANAGER, tuple(sorted(set(Right) - {Right.READ_COMPANY})), has_pin=True)

_LUNCH = (
    (0, 12_800, State.APPROVED),
    (1, 1_000, State.APPROVED),
    (3, 680, State.IN_DOUBT),
    (6, 2_400, State.DECLINED),
    (12, 4_800, State.APPROVED),
    (17, 900, State.VOIDED),
    (24, 1_540, State.APPROVED),
    (31, 760, State.CANCELED),
    (33, 3_200, State.APPROVED),
    (41, 1_280, State.APPROVED),
    (47, 52_000, State.APPROVED),
    (58, 1_100, State.REVERSED),
)


def payment(place: int, minutes: int, amount: int, state: State) -> Payment:
    """The sale that was made some minutes before 12:04."""
    at = AT - timedelta(minutes=minutes)
    made = Payment(
        UUID(int=place + 1), f"0210{1281 - 8 * place:08}", amount, state, at, at, CLERK.name, code_last4="48K2"
    )
    if state in (State.APPROVED, State.VOIDED):
        made = replace(made, approved_at=at, transaction_date=transaction_date(at), void_until=void_until(at))
    if state is State.DECLINED:
        made = replace(made, decline=Decline.BALANCE_NOT_ENOUGH)
    return made


TODAY = tuple(payment(place, *sale) for place, sale in enumerate(_LUNCH))
CHOSEN = TODAY[1]
STRANGE = replace(payment(20, 95, 2_900, State.DECLINED), seen_by_cashier=True, attention=Attention.SEEN_BUT_DECLINED)


def record(of: Payment = CHOSEN, *, until: datetime | None = None) -> PaymentRecord:
    """The same on the server's books."""
    states = {State.VOIDED: PaymentState.VOIDED, State.DECLINED: PaymentState.DECLINED}
    return PaymentRecord(
        id=of.id,
        number=of.number,
        amount=of.amount,
        state=states.get(of.state, PaymentState.CAPTURED),
        recorded_at=of.created_at,
        transaction_date=transaction_date(of.created_at),
        code_kind="qr",
        terminal_id=TERMINAL.terminal_id,
        store_name=TERMINAL.store_name,
        staff_number=CLERK.number,
        staff_name=CLERK.name,
        void_until=until or of.void_until,
        undone_at=None,
        void_reason=None,
        decline=of.decline,
    )


def snapshot(**changes: object) -> Snapshot:
    """A clerk looks at the day."""
    made = replace(
        sample.WORKING,
        at=AT,
        terminal=TERMINAL,
        language=current(),
        today=TODAY,
        detail=Detail(CHOSEN.id, CHOSEN, record()),
        open=tuple(each for each in TODAY if each.state is State.IN_DOUBT),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # names of Snapshot's fields


def case(stage: VoidStage, *, expired: int = 0, **changes: object) -> VoidCase:
    """The void of the chosen payment."""
    preview = VoidPreview(
        id=CHOSEN.id,
        number=CHOSEN.number,
        amount=CHOSEN.amount,
        void_until=CHOSEN.void_until,
        days_left=90,
        route=VoidRoute.ALLOWED,
        expired=expired,
    )
    made = VoidCase(CHOSEN.id, UUID(int=900), stage, preview, record())
    return replace(made, **changes)  # type: ignore[arg-type] # names of VoidCase's fields


APPROVAL = Approval(
    approval=UUID(int=901), operation=UUID(int=900), approver_name=MANAGER.name, valid_until=AT + timedelta(hours=24)
)


def request(
    place: int = 0, state: RequestState = RequestState.WAITING, refusal: RefusalReason | None = None
) -> ApprovalRequest:
    """What a clerk asked some minutes ago."""
    of = TODAY[(1, 6, 10)[place]]
    asked_at = AT - timedelta(minutes=2 + 7 * place)
    return ApprovalRequest(
        operation=UUID(int=900 + place),
        original=of.id,
        number=of.number,
        amount=of.amount,
        paid_at=of.created_at,
        reason=(VoidReason.RETURNED_GOODS, VoidReason.WRONG_AMOUNT, VoidReason.OTHER)[place],
        terminal_name=f"No. {place + 1}",
        asked_by=CLERK.name,
        asked_at=asked_at,
        expires_at=asked_at + timedelta(hours=1),
        state=state,
        answered_by=None if state is RequestState.WAITING else MANAGER.name,
        refusal=refusal,
        approval=None,
    )


WAITING = Waiting(tuple(request(place) for place in range(3)))


# -- cards ------------------------------------------------------------------------------------------------------------

CALLER = Caller(name="エナ タロウ", phone="0573000135", memo="2026-0712")
TERMS = CardTerms(
    services=(CardService(id="tel", name="ENA Card", brands=(Brand.VISA, Brand.JCB)),), authorisation_days=60
)
BY_CARD = TERMINAL.model_copy(update={"cards": TERMS})
UNTIL = AT + timedelta(days=40)


def card_payment(place: int, state: State, *, captured: int = 0, returned: int = 0, amount: int = 4_800) -> Payment:
    """A sale by card, some minutes old."""
    return replace(
        payment(place, 5 * place, amount, state),
        method=Method.CARD,
        brand=Brand.VISA,
        last3="242",
        expiry="2712",
        caller=CALLER,
        capture_when=CaptureWhen.NOW if captured else CaptureWhen.DELIVERY,
        expires_at=UNTIL,
        approval_code="A1B2C3",
        held=True,
        captured=captured,
        returned=returned,
        return_until=AT + timedelta(days=180) if captured else None,
    )


HELD_ONE = card_payment(40, State.AUTHORISED)
NOT_CAPTURED = replace(HELD_ONE, capture_refused=Decline.TERMINAL_DISABLED, attention=Attention.CAPTURE_REFUSED)
TAKEN = card_payment(41, State.APPROVED, captured=4_800)
PARTLY = card_payment(42, State.APPROVED, captured=4_800, returned=1_200)


def card_record(of: Payment, **changes: object) -> PaymentRecord:
    """A sale by card on the server's books."""
    states = {State.AUTHORISED: PaymentState.AUTHORISED, State.EXPIRED: PaymentState.EXPIRED}
    card = CardRecord(
        brand=Brand.VISA,
        last3="242",
        approval_code="A1B2C3",
        caller=CALLER,
        capture=of.capture_when or CaptureWhen.NOW,
        expires_at=of.expires_at or UNTIL,
        captured=of.captured,
        returned=of.returned,
        return_until=of.return_until,
    )
    made = {"card": card, "code_kind": None, "state": states.get(of.state, PaymentState.CAPTURED)}
    return record(of).model_copy(update=made | changes)


HELD = Held(
    tuple(
        card_record(
            replace(card_payment(50 + place, State.AUTHORISED, amount=amount), expires_at=AT + timedelta(days=days))
        )
        for place, (amount, days) in enumerate(((12_800, 3), (4_800, 21), (980, 58)))
    )
)


def card_case(stage: VoidStage, of: Payment = TAKEN, **changes: object) -> VoidCase:
    """取消 or 返金 of a sale by card."""
    preview = VoidPreview(
        id=of.id,
        number=of.number,
        amount=of.amount,
        void_until=of.return_until,
        days_left=180,
        route=VoidRoute.ALLOWED,
        expired=0,
    )
    made = VoidCase(of.id, UUID(int=950), stage, preview, card_record(of))
    return replace(made, **changes)  # type: ignore[arg-type] # names of VoidCase's fields
