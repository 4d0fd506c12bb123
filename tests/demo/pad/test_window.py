from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.demo.pad.links import SocketLink
from pos_app.demo.pad.machine import Mode
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.pad.window import PadWindow
from pos_app.devices.tenkey.events import CardKeyed, PadBack, PadReady
from pos_app.devices.tenkey.tenkey import Tenkey
from pos_app.ui.widgets.action import Action
from tests.devices.tenkey.pads import NUMBER, PRINTED, Told, pad_at, tenkey_at


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def pad(tmp_path: Path) -> Iterator[SimulatedPad]:
    with pad_at(SocketLink(), tmp_path) as pad:
        yield pad


@pytest.fixture
def tenkey(pad: SimulatedPad, told: Told) -> Iterator[Tenkey]:
    with tenkey_at(pad.address, told) as tenkey:
        tenkey.begin(1, 60, None)
        told.until(PadReady)
        yield tenkey


@pytest.fixture
def window(styled: QApplication, qtbot: QtBot, pad: SimulatedPad) -> PadWindow:
    window = PadWindow(pad)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def button(window: PadWindow, title: str) -> Action:
    (found,) = [action for action in window.findChildren(Action) if action.title == title]
    return found


def test_a_card_can_be_keyed_by_its_buttons(tenkey: Tenkey, told: Told, window: PadWindow) -> None:
    for part in (NUMBER, PRINTED):
        for digit in part:
            QTest.mouseClick(button(window, digit), Qt.MouseButton.LeftButton)
        QTest.mouseClick(button(window, "入力完了"), Qt.MouseButton.LeftButton)
    assert told.until(CardKeyed).last3 == "111"


def test_a_card_can_be_keyed_by_the_pcs_keyboard(tenkey: Tenkey, told: Told, window: PadWindow) -> None:
    QTest.keyClicks(window, "9")
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    for part in (NUMBER, PRINTED):
        QTest.keyClicks(window, part)
        QTest.keyClick(window, Qt.Key.Key_Enter)
    assert told.until(CardKeyed).last3 == "111"


def test_a_test_card_is_keyed_by_one_click_while_a_card_is_awaited(
    tenkey: Tenkey, told: Told, window: PadWindow
) -> None:
    window.draw()
    assert all(card.isEnabled() for card in window.cards)
    QTest.mouseClick(button(window, "成功するカード"), Qt.MouseButton.LeftButton)
    assert told.until(CardKeyed).last3 == "242"
    window.draw()
    assert not any(card.isEnabled() for card in window.cards)


def test_the_display_shows_dots_and_no_digit(tenkey: Tenkey, pad: SimulatedPad, window: PadWindow) -> None:
    pad.type("411198")
    window.draw()
    shown = window._dots.text()
    assert shown == "●●●● ●●"
    assert pad.face.mode is Mode.NUMBER


def test_the_cable_is_pulled_and_put_in_by_a_switch(pad: SimulatedPad, told: Told, window: PadWindow) -> None:
    plugged = []
    for _ in range(2):
        QTest.mouseClick(window._plug, Qt.MouseButton.LeftButton)
        plugged.append(pad.plugged_in)
    assert plugged == [False, True]
    with tenkey_at(pad.address, told):
        told.until(PadBack)


def test_words_are_not_cut_in_either_language(styled: QApplication, window: PadWindow) -> None:
    assert [action.title for action in window.findChildren(Action) if action.cut_off()] == []
