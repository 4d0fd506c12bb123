"""The answer was lost: 確認中 at the real window, with each of its keys (D-12, D-13)."""

from PySide6.QtCore import Qt

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.ui.screens.sale.pane import Pane
from tests.ui.screens.sale.counter import ENTER, At

OPERATIONS = "/v1/operations"
ANSWERS_LOST = Faults(answer_reset=1.0)


def doubt(pad: At, proxy: FaultProxy, amount: str = "1000") -> Payment:
    proxy.switch(ANSWERS_LOST, OPERATIONS)
    pad.digits(amount)
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.DOUBT)
    payment = pad.snapshot.payment
    assert payment is not None
    assert pad.hands.says("もう一度読み取らないでください")
    return payment


def state(pad: At, payment: Payment) -> State:
    found = pad.hands.desk.till.book.get(payment.id)
    assert found is not None
    return found.state


def test_waiting_leaves_the_pad_free_and_the_result_comes_into_view(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    payment = doubt(pad, proxy)
    pad.digits("5")
    assert pad.screen.pane is Pane.DOUBT, "no digit leaves a doubtful payment"
    pad.press(Qt.Key.Key_F1)
    pad.until_pane(Pane.PAD)
    assert pad.hands.says("確認中")
    assert pad.hands.says("1,000円")
    proxy.off()
    pad.digits("250")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    pad.hands.until(lambda: state(pad, payment) is State.APPROVED)
    pad.press(Qt.Key.Key_Escape)
    pad.until_pane(Pane.PAD)
    assert pad.paid == 1_250


def test_the_answer_that_comes_after_all_is_shown(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    doubt(pad, proxy)
    proxy.off()
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("支払い完了")
    assert pad.paid == 1_000


def test_the_last_four_of_the_customers_number_let_the_goods_go(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    payment = doubt(pad, proxy)
    pad.press(Qt.Key.Key_F2)
    assert pad.screen.pane is Pane.LAST_FOUR
    right = payment.number[-4:]
    pad.digits(f"{(int(right) + 1) % 10_000:04}")
    assert pad.hands.says("下4桁が違います")
    pad.press(ENTER)
    assert pad.snapshot.sale.stage is Stage.IN_DOUBT
    for _ in range(4):
        pad.press(Qt.Key.Key_Backspace)
    pad.digits(right)
    pad.press(ENTER)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("お客様の画面で確認済み")
    proxy.off()
    pad.hands.until(lambda: pad.hands.says("支払い完了"))


def test_giving_up_takes_cash_and_gives_back_what_was_charged(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    payment = doubt(pad, proxy)
    assert pad.paid == 1_000
    pad.press(Qt.Key.Key_F3)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("現金などで受け取ってください")
    proxy.off()
    pad.hands.until(lambda: state(pad, payment) is State.REVERSED)
    assert pad.paid == 0


def test_reading_again_undoes_first_and_charges_once(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    first = doubt(pad, proxy)
    pad.press(Qt.Key.Key_F4)
    pad.until_pane(Pane.WAIT)
    assert pad.hands.says("前の読み取りを取りやめています")
    proxy.off()
    pad.until_scanning()
    assert state(pad, first) is State.REVERSED
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 1_000


def test_a_payment_that_was_left_is_taken_up_again(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    payment = doubt(pad, proxy)
    pad.press(Qt.Key.Key_F1)
    pad.until_pane(Pane.PAD)
    pad.press(Qt.Key.Key_F5)
    pad.until_pane(Pane.DOUBT)
    pad.press(Qt.Key.Key_F3)
    pad.until_pane(Pane.OUTCOME)
    proxy.off()
    pad.hands.until(lambda: state(pad, payment) is State.REVERSED)
    assert pad.paid == 0


def test_keys_held_down_in_doubt_do_one_thing(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    payment = doubt(pad, proxy)
    pad.hold(Qt.Key.Key_Return)
    assert pad.screen.pane is Pane.DOUBT
    for _ in range(5):
        pad.press(Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F2, Qt.Key.Key_F1)
    proxy.off()
    pad.hands.until(lambda: state(pad, payment) is State.REVERSED)
    assert pad.paid == 0


def test_a_server_that_is_away_is_said_before_and_after(bad_road: At, proxy: FaultProxy) -> None:
    pad = bad_road
    proxy.stop()
    pad.digits("400")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("送信されていません")
    assert pad.hands.says("請求はありません")
    pad.press(Qt.Key.Key_Escape)
    pad.hands.until(lambda: pad.hands.says("通信できません。現金などをご案内ください。"))
    assert pad.paid == 0
