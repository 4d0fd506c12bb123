"""The window's ears: who touches the till, which keys a screen takes for itself, what a hand scanner typed."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

from pos_app.till.session import Phase
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.key_filter import KeyFilter, Typist
from pos_app.ui.shell.covering import Covered
from pos_app.ui.shell.screen import Screen
from pos_app.ui.text import tr

_TOUCHES = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # Each key's first half; of a shortcut's key nothing else comes by here.
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)

OVER_THERE = "/"
"""On the numpad: to the history and back, so that list and detail need no other key (design: "The screens")."""
TO_CARDS = "*"
"""On the numpad: to 電話注文(カード) and back to the sale."""


@runtime_checkable
class _TypingScreen(Typist, Protocol):
    """A screen that is a typist as well."""


@dataclass(frozen=True, slots=True)
class Around:
    """The window, as far as its keyboard needs it.

    ``screen`` gives what is in view, ``on_sale`` says whether that is the sale, ``over_there`` goes from the sale to
    the history and back, ``to_cards`` from there to orders by card and back, ``say`` shows one line over the screen.
    """

    screen: Callable[[], Screen | None]
    on_sale: Callable[[], bool]
    over_there: Callable[[], None]
    to_cards: Callable[[], None]
    say: Callable[[str], None]


class _Numpad:
    """A typing screen's keys, but for those that lead to another screen."""

    def __init__(self, screen: Typist, ways: Mapping[str, Callable[[], None]]) -> None:
        self._screen = screen
        self._ways = ways

    def takes_typing(self) -> bool:
        return self._screen.takes_typing()

    def typing(self, held: str) -> None:
        self._screen.typing(held[:-1] if held[-1:] in self._ways else held)

    def typed(self, text: str) -> None:
        if text in self._ways:
            self._ways[text]()
        else:
            self._screen.typed(text)


class Keyboard(QObject):
    """Hears every key of a window; :meth:`listen_on` begins."""

    def __init__(self, bridge: Bridge, till: Till, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._till = till
        self._around = around
        self._ways = {OVER_THERE: around.over_there, TO_CARDS: around.to_cards}
        self._sorting = KeyFilter(self._typist, self._scanned, self._garbled, time.monotonic, self)

    def listen_on(self, handle: QWindow) -> None:
        """Hear every key and touch of this window, once each, before its widgets do."""
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is here, sort what is typed, and let the screen have its keys."""
        kind = event.type()
        if kind in _TOUCHES:
            self._till.sessions.touch()
        if isinstance(self._around.screen(), Covered):
            return self._hand_on(event)
        if self._sorting.eventFilter(watched, event):
            return True
        if kind is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        screen = self._around.screen()
        return screen is not None and screen.takes_keys(event)

    def _hand_on(self, event: QEvent) -> bool:
        """Each key goes by itself to the widget that has the focus: no shortcut takes it, nothing keeps two of them."""
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        self._sorting.forget()
        event.accept()
        return True

    def _typist(self) -> Typist | None:
        screen = self._around.screen()
        return _Numpad(screen, self._ways) if isinstance(screen, _TypingScreen) else None

    def _scanned(self, payload: bytes) -> None:
        """A code counts only at the open pad; nobody pays at a lock or while somebody logs in."""
        self._till.sessions.touch()
        screen = self._around.screen()
        if self._till.sessions.phase is not Phase.OPEN or (screen is not None and screen.takes_code(payload)):
            return
        self._bridge.act(partial(self._till.checkout.code_seen, payload))
        if not self._around.on_sale():
            self._around.say(self._bridge.words.text("amount_first"))

    def _garbled(self, reason: str) -> None:
        screen = self._around.screen()
        if self._till.sessions.phase is not Phase.OPEN or (screen is not None and screen.takes_garbled(reason)):
            return
        if reason == "input_method":
            self._around.say(tr("読み取り機の文字が変換されました。日本語入力を切って、もう一度読み取ってください。"))
        else:
            self._around.say(tr("読み取り機のコードを受け取れませんでした。もう一度読み取ってください。"))
