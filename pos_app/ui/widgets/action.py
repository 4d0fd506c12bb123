"""A button that does one thing, with the key on it that does the same."""

from enum import StrEnum, unique

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from pos_app.ui.widgets.action_face import Face, Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELIBERATE = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


@unique
class Kind(StrEnum):
    """How much weight an action has; one on a screen is PRIMARY."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


class Action(QPushButton):
    """Connect to ``clicked``.

    ``key`` ("F8", "Enter", "Esc", "3" ...) is drawn on the button and presses it while the button is visible and
    enabled; Enter is Return and the numpad's Enter. Whoever walked here by Tab presses this very button by Enter or
    Space, whatever else Enter does on the screen. A click by mouse or finger leaves the focus where it was.
    ``tile`` puts the key left of the words, for a choice among equals.
    """

    def __init__(
        self, kind: Kind = Kind.PLAIN, key: str | None = None, *, tile: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._face = Face(key or "", tile=tile)
        self._keyboard_is_here = False
        self.setProperty("kind", kind.value)
        self.setProperty("tile", tile)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if key is not None:
            self._listen_to(key)

    def _listen_to(self, key: str) -> None:
        shortcut = QShortcut(self)
        if key == "Enter":
            shortcut.setKeys([QKeySequence(code) for code in _ENTER])
        else:
            shortcut.setKeys([QKeySequence(key)])
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.click)

    @property
    def key(self) -> str | None:
        """The key that presses it."""
        return self._key

    @property
    def title(self) -> str:
        """The words on it."""
        return self._face.words.title

    def set_words(self, title: str, note: str = "") -> None:
        """What it does, and what follows from it."""
        if (title, note) == (self._face.words.title, self._face.words.note):
            return
        self._face.words = Words(title, note)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def cut_off(self) -> list[str]:
        """Words of which not all can be read at the present size."""
        return self._face.cut_off(self.size())

    def ring_around(self) -> QWidget | None:
        """No ring where the window gave the focus away by itself."""
        return self if self._keyboard_is_here else None

    def sizeHint(self) -> QSize:
        """As large as the words want to be."""
        return self._face.wanted_size()

    def minimumSizeHint(self) -> QSize:
        """As large as the words must be."""
        return self._face.least_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground by the style sheet, the words by hand."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            self._face.paint(painter, self.rect(), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note whether somebody meant to come here."""
        if event.reason() in _DELIBERATE:
            self._keyboard_is_here = True
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget it, unless the window as a whole was left for a while."""
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._keyboard_is_here = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Enter belongs to the button that was walked to, before any other button's shortcut."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and self._keyboard_is_here
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like Space; held down it presses once."""
        if event.key() in _ENTER:
            if self._keyboard_is_here and not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
