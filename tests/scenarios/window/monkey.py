"""Somebody who presses anything at all: a child on the counter, a cat, a bag put down on the keyboard."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from tests.ui.desk import Hands

_KEY = Qt.Key
_PLAIN, _PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ENTERS = (_KEY.Key_Return, _KEY.Key_Enter)
_FUNCTIONS = tuple(_KEY(_KEY.Key_F1 + number) for number in range(12))
_WALKING = (
    *(_KEY.Key_Tab, _KEY.Key_Backtab, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right),
    *(_KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown, _KEY.Key_Space),
    *(_KEY.Key_Backspace, _KEY.Key_Delete, _KEY.Key_Insert),
)
_SIGNS = tuple(map(ord, "/+-*.,ABCXYZ !#"))
_PASTED = (
    "1280",
    "９９９",
    "¥12,800円",
    "-5",
    "DROP TABLE payment",
    "00000000000000000000",
    "あいう\n123",
    "",
    "\x00\x07",
)
_GARBAGE = ("900081818812345678901234", "4901234567894", "90000001", "https://example.com/pay?x=1", "ABCDEFG-123")


@dataclass
class Monkey:
    """``weather`` makes the network better or worse."""

    random: Random
    hands: Hands
    customer: Customer
    weather: Callable[[Random], None] | None = None
    pressed: list[str] = field(default_factory=list)

    def act(self) -> None:
        """Do one thing, whatever it is."""
        acts: list[tuple[Callable[[], None], int]] = [
            (self._digit, 26),
            (lambda: self._key(*_ENTERS), 16),
            (lambda: self._key(_KEY.Key_Escape), 6),
            (lambda: self._key(*_FUNCTIONS), 16),
            (lambda: self._key(*_WALKING), 14),
            (self._sign, 5),
            (self._screen, 5),
            (self._paste, 3),
            (self._scan, 7),
            (self._lean_on_a_key, 2),
            (self._resize, 1),
            (lambda: QTest.qWait(60), 4),
        ]
        if self.weather is not None:
            weather = self.weather
            acts.append((lambda: weather(self.random), 2))
        self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        self.pressed.append(f"{key.name}{'' if modifiers is _PLAIN else '~'}")
        QTest.keyClick(self.hands.handle, key, modifiers)

    def _key(self, *keys: Qt.Key) -> None:
        self._press(self.random.choice(keys))

    def _digit(self) -> None:
        self._press(Qt.Key(_KEY.Key_0 + self.random.randrange(10)), self.random.choice([_PLAIN, _PAD]))

    def _sign(self) -> None:
        self._press(Qt.Key(self.random.choice(_SIGNS)), self.random.choice([_PLAIN, _SHIFT]))

    def _screen(self) -> None:
        self._press(Qt.Key(self.random.choice([*range(_KEY.Key_1, _KEY.Key_9), _KEY.Key_L, _KEY.Key_A])), _CONTROL)

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(self.random.choice(_PASTED))
        self._press(_KEY.Key_V, _CONTROL)

    def _scan(self) -> None:
        code = self.random.choice([self.customer.shown, self.customer.show_code().qr, *_GARBAGE])
        self.pressed.append("scan")
        for sign in code:
            QTest.keyClick(self.hands.handle, ord(sign))
        self._key(*_ENTERS)

    def _lean_on_a_key(self) -> None:
        key = self.random.choice([*_ENTERS, _KEY.Key_9, _KEY.Key_Escape, _KEY.Key_F8, _KEY.Key_F3])
        for _ in range(12):
            self._press(key)

    def _resize(self) -> None:
        self.hands.window.resize(*self.random.choice([(640, 480), (1024, 768), (960, 540), (1400, 900)]))
        QApplication.processEvents()
