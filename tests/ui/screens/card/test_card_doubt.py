"""The answer to an 与信 was lost: 確認中 at the real window (D-13)."""

from PySide6.QtCore import Qt

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.till.payment import Payment, State
from pos_app.ui.screens.card.pane import CardPane
from pos_app.ui.shell.navigation import Entry
from tests.ui.screens.card.call import ENTER, Call

OPERATIONS = "/v1/operations"
ANSWERS_LOST = Faults(answer_reset=1.0)


def doubt(call: Call, proxy: FaultProxy) -> Payment:
    call.fill()
    call.keyed()
    proxy.switch(ANSWERS_LOST, OPERATIONS)
    call.press(ENTER)
    call.until_pane(CardPane.DOUBT)
    assert call.hands.says("もう一度入力しないでください")
    return call.payment


def state(call: Call, payment: Payment) -> State:
    found = call.hands.desk.till.book.get(payment.id)
    assert found is not None
    return found.state


def test_other_callers_are_served_meanwhile_and_one_comes_back_to_it(bad_line: Call, proxy: FaultProxy) -> None:
    call = bad_line
    payment = doubt(call, proxy)
    call.press(Qt.Key.Key_F1)
    call.until_pane(CardPane.FORM)
    assert call.screen._draft.is_empty
    assert call.hands.says("確認中")
    call.press(Qt.Key.Key_F5)
    call.until_pane(CardPane.DOUBT)
    assert call.payment.id == payment.id
    proxy.off()
    call.until_pane(CardPane.CONFIRM)
    call.press(Qt.Key.Key_Escape)
    call.hands.until(lambda: state(call, payment) is State.REVERSED)
    call.until_pane(CardPane.FORM)
    assert call.typed_amount == 4_800, "it came to nothing: the form says again what it was"


def test_an_amount_that_is_held_after_the_sale_was_left_can_still_be_confirmed(
    bad_line: Call, proxy: FaultProxy
) -> None:
    call = bad_line
    payment = doubt(call, proxy)
    call.press(Qt.Key.Key_F1)
    call.until_pane(CardPane.FORM)
    proxy.off()
    call.hands.until(lambda: state(call, payment) is State.AUTHORISED)
    call.hands.until(lambda: call.hands.says("与信済み"))
    call.press(Qt.Key.Key_F5)
    call.until_pane(CardPane.CONFIRM)
    assert call.payment.id == payment.id


def test_giving_up_releases_whatever_was_held(bad_line: Call, proxy: FaultProxy) -> None:
    call = bad_line
    payment = doubt(call, proxy)
    call.press(Qt.Key.Key_F3)
    call.until_pane(CardPane.FORM)
    proxy.off()
    call.hands.until(lambda: state(call, payment) is State.REVERSED)


def test_the_pad_of_qr_payments_does_not_take_up_a_sale_by_card(bad_line: Call, proxy: FaultProxy) -> None:
    call = bad_line
    doubt(call, proxy)
    call.press(Qt.Key.Key_F1)
    call.until_pane(CardPane.FORM)
    call.hands.window.go(Entry.SALE)
    assert call.hands.says("確認中")
    assert not call.hands.says("の確認中の会計にもどる")
    call.press(Qt.Key.Key_F5)
    assert call.hands.desk.shown.card.payment is None
