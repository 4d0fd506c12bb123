"""Rules that are ticked off while somebody types."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.text import tr
from pos_app.ui.widgets.label import Label, Text

_ICON = 20


class Rules(QWidget):
    """One line per rule: a tick or an open ring, and the rule in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, Label]] = []
        self._rules: tuple[tuple[str, bool], ...] = ()
        self.hide()

    def show_rules(self, rules: Sequence[tuple[str, bool]]) -> None:
        """Each rule in words, and whether it is kept."""
        while len(self._lines) < len(rules):
            row = len(self._lines)
            self._lines.append((QLabel(), Label(Text.NOTE, wrap=True)))
            for column, part in enumerate(self._lines[row]):
                self._grid.addWidget(part, row, column)
        self._rules = tuple(rules)
        for row, parts in enumerate(self._lines):
            for part in parts:
                part.setVisible(row < len(rules))
        self._draw()
        self.setVisible(bool(rules))

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        colour = theme.colours()
        for (mark, words), (rule, kept) in zip(self._lines, self._rules, strict=False):
            mark.setPixmap(icons.pixmap("ok" if kept else "ring", _ICON, colour.ok if kept else colour.edge))
            words.setText(rule)
            words.setAccessibleName(
                tr("{rule}: 満たしています", rule=rule) if kept else tr("{rule}: まだです", rule=rule)
            )
