"""承認待ち between two tills at one server: asked on one, answered on the other."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from pos_app.demo.customer import Customer
from pos_app.errors import Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.till.payment import Payment, State
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.wire.approvals import RefusalReason
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from tests.server.fake_clock import FakeClock
from tests.till.counter import Counter

PIN = WORLD.person(Role.STORE_MANAGER).pin


@pytest.fixture
def office(new_counter: Callable[[str], Counter], counter: Counter, second_terminal: tuple[str, str]) -> Counter:
    """The manager's till; the clerk stands at ``counter``."""
    office = new_counter("office")
    office.activate(*second_terminal)
    office.log_in(Role.STORE_MANAGER)
    return office


@pytest.fixture
def old(counter: Counter, customer: Customer) -> Payment:
    """Not the clerk's last sale any more."""
    payment = counter.sell(1_000, customer)
    counter.sell(2_000, customer)
    return payment


def stage(counter: Counter, wanted: VoidStage) -> VoidCase:
    case = counter.until(lambda s: s.void is not None and s.void.stage is wanted).void
    assert case is not None
    return case


def ask(counter: Counter, payment: Payment, reason: VoidReason = VoidReason.RETURNED_GOODS) -> VoidCase:
    counter.app.till.voiding.begin(payment.id)
    stage(counter, VoidStage.APPROVAL_NEEDED)
    counter.app.till.voiding.ask_managers(reason)
    case = counter.until(lambda s: s.void is not None and s.void.asked is not None).void
    assert case is not None
    assert case.stage is VoidStage.ASKED
    return case


def test_a_clerks_void_is_allowed_on_another_till_and_done_by_the_clerk(
    counter: Counter, office: Counter, old: Payment, customer: Customer
) -> None:
    before = customer.wallet().balance
    case = ask(counter, old)
    (request,) = office.until(lambda s: bool(s.approvals.requests)).approvals.requests
    assert (request.operation, request.number, request.amount) == (case.void, old.number, 1_000)
    assert (request.reason, request.asked_by) == (VoidReason.RETURNED_GOODS, old.staff_name)
    office.app.till.approvals.approve(request.operation, PIN)
    ready = stage(counter, VoidStage.READY)
    assert ready.asked is not None
    assert ready.asked.answered_by == WORLD.person(Role.STORE_MANAGER).name
    assert office.until(lambda s: not s.approvals.requests and s.approvals.answering is None).approvals.trouble is None
    assert ready.reason is not None
    counter.app.till.voiding.confirm(ready.reason, NumberCheck.MATCHED)
    stage(counter, VoidStage.DONE)
    assert counter.payment(old).state is State.VOIDED
    assert customer.wallet().balance == before + 1_000


def test_a_refusal_comes_back_with_its_reason_and_one_may_ask_again(
    counter: Counter, office: Counter, old: Payment
) -> None:
    first = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    office.app.till.approvals.refuse(first.void, RefusalReason.COME_TO_ME)
    refused = stage(counter, VoidStage.APPROVAL_NEEDED)
    assert refused.trouble == "approval_refused"
    assert refused.asked is not None
    assert refused.asked.refusal is RefusalReason.COME_TO_ME
    counter.app.till.voiding.ask_managers(VoidReason.OTHER)
    again = counter.until(lambda s: s.void is not None and s.void.asked is not None).void
    assert again is not None
    assert again.void != first.void
    (request,) = office.until(lambda s: bool(s.approvals.requests)).approvals.requests
    assert (request.operation, request.reason) == (again.void, VoidReason.OTHER)


def test_while_a_till_waits_it_sells(counter: Counter, office: Counter, old: Payment, customer: Customer) -> None:
    case = ask(counter, old)
    counter.sell(3_000, customer)
    assert stage(counter, VoidStage.ASKED).void == case.void
    office.until(lambda s: bool(s.approvals.requests))
    office.app.till.approvals.approve(case.void, PIN)
    stage(counter, VoidStage.READY)


def test_what_is_taken_back_goes_from_the_managers_list(counter: Counter, office: Counter, old: Payment) -> None:
    ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    counter.app.till.voiding.dismiss()
    office.until(lambda s: not s.approvals.requests)


