"""A sale at the real window, against the real server: keys in, money moved or not (E-28..E-32, D-15, D-21..D-24)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pos_app.devices.scanner.wedge import HICCUP
from pos_app.domain.codes.token import new_number
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.shell.navigation import Entry
from tests.ui.screens.sale.counter import ENTER, At


def test_amount_enter_scan_is_the_whole_sale(pad: At) -> None:
    for amount in (1_000, 480, 77):
        assert pad.sell(amount).state is State.APPROVED
        assert pad.hands.says("支払い完了")
    assert pad.paid == 1_557


def test_the_next_digit_starts_the_next_amount_and_the_result_shrinks(pad: At) -> None:
    pad.sell(1_000)
    pad.digits("5")
    assert pad.screen.pane is Pane.PAD
    assert pad.amount == 5
    pad.press(Qt.Key.Key_Backspace)
    assert pad.hands.says("前回")
    assert pad.hands.says("1,000円")


def test_enter_held_down_makes_one_payment(pad: At) -> None:
    pad.digits("1000")
    pad.hold(Qt.Key.Key_Return)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.hold(Qt.Key.Key_Return)
    pad.until_pane(Pane.OUTCOME)
    pad.hold(Qt.Key.Key_Return)
    assert pad.paid == 1_000
    assert len(pad.snapshot.today) == 1


def test_a_digit_held_down_counts_once(pad: At) -> None:
    pad.hold(Qt.Key.Key_9)
    pad.settle()
    assert pad.amount == 9


def test_a_large_amount_takes_one_more_enter(pad: At) -> None:
    pad.digits("52000")
    pad.press(ENTER)
    assert pad.snapshot.sale.stage is Stage.CONFIRM_AMOUNT
    assert pad.hands.says("五万二千円 でよろしいですか？")
    pad.press(ENTER)
    pad.until_scanning()


def test_another_digit_takes_the_question_back(pad: At) -> None:
    pad.digits("52000")
    pad.press(ENTER)
    pad.digits("1")
    assert pad.snapshot.sale.stage is Stage.IDLE
    assert pad.amount == 1
    assert pad.hands.says("金額を入力してください")


def test_nothing_is_read_without_an_amount(pad: At) -> None:
    pad.press(ENTER, ENTER)
    assert pad.snapshot.sale.stage is Stage.IDLE
    pad.scan(pad.customer.show_code().qr)
    assert pad.hands.says("先に金額を入力してください")
    assert (pad.amount, pad.paid) == (0, 0)
    pad.digits("5")
    assert not pad.hands.says("先に金額を入力してください")


def test_a_scan_while_an_amount_is_typed_leaves_the_amount_and_charges_nothing(pad: At) -> None:
    pad.digits("480")
    pad.scan(pad.customer.show_code().qr)
    assert pad.amount == 480
    assert pad.hands.says("先に「QRコード読取」")
    assert pad.paid == 0
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 480


def test_a_scan_at_an_outcome_does_not_leave_it(pad: At) -> None:
    pad.sell(1_000)
    pad.scan(pad.customer.show_code().qr)
    assert pad.screen.pane is Pane.OUTCOME
    assert pad.paid == 1_000


def test_keys_mashed_make_no_payment_without_a_code(pad: At) -> None:
    mash = [Qt.Key.Key_1, ENTER, Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_Escape, Qt.Key.Key_F3, Qt.Key.Key_Tab]
    mash += [Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_F4, Qt.Key.Key_0, ENTER, Qt.Key.Key_Escape, ENTER]
    for key in mash * 3:
        QTest.keyClick(pad.hands.handle, key)
    pad.press(Qt.Key.Key_Escape)  # Tab and Enter may have led to another screen.
    pad.settle()
    assert pad.paid == 0
    assert all(payment.state is State.CANCELED for payment in pad.snapshot.today)


def test_back_before_a_code_finds_the_amount_again(pad: At) -> None:
    pad.digits("1200")
    pad.press(ENTER)
    pad.until_scanning()
    pad.press(Qt.Key.Key_Escape)
    pad.until_pane(Pane.PAD)
    assert pad.amount == 1_200
    pad.digits("9")
    assert pad.amount == 9
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 9


def test_escape_empties_the_pad(pad: At) -> None:
    pad.digits("1200")
    pad.press(Qt.Key.Key_Escape)
    assert pad.amount == 0


def test_escape_in_the_same_breath_as_a_digit_empties_the_pad(pad: At) -> None:
    QTest.keyClick(pad.hands.handle, ord("1"))
    QTest.keyClick(pad.hands.handle, ord("8"))
    pad.press(Qt.Key.Key_Escape)
    pad.settle()
    assert pad.amount == 0


def test_a_digit_that_was_typed_as_the_screen_was_left_is_not_shown_when_one_comes_back(pad: At) -> None:
    QTest.keyClick(pad.hands.handle, ord("1"))
    pad.hands.window.go(Entry.HISTORY)
    QTest.qWait(round(HICCUP * 1000))
    pad.hands.window.go(Entry.SALE)
    assert pad.amount == 0


def test_an_amount_can_be_pasted_but_nothing_else(pad: At) -> None:
    QGuiApplication.clipboard().setText("１２,８００円")
    QTest.keyClick(pad.hands.handle, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pad.amount == 12_800
    QGuiApplication.clipboard().setText("DROP TABLE 9")
    QTest.keyClick(pad.hands.handle, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pad.amount == 12_800


def test_the_pad_on_the_screen_does_the_same_as_the_keys(pad: At) -> None:
    keys = pad.screen._panes.pad.pad
    for key in ("1", "00", "5"):
        keys.digit.emit(key)
    assert pad.amount == 1_005
    keys.erased.emit()
    assert pad.amount == 100
    keys.cleared.emit()
    assert pad.amount == 0


def test_a_balance_too_small_is_changed_by_enter_and_the_rest_is_named(pad: At) -> None:
    everything = pad.before
    assert pad.sell(everything + 500).state is State.DECLINED
    assert pad.hands.says("残高が足りません(引かれていません)")
    pad.press(ENTER)
    pad.until_pane(Pane.PAD)
    pad.digits(str(everything))
    assert pad.hands.says("残り 500円は現金などで")
    pad.press(ENTER)
    pad.confirm_if_asked()
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("500円は現金などで受け取ってください")
    assert pad.paid == everything


def test_a_used_code_is_read_again_by_enter(pad: At) -> None:
    code = pad.customer.show_code().qr
    pad.digits("300")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(code)
    pad.until_pane(Pane.OUTCOME)
    pad.digits("400")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(code)
    pad.hands.until(lambda: pad.hands.says("お支払いできませんでした"))
    assert pad.hands.says("使用済みのコードです")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.hands.until(lambda: pad.hands.says("支払い完了"))
    assert pad.paid == 700


def test_the_number_under_the_code_pays_too(pad: At) -> None:
    pad.digits("600")
    pad.press(ENTER)
    pad.until_scanning()
    pad.press(Qt.Key.Key_F6)
    assert pad.screen.pane is Pane.NUMBER
    number = pad.customer.show_code().number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    pad.digits(wrong)
    assert pad.hands.says("番号が正しくありません")
    pad.press(ENTER)
    assert pad.snapshot.sale.stage is Stage.SCANNING
    pad.press(Qt.Key.Key_Backspace)
    pad.digits(number[-1])
    pad.press(ENTER)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 600


def test_a_scan_counts_while_the_number_is_being_typed(pad: At) -> None:
    pad.digits("600")
    pad.press(ENTER)
    pad.until_scanning()
    pad.press(Qt.Key.Key_F6)
    pad.digits("482")
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 600


def test_an_unknown_number_is_declined_like_a_code(pad: At) -> None:
    pad.digits("600")
    pad.press(ENTER)
    pad.until_scanning()
    pad.press(Qt.Key.Key_F6)
    pad.digits(new_number(lambda count: bytes(count)))
    pad.press(ENTER)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("コードまたはお支払い番号を確認できません")
    assert pad.paid == 0


def test_another_operators_code_is_named_and_makes_no_failed_payment(pad: At) -> None:
    pad.digits("600")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan("900081818812345678901234")
    assert pad.screen.pane is Pane.SCAN
    assert pad.hands.says("のコードです。このレジでは使えません。")
    assert not [payment for payment in pad.snapshot.today if payment.state is State.DECLINED]
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 600


def test_the_same_customer_and_amount_is_asked_about(pad: At) -> None:
    pad.sell(700)
    pad.digits("700")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.DOUBLE)
    assert pad.hands.says("もう一つありますか？")
    assert pad.paid == 700
    pad.press(ENTER)
    assert pad.screen.pane is Pane.DOUBLE
    pad.press(Qt.Key.Key_F2)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 1_400


def test_the_same_sale_twice_charges_nothing_more(pad: At) -> None:
    pad.sell(700)
    pad.digits("700")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.DOUBLE)
    pad.press(Qt.Key.Key_Escape)
    pad.until_pane(Pane.PAD)
    assert (pad.amount, pad.paid) == (0, 700)


def test_a_lost_camera_is_said_in_words_and_a_hand_scanner_goes_on(pad: At) -> None:
    pad.hands.until(lambda: pad.snapshot.status.camera is not None)
    pad.digits("250")
    pad.press(ENTER)
    pad.until_scanning()
    assert pad.hands.says("カメラが見つかりません")
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 250


def test_a_wrong_amount_is_taken_back_by_f8_and_entered_anew(pad: At) -> None:
    wrong = pad.sell(10_000)
    assert wrong.state is State.APPROVED
    pad.press(Qt.Key.Key_F8)
    pad.until_pane(Pane.VOID)
    pad.void_by_keys()
    assert pad.paid == 0
    assert pad.sell(1_000).state is State.APPROVED
    assert pad.paid == 1_000
