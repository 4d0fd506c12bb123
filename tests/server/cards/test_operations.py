"""Sales by card from end to end, at a real server: what each step answers, and what stands on the books then."""

from datetime import timedelta
from uuid import uuid4

import pytest

from pos_app.domain.card import Brand
from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.context import Context
from pos_app.wire.operations import (
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    Decline,
    ReturnApproved,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
)
from pos_app.wire.staff import Role
from tests.server.cards.counter import CardCounter, reason
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World


@pytest.fixture
def counter(context: Context, server: LiveServer) -> CardCounter:
    return CardCounter(World(context), server)


def test_an_authorised_amount_is_captured_and_returned_in_parts(counter: CardCounter) -> None:
    body = counter.authorise(5_000)
    answer = counter.send(body)
    assert isinstance(answer, Authorised)
    assert (answer.number, answer.amount, answer.brand, answer.last3) == (body.number, 5_000, Brand.VISA, "242")
    captured = counter.send(counter.capture(answer.id, 4_000))
    assert isinstance(captured, CaptureApproved)
    assert captured.amount == 4_000
    first = counter.send(counter.back(answer.id, 1_500))
    second = counter.send(counter.back(answer.id, 2_500))
    assert isinstance(first, ReturnApproved)
    assert isinstance(second, ReturnApproved)
    assert (first.returned, second.returned) == (1_500, 4_000)
    assert reason(counter.send(counter.back(answer.id, 1))) is Decline.ALREADY_VOIDED
    assert counter.is_sound()


def test_the_same_request_again_gets_the_same_answer(counter: CardCounter) -> None:
    operation, body = uuid4(), counter.authorise()
    first, again = counter.put(operation, body), counter.put(operation, body)
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert counter.put(operation, body.model_copy(update={"amount": 1})).status_code == 409
    capture, capture_body = uuid4(), counter.capture(operation)
    assert counter.put(capture, capture_body).content == counter.put(capture, capture_body).content
    assert counter.is_sound()


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.DECLINED, Decline.CARD_DECLINED),
        (Profile.INSUFFICIENT, Decline.CARD_FUNDS_NOT_ENOUGH),
        (Profile.LOST, Decline.CARD_LOST),
        (Profile.STOLEN, Decline.CARD_STOLEN),
        (Profile.EXPIRED, Decline.CARD_EXPIRED),
        (Profile.PROCESSING_ERROR, Decline.CARD_TRY_LATER),
        (Profile.CHALLENGED, None),
        (Profile.CHALLENGED_THEN_DECLINED, Decline.CARD_DECLINED),
        (Profile.CHALLENGED_THEN_INSUFFICIENT, Decline.CARD_FUNDS_NOT_ENOUGH),
        (Profile.NOT_SECURED, None),
    ],
)
def test_each_test_card_gets_its_answer(counter: CardCounter, profile: Profile, expected: Decline | None) -> None:
    answer = counter.send(counter.authorise(token=counter.token(profile)))
    assert reason(answer) is expected
    assert counter.is_sound()


def test_a_card_past_its_month_is_declined_as_expired(counter: CardCounter) -> None:
    assert reason(counter.send(counter.authorise(token=counter.token(expiry="2603")))) is Decline.CARD_EXPIRED
    assert reason(counter.send(counter.authorise(token=counter.token(expiry="2604")))) is None


def test_a_token_is_good_for_one_authorisation_in_its_store(counter: CardCounter, clock: FakeClock) -> None:
    token = counter.token()
    counter.held(token=token)
    assert reason(counter.send(counter.authorise(token=token))) is Decline.TOKEN_USED
    elsewhere = counter.token(store=counter.add_store())
    assert reason(counter.send(counter.authorise(token=elsewhere))) is Decline.TOKEN_NOT_FOUND
    assert reason(counter.send(counter.authorise(token=counter.token(registered=1)))) is Decline.TOKEN_USED
    old = counter.token()
    clock.advance(timedelta(minutes=15))
    assert reason(counter.send(counter.authorise(token=old))) is Decline.TOKEN_NOT_FOUND
    unknown = "A" * 22
    assert reason(counter.send(counter.authorise(token=unknown))) is Decline.TOKEN_NOT_FOUND
    assert counter.is_sound()