def test_a_manager_who_comes_over_allows_it_there_and_the_list_is_empty_again(
    counter: Counter, office: Counter, old: Payment
) -> None:
    ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    manager = office.shown.staff
    assert manager is not None
    counter.app.till.voiding.approve(manager.number, "999999")
    wrong = counter.until(lambda s: s.void is not None and s.void.trouble is not None).void
    assert wrong is not None
    assert wrong.stage is VoidStage.ASKED, "a wrong PIN takes nothing back"
    counter.app.till.voiding.approve(manager.number, PIN)
    stage(counter, VoidStage.READY)
    office.until(lambda s: not s.approvals.requests)


def test_a_wrong_pin_on_the_managers_till_says_so_and_leaves_the_request(
    counter: Counter, office: Counter, old: Payment
) -> None:
    case = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    with pytest.raises(Refusal, match="pin_wrong"):
        office.app.till.approvals.approve(case.void, "12")
    office.app.till.approvals.approve(case.void, "999999")
    waiting = office.until(lambda s: s.approvals.trouble is not None).approvals
    assert waiting.trouble == "pin_wrong"
    assert [one.operation for one in waiting.requests] == [case.void]
    assert waiting.answering is None


def test_an_answer_that_comes_too_late_says_so(counter: Counter, office: Counter, old: Payment) -> None:
    case = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    request = office.shown.approvals
    counter.app.till.voiding.dismiss()
    office.until(lambda s: not s.approvals.requests)
    office.app.till.approvals.waiting = request  # The till hears of it only after the key was pressed.
    office.app.till.approvals.refuse(case.void, RefusalReason.OTHER)
    late = office.until(lambda s: s.approvals.trouble is not None).approvals
    assert (late.trouble, late.requests) == ("no_longer_waiting", ())


def test_an_hour_without_an_answer_ends_it_on_both_tills(
    counter: Counter, office: Counter, old: Payment, clock: FakeClock
) -> None:
    ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    clock.advance(timedelta(hours=1, seconds=1))
    for till in (counter, office):
        till.app.till.terminal.refresh()  # Each answer brings the server's time.
    expired = stage(counter, VoidStage.APPROVAL_NEEDED)
    assert expired.trouble == "approval_expired"
    office.until(lambda s: not s.approvals.requests)


def test_a_clerk_sees_no_list_and_answers_nothing(counter: Counter, office: Counter, old: Payment) -> None:
    case = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    assert counter.shown.approvals.requests == ()
    with pytest.raises(Refusal, match="forbidden"):
        counter.app.till.approvals.approve(case.void, PIN)
    office.log_in(Role.STORE_CLERK)
    assert office.until(lambda s: not s.approvals.requests)
    office.log_in(Role.STORE_MANAGER)
    office.until(lambda s: bool(s.approvals.requests))


def test_what_is_not_in_the_list_is_not_answered(office: Counter) -> None:
    with pytest.raises(Refusal, match="not_now"):
        office.app.till.approvals.approve(uuid4(), PIN)


def test_to_begin_with_another_payment_takes_the_question_back(
    counter: Counter, office: Counter, old: Payment, customer: Customer
) -> None:
    case = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    counter.app.till.voiding.begin(old.id)
    assert stage(counter, VoidStage.ASKED).void == case.void, "the same payment goes on waiting"
    other = counter.sell(500, customer)
    counter.app.till.voiding.begin(other.id)
    stage(counter, VoidStage.READY)
    office.until(lambda s: not s.approvals.requests)


def test_the_answer_finds_the_till_after_the_one_who_asked_has_left(
    counter: Counter, office: Counter, old: Payment
) -> None:
    case = ask(counter, old)
    office.until(lambda s: bool(s.approvals.requests))
    counter.app.till.sessions.log_out()
    office.app.till.approvals.approve(case.void, PIN)
    office.until(lambda s: not s.approvals.requests and s.approvals.answering is None)
    counter.log_in()
    stage(counter, VoidStage.READY)
