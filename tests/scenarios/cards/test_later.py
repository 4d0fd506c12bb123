"""売上計上 at 出荷・受渡: what is held waits on the store's list until it is captured, given up, or runs out (D-20)."""

from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.demo.faults import Faults
from pos_app.errors import Refusal
from pos_app.server.context import Context
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import Attention, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.payments import PaymentRecord
from pos_app.wire.staff import Role
from tests.scenarios.cards.conftest import Call
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.till.counter import Counter, add_terminal


def listed(counter: Counter) -> tuple[PaymentRecord, ...]:
    counter.app.till.held_sales.look()
    shown = counter.until(lambda s: s.held.payments is not None and not s.held.busy)
    assert shown.held.payments is not None
    return shown.held.payments


def test_what_is_held_is_captured_when_the_goods_leave_and_the_rest_released(call: Call) -> None:
    payment = call.held()
    assert call.processor == (12_000, 0, 0, ["held"])
    (record,) = listed(call.counter)
    assert (record.id, record.amount) == (payment.id, 12_000)
    with pytest.raises(Refusal, match="amount_too_high"):
        call.till.held_sales.capture(record, 12_001)
    call.till.held_sales.capture(record, 9_000)
    call.counter.until(lambda _: call.again(payment).state is State.APPROVED)
    assert call.processor == (12_000, 9_000, 0, ["captured"])
    assert listed(call.counter) == ()
    call.books_are_whole()


def test_another_till_of_the_store_captures_what_this_one_held(
    call: Call, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    payment = call.held()
    other = Counter(tmp_path / "other", call.counter.url).start()
    other.activate(*add_terminal(context, "レジ2"))
    other.log_in()
    assert listed(other) == (), "whose confirmation page may still be open is nobody else's"
    clock.advance(timedelta(minutes=10))
    other.app.till.terminal.refresh()
    other.until(lambda s: bool(s.held.payments))
    (record,) = listed(other)
    other.app.till.held_sales.capture(record, 12_000)
    other.until(lambda s: s.status.unsent == 0 and s.held.payments == ())
    call.counter.until(lambda _: call.again(payment).state is State.APPROVED)
    other.stop()
    assert call.processor == (12_000, 12_000, 0, ["captured"])
    call.books_are_whole()


def test_a_sale_whose_till_dies_on_the_confirmation_page_is_no_delivery_at_another(
    call: Call, server: LiveServer, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    """The order may have been taken again; the dead till lets go of its own when it is back."""
    payment = call.authorised(capture=CaptureWhen.NOW)
    call.counter.stop()
    other = Counter(tmp_path / "other", server.url).start()
    other.activate(*add_terminal(context, "レジ2"))
    other.log_in()
    clock.advance(timedelta(minutes=11))
    other.app.till.terminal.refresh()
    other.until(lambda s: s.at >= payment.created_at + timedelta(minutes=11))
    assert listed(other) == ()
    other.stop()
    call.counter.start()
    call.counter.until(lambda s: s.status.unsent == 0 and call.again(payment).state is State.REVERSED)
    assert call.processor == (12_000, 0, 0, ["released"])
    call.books_are_whole()


def test_a_till_that_gave_up_offline_and_comes_back_is_noticed_where_its_sale_was_captured(
    call: Call, server: LiveServer, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    """The goods left; the caller has the money back."""
    call.form(12_000, CaptureWhen.DELIVERY)
    call.keyed()
    call.proxy.switch(Faults(answer_reset=1.0), "/v1/operations")
    call.till.card.authorise()
    call.until_stage(CardStage.IN_DOUBT)
    payment = call.payment
    call.proxy.switch(Faults(request_lost=1.0), "/v1/operations")
    call.till.card.give_up()
    call.counter.until(lambda _: call.again(payment).state is State.REVERSING)
    other = Counter(tmp_path / "other", server.url).start()
    other.activate(*add_terminal(context, "レジ2"))
    other.log_in()
    clock.advance(timedelta(minutes=10))
    other.app.till.terminal.refresh()
    listed(other)
    (record,) = other.until(lambda s: bool(s.held.payments)).held.payments or ()
    other.app.till.held_sales.capture(record, 12_000)
    other.until(lambda s: s.status.unsent == 0 and s.held.payments == ())
    assert call.processor == (12_000, 12_000, 0, ["captured"])
    assert other.shown.attention == ()
    assert call.settled(payment).state is State.REVERSED
    (strange,) = other.until(lambda s: bool(s.attention)).attention
    assert (strange.id, strange.state, strange.attention) == (payment.id, State.REVERSED, Attention.CAPTURE_UNDONE)
    other.stop()
    assert call.processor[2] == 12_000
    call.books_are_whole()


def test_what_is_held_outlives_a_log_out_and_a_start_on_a_pc_whose_clock_is_months_ahead(call: Call) -> None:
    payment = call.held()
    call.till.sessions.log_out()
    call.counter.stop()
    call.counter.start()
    call.counter.log_in()
    assert [record.id for record in listed(call.counter)] == [payment.id]


def test_what_is_held_is_given_up_by_a_void(call: Call) -> None:
    call.as_manager()
    payment = call.held()
    call.take_back(payment)
    assert call.again(payment).state is State.VOIDED
    assert call.processor == (12_000, 0, 0, ["released"])
    call.books_are_whole()


def test_what_nobody_captures_runs_out(call: Call, clock: FakeClock) -> None:
    payment = call.held()
    (record,) = listed(call.counter)
    clock.advance(timedelta(days=61))
    call.till.terminal.refresh()
    call.counter.until(lambda _: call.again(payment).state is State.EXPIRED)
    with pytest.raises(Refusal):
        call.till.held_sales.capture(record, 12_000)
    call.counter.log_in(Role.STORE_MANAGER)
    assert listed(call.counter) == ()
    assert call.processor[1] == 0
    call.books_are_whole()
