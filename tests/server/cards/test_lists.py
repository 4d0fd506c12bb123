"""What people see of sales by card: lists, the detail, what a void would meet, the feed."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.context import Context
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.feed import FeedPage
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import CardRecord, PaymentPage, PaymentRecord, PaymentState, VoidPreview, VoidRoute
from pos_app.wire.staff import Role
from tests.server.cards.counter import CALLER, CardCounter, reason
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World


@pytest.fixture
def counter(context: Context, server: LiveServer) -> CardCounter:
    return CardCounter(World(context), server)


def record(counter: CardCounter, sale: UUID) -> PaymentRecord:
    return PaymentRecord.model_validate_json(counter.get(f"/v1/payments/{sale}"))


def card(found: PaymentRecord) -> CardRecord:
    assert found.card is not None
    return found.card


def listed(counter: CardCounter, **asked: Any) -> list[UUID]:
    page = PaymentPage.model_validate_json(counter.get("/v1/payments", **asked))
    return [payment.id for payment in page.payments]


def preview(counter: CardCounter, sale: UUID, role: Role = Role.STORE_MANAGER) -> VoidPreview:
    return VoidPreview.model_validate_json(counter.get(f"/v1/payments/{sale}/void-preview", role=role))


def test_a_record_tells_each_step_of_a_sale(counter: CardCounter) -> None:
    sale = counter.held(5_000, capture=CaptureWhen.DELIVERY)
    found = record(counter, sale)
    assert (found.state, found.amount, found.code_kind, found.void_until) == (
        PaymentState.AUTHORISED,
        5_000,
        None,
        None,
    )
    assert (card(found).caller, card(found).capture, card(found).last3) == (CALLER, CaptureWhen.DELIVERY, "242")
    assert len(card(found).approval_code) == 6
    assert (card(found).captured, card(found).returned, card(found).return_until) == (0, 0, None)
    counter.send(counter.capture(sale, 4_000))
    found = record(counter, sale)
    assert (found.state, card(found).captured) == (PaymentState.CAPTURED, 4_000)
    assert found.void_until == card(found).return_until is not None
    counter.send(counter.back(sale, 1_000))
    found = record(counter, sale)
    assert (found.state, card(found).returned, found.undone_at) == (PaymentState.CAPTURED, 1_000, None)
    counter.send(counter.back(sale, 3_000))
    found = record(counter, sale)
    assert (found.state, card(found).returned) == (PaymentState.VOIDED, 4_000)
    assert (found.undone_at, found.void_reason) == (counter.world.now, VoidReason.CUSTOMER_WISH)


def test_a_record_tells_how_a_sale_ended_without_money(counter: CardCounter, clock: FakeClock) -> None:
    voided, reversed_, left = counter.held(), counter.held(), counter.held()
    counter.send(counter.release(voided))
    counter.send(counter.reversal(reversed_))
    declined = counter.world.new_id()
    counter.put(declined, counter.authorise(token=counter.token(Profile.LOST)))
    tokenless = counter.world.new_id()
    counter.put(tokenless, counter.authorise(token="A" * 22))
    assert record(counter, voided).state is PaymentState.VOIDED
    assert record(counter, reversed_).state is PaymentState.REVERSED
    found = record(counter, declined)
    assert (found.state, found.decline, card(found).approval_code) == (PaymentState.DECLINED, Decline.CARD_LOST, "")
    found = record(counter, tokenless)
    assert (found.state, found.decline, found.card) == (PaymentState.DECLINED, Decline.TOKEN_NOT_FOUND, None)
    clock.advance(timedelta(days=61))
    assert record(counter, left).state is PaymentState.EXPIRED


def test_sales_by_card_and_by_wallet_are_in_one_list(counter: CardCounter) -> None:
    first = counter.captured()
    wallet = counter.world.add_member()
    second = counter.world.new_id()
    counter.put(second, counter.world.payment(counter.till, counter.world.code(wallet), 100))
    third = counter.held()
    assert listed(counter) == [third, second, first]
    number = record(counter, first).number
    assert first in listed(counter, number=number[-4:])


def test_a_sale_is_found_by_a_part_of_its_memo(counter: CardCounter) -> None:
    wanted = counter.held(caller=CALLER.model_copy(update={"memo": "注文 A-0017 のし付き"}))
    counter.held()
    stranger = counter.add_till(counter.add_store())
    assert listed(counter, memo="A-0017") == [wanted]
    assert listed(counter, memo="A-0018") == []
    page = counter.get("/v1/payments", stranger, memo="A-0017")
    assert PaymentPage.model_validate_json(page).payments == ()


def test_what_is_held_is_listed_by_its_end_and_no_longer_than_it_is_held(
    counter: CardCounter, clock: FakeClock
) -> None:
    sooner = counter.held()
    clock.advance(timedelta(days=2))
    later, captured, voided = counter.held(), counter.captured(), counter.held()
    counter.send(counter.release(voided))
    stranger = counter.add_till(counter.add_store())
    assert listed(counter, state="authorised") == [sooner, later]
    assert listed(counter, state="authorised", before=str(sooner)) == [later]
    assert captured not in listed(counter, state="authorised")
    assert PaymentPage.model_validate_json(counter.get("/v1/payments", stranger, state="authorised")).payments == ()
    clock.advance(timedelta(days=59))
    assert listed(counter, state="authorised") == [later]


def test_whoever_sees_the_whole_company_is_offered_what_this_store_can_capture_and_nothing_else(
    counter: CardCounter,
) -> None:
    store = counter.add_store()
    here, there = counter.held(), counter.held(till=counter.add_till(store), token=counter.token(store=store))
    page = PaymentPage.model_validate_json(counter.get("/v1/payments", role=Role.COMPANY_STAFF))
    assert {payment.id for payment in page.payments} == {here, there}, "this role sees both stores"
    page = PaymentPage.model_validate_json(counter.get("/v1/payments", role=Role.COMPANY_STAFF, state="authorised"))
    assert [payment.id for payment in page.payments] == [here]


def test_what_is_held_comes_in_pages_without_gap_or_repetition(counter: CardCounter, clock: FakeClock) -> None:
    made = []
    for number in range(52):
        made.append(counter.held(100 + number))
        if number % 9 == 0:
            clock.advance(timedelta(days=1))
    page = PaymentPage.model_validate_json(counter.get("/v1/payments", state="authorised"))
    rest = listed(counter, state="authorised", before=str(page.next_before))
    assert [payment.id for payment in page.payments] + rest == made


def test_the_preview_says_what_a_release_or_a_return_would_meet(counter: CardCounter, clock: FakeClock) -> None:
    held = counter.held(5_000)
    assert (preview(counter, held).route, preview(counter, held).amount) == (VoidRoute.ALLOWED, 5_000)
    captured = counter.captured(5_000)
    counter.send(counter.back(captured, 1_500))
    found = preview(counter, captured)
    assert (found.route, found.amount, found.days_left, found.expired) == (VoidRoute.ALLOWED, 3_500, 180, 0)
    counter.held()
    assert preview(counter, captured, Role.STORE_CLERK).route is VoidRoute.APPROVAL_NEEDED
    clock.advance(timedelta(days=61))
    assert preview(counter, held).route is VoidRoute.NOT_VOIDABLE
    clock.advance(timedelta(days=120))
    assert preview(counter, captured).route is VoidRoute.WINDOW_CLOSED


def test_an_approval_can_be_asked_for_on_another_till_for_what_was_not_declined(counter: CardCounter) -> None:
    held, captured = counter.held(), counter.captured()
    declined = counter.send(counter.authorise(token=counter.token(Profile.LOST))).id
    for sale, status in ((held, 200), (captured, 200), (declined, 404)):
        wish = {"original": str(sale), "reason": "customer_wish"}
        asked = counter.ask("PUT", f"/v1/approval-requests/{uuid4()}", json=wish)
        assert asked.status_code == status, asked.text


def test_the_feed_tells_what_moved_money_or_is_held_no_more_and_nothing_else(counter: CardCounter) -> None:
    sale = counter.captured(5_000)
    counter.send(counter.back(sale, 2_000))
    let_go, undone = counter.held(), counter.held()
    counter.send(counter.release(let_go))
    counter.send(counter.reversal(undone))
    for nothing in (sale, let_go):
        assert reason(counter.send(counter.release(nothing))) is not None
        counter.send(counter.reversal(let_go))
    page = FeedPage.model_validate_json(counter.get("/v1/feed", after=0, wait=0))
    assert [(one.kind, one.payment, one.amount) for one in page.entries] == [
        ("capture", sale, 5_000),
        ("return", sale, 2_000),
        ("void", let_go, 5_000),
        ("reversal", undone, 5_000),
    ]
    assert [one.number for one in page.entries] == [record(counter, one.payment).number for one in page.entries]
