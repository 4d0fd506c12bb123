"""The list of sections on the left of 設定: arrows walk, the section comes at once; in a low window it scrolls."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.screens.settings.sections import Section
from pos_app.ui.widgets.scrolled import Scrolled

_ICON = 20
_RING = 6
"""Room for the focus ring, in pixels."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionList(QWidget):
    """Tab reaches the chosen section, up and down walk on."""

    chosen = Signal(object)
    """The :class:`Section` that a person chose; :meth:`choose` says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Section, ...] = tuple(Section)
        self._group = QButtonGroup(self)
        self._buttons = {section: _Button(section) for section in Section}
        self._scroll = self._lay_out()

    def show_sections(self, shown: Sequence[Section]) -> None:
        """Show these, in their order."""
        self._shown = tuple(shown)
        for section, button in self._buttons.items():
            button.setVisible(section in self._shown)

    def set_words(self, name: str, words: Mapping[Section, str]) -> None:
        """What the list and its sections are called."""
        self.setAccessibleName(name)
        for section, button in self._buttons.items():
            button.setText(words[section])
            button.setAccessibleName(words[section])

    def choose(self, section: Section) -> None:
        """Mark this one."""
        self._buttons[section].setChecked(True)
        self._scroll.ensureWidgetVisible(self._buttons[section], 0, _RING)

    def take_focus(self) -> None:
        """Give the keyboard to the chosen section."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> Scrolled:
        content = _Column(self._walk)
        column = QVBoxLayout(content)
        column.setContentsMargins(_RING, _RING, _RING, _RING)
        column.setSpacing(4)
        for section, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(self._tell(section))
            column.addWidget(button)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scrolled(content, sideways=False)
        outer.addWidget(scroll)
        return scroll

    def _walk(self, key: int) -> bool:
        """Walk to the section before or after; False for any other key, and at the ends."""
        step = _STEPS.get(Qt.Key(key))
        place = next((n for n, section in enumerate(self._shown) if self._buttons[section].isChecked()), None)
        if step is None or place is None or not 0 <= place + step < len(self._shown):
            return False
        button = self._buttons[self._shown[place + step]]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
        return True

    def _tell(self, section: Section) -> Callable[[], None]:
        return lambda: self.chosen.emit(section)


class _Column(QWidget):
    """Hears the arrows before what scrolls does."""

    def __init__(self, walk: Callable[[int], bool]) -> None:
        super().__init__()
        self._walk = walk

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self._walk(event.key())
        else:
            super().keyPressEvent(event)


class _Button(QPushButton):
    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.setCheckable(True)
        self.setProperty("section", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        self.toggled.connect(self._draw)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        colour = theme.colours()
        ink = colour.accent if self.isChecked() else colour.ink_soft
        self.setIcon(icons.icon(self._section.value, ink, _ICON))