def test_a_brand_without_a_contract_is_not_asked_about(counter: CardCounter) -> None:
    token = counter.token(brand=Brand.DINERS.value)
    assert reason(counter.send(counter.authorise(token=token))) is Decline.CARD_BRAND_NOT_ACCEPTED
    assert counter.send(counter.authorise(token=counter.token())).outcome == "approved"


def test_an_authorisation_has_the_limits_of_a_payment(counter: CardCounter, clock: FakeClock) -> None:
    now = clock()
    assert reason(counter.send(counter.authorise(500_001))) is Decline.AMOUNT_NOT_ACCEPTABLE
    late = counter.authorise(execute_until=now - timedelta(milliseconds=1))
    assert reason(counter.send(late)) is Decline.TOO_LATE
    ahead = counter.authorise(execute_until=now + timedelta(seconds=181))
    assert reason(counter.send(ahead)) is Decline.CLOCK_WRONG
    reader = counter.authorise(staff_session=counter.till.sessions[Role.COMPANY_STAFF])
    assert reason(counter.send(reader)) is Decline.NOT_PERMITTED
    body = counter.authorise()
    counter.send(body)
    again = counter.authorise(number=body.number)
    assert reason(counter.send(again)) is Decline.NUMBER_REUSED
    same_seq = counter.authorise(seq=body.seq)
    assert reason(counter.send(same_seq)) is Decline.NUMBER_REUSED
    assert counter.is_sound()


def test_a_capture_takes_no_more_than_was_held_and_only_once(counter: CardCounter) -> None:
    sale = counter.held(5_000)
    assert reason(counter.send(counter.capture(sale, 5_001))) is Decline.AMOUNT_TOO_HIGH
    assert counter.send(counter.capture(sale, 5_000)).outcome == "approved"
    assert reason(counter.send(counter.capture(sale, 1))) is Decline.ALREADY_CAPTURED
    assert reason(counter.send(counter.capture(uuid4()))) is Decline.ORIGINAL_NOT_FOUND
    assert counter.is_sound()


def test_another_till_of_the_store_captures_at_delivery_and_no_other_store(counter: CardCounter) -> None:
    sale, colleague = counter.held(), counter.add_till()
    stranger = counter.add_till(counter.add_store())
    assert reason(counter.send(counter.capture(sale, till=stranger), stranger)) is Decline.ORIGINAL_NOT_FOUND
    assert counter.send(counter.capture(sale, till=colleague), colleague).outcome == "approved"
    assert counter.is_sound()


def test_what_is_held_expires_by_itself(counter: CardCounter, clock: FakeClock) -> None:
    body = counter.authorise()
    answer = counter.send(body)
    assert isinstance(answer, Authorised)
    clock.at = answer.expires_at
    assert counter.send(counter.capture(answer.id, 1)).outcome == "approved"
    other = counter.held()
    clock.advance(timedelta(days=61))
    assert reason(counter.send(counter.capture(other))) is Decline.AUTHORISATION_EXPIRED
    assert reason(counter.send(counter.release(other))) is Decline.AUTHORISATION_EXPIRED
    undone = counter.send(counter.reversal(other))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.NOTHING
    assert counter.is_sound()


def test_a_void_lets_go_what_is_held_and_nothing_that_was_captured(counter: CardCounter) -> None:
    sale = counter.held(5_000)
    assert reason(counter.send(counter.release(sale, 4_999))) is Decline.AMOUNT_DIFFERS
    answer = counter.send(counter.release(sale))
    assert isinstance(answer, VoidApproved)
    assert (answer.balance_after, answer.expired) == (None, 0)
    assert reason(counter.send(counter.release(sale))) is Decline.ALREADY_VOIDED
    assert reason(counter.send(counter.capture(sale))) is Decline.AUTHORISATION_GONE
    assert reason(counter.send(counter.back(sale))) is Decline.ALREADY_VOIDED
    taken = counter.captured()
    assert reason(counter.send(counter.release(taken))) is Decline.ALREADY_CAPTURED
    assert counter.is_sound()


