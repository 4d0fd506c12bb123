from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.pad import NumberPad
from tests.ui.widgets.stage import on_stage

DIGITS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0"]


def touch(pad: NumberPad, name: str) -> None:
    (key,) = (each for each in pad.findChildren(QPushButton) if each.accessibleName() == name)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def test_each_key_tells_what_it_is(qtbot: QtBot) -> None:
    pad, heard = NumberPad(), list[str]()
    pad.digit.connect(heard.append)
    pad.erased.connect(lambda: heard.append("erased"))
    pad.cleared.connect(lambda: heard.append("cleared"))
    on_stage(qtbot, pad)
    for key in (*DIGITS, "一字消す", "クリア"):
        touch(pad, key)
    assert heard == [*DIGITS, "erased", "cleared"]


def test_the_focus_stays_where_one_types(qtbot: QtBot) -> None:
    pad, line = NumberPad(), QLineEdit()
    window = on_stage(qtbot, line, pad)
    line.setFocus()
    for key in ("7", "00", "一字消す", "クリア"):
        touch(pad, key)
        assert window.focusWidget() is line


def test_tab_passes_it_by(qtbot: QtBot) -> None:
    first, second, pad = QLineEdit(), QLineEdit(), NumberPad()
    window = on_stage(qtbot, first, pad, second)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is second


def test_a_finger_hits_every_key_in_the_smallest_window(qtbot: QtBot) -> None:
    pad = NumberPad()
    window = on_stage(qtbot, pad)
    window.resize(200, 100)
    assert min(min(key.width(), key.height()) for key in pad.findChildren(QPushButton)) >= 48
