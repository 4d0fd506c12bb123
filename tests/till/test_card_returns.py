"""取消 and 返金 of a payment by card, on a real journal: what goes out for what the cashier said."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.payment import State
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import (
    Decline,
    NumberCheck,
    ReturnApproved,
    ReturnBody,
    ReturnDeclined,
    VoidApproved,
    VoidBody,
    VoidDeclined,
    VoidReason,
)
from pos_app.wire.payments import CardRecord, PaymentRecord, PaymentState, VoidPreview, VoidRoute
from tests.till.card_desk import INFO, CardDesk
from tests.till.card_facts import CALLER
from tests.till.worlds.facts import DAY, THEIRS

PRICE = 4_800
THEIR_SALE = UUID(int=0x019600000000_7000_8000_0000000000AA)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CardDesk]:
    desk = CardDesk(tmp_path)
    yield desk
    desk.journal.close()


def captured(desk: CardDesk) -> UUID:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    desk.say(desk.captured(payment))
    return payment


def held(desk: CardDesk) -> UUID:
    payment = desk.confirming(CaptureWhen.DELIVERY)
    desk.card.confirm()
    desk.pump()
    return payment


def record_of(desk: CardDesk, payment: UUID, taken: int = PRICE, returned: int = 0) -> PaymentRecord:
    """What the server says of it."""
    until = desk.at + timedelta(days=180) if taken else None
    return PaymentRecord.model_validate(
        {
            "id": payment,
            "number": "000120000018",
            "amount": PRICE,
            "state": PaymentState.CAPTURED if taken else PaymentState.AUTHORISED,
            "recorded_at": desk.at,
            "transaction_date": DAY,
            "code_kind": None,
            "terminal_id": THEIRS,
            "store_name": INFO.store_name,
            "staff_number": 1,
            "staff_name": "恵那",
            "void_until": until,
            "undone_at": None,
            "void_reason": None,
            "decline": None,
            "card": CardRecord(
                brand=Brand.JCB,
                last3="505",
                approval_code="A1B2C3",
                caller=CALLER,
                capture=CaptureWhen.DELIVERY,
                expires_at=desk.at + timedelta(days=60),
                captured=taken,
                returned=returned,
                return_until=until,
            ),
        }
    )


def preview_of(payment: UUID) -> VoidPreview:
    return VoidPreview(
        id=payment,
        number="000120000018",
        amount=PRICE,
        void_until=None,
        days_left=None,
        route=VoidRoute.ALLOWED,
        expired=0,
    )


def begin(desk: CardDesk, payment: UUID, record: PaymentRecord) -> VoidCase:
    desk.world.voiding.begin(payment)
    desk.answer((preview_of(payment), record))
    return case(desk)


def case(desk: CardDesk) -> VoidCase:
    found = desk.world.voiding.case
    assert found is not None
    return found


def take_back(desk: CardDesk, amount: int | None = None) -> ReturnBody | VoidBody:
    desk.world.voiding.confirm(VoidReason.RETURNED_GOODS, NumberCheck.NOT_POSSIBLE, amount=amount)
    desk.pump()
    [body] = desk.sent()
    assert isinstance(body, ReturnBody | VoidBody)
    return body


def done(desk: CardDesk, payment: UUID, returned: int) -> None:
    amount = desk.payment(payment).giving_back
    operation = desk.payment(payment).void
    assert operation is not None
    desk.say(
        ReturnApproved(
            id=operation,
            recorded_at=desk.at,
            transaction_date=DAY,
            original=payment,
            amount=amount,
            returned=returned,
        )
    )


def test_all_that_was_captured_is_given_back_by_a_return(desk: CardDesk) -> None:
    payment = captured(desk)
    assert begin(desk, payment, record_of(desk, payment)).left == PRICE
    body = take_back(desk)
    assert isinstance(body, ReturnBody)
    assert (body.original, body.amount, body.reason) == (payment, PRICE, VoidReason.RETURNED_GOODS)
    assert (case(desk).stage, desk.payment(payment).state) == (VoidStage.SENT, State.VOIDING)
    done(desk, payment, PRICE)
    assert (case(desk).stage, desk.payment(payment).state) == (VoidStage.DONE, State.VOIDED)


def test_parts_are_given_back_until_nothing_is_left(desk: CardDesk) -> None:
    payment = captured(desk)
    begin(desk, payment, record_of(desk, payment))
    assert take_back(desk, 1_800).amount == 1_800
    done(desk, payment, 1_800)
    assert (case(desk).stage, desk.payment(payment).state) == (VoidStage.DONE, State.APPROVED)
    assert (desk.payment(payment).returned, case(desk).left) == (1_800, 3_000)
    assert begin(desk, payment, record_of(desk, payment, returned=1_800)).left == 3_000
    assert take_back(desk).amount == 3_000
    done(desk, payment, PRICE)
    assert desk.payment(payment).state is State.VOIDED
    with pytest.raises(Refusal, match="not_voidable"):
        desk.world.voiding.begin(payment)


def test_what_another_till_captured_unheard_is_given_back_once_that_is_known(desk: CardDesk) -> None:
    """It was captured between the look at it and its being taken in here, and the feed does not say so twice."""
    begin(desk, THEIR_SALE, record_of(desk, THEIR_SALE, taken=0))
    assert isinstance(take_back(desk), VoidBody)
    operation = desk.payment(THEIR_SALE).void
    assert operation is not None
    no = VoidDeclined(
        id=operation,
        recorded_at=desk.at,
        transaction_date=DAY,
        original=THEIR_SALE,
        reason=Decline.ALREADY_CAPTURED,
    )
    desk.say(no)
    assert case(desk).stage is VoidStage.REFUSED
    assert begin(desk, THEIR_SALE, record_of(desk, THEIR_SALE, taken=4_000)).left == 4_000
    body = take_back(desk)
    assert isinstance(body, ReturnBody)
    assert body.amount == 4_000


def test_what_another_till_gave_back_unheard_is_not_given_back_again(desk: CardDesk) -> None:
    """The feed tells nothing of another store's sale, nor anew what it told before a sale was taken in."""
    begin(desk, THEIR_SALE, record_of(desk, THEIR_SALE))
    assert take_back(desk, 1_000).amount == 1_000
    done(desk, THEIR_SALE, 1_000)
    assert begin(desk, THEIR_SALE, record_of(desk, THEIR_SALE, returned=3_000)).left == 1_800
    with pytest.raises(Refusal, match="amount_too_high"):
        desk.world.voiding.confirm(VoidReason.OTHER, NumberCheck.MATCHED, amount=1_801)
    assert take_back(desk).amount == 1_800
    done(desk, THEIR_SALE, PRICE)
    assert desk.payment(THEIR_SALE).state is State.VOIDED


