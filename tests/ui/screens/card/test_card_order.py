"""電話注文(カード) at the window with a real till, a real server and a pad that is really plugged in."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.demo.pad.machine import Mode
from pos_app.till.card_entry import EntryStep, EntryText
from pos_app.till.payment import State
from pos_app.ui.screens.card.draft import Part
from pos_app.ui.screens.card.entry_popup import EntryPopup
from pos_app.ui.screens.card.pane import CardPane
from pos_app.ui.screens.card.screen import CardScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.shell.navigation import Entry
from tests.ui.inspection import cut_off, unreachable
from tests.ui.screens.card.call import DECLINED, ENTER, EXPIRY, GOOD, Call
from tests.ui.screens.card.conftest import NewCall


def test_an_order_by_card_is_taken_by_the_keyboard_alone(call: Call) -> None:
    call.confirmation()
    assert call.hands.says("4242"[-3:])
    assert call.hands.says("ナカツガワ ハナ")
    call.take_a_breath()
    call.press(ENTER)
    call.hands.until(lambda: call.payment.state is State.APPROVED)
    assert call.screen.pane is CardPane.OUTCOME
    assert call.hands.says("支払い完了")
    call.press(ENTER)
    call.until_pane(CardPane.FORM)
    assert call.screen._draft.is_empty
    assert [field.text() for field in call.form.fields.values()] == ["", "", ""]


def test_a_second_enter_in_a_row_confirms_nothing(call: Call) -> None:
    call.confirmation()
    call.press(ENTER)
    call.take_a_breath()
    assert call.payment.state is State.AUTHORISED
    assert call.screen.pane is CardPane.CONFIRM


def test_back_releases_and_leaves_the_form_filled_but_for_the_card(call: Call) -> None:
    call.confirmation()
    call.press(Qt.Key.Key_Escape)
    call.until_pane(CardPane.FORM)
    call.hands.until(lambda: call.payment.state is State.REVERSED)
    assert call.snapshot.card.card is None
    assert call.typed_amount == 4_800
    assert call.form.fields[Part.NAME].text() == "ナカツガワ ハナ"


def test_a_declined_card_never_reaches_the_confirmation_and_its_text_is_said(call: Call) -> None:
    call.fill()
    call.keyed(DECLINED)
    call.press(ENTER)
    call.hands.until(lambda: call.snapshot.card.text is EntryText.A)
    assert call.screen.pane is CardPane.FORM
    assert call.hands.says("クレジットカードの利用サービスを確認ください。")


def test_enter_walks_to_what_is_missing_and_says_it_only_at_the_second_time(call: Call) -> None:
    call.press(ENTER)
    assert call.focus is call.form.amount
    call.digits("500")
    call.press(ENTER)
    name = call.form.fields[Part.NAME]
    assert call.focus is name.focusProxy()
    assert not call.hands.says("お名前を")
    call.press(ENTER)
    assert call.focus is name.focusProxy()
    assert call.form.fields[Part.NAME]._trouble.isVisible()
    assert call.snapshot.card_entry is None


def test_a_card_number_in_a_field_is_taken_out_and_nothing_of_it_can_be_brought_back(call: Call) -> None:
    call.digits("500")
    call.press(ENTER)
    line = call.focus
    assert isinstance(line, QLineEdit)
    call.write("４２４２-4242 4242 4242")
    assert line.text() == ""
    assert not line.isUndoAvailable()
    assert not line.isRedoAvailable()
    assert call.screen._draft.name == ""
    assert call.hands.says("カード番号")


def test_a_card_number_keyed_as_an_amount_is_swallowed_whole(call: Call) -> None:
    call.digits(GOOD)
    assert call.typed_amount == 0
    assert call.hands.says("カード番号は『電話注文(カード)』の入力画面を開いてから入力してください")


def test_the_pad_types_an_amount_only_while_the_amount_has_the_keyboard(call: Call) -> None:
    call.until_pad(Mode.AMOUNT)
    call.keyer.type("12")
    call.hands.until(lambda: call.typed_amount == 12)
    call.keyer.press("enter")
    call.hands.until(lambda: call.focus is call.form.fields[Part.NAME].focusProxy())
    call.until_pad(Mode.REST)
    call.keyer.type("34")
    call.form.amount.setFocus()
    call.until_pad(Mode.AMOUNT)
    call.keyer.type("5")
    call.hands.until(lambda: call.typed_amount == 125)


def test_a_click_on_the_grey_closes_nothing_and_touches_nothing(call: Call) -> None:
    call.fill()
    call.open()
    popup = call.popup
    for spot in (QPoint(3, 3), QPoint(popup.width() - 4, popup.height() - 4)):
        QTest.mouseClick(popup.childAt(spot) or popup, Qt.MouseButton.LeftButton, pos=spot)
    assert call.snapshot.card_entry is not None
    assert call.popup is popup


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (960, 540), (640, 480)])
def test_in_the_window_nothing_of_the_pop_up_is_cut(call: Call, width: int, height: int) -> None:
    call.fill()
    call.open()
    call.hands.window.resize(width, height)
    call.hands.until(lambda: call.popup.size() == call.hands.window.stack.size())
    assert cut_off(call.popup) == []
    assert unreachable(call.popup) == []


def test_esc_gives_up_and_one_is_back_at_the_form(call: Call) -> None:
    call.fill()
    call.open()
    call.keyer.type(GOOD[:6])
    call.press(Qt.Key.Key_Escape)
    call.hands.until_in_view(CardScreen)
    assert call.snapshot.card.card is None
    assert call.typed_amount == 4_800
    assert call.focus is call.form.amount


def test_what_is_typed_on_the_keyboard_while_the_pop_up_is_open_lands_nowhere(call: Call) -> None:
    call.fill()
    call.open()
    for sign in "424242":
        QTest.keyClick(call.hands.handle, ord(sign))
    call.press(Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F9, Qt.Key.Key_Tab)
    QTest.keyClick(call.hands.handle, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    entry = call.snapshot.card_entry
    assert entry is not None
    assert entry.count == 0
    assert isinstance(call.hands.window.screen_in_view, EntryPopup)
    call.press(Qt.Key.Key_Escape)
    call.hands.until(lambda: call.snapshot.card_entry is None)
    assert call.typed_amount == 4_800
    assert call.form.fields[Part.PHONE].text() == "0573000135"


def test_nobody_goes_to_another_screen_while_a_card_is_keyed_or_a_caller_waits(call: Call) -> None:
    call.fill()
    call.open()
    call.hands.window.go(Entry.SALE)
    assert call.popup.isVisible()
    call.key()
    call.hands.until(lambda: call.snapshot.card_entry is None)
    call.press(ENTER)
    call.until_pane(CardPane.CONFIRM)
    call.hands.window.go(Entry.SALE)
    assert call.hands.until_in_view(CardScreen).pane is CardPane.CONFIRM


def test_an_unplugged_pad_is_said_and_enter_begins_once_more(call: Call) -> None:
    call.fill()
    call.open()
    call.keyer.unplug()
    call.until_step(EntryStep.FAILED)
    assert call.hands.says("テンキーパッドの接続状況や設定を確認ください。")
    for sign in GOOD:
        QTest.keyClick(call.hands.handle, ord(sign))
    call.until_step(EntryStep.FAILED)
    call.press(ENTER)
    call.hands.until(lambda: call.snapshot.card_entry is not None)
    call.press(Qt.Key.Key_Escape)
    call.hands.until(lambda: call.snapshot.card_entry is None)


def test_a_usb_keypads_keys_go_one_by_one_from_the_window_to_the_entry(new_call: NewCall) -> None:
    call = new_call("keypad")
    call.fill()
    call.open()
    for sign in (*GOOD, "\r", *EXPIRY, "\r"):
        key = ENTER if sign == "\r" else Qt.Key(ord(sign))
        QTest.keyClick(call.hands.handle, key, Qt.KeyboardModifier.KeypadModifier)
    call.hands.until(lambda: call.snapshot.card_entry is None)
    card = call.snapshot.card.card
    assert card is not None
    assert (card.last3, card.expiry) == ("242", "2712")
    assert call.hands.says("下3桁 242")


def test_a_keypad_is_warned_of_while_another_window_would_get_its_keys(new_call: NewCall, qtbot: QtBot) -> None:
    call = new_call("keypad")
    call.hands.window.activateWindow()
    call.fill()
    call.open()
    assert not call.hands.says("ほかの画面が前にあります")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    call.hands.until(lambda: call.hands.says("ほかの画面が前にあります"))
    call.hands.window.activateWindow()
    call.hands.until(lambda: not call.hands.says("ほかの画面が前にあります"))


def test_a_keypads_digit_counts_also_where_a_button_had_the_keyboard(new_call: NewCall) -> None:
    call = new_call("keypad")
    call.fill()
    call.open()
    call.press(Qt.Key.Key_Tab)
    assert call.focus is call.popup.sheet.cancel
    QTest.keyClick(call.hands.handle, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    call.hands.until(lambda: call.snapshot.card_entry is not None and call.snapshot.card_entry.count == 1)


@pytest.mark.parametrize("kind", ["keypad", "encrypting-socket"])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_a_chord_that_no_widget_wants_ends_at_the_pop_up(
    new_call: NewCall, kind: str, modifier: Qt.KeyboardModifier
) -> None:
    call = new_call(kind)
    call.fill()
    call.open()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F5):
        QTest.keyClick(call.hands.handle, key, modifier)
    entry = call.snapshot.card_entry
    assert entry is not None
    assert entry.count == 0
    assert isinstance(call.hands.window.screen_in_view, EntryPopup)


def test_the_form_is_empty_for_whoever_logs_in_next(call: Call) -> None:
    call.fill()
    call.hands.desk.till.sessions.log_out()
    call.hands.until(lambda: call.snapshot.staff is None)
    assert call.screen._draft.is_empty
    assert call.form.fields[Part.NAME].text() == ""


def test_in_a_practice_no_card_is_taken(call: Call) -> None:
    call.hands.desk.till.practise()
    call.hands.until(lambda: call.snapshot.practice is not None)
    call.hands.until(lambda: call.hands.says("練習"))
    assert not call.form.go.isEnabled()


def test_the_numpad_alone_leads_to_orders_by_card_and_back(call: Call) -> None:
    call.hands.write("*")
    call.hands.until_in_view(SaleScreen)
    call.hands.write("*")
    call.hands.until_in_view(CardScreen)
    call.digits("500")
    call.hands.write("*")
    call.hands.until_in_view(SaleScreen)
    call.hands.write("*")
    assert call.hands.until_in_view(CardScreen)._draft.shown == 500
