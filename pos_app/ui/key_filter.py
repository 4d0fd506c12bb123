"""Every key of the window passes here first, so that a hand scanner that types neither acts nor leaves garbage (D-24).

Installed on the window's handle: there each real key comes by exactly once, before shortcuts and widgets. F-keys, Esc
and an Enter by itself go on untouched; printable keys are sorted by :class:`pos_app.till.keys.Keys`.
"""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from pos_app.till.keys import Garbled, Keys, Scanned, Sorted, Typed

_NO_SCANNERS = frozenset(Qt.Key(number) for number in range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)) | {
    *(Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}
"""Keys that come from a person; what was typed a moment before them comes first."""
_SHY = 0.002
"""Seconds that a timer may come early."""


@runtime_checkable
class Typist(Protocol):
    """A screen that takes typing by itself, wherever the focus is; most let the focused field have it."""

    def takes_typing(self) -> bool:
        """Whether it does so now."""

    def typing(self, held: str) -> None:
        """Show this at the end of what was typed; it may yet turn out to be a scanner's."""

    def typed(self, text: str) -> None:
        """A person typed this; Enter comes as ``\\r``."""


class _Stroke(NamedTuple):
    key: int
    modifiers: Qt.KeyboardModifier
    text: str


class KeyFilter(QObject):
    """``typist`` gives who takes typing now, None for the focused widget. ``monotonic`` gives seconds.

    ``scanned`` gets a code, ``garbled`` the reason why a scanner's typing was none.
    """

    def __init__(
        self,
        typist: Callable[[], Typist | None],
        scanned: Callable[[bytes], None],
        garbled: Callable[[str], None],
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._typist = typist
        self._scanned = scanned
        self._garbled = garbled
        self._monotonic = monotonic
        self._keys = Keys()
        self._strokes: deque[_Stroke] = deque()
        self._down: set[int] = set()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._time_passed)

    def forget(self) -> None:
        """Keep nothing of what was typed so far."""
        self._keys = Keys()
        self._strokes.clear()
        self._due.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that need sorting out of the window's way."""
        del watched
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return not event.isAutoRepeat() and self._was_taken(event.key())
        if not self._is_typing(event):
            if event.key() in _NO_SCANNERS:
                self._pass_on(self._keys.interrupted(self._monotonic()))
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # No shortcut of this key: it comes again as a key press.
        elif event.type() == QEvent.Type.KeyPress:
            self._take(event)
        return True

    def _typing_goes_to(self) -> Typist | None:
        typist = self._typist()
        return typist if typist is not None and typist.takes_typing() else None

    def _is_typing(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain or event.key() == Qt.Key.Key_Backtab:
            return False
        return self._keys.takes(event.text(), self._monotonic())

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and self._typing_goes_to() is not None:
            return  # A key that is leaned on is no amount.
        self._down.add(event.key())
        self._strokes.append(_Stroke(event.key(), event.modifiers(), event.text()))
        self._pass_on(self._keys.key(event.text(), self._monotonic()))

    def _was_taken(self, key: int) -> bool:
        taken = key in self._down
        self._down.discard(key)
        return taken

    def _time_passed(self) -> None:
        self._pass_on(self._keys.tick(self._monotonic()))

    def _pass_on(self, values: tuple[Sorted, ...]) -> None:
        for value in values:
            match value:
                case Typed():
                    self._deliver(value.text)
                case Scanned():
                    self._drop_all_but_held()
                    self._scanned(value.payload)
                case Garbled():
                    self._drop_all_but_held()
                    self._garbled(value.reason)
        if not self._keys.held:
            self._strokes.clear()
        typist = self._typing_goes_to()
        if typist is not None:
            typist.typing(self._keys.held)
        wait = self._keys.wait()
        if wait is None:
            self._due.stop()
        else:
            self._due.start(round((wait + _SHY) * 1000))

    def _drop_all_but_held(self) -> None:
        kept = len(self._keys.held)
        while sum(len(stroke.text) for stroke in self._strokes) > kept:
            self._strokes.popleft()

    def _deliver(self, text: str) -> None:
        typist = self._typing_goes_to()
        left = len(text)
        while self._strokes and left > 0:
            stroke = self._strokes.popleft()
            left -= len(stroke.text)
            if typist is None:
                _press(stroke)
        if typist is not None:
            typist.typed(text)


def _press(stroke: _Stroke) -> None:
    """Give the focused widget the key that was kept from it; it gets both halves at once."""
    for half in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        focused = QGuiApplication.focusObject()
        if focused is not None:
            QCoreApplication.sendEvent(focused, QKeyEvent(half, stroke.key, stroke.modifiers, stroke.text))
