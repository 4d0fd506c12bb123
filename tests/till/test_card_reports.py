"""What the worker and the feed report of payments by card, on a real journal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from uuid import UUID

import pytest

from pos_app.sync.findings import Unsendable
from pos_app.till import events as ev
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import Attention, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.feed import FeedEntry, FeedPage
from pos_app.wire.operations import CaptureBody, Decline, ReversalBody
from tests.till.card_desk import CardDesk
from tests.till.test_card_returns import captured, held
from tests.till.worlds.facts import DAY, OURS, THEIRS

PRICE = 4_800
OPERATION = UUID(int=0x019600000000_7000_8000_0000000000BB)
Kind = Literal["void", "reversal", "capture", "return"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CardDesk]:
    desk = CardDesk(tmp_path)
    yield desk
    desk.journal.close()


def hear(
    desk: CardDesk, payment: UUID, kind: Kind, amount: int = PRICE, operation: UUID = OPERATION, position: int = 7
) -> None:
    entry = FeedEntry(
        position=position,
        kind=kind,
        id=operation,
        payment=payment,
        number="000120000018",
        amount=amount,
        terminal_id=THEIRS,
        staff_name=None,
        recorded_at=desk.at,
        transaction_date=DAY,
        void_until=None,
    )
    desk.world.reports.feed_read(FeedPage(entries=(entry,), position=position), OURS)
    desk.pump()


def test_what_another_till_captured_is_captured_here(desk: CardDesk) -> None:
    payment = held(desk)
    hear(desk, payment, "capture", 4_000)
    assert (desk.payment(payment).state, desk.payment(payment).captured) == (State.APPROVED, 4_000)


def test_what_another_till_released_is_released_here(desk: CardDesk) -> None:
    payment = held(desk)
    hear(desk, payment, "void")
    assert desk.payment(payment).state is State.VOIDED


def test_what_another_till_gave_back_counts_once_however_often_it_is_told(desk: CardDesk) -> None:
    payment = captured(desk)
    hear(desk, payment, "return", 1_000)
    hear(desk, payment, "return", 1_000)
    assert (desk.payment(payment).state, desk.payment(payment).returned) == (State.APPROVED, 1_000)


def test_our_own_capture_in_the_feed_changes_nothing_but_hurries_its_answer(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    capture = desk.payment(payment).capture
    assert capture is not None
    before = desk.events(payment)
    hear(desk, payment, "capture", operation=capture)
    assert (desk.payment(payment).state, desk.events(payment)) == (State.CAPTURING, before)


def test_our_own_return_in_the_feed_changes_nothing(desk: CardDesk) -> None:
    payment = captured(desk)
    given = ev.ReturnRequested.model_validate(
        {
            "at": desk.at,
            "giving_back": OPERATION,
            "amount": 300,
            "reason": "other",
            "number_check": "matched",
            "staff_session": OPERATION,
            "approval": None,
        },
        strict=False,
    )
    desk.world.book.record(payment, given)
    desk.pump()
    hear(desk, payment, "return", 300)
    assert (desk.payment(payment).state, desk.payment(payment).returned) == (State.VOIDING, 0)


def test_a_card_that_was_charged_where_the_sale_had_ended_wants_attention(desk: CardDesk) -> None:
    payment = desk.authorise()
    desk.say(desk.refused(payment, Decline.CARD_DECLINED))
    hear(desk, payment, "capture")
    found = desk.payment(payment)
    assert (found.state, found.attention) == (State.DECLINED, Attention.CAPTURED_AFTER_ALL)


def test_sales_of_other_tills_are_left_to_them(desk: CardDesk) -> None:
    hear(desk, OPERATION, "capture")
    assert desk.world.book.get(OPERATION) is None


def test_an_authorisation_that_can_not_be_opened_any_more_is_undone(desk: CardDesk) -> None:
    payment = desk.authorise()
    desk.world.reports.unsendable(Unsendable(payment))
    desk.pump()
    assert desk.payment(payment).state is State.REVERSING
    assert desk.card.sale.stage is CardStage.FORM
    assert isinstance(desk.sent()[0], ReversalBody)


def test_a_capture_that_can_not_be_opened_any_more_is_made_anew_to_the_same_bytes(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    [before] = desk.sent()
    capture = desk.payment(payment).capture
    assert capture is not None
    desk.world.reports.unsendable(Unsendable(capture))
    desk.pump()
    [after] = desk.sent()
    assert isinstance(after, CaptureBody)
    assert after.to_json() == before.to_json()
    assert desk.payment(payment).state is State.CAPTURING


def test_an_authorisation_keeps_its_place_for_the_reversal_also_after_others(desk: CardDesk) -> None:
    first = desk.confirming(CaptureWhen.DELIVERY)
    desk.card.confirm()
    desk.pump()
    second = desk.confirming()
    places = [(desk.payment(payment).epoch, desk.payment(payment).seq) for payment in (first, second)]
    assert places == [(3, 1), (3, 2)]
    desk.card.back()
    desk.pump()
    [body] = desk.sent()
    assert (body.epoch, body.seq) == (3, 2)
