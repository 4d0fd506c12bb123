"""Voids against the real server: who may, until when, and what everybody sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal
from uuid import uuid4

import pytest

from pos_app.demo.customer import Customer
from pos_app.errors import Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.till import events as ev
from pos_app.till.payment import Payment, State
from pos_app.till.voiding import VoidStage
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from tests.server.fake_clock import FakeClock
from tests.till.counter import Counter


def begin(counter: Counter, payment: Payment) -> VoidStage:
    counter.app.till.voiding.begin(payment.id)
    shown = counter.until(lambda s: s.void is not None and s.void.stage is not VoidStage.LOOKING)
    assert shown.void is not None
    return shown.void.stage


def confirm(counter: Counter) -> VoidStage:
    counter.app.till.voiding.confirm(VoidReason.WRONG_AMOUNT, NumberCheck.MATCHED)
    shown = counter.until(lambda s: s.void is not None and s.void.stage in (VoidStage.DONE, VoidStage.REFUSED))
    assert shown.void is not None
    return shown.void.stage


def test_a_clerk_voids_the_last_sale_and_the_customer_has_it_back(counter: Counter, customer: Customer) -> None:
    before = customer.wallet()
    payment = counter.sell(1_000, customer)
    assert begin(counter, payment) is VoidStage.READY
    assert confirm(counter) is VoidStage.DONE
    assert counter.payment(payment).state is State.VOIDED
    after = customer.wallet()
    assert after.balance == before.balance
    assert after.lots == before.lots
    assert after.payments[0].state == "voided"


def test_the_preview_says_how_long_a_void_is_possible(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    begin(counter, payment)
    case = counter.shown.void
    assert case is not None
    assert case.preview is not None
    assert case.preview.days_left == 90
    assert case.preview.void_until == payment.void_until


def test_beyond_the_last_sale_a_manager_approves_that_one_void(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    counter.log_in(Role.STORE_MANAGER)
    manager = counter.app.till.sessions.current
    assert manager is not None
    counter.log_in(Role.STORE_CLERK)
    old = counter.sell(1_000, customer)
    counter.sell(2_000, customer)
    assert begin(counter, old) is VoidStage.APPROVAL_NEEDED
    with pytest.raises(Refusal, match="not_now"):
        counter.app.till.voiding.confirm(VoidReason.WRONG_AMOUNT, NumberCheck.MATCHED)
    pin = WORLD.person(Role.STORE_MANAGER).pin
    counter.app.till.voiding.approve(manager.staff_number, "999999")
    shown = counter.until(lambda s: s.void is not None and s.void.trouble is not None)
    assert shown.void is not None
    assert shown.void.stage is VoidStage.APPROVAL_NEEDED
    counter.app.till.voiding.approve(manager.staff_number, pin)
    counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.READY)
    assert confirm(counter) is VoidStage.DONE
    assert counter.payment(old).state is State.VOIDED


def test_ten_minutes_later_the_last_sale_needs_a_manager_too(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    payment = counter.sell(1_000, customer)
    clock.advance(timedelta(minutes=10, seconds=1))
    assert begin(counter, payment) is VoidStage.APPROVAL_NEEDED


def test_past_ninety_days_nobody_can_void(counter: Counter, customer: Customer, clock: FakeClock) -> None:
    payment = counter.sell(1_000, customer)
    clock.advance(timedelta(days=91))
    counter.log_in(Role.STORE_MANAGER)
    assert begin(counter, payment) is VoidStage.NOT_POSSIBLE
    assert counter.shown.void is not None
    assert counter.shown.void.trouble == "window_closed"


def test_a_manager_voids_another_tills_sale_and_that_till_learns_of_it(
    new_counter: Callable[[str], Counter], counter: Counter, customer: Customer, second_terminal: tuple[str, str]
) -> None:
    payment = counter.sell(1_000, customer)
    other = new_counter("other")
    other.activate(*second_terminal)
    other.log_in(Role.STORE_MANAGER)
    assert begin(other, payment) is VoidStage.READY
    assert confirm(other) is VoidStage.DONE
    counter.until(lambda _: counter.payment(payment).state is State.VOIDED)


def test_two_tills_that_void_the_same_sale_give_it_back_once(
    new_counter: Callable[[str], Counter], counter: Counter, customer: Customer, second_terminal: tuple[str, str]
) -> None:
    before = customer.wallet().balance
    payment = counter.sell(1_000, customer)
    other = new_counter("other")
    other.activate(*second_terminal)
    other.log_in(Role.STORE_MANAGER)
    assert begin(other, payment) is VoidStage.READY
    assert begin(counter, payment) is VoidStage.READY
    ends = {confirm(other), confirm(counter)}
    assert VoidStage.DONE in ends
    assert customer.wallet().balance == before
    counter.until(lambda _: counter.payment(payment).state is State.VOIDED)


def test_a_void_that_is_not_wanted_changes_nothing(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    begin(counter, payment)
    counter.app.till.voiding.dismiss()
    counter.app.till.pump()
    assert counter.shown.void is None
    assert counter.payment(payment).state is State.APPROVED


def test_what_is_voided_already_cannot_be_voided_again(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    begin(counter, payment)
    confirm(counter)
    with pytest.raises(Refusal, match="not_voidable"):
        counter.app.till.voiding.begin(payment.id)


def test_points_that_expired_meanwhile_are_named_before_the_void(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    payment = counter.sell(600, customer)  # 500 points that expire first, then 100 of the next lot.
    clock.advance(timedelta(days=31))
    counter.log_in(Role.STORE_MANAGER)
    begin(counter, payment)
    case = counter.shown.void
    assert case is not None
    assert case.preview is not None
    assert case.preview.expired == 500


def voided_elsewhere(counter: Counter, payment: Payment, by: Literal["void", "reversal"]) -> None:
    event = ev.UndoneElsewhere(at=counter.app.clock.now(), operation=uuid4(), by=by)
    counter.app.till.book.record(payment.id, event)


def test_a_void_that_another_till_was_faster_with_is_refused_in_words(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    begin(counter, payment)
    voided_elsewhere(counter, payment, "void")
    with pytest.raises(Refusal, match="not_voidable"):
        counter.app.till.voiding.confirm(VoidReason.DOUBLE, NumberCheck.MATCHED)
    assert counter.app.till.voiding.case is not None
    assert counter.app.till.voiding.case.stage is VoidStage.READY


def test_a_void_ends_on_the_screen_when_the_payment_was_reversed_elsewhere(
    counter: Counter, customer: Customer
) -> None:
    payment = counter.sell(1_000, customer)
    begin(counter, payment)
    counter.app.till.voiding.confirm(VoidReason.DOUBLE, NumberCheck.MATCHED)
    voided_elsewhere(counter, payment, "reversal")
    counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.DONE)
    assert counter.payment(payment).state is State.REVERSED


def test_an_approvers_number_that_can_be_none_is_refused_like_a_wrong_one(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    payment = counter.sell(1_000, customer)
    clock.advance(timedelta(minutes=11))
    assert begin(counter, payment) is VoidStage.APPROVAL_NEEDED
    with pytest.raises(Refusal, match="wrong_credentials"):
        counter.app.till.voiding.approve(0, "12")
