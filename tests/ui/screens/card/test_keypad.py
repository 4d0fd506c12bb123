import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.till.card_entering import KeypadKey
from pos_app.ui.screens.card.keypad import KeypadKeys, keypad_key

PAD = Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier


class Beneath(QWidget):
    """What lies under the pop-up, and notes the keys that come through."""

    def __init__(self) -> None:
        super().__init__()
        self.wants = True
        self.pressed: list[KeypadKey] = []
        self.came_through: list[int] = []
        self.keys = KeypadKeys(lambda: self.wants, self.pressed.append, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.came_through.append(event.key())


@pytest.fixture
def beneath(qtbot: QtBot) -> Beneath:
    widget = Beneath()
    qtbot.addWidget(widget)
    widget.show()
    widget.keys.setFocus()
    return widget


@pytest.mark.parametrize("modifier", [PAD, NONE])
@pytest.mark.parametrize("digit", range(10))
def test_digits_of_the_keypad_and_of_the_keyboard_are_digits(digit: int, modifier: Qt.KeyboardModifier) -> None:
    assert keypad_key(Qt.Key.Key_0 + digit, modifier) == KeypadKey(str(digit))


def test_the_keys_around_the_digits_have_their_meanings() -> None:
    meanings = {
        Qt.Key.Key_Enter: KeypadKey.ENTER,
        Qt.Key.Key_Return: KeypadKey.ENTER,
        Qt.Key.Key_Backspace: KeypadKey.BACK,
        Qt.Key.Key_Asterisk: KeypadKey.CLEAR,
        Qt.Key.Key_Plus: KeypadKey.OTHER,
        Qt.Key.Key_Slash: KeypadKey.OTHER,
        Qt.Key.Key_A: KeypadKey.OTHER,
    }
    assert {key: keypad_key(key, PAD) for key in meanings} == meanings


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_Clear, Qt.Key.Key_Left, Qt.Key.Key_Insert])
def test_navigation_of_the_keypad_means_that_num_lock_is_off(key: Qt.Key) -> None:
    assert keypad_key(key, PAD) is KeypadKey.NAVIGATION
    assert keypad_key(key, NONE) is KeypadKey.OTHER


def test_a_macs_arrows_say_nothing_of_num_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.ui.screens.card.keypad._HAS_NUM_LOCK", False)
    assert keypad_key(Qt.Key.Key_Left, PAD) is KeypadKey.OTHER


def test_a_digit_with_control_is_none() -> None:
    assert keypad_key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier) is KeypadKey.OTHER


def test_keys_are_handed_on_one_by_one_and_go_no_further(beneath: Beneath) -> None:
    for key in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Enter, Qt.Key.Key_X):
        QTest.keyClick(beneath.keys, key, PAD)
    assert beneath.pressed == [KeypadKey.FOUR, KeypadKey.TWO, KeypadKey.ENTER, KeypadKey.OTHER]
    assert beneath.came_through == []


def test_a_key_that_is_leaned_on_counts_once(beneath: Beneath) -> None:
    QTest.keyPress(beneath.keys, Qt.Key.Key_4, PAD)
    for _ in range(5):
        again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, PAD, "4", True)
        QApplication.sendEvent(beneath.keys, again)
        assert again.isAccepted()
    assert beneath.pressed == [KeypadKey.FOUR]


def test_the_pop_ups_own_keys_reach_it(beneath: Beneath) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
        QTest.keyClick(beneath.keys, key)
    assert beneath.came_through == [Qt.Key.Key_Escape, Qt.Key.Key_F5]
    assert beneath.pressed == []


def test_keys_that_nobody_wants_are_the_pop_ups(beneath: Beneath) -> None:
    beneath.wants = False
    QTest.keyClick(beneath.keys, Qt.Key.Key_Enter, PAD)
    assert beneath.came_through == [Qt.Key.Key_Enter]
    assert beneath.pressed == []


def test_it_is_no_text_field_and_has_no_input_method(beneath: Beneath) -> None:
    assert not isinstance(beneath.keys, QLineEdit)
    assert not beneath.keys.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not beneath.keys.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
