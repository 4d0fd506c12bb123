"""The window's keys: a person types, a scanner types, and nobody gets what is the other's."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.key_filter import KeyFilter

CODE = "QR-Code1.Of/A+Customer"


class Pad:
    def __init__(self) -> None:
        self.held = ""
        self.text = ""
        self.wants = True

    def takes_typing(self) -> bool:
        return self.wants

    def typing(self, held: str) -> None:
        self.held = held

    def typed(self, text: str) -> None:
        self.text += text


@dataclass
class Desk:
    window: QWidget
    line: QLineEdit
    pad: Pad | None = None
    now: float = 100.0
    scanned: list[bytes] = field(default_factory=list)
    garbled: list[str] = field(default_factory=list)
    entered: int = 0

    @property
    def handle(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def press(self, text: str, gap: float) -> None:
        for character in text:
            self.now += gap
            if character == "\r":
                QTest.keyClick(self.handle, Qt.Key.Key_Return)
            else:
                QTest.keyClick(self.handle, ord(character))

    def pause(self, qtbot: QtBot) -> None:
        """Long enough for whatever is held to be certain, by the clock and by Qt's own."""
        self.now += 1.0
        qtbot.wait(200)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    window = QWidget()
    line = QLineEdit(window)
    desk = Desk(window, line)
    qtbot.addWidget(window)
    enter = QShortcut(QKeySequence(Qt.Key.Key_Return), window)
    enter.activated.connect(lambda: setattr(desk, "entered", desk.entered + 1))
    window.show()
    qtbot.waitExposed(window)
    line.setFocus()
    filters = KeyFilter(lambda: desk.pad, desk.scanned.append, desk.garbled.append, lambda: desk.now, window)
    desk.handle.installEventFilter(filters)
    yield desk
    window.close()


def test_a_person_types_into_the_focused_field(desk: Desk, qtbot: QtBot) -> None:
    desk.press("aB1", 0.2)
    desk.pause(qtbot)
    assert desk.line.text() == "aB1"


def test_a_scanner_types_nothing_and_its_enter_presses_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.press(CODE + "\r", 0.005)
    desk.pause(qtbot)
    assert (desk.line.text(), desk.entered) == ("", 0)
    assert desk.scanned == [CODE.encode()]


def test_enter_by_itself_is_a_shortcut_at_once(desk: Desk) -> None:
    desk.press("\r", 0.2)
    assert desk.entered == 1


def test_what_was_typed_before_a_scan_stays(desk: Desk, qtbot: QtBot) -> None:
    desk.press("12", 0.2)
    desk.now += 0.2
    desk.press(CODE + "\r", 0.005)
    desk.pause(qtbot)
    assert desk.line.text() == "12"
    assert desk.scanned == [CODE.encode()]


def test_a_code_that_breaks_off_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.press(CODE, 0.005)
    desk.pause(qtbot)
    assert desk.line.text() == ""
    assert desk.garbled == ["incomplete"]


def test_a_screen_that_takes_typing_sees_a_digit_at_once_and_has_it_a_moment_later(desk: Desk, qtbot: QtBot) -> None:
    desk.pad = Pad()
    desk.press("7", 0.2)
    assert (desk.pad.held, desk.pad.text) == ("7", "")
    desk.pause(qtbot)
    assert (desk.pad.held, desk.pad.text) == ("", "7")
    assert desk.line.text() == ""


def test_what_the_screen_saw_of_a_scan_is_taken_back(desk: Desk, qtbot: QtBot) -> None:
    desk.pad = Pad()
    desk.press(CODE[:5], 0.005)
    assert desk.pad.held == CODE[:5]
    desk.press(CODE[5:] + "\r", 0.005)
    desk.pause(qtbot)
    assert (desk.pad.held, desk.pad.text) == ("", "")


def test_a_screen_that_wants_no_typing_now_leaves_it_to_the_field(desk: Desk, qtbot: QtBot) -> None:
    desk.pad = Pad()
    desk.pad.wants = False
    desk.press("3", 0.2)
    desk.pause(qtbot)
    assert desk.line.text() == "3"


def test_a_digit_and_enter_in_one_breath_come_in_their_order(desk: Desk) -> None:
    desk.pad = Pad()
    desk.press("5\r", 0.01)
    assert desk.pad.text == "5\r"
    assert desk.entered == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9, Qt.Key.Key_Backspace], ids=lambda key: key.name)
def test_what_was_typed_in_the_same_breath_comes_before_a_key_that_no_scanner_has(desk: Desk, key: Qt.Key) -> None:
    desk.line.setText("")
    desk.press("57", 0.01)
    QTest.keyClick(desk.handle, key)
    assert desk.line.text() == ("5" if key is Qt.Key.Key_Backspace else "57")


def test_a_capital_letter_of_a_scanners_is_one_key(desk: Desk, qtbot: QtBot) -> None:
    """Shift is pressed in the middle of a code."""
    desk.press(CODE[:9], 0.005)
    QTest.keyPress(desk.handle, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(desk.handle, Qt.Key.Key_Shift)
    desk.press(CODE[9:] + "\r", 0.005)
    desk.pause(qtbot)
    assert desk.scanned == [CODE.encode()]


def test_keys_with_ctrl_and_the_function_keys_pass(desk: Desk) -> None:
    desk.line.setText("abc")
    QTest.keyClick(desk.handle, ord("a"), Qt.KeyboardModifier.ControlModifier)
    assert desk.line.selectedText() == "abc"