@pytest.mark.parametrize(("amount", "code"), [(0, "amount_zero"), (-1, "amount_zero"), (PRICE + 1, "amount_too_high")])
def test_a_part_is_more_than_nothing_and_at_most_what_is_left(desk: CardDesk, amount: int, code: str) -> None:
    payment = captured(desk)
    begin(desk, payment, record_of(desk, payment))
    with pytest.raises(Refusal, match=code):
        desk.world.voiding.confirm(VoidReason.OTHER, NumberCheck.MATCHED, amount=amount)
    assert (case(desk).stage, desk.sent()) == (VoidStage.READY, [])


def test_what_is_held_is_released_by_a_void_and_only_as_a_whole(desk: CardDesk) -> None:
    payment = held(desk)
    begin(desk, payment, record_of(desk, payment, taken=0))
    with pytest.raises(Refusal, match="whole_amount_only"):
        desk.world.voiding.confirm(VoidReason.OTHER, NumberCheck.MATCHED, amount=100)
    body = take_back(desk)
    assert isinstance(body, VoidBody)
    operation = desk.payment(payment).void
    assert operation is not None
    desk.say(
        VoidApproved(
            id=operation,
            recorded_at=desk.at,
            transaction_date=DAY,
            original=payment,
            amount=PRICE,
            balance_after=None,
            expired=0,
        )
    )
    assert (case(desk).stage, desk.payment(payment).state) == (VoidStage.DONE, State.VOIDED)


def test_a_sale_that_is_still_to_be_confirmed_is_taken_back_only_on_its_own_page(desk: CardDesk) -> None:
    payment = desk.confirming()
    with pytest.raises(Refusal, match="not_voidable"):
        desk.world.voiding.begin(payment)


def test_a_refused_return_says_why_and_can_be_asked_for_again(desk: CardDesk) -> None:
    payment = captured(desk)
    begin(desk, payment, record_of(desk, payment))
    take_back(desk)
    operation = desk.payment(payment).void
    assert operation is not None
    reason = Decline.RETURN_WINDOW_CLOSED
    desk.say(ReturnDeclined(id=operation, recorded_at=desk.at, transaction_date=DAY, original=payment, reason=reason))
    assert (case(desk).stage, case(desk).trouble) == (VoidStage.REFUSED, reason.value)
    assert desk.payment(payment).state is State.APPROVED
    begin(desk, payment, record_of(desk, payment))
    take_back(desk)
    assert desk.payment(payment).void != operation


def test_another_tills_sale_is_taken_in_and_given_back_here(desk: CardDesk) -> None:
    assert begin(desk, THEIR_SALE, record_of(desk, THEIR_SALE, returned=800)).left == PRICE - 800
    assert take_back(desk).amount == PRICE - 800
    found = desk.payment(THEIR_SALE)
    assert (found.own, found.captured, found.state) == (False, PRICE, State.VOIDING)


def test_what_has_run_out_is_not_taken_in(desk: CardDesk) -> None:
    expired = record_of(desk, THEIR_SALE, taken=0).model_copy(update={"state": PaymentState.EXPIRED})
    begin(desk, THEIR_SALE, expired)
    with pytest.raises(Refusal, match="not_voidable"):
        desk.world.voiding.confirm(VoidReason.OTHER, NumberCheck.MATCHED)
