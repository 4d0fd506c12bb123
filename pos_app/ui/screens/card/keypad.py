"""Takes the keys of a USB keypad, which is a keyboard, one by one; shows nothing and keeps nothing.

A plain widget: a text field would keep what was typed in its undo history, offer it to the input method and read it
out to assistive programs. Only ``event.key()`` is looked at, never its text.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.till.card_entering import KeypadKey

_KEYS: dict[int, KeypadKey] = {
    **{Qt.Key.Key_0 + digit: key for digit, key in enumerate(key for key in KeypadKey if key.isdecimal())},
    Qt.Key.Key_Return: KeypadKey.ENTER,
    Qt.Key.Key_Enter: KeypadKey.ENTER,
    Qt.Key.Key_Backspace: KeypadKey.BACK,
    Qt.Key.Key_Asterisk: KeypadKey.CLEAR,
}
_NAVIGATION = frozenset[int](
    {
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Clear, Qt.Key.Key_Insert, Qt.Key.Key_Delete),
    }
)
"""What the digits and the point of a keypad are while Num Lock is off; Clear is its 5."""
_HAS_NUM_LOCK = sys.platform != "darwin"
"""macOS has none, and calls each arrow a keypad's."""
_NOT_A_KEYPADS = frozenset[int]({Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeypadKeys(QWidget):
    """Has the focus while a card is keyed. ``wants`` says whether keys are wanted now, ``pressed`` gets each one.

    While they are, every key ends here but Esc, F5 and Tab; those, and all while they are not, go on to the parent.
    """

    def __init__(
        self, wants: Callable[[], bool], pressed: Callable[[KeypadKey], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wants = wants
        self._pressed = pressed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def ring_around(self) -> QWidget | None:
        """No ring: the box that is keyed has a thick border."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand one key on; a key that is leaned on counts once."""
        if event.key() in _NOT_A_KEYPADS or not self._wants():
            event.ignore()
            return
        event.accept()
        if not event.isAutoRepeat():
            self._pressed(keypad_key(event.key(), event.modifiers()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """As the press."""
        event.setAccepted(event.key() not in _NOT_A_KEYPADS)


def keypad_key(key: int, modifiers: Qt.KeyboardModifier) -> KeypadKey:
    """Tell which key of a keypad this is; the digits above the letters count as well."""
    if modifiers & _CHORD:
        return KeypadKey.OTHER
    if _HAS_NUM_LOCK and key in _NAVIGATION and modifiers & Qt.KeyboardModifier.KeypadModifier:
        return KeypadKey.NAVIGATION
    return _KEYS.get(key, KeypadKey.OTHER)
