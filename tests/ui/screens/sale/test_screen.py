"""The sale's screen beside everything else: languages, other screens, many sales, what was typed and left."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.devices.tenkey.events import AmountKey
from pos_app.till.events import DoubtReason
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.entry import yen
from pos_app.ui.screens.sale.pane import Pane, pane_of
from pos_app.ui.screens.sale.panes import Panes
from pos_app.ui.screens.sale.pictures import EMPTY, payment
from pos_app.ui.shell.navigation import Entry
from tests.ui.screens.sale.counter import ENTER, At

WORDS = Words("ja")


def seconds_to_draw(panes: Panes, snapshot: Snapshot) -> float:
    """The median of many drawings with another amount each."""
    taken = []
    for amount in range(1, 60):
        draft = Draft(amount=yen(amount))
        begun = time.perf_counter()
        panes.show(pane_of(snapshot, draft), snapshot, draft, WORDS)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[len(taken) // 2]


@pytest.mark.usefixtures("styled")
def test_ten_thousand_sales_today_are_drawn_like_five(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    panes = Panes(holder, lambda: None)
    panes.retranslate()
    holder.show()
    today = tuple(payment(count, 100, minutes=0) for count in range(10_000, 0, -1))
    opened = tuple(payment(count, 100, State.IN_DOUBT, doubt=DoubtReason.NO_ANSWER) for count in range(10_001, 10_041))
    few = seconds_to_draw(panes, replace(EMPTY, today=today[:5]))
    many = seconds_to_draw(panes, replace(EMPTY, today=today, open=opened))
    # Were each of them looked at, it would take fifty times as long.
    assert many < 5 * few + 0.02


def test_the_language_changes_in_the_middle_of_a_sale(pad: At) -> None:
    pad.digits("1000")
    pad.press(ENTER)
    pad.until_scanning()
    pad.press(Qt.Key.Key_F10)
    pad.hands.until(lambda: pad.hands.says("Please show the customer's code"))
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("Payment complete")
    assert pad.hands.says("支払い完了"), "the customer may read Japanese"
    pad.press(Qt.Key.Key_F10)
    pad.hands.until(lambda: pad.hands.says("お支払いが完了しました"))
    assert pad.paid == 1_000


def test_a_scan_on_another_screen_types_nothing_and_pays_nothing(pad: At) -> None:
    pad.digits("480")
    pad.hands.window.go(Entry.HISTORY)
    pad.hands.until(lambda: not pad.hands.window._on_sale())
    pad.scan(pad.customer.show_code().qr)
    QApplication.processEvents()
    assert pad.paid == 0
    pad.hands.window.go(Entry.SALE)
    assert pad.amount == 480, "a typed amount stays"
    pad.hands.until(lambda: not pad.hands.says("もう一度読み取ってください"))


def test_a_typed_amount_outlives_a_lock_but_not_a_log_out(pad: At) -> None:
    sale = pad.screen
    pad.digits("480")
    pad.hands.window.lock()
    pad.hands.until(lambda: pad.hands.window.screen_in_view is not sale)
    assert sale._draft.shown.amount == 480
    pad.hands.desk.till.sessions.log_out()
    pad.hands.desk.until(lambda s: s.staff is None)
    assert sale._draft.shown.amount == 0


def test_enter_belongs_to_whoever_walked_to_a_button(pad: At) -> None:
    pad.sell(300)
    pad.press(Qt.Key.Key_Escape)
    pad.until_pane(Pane.PAD)
    pad.digits("5")
    void = pad.screen._panes.pad._void
    for _ in range(30):
        if void.hasFocus():
            break
        pad.press(Qt.Key.Key_Tab)
    assert void.hasFocus()
    pad.press(Qt.Key.Key_Return)
    pad.until_pane(Pane.VOID)
    assert pad.snapshot.sale.stage is not Stage.SCANNING


def test_a_card_number_typed_as_an_amount_is_swallowed_and_its_place_is_said(pad: At) -> None:
    for digit in "4242424242424242":
        pad.screen.digits(digit)
    pad.hands.until(lambda: pad.hands.says("『電話注文(カード)』"))
    assert pad.amount == 0
    pad.press(ENTER)
    assert pad.snapshot.sale.stage is Stage.IDLE


def test_a_tenkey_types_an_amount_only_while_one_can_be_typed(pad: At) -> None:
    amounts = pad.hands.desk.app.till.amount_pad
    pad.hands.until(lambda: amounts._take is not None)
    for key in ("1", "2", "0", "0", "back", "enter"):
        amounts.key(AmountKey(key))
    pad.until_scanning()
    assert pad.snapshot.sale.amount == 120
    pad.hands.until(lambda: amounts._take is None)
    amounts.key(AmountKey("9"))
    pad.press(Qt.Key.Key_Escape)
    pad.hands.until(lambda: amounts._take is not None)
    assert pad.amount == 120
    pad.hands.window.go(Entry.HISTORY)
    pad.hands.until(lambda: amounts._take is None)
    pad.hands.window.go(Entry.SALE)
    pad.hands.until(lambda: amounts._take is not None)
    pad.hands.desk.app.till.sessions.lock()
    pad.hands.until(lambda: amounts._take is None)
