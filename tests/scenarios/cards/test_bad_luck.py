"""The network, the processor, the till itself: whatever stops, the caller is charged once or not at all."""

from datetime import timedelta

import pytest

from pos_app.demo.faults import Faults
from pos_app.errors import Refusal
from pos_app.server.cards.sandbox.mood import Mood
from pos_app.till.card_entry import EntryText
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import Payment, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.staff import Role
from tests.scenarios.cards.conftest import Call
from tests.server.fake_clock import FakeClock

OPERATIONS = "/v1/operations"
ANSWERS_LOST = Faults(answer_reset=1.0)
REQUESTS_LOST = Faults(request_lost=1.0)


def keyed(call: Call, capture: CaptureWhen = CaptureWhen.NOW) -> None:
    call.form(12_000, capture)
    call.keyed()


def charged_once(call: Call, payment: Payment) -> None:
    assert call.settled(payment).state is State.APPROVED
    assert call.processor == (12_000, 12_000, 0, ["captured"])
    call.books_are_whole()


def released(call: Call, payment: Payment) -> None:
    call.proxy.off()
    call.counter.until(lambda s: s.status.unsent == 0 and call.again(payment).state is State.REVERSED)
    assert call.processor[1] == 0
    assert set(call.processor[3]) <= {"released"}
    call.books_are_whole()


@pytest.mark.parametrize("faults", [ANSWERS_LOST, REQUESTS_LOST], ids=["answer lost", "request lost"])
def test_a_capture_whose_answer_is_lost_is_resolved_while_the_next_caller_is_served(call: Call, faults: Faults) -> None:
    payment = call.authorised()
    call.proxy.switch(faults, OPERATIONS)
    call.till.card.confirm()
    call.until_stage(CardStage.CAPTURING)
    call.till.card.next_customer()
    assert call.again(payment).state is State.CAPTURING
    charged_once(call, payment)


def test_an_authorisation_whose_answer_is_lost_is_asked_for_and_can_be_confirmed(call: Call) -> None:
    keyed(call)
    call.proxy.switch(ANSWERS_LOST, OPERATIONS)
    call.till.card.authorise()
    call.until_stage(CardStage.IN_DOUBT)
    call.proxy.off()
    call.until_stage(CardStage.CONFIRM)
    call.till.card.confirm()
    call.until_stage(CardStage.DONE)
    charged_once(call, call.payment)


def test_a_sale_in_doubt_that_is_given_up_is_released(call: Call) -> None:
    keyed(call)
    call.proxy.switch(ANSWERS_LOST, OPERATIONS)
    call.till.card.authorise()
    call.until_stage(CardStage.IN_DOUBT)
    payment = call.payment
    call.till.card.give_up()
    released(call, payment)


def test_a_processor_that_is_down_is_text_d_or_waited_for_and_charges_nobody(call: Call) -> None:
    keyed(call)
    call.mood(Mood(down=True))
    call.till.card.authorise()
    call.until_stage(CardStage.IN_DOUBT)
    payment = call.payment
    call.till.card.give_up()
    call.counter.until(lambda _: call.again(payment).state is State.REVERSING)
    call.mood(Mood())
    released(call, payment)


def test_a_processor_that_goes_down_after_the_authorisation_captures_when_it_is_back(call: Call) -> None:
    payment = call.authorised()
    call.mood(Mood(down=True))
    call.till.card.confirm()
    call.until_stage(CardStage.CAPTURING)
    assert call.processor == (12_000, 0, 0, ["held"])
    call.mood(Mood())
    charged_once(call, payment)


def test_a_processor_whose_answer_to_a_capture_is_lost_captures_once(call: Call) -> None:
    payment = call.authorised()
    call.mood(Mood(lose_answers=1))
    call.till.card.confirm()
    call.counter.until(lambda _: call.again(payment).state is State.APPROVED)
    charged_once(call, payment)


def test_a_card_that_the_processor_cannot_judge_now_is_text_d(call: Call) -> None:
    call.form()
    call.keyed("4000000000000119")
    call.till.card.authorise()
    call.counter.until(lambda s: s.card.text is not None)
    assert (call.sale.stage, call.sale.text) == (CardStage.FORM, EntryText.D)


def test_a_till_that_is_closed_on_the_confirmation_page_releases_at_its_next_start(call: Call) -> None:
    payment = call.authorised()
    call.counter.stop()
    call.counter.start()
    released(call, payment)


def test_a_till_that_is_closed_after_the_confirmation_captures_at_its_next_start(call: Call) -> None:
    payment = call.authorised()
    call.proxy.cut()
    call.till.card.confirm()
    call.until_stage(CardStage.CAPTURING)
    call.counter.stop()
    call.proxy.plug_in()
    call.counter.start()
    call.counter.until(lambda _: call.again(payment).state is State.APPROVED)
    charged_once(call, payment)


def test_whoever_logs_out_on_the_confirmation_page_releases(call: Call) -> None:
    payment = call.authorised()
    call.till.sessions.log_out()
    released(call, payment)


def test_a_confirmation_page_that_is_left_open_is_released_after_ten_minutes(call: Call, clock: FakeClock) -> None:
    payment = call.authorised()
    clock.advance(timedelta(minutes=10, seconds=5))
    call.till.terminal.refresh()
    released(call, payment)
    assert call.sale.stage is CardStage.FORM


def test_a_token_that_waits_too_long_is_keyed_anew(call: Call, clock: FakeClock) -> None:
    keyed(call)
    clock.advance(timedelta(minutes=15, seconds=5))
    call.till.terminal.refresh()
    call.counter.until(lambda s: s.card.card is None)
    assert call.sale.text is EntryText.C
    with pytest.raises(Refusal, match="card_not_keyed"):
        call.till.card.authorise()


def test_the_clerk_of_another_day_finds_no_caller_on_the_form(call: Call) -> None:
    keyed(call)
    call.till.sessions.log_out()
    call.counter.until(lambda s: s.card.caller is None)
    call.counter.log_in(Role.STORE_MANAGER)
    assert call.sale.amount == 0
