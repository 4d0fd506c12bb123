"""お問い合わせ: its rules, and at the real window by key events alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea

from pos_app.config import VERSION
from pos_app.demo.customer import Customer
from pos_app.domain.typed_digits import in_fours
from pos_app.till.payment import State
from pos_app.till.practice import Practising
from pos_app.ui.screens.help.help_view import at_hand
from pos_app.ui.screens.help.screen import HelpScreen
from pos_app.ui.shell.navigation import Entry
from tests.ui.desk import Hands
from tests.ui.snapshots import AT, WORKING, payment


@pytest.mark.usefixtures("styled")
def test_the_newest_payment_that_was_sent_is_at_hand() -> None:
    sold = (payment(7), payment(8, State.CANCELED))
    assert "0035 8000 0070" in dict(at_hand(replace(WORKING, today=sold)))["最後の決済番号"]
    assert dict(at_hand(WORKING))["最後の決済番号"] == "なし"


@pytest.mark.usefixtures("styled")
def test_nobody_is_told_a_number_of_the_practice() -> None:
    practising = replace(WORKING, practice=Practising(AT, ()), today=(payment(7),))
    assert dict(at_hand(practising))["最後の決済番号"] == "なし"


def test_whoever_calls_the_desk_has_everything_in_view_and_can_copy_it(clerk: Hands, customer: Customer) -> None:
    sold = clerk.desk.sell(1_000, customer)
    clerk.window.go(Entry.HELP)
    clerk.until_in_view(HelpScreen)
    clerk.until(lambda: clerk.says("0000 0035 8002"))
    assert clerk.says("0573-00-0199")
    assert clerk.says(VERSION)
    assert any(str(clerk.desk.folder) == text.replace("\u200b", "") for text in clerk.words())
    clerk.press(Qt.Key.Key_F3)
    copied = QGuiApplication.clipboard().text()
    assert in_fours(sold.number) in copied
    assert in_fours("000000358002") in copied


def test_in_a_small_window_the_arrows_show_the_rest_of_the_page(clerk: Hands) -> None:
    clerk.window.resize(960, 540)
    clerk.window.go(Entry.HELP)
    bar = clerk.until_in_view(HelpScreen).findChildren(QScrollArea)[0].verticalScrollBar()
    clerk.until(lambda: bar.maximum() > 0)
    clerk.press(Qt.Key.Key_Down)
    assert bar.value() > 0
    clerk.press(*[Qt.Key.Key_PageDown] * 20)
    assert bar.value() == bar.maximum()
