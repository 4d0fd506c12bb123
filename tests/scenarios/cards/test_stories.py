"""A story for each kind of pad: all that can become of an order by telephone, at one till and in one ledger."""

from collections import Counter as Tally
from datetime import timedelta

import pytest

from pos_app.demo.faults import Faults
from pos_app.till.card_entry import EntryStep, EntryText
from pos_app.till.card_sale import CardStage
from pos_app.till.pads import PadKind
from pos_app.till.payment import Payment, State
from tests.scenarios.cards.conftest import GOOD, PADS, Call, NewCall
from tests.server.fake_clock import FakeClock

DECLINED = "4000000000000002"


@pytest.mark.parametrize("kind", PADS)
def test_all_that_can_become_of_an_order_is_told_alike_by_till_processor_and_ledger(
    new_call: NewCall, clock: FakeClock, kind: str
) -> None:
    call = new_call(kind)
    call.as_manager()
    declined_then_paid_with_another_card(call, 1_000)
    given_up_in_mid_entry(call)
    out_of_time(call)
    released_on_the_confirmation_page(call, 20_000)
    sold_without_an_answer(call, 30_500)
    call.take_back(sold(call, 4_000))
    call.take_back(sold(call, 50_000), 30_000)
    captured_at_delivery(call, 60_000, 40_000)
    told = Tally(payment.state for payment in call.counter.shown.today)
    assert told == {State.APPROVED: 4, State.DECLINED: 1, State.REVERSED: 1, State.VOIDED: 1}
    run_out(call, clock, 7_000)
    unplugged(call)
    asked, captured, returned, states = call.processor
    assert asked == 1_000 + 1_000 + 20_000 + 30_500 + 4_000 + 50_000 + 60_000 + 7_000
    assert captured == 1_000 + 30_500 + 4_000 + 50_000 + 40_000
    assert returned == 4_000 + 30_000
    assert Tally(states) == {"refused": 1, "captured": 5, "released": 1, "held": 1}
    call.books_are_whole()


def sold(call: Call, amount: int) -> Payment:
    payment = call.sold(amount)
    call.till.card.next_customer()
    return payment


def declined_then_paid_with_another_card(call: Call, amount: int) -> None:
    call.form(amount)
    call.keyed(DECLINED)
    call.till.card.authorise()
    call.counter.until(lambda s: s.card.text is EntryText.A)
    call.keyed("5555555555554444")
    call.till.card.authorise()
    call.until_stage(CardStage.CONFIRM)
    call.till.card.confirm()
    call.until_stage(CardStage.DONE)
    call.till.card.next_customer()


def given_up_in_mid_entry(call: Call) -> None:
    call.form()
    call.half_keyed(GOOD[:9])
    call.till.card_entering.close()
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is None


def out_of_time(call: Call) -> None:
    call.form()
    call.half_keyed(GOOD[:9])
    call.later(91)
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble, entry.count) == (EntryText.C, "pad_timed_out", 0)
    call.till.card_entering.close()


def released_on_the_confirmation_page(call: Call, amount: int) -> None:
    payment = call.authorised(amount)
    call.till.card.back()
    call.counter.until(lambda _: call.again(payment).state is State.REVERSED)


def sold_without_an_answer(call: Call, amount: int) -> None:
    payment = call.authorised(amount)
    call.proxy.switch(Faults(answer_reset=1.0), "/v1/operations")
    call.till.card.confirm()
    call.until_stage(CardStage.CAPTURING)
    call.till.card.next_customer()
    assert call.settled(payment).state is State.APPROVED


def captured_at_delivery(call: Call, amount: int, delivered: int) -> None:
    payment = call.held(amount)
    call.till.held_sales.look()
    shown = call.counter.until(lambda s: bool(s.held.payments) and not s.held.busy)
    (record,) = shown.held.payments or ()
    assert record.id == payment.id
    call.till.held_sales.capture(record, delivered)
    call.counter.until(lambda _: call.again(payment).state is State.APPROVED)


def run_out(call: Call, clock: FakeClock, amount: int) -> None:
    payment = call.held(amount)
    clock.advance(timedelta(days=61))
    call.till.terminal.refresh()
    call.counter.until(lambda _: call.again(payment).state is State.EXPIRED)


def unplugged(call: Call) -> None:
    """Of a keypad nobody hears that it was pulled: its keys just stop, and the time runs out."""
    call.as_manager()
    call.form()
    call.half_keyed(GOOD[:9])
    expected = (EntryText.B, "pad_disconnected")
    if call.keyer.choice.kind is PadKind.KEYPAD:
        expected = (EntryText.C, "pad_timed_out")
        call.later(91)
    call.keyer.unplug()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == expected
    call.till.card_entering.close()
