"""確認中: the answer was lost, and nobody may be left wondering (D-13, D-25)."""

from datetime import timedelta

import pytest

from pos_app.demo.faults import Faults
from pos_app.errors import JournalFault, Refusal
from pos_app.sync.journal import Committed, Entry
from pos_app.till.notice import Notice
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.till.voiding import VoidStage
from pos_app.wire.operations import Decline, NumberCheck, ReversalEffect, VoidReason
from tests.scenarios.conftest import Road
from tests.server.fake_clock import FakeClock
from tests.till.counter import add_terminal

OPERATIONS = "/v1/operations"
ANSWERS_LOST = Faults(answer_reset=1.0)
REQUESTS_LOST = Faults(request_lost=1.0)
STRANGERS = Faults(strangers_page=1.0)


def doubt(road: Road, faults: Faults, amount: int = 1_000) -> Payment:
    """A sale whose result the till does not know."""
    road.proxy.switch(faults, OPERATIONS)
    road.counter.ready(amount)
    road.counter.scan(road.customer.show_code().qr)
    payment = road.counter.until(lambda s: s.sale.stage is Stage.IN_DOUBT).payment
    assert payment is not None
    assert payment.state is State.IN_DOUBT
    assert road.counter.shown.status.in_doubt == 1
    return payment


def settled(road: Road, payment: Payment) -> Payment:
    """What becomes of it once the network works."""
    road.proxy.off()
    road.counter.until(lambda s: s.status.unsent == 0)
    return road.counter.payment(payment)


@pytest.mark.parametrize("faults", [ANSWERS_LOST, STRANGERS], ids=["answer lost", "a stranger answers"])
def test_a_lost_answer_is_asked_for_and_the_sale_ends_as_it_happened(road: Road, faults: Faults) -> None:
    payment = doubt(road, faults)
    road.proxy.off()
    assert road.counter.outcome().id == payment.id
    assert road.counter.payment(payment).state is State.APPROVED
    assert road.paid == 1_000


def test_a_lost_request_is_sent_again_and_charges_once(road: Road) -> None:
    payment = doubt(road, REQUESTS_LOST)
    assert road.paid == 0
    assert settled(road, payment).state is State.APPROVED
    assert road.paid == 1_000


