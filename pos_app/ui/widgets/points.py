"""Points that are looked at one by one: a mark, a word, what was found, and perhaps a button that mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text

_ICON = 24
_LEAST_HEIGHT = 32
_ICONS = {Tone.OK: "ok", Tone.WAIT: "warning", Tone.STOP: "stop", Tone.QUIET: "ring", Tone.ACCENT: "info"}


@dataclass(frozen=True, slots=True)
class Point:
    """One line; ``mend`` is what its button says, empty for none. QUIET: not looked at yet."""

    title: str
    text: str
    tone: Tone
    mend: str = ""


class Points(QWidget):
    """Lines whose words stand in columns."""

    mended = Signal(int)
    """The place of the line whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._lines: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)

    def show_points(self, points: Sequence[Point]) -> None:
        """Draw these."""
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        while len(self._lines) < len(points):
            place = len(self._lines)
            line = _Line()
            line.action.clicked.connect(partial(self.mended.emit, place))
            self._grid.setRowMinimumHeight(place, _LEAST_HEIGHT)
            for column, part in enumerate(line.parts):
                self._grid.addWidget(part, place, column)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.show_point(self._points[place] if place < len(points) else None)

    def action(self, place: int) -> Action:
        """The button of a line."""
        return self._lines[place].action

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        if event.type() is QEvent.Type.StyleChange:
            for line in self._lines:
                line.draw()
        super().changeEvent(event)


class _Line:
    def __init__(self) -> None:
        self._tone = Tone.QUIET
        self._mark = QLabel()
        self._title, self._words = Label(Text.STRONG), Label(Text.BODY, wrap=True)
        self.action = Action()
        self.parts: tuple[QWidget, ...] = (self._mark, self._title, self._words, self.action)

    def show_point(self, point: Point | None) -> None:
        for part in self.parts:
            part.setVisible(point is not None)
        if point is None:
            return
        self._tone = point.tone
        self._title.setText(point.title)
        self._words.setText(point.text)
        self._words.setAccessibleName(f"{point.title}: {point.text}")
        self.action.set_words(point.mend)
        self.action.setVisible(bool(point.mend))
        self.draw()

    def draw(self) -> None:
        colour = theme.colours()
        drawn = colour.edge if self._tone is Tone.QUIET else colour.of(self._tone)[0]
        self._mark.setPixmap(icons.pixmap(_ICONS[self._tone], _ICON, drawn))