def test_a_return_is_within_what_was_captured_and_within_its_days(counter: CardCounter, clock: FakeClock) -> None:
    assert reason(counter.send(counter.back(counter.held()))) is Decline.ORIGINAL_NOT_CAPTURED
    sale = counter.captured(5_000)
    assert reason(counter.send(counter.back(sale, 5_001))) is Decline.AMOUNT_TOO_HIGH
    assert counter.send(counter.back(sale, 2_000)).outcome == "approved"
    assert reason(counter.send(counter.back(sale, 3_001))) is Decline.AMOUNT_TOO_HIGH
    clock.advance(timedelta(days=181))
    assert reason(counter.send(counter.back(sale, 1))) is Decline.RETURN_WINDOW_CLOSED
    assert counter.is_sound()


def test_a_clerk_needs_an_approval_beyond_the_last_sale(counter: CardCounter, clock: FakeClock) -> None:
    clerk = counter.till.sessions[Role.STORE_CLERK]
    sale = counter.captured()
    assert counter.send(counter.back(sale, 1, staff_session=clerk)).outcome == "approved"
    counter.held()
    assert reason(counter.send(counter.back(sale, 1, staff_session=clerk))) is Decline.APPROVAL_NEEDED
    operation = counter.world.new_id()
    approval = counter.world.approve(counter.till, operation, sale, counter.store)
    allowed = counter.back(sale, 1, staff_session=clerk, approval=approval)
    assert reason(counter.send(allowed)) is Decline.APPROVAL_INVALID, "it is another operation's"
    allowed = counter.back(sale, 1, staff_session=clerk, approval=approval)
    assert counter.send(allowed, operation=operation).outcome == "approved"
    clock.advance(timedelta(minutes=11))
    held = counter.held()
    clock.advance(timedelta(minutes=11))
    assert reason(counter.send(counter.release(held, staff_session=clerk))) is Decline.APPROVAL_NEEDED
    assert counter.is_sound()


def test_a_reversal_lets_go_what_is_held(counter: CardCounter) -> None:
    sale = counter.held()
    undone = counter.send(counter.reversal(sale))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.COMPENSATED
    again = counter.send(counter.reversal(sale))
    assert isinstance(again, ReversalDone)
    assert again.effect is ReversalEffect.NOTHING
    assert reason(counter.send(counter.capture(sale))) is Decline.AUTHORISATION_GONE
    assert reason(counter.send(counter.release(sale))) is Decline.ALREADY_REVERSED
    assert counter.is_sound()


def test_a_reversal_that_comes_first_leaves_a_tombstone_for_the_late_authorisation(counter: CardCounter) -> None:
    operation, body = uuid4(), counter.authorise()
    undone = counter.send(counter.reversal(operation, body.seq))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.TOMBSTONE
    first, again = counter.put(operation, body), counter.put(operation, body)
    late = AuthoriseDeclined.model_validate_json(first.content)
    assert (late.reason, late.number) == (Decline.UNDONE, None)
    assert first.content == again.content
    assert counter.is_sound()


def test_a_reversal_of_what_another_till_captured_gives_back_what_is_left(counter: CardCounter) -> None:
    sale, colleague = counter.held(5_000), counter.add_till()
    assert counter.send(counter.capture(sale, 4_000, till=colleague), colleague).outcome == "approved"
    assert counter.send(counter.back(sale, 1_000, till=colleague), colleague).outcome == "approved"
    undone = counter.send(counter.reversal(sale))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.COMPENSATED
    assert reason(counter.send(counter.back(sale, 1))) is Decline.ALREADY_REVERSED
    assert counter.is_sound()


def test_another_tills_sale_is_reversed_by_nobody_else(counter: CardCounter) -> None:
    sale, colleague = counter.held(), counter.add_till()
    assert counter.put(uuid4(), counter.reversal(sale, till=colleague), colleague).status_code == 409
    assert counter.put(uuid4(), counter.reversal(uuid4()), counter.till).status_code == 200
    assert counter.send(counter.capture(sale)).outcome == "approved"
    assert counter.is_sound()