def test_a_payment_left_for_the_next_customer_can_be_taken_up_again(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    checkout = road.counter.app.till.checkout
    with pytest.raises(Refusal, match="sale_under_way"):
        checkout.take_up(payment.id)
    checkout.next_customer()
    checkout.take_up(payment.id)
    assert (checkout.sale.stage, checkout.sale.amount, checkout.sale.payment) == (Stage.IN_DOUBT, 1_000, payment.id)
    checkout.give_up()
    assert settled(road, payment).state is State.REVERSED
    assert road.paid == 0


def test_a_payment_whose_result_is_known_is_not_taken_up(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    road.counter.app.till.checkout.next_customer()
    assert settled(road, payment).state is State.APPROVED
    with pytest.raises(Refusal, match="not_now"):
        road.counter.app.till.checkout.take_up(payment.id)


def test_paying_in_cash_instead_gives_back_what_had_been_taken(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    assert road.paid == 1_000
    road.counter.app.till.checkout.give_up()
    road.counter.until(lambda s: s.sale.stage is Stage.DONE)
    assert road.counter.sale.notice == Notice("given_up")
    ended = settled(road, payment)
    assert (ended.state, ended.effect) == (State.REVERSED, ReversalEffect.COMPENSATED)
    assert road.paid == 0


def test_paying_in_cash_instead_bars_a_request_that_never_arrived(road: Road) -> None:
    payment = doubt(road, REQUESTS_LOST)
    road.counter.app.till.checkout.give_up()
    ended = settled(road, payment)
    assert (ended.state, ended.effect) == (State.REVERSED, ReversalEffect.TOMBSTONE)
    assert road.paid == 0


def test_reading_the_code_again_undoes_first_and_charges_once(road: Road) -> None:
    first = doubt(road, ANSWERS_LOST)
    road.counter.app.till.checkout.read_again()
    assert road.counter.sale.stage is Stage.UNDOING
    road.proxy.off()
    road.counter.until(lambda s: s.sale.stage is Stage.SCANNING and s.payment is not None)
    road.counter.scan(road.customer.show_code().qr)
    second = road.counter.outcome()
    assert second.id != first.id
    assert second.state is State.APPROVED
    assert road.counter.payment(first).state is State.REVERSED
    assert road.paid == 1_000


def test_seeing_the_customers_screen_ends_the_wait_only_with_the_right_number(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    checkout = road.counter.app.till.checkout
    wrong = f"{(int(payment.number[-4:]) + 1) % 10_000:04}"
    with pytest.raises(Refusal, match="number_differs"):
        checkout.seen_on_customers_screen(wrong)
    checkout.seen_on_customers_screen(payment.number[-4:])
    road.counter.until(lambda s: s.sale.stage is Stage.DONE)
    ended = settled(road, payment)
    assert ended.state is State.APPROVED
    assert ended.attention is None


def test_a_result_that_contradicts_what_was_seen_asks_for_attention_until_somebody_attends(
    road: Road, clock: FakeClock
) -> None:
    payment = doubt(road, REQUESTS_LOST)
    road.counter.app.till.checkout.seen_on_customers_screen(payment.number[-4:])
    clock.advance(timedelta(minutes=2))
    ended = settled(road, payment)
    assert ended.state is State.DECLINED
    assert [p.id for p in road.counter.shown.attention] == [payment.id]
    road.counter.stop()
    road.counter.start()
    assert [p.id for p in road.counter.shown.attention] == [payment.id]
    road.counter.app.till.attend(ended)
    road.counter.until(lambda s: s.attention == ())


def test_the_next_customer_is_served_while_a_payment_is_in_doubt(road: Road) -> None:
    first = doubt(road, REQUESTS_LOST)
    road.counter.app.till.checkout.next_customer()
    road.proxy.off()
    second = road.counter.sell(2_000, road.customer)
    assert second.state is State.APPROVED
    road.counter.until(lambda s: s.status.unsent == 0)
    assert road.counter.payment(first).state in (State.APPROVED, State.DECLINED)
    assert road.paid == 2_000 + (1_000 if road.counter.payment(first).state is State.APPROVED else 0)


def test_a_till_that_died_while_it_waited_says_what_became_of_the_payment(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    road.counter.stop()
    road.proxy.off()
    road.counter.start()
    assert [p.id for p in road.counter.shown.recovered] == [payment.id]
    shown = road.counter.until(lambda s: s.recovered[0].state is not State.IN_DOUBT)
    assert shown.recovered[0].state is State.APPROVED
    assert road.paid == 1_000


def test_a_till_that_comes_back_after_the_requests_minute_never_charges_late(road: Road, clock: FakeClock) -> None:
    payment = doubt(road, REQUESTS_LOST)
    road.counter.stop()
    clock.advance(timedelta(minutes=10))
    road.proxy.off()
    road.counter.start()
    road.counter.until(lambda s: s.status.unsent == 0)
    ended = road.counter.payment(payment)
    assert (ended.state, ended.decline) == (State.DECLINED, Decline.TOO_LATE)
    assert road.paid == 0


def test_a_void_whose_answer_was_lost_is_asked_for_until_it_is_known(road: Road) -> None:
    payment = road.counter.sell(1_000, road.customer)
    voiding = road.counter.app.till.voiding
    voiding.begin(payment.id)
    road.counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.READY)
    road.proxy.switch(ANSWERS_LOST, OPERATIONS)
    voiding.confirm(VoidReason.DOUBLE, NumberCheck.MATCHED)
    road.counter.until(lambda _: road.proxy.counts().lost > 0)
    assert road.counter.payment(payment).state is State.VOIDING
    assert settled(road, payment).state is State.VOIDED
    assert road.paid == 0


def test_cancelling_when_the_request_is_on_its_way_leads_to_doubt_and_not_to_a_guess(road: Road) -> None:
    road.proxy.switch(Faults(answer_stalled=1.0, stall_seconds=1.0), OPERATIONS)
    road.counter.ready(1_000)
    road.counter.scan(road.customer.show_code().qr)
    road.counter.until(lambda _: road.proxy.counts().lost > 0)
    road.counter.app.till.checkout.cancel()
    payment = road.counter.until(lambda s: s.sale.stage is Stage.IN_DOUBT).payment
    assert payment is not None
    road.counter.app.till.checkout.give_up()
    assert settled(road, payment).state is State.REVERSED
    assert road.paid == 0


def test_a_result_unknown_for_a_quarter_of_an_hour_is_told_to_the_manager(road: Road, clock: FakeClock) -> None:
    doubt(road, REQUESTS_LOST)
    assert road.counter.shown.status.overdue == 0
    clock.advance(timedelta(minutes=15))
    road.counter.app.till.terminal.refresh()
    road.counter.until(lambda s: s.status.overdue == 1)


def test_goods_leave_only_when_it_is_durable_that_the_customers_screen_was_seen(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = doubt(road, REQUESTS_LOST)
    pad = road.counter.app.till.checkout
    with monkeypatch.context() as disk:
        disk.setattr(road.counter.app.opened.journal, "append", full)
        pad.seen_on_customers_screen(payment.number[-4:])
        assert pad.sale.stage is Stage.IN_DOUBT
        road.counter.until(lambda s: s.sale.notice is not None and s.sale.notice.code == "not_recorded")
    assert pad.sale.stage is Stage.IN_DOUBT
    pad.seen_on_customers_screen(payment.number[-4:])
    with pytest.raises(Refusal, match="not_now"):
        pad.give_up()
    road.counter.until(lambda s: s.sale.stage is Stage.DONE)
    assert road.counter.payment(payment).seen_by_cashier


def test_a_till_becomes_no_other_terminal_before_its_payments_are_known(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    other, password = add_terminal(road.context, "レジ2")
    terminal = road.counter.app.till.terminal
    with pytest.raises(Refusal, match="sale_under_way"):
        terminal.preview(other, password)
    road.counter.app.till.checkout.give_up()
    road.counter.until(lambda s: s.sale.stage is Stage.DONE)
    with pytest.raises(Refusal, match="payments_open"):
        terminal.preview(other, password)
    assert settled(road, payment).state is State.REVERSED
    road.counter.activate(other, password)
    assert road.counter.shown.terminal is not None
    assert road.counter.shown.terminal.terminal_id == other
    assert road.paid == 0


def full(_: Entry) -> Committed:
    raise JournalFault("disk_full")
