"""One of several, each a tile with an icon; a click by mouse leaves the keyboard where it was."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.ui.look import icons, theme

_ICON = 20
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -2, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 2}
_COLUMNS = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Tile:
    """``answer`` is what choosing it means."""

    answer: Hashable
    icon: str
    words: str


class Tiles(QWidget):
    """Tab walks from tile to tile, the arrow keys too; Space and Enter choose."""

    chosen = Signal(object)
    """The answer that a person chose, also where it was chosen before; :meth:`choose` says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Hashable, _TileButton] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Make them, or say the same ones again in another language."""
        for place, tile in enumerate(tiles):
            button = self._buttons.get(tile.answer)
            if button is None:
                button = self._buttons[tile.answer] = _TileButton(tile.icon)
                button.clicked.connect(lambda _=False, answer=tile.answer: self.chosen.emit(answer))
                self._group.addButton(button)
                self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            button.say(tile.words)

    def choose(self, answer: Hashable) -> None:
        """Mark this one."""
        self._buttons[answer].setChecked(True)

    def button(self, answer: Hashable) -> QPushButton:
        """The tile of an answer."""
        return self._buttons[answer]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to another tile."""
        buttons = list(self._buttons.values())
        step = _STEPS.get(Qt.Key(event.key()), 0)
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(buttons):
            buttons[here + step].setFocus(Qt.FocusReason.TabFocusReason)


class _TileButton(QPushButton):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setCheckable(True)
        self.setProperty("answer", True)
        self.setProperty("aligned", "left")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._draw)
        self._draw()

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        colour = theme.colours()
        self.setIcon(icons.icon(self._icon, colour.accent if self.isChecked() else colour.ink_soft))
