"""Surfaces and whole panes: a card, a page, and what stands where there is nothing to show."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.scrolled import Scrolled
from pos_app.ui.widgets.spinner import Spinner

_ICON = 48
_PAGE_MARGIN = 24
_LEAST_PRIMARY = 200
_SETTLED_MS = 30
"""After so long words that were just shown have their lines, and the page its height."""
_SCROLL_STEP = 64
"""Pixels for one press of an arrow."""
_RING = 6
"""Room for the focus ring of what stands at the edge of what scrolls, in pixels."""


class Card(QFrame):
    """A surface with round corners; put things into ``body``. ``sheet``: larger corners and more room inside."""

    def __init__(self, *, sheet: bool = False, attention: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sheet" if sheet else "attention" if attention else "card")
        self.body = QVBoxLayout(self)
        margin = 32 if sheet else 16
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(16 if sheet else 8)


class Line(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", "line")


class Page(QWidget):
    """Heading and note on top, ``body`` (scrolls when there is too little room), below it the actions.

    The footer's left end takes quiet actions, its right end the ONE primary action.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(Text.HEADING, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(_RING, _RING, _RING, _RING)
        self.body.setSpacing(16)
        self._scroll = Scrolled(self._content)
        self._quiet, self._primary = QHBoxLayout(), QHBoxLayout()
        self.footer = QHBoxLayout()
        for part in (self._quiet, self._primary):
            part.setSpacing(12)
        self.footer.setSpacing(12)
        self.footer.addLayout(self._quiet)
        self.footer.addStretch(1)
        self.footer.addLayout(self._primary)
        for words in (self._heading, self._note):
            words.setContentsMargins(_RING, 0, _RING, 0)
        self.footer.setContentsMargins(_RING, 0, _RING, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_PAGE_MARGIN - _RING, _PAGE_MARGIN, _PAGE_MARGIN - _RING, _PAGE_MARGIN)
        outer.setSpacing(4)
        outer.addWidget(self._heading)
        outer.addWidget(self._note)
        outer.addSpacing(6)
        outer.addWidget(self._scroll, 1)
        outer.addSpacing(6)
        outer.addLayout(self.footer)
        self.set_heading("")

    def set_heading(self, heading: str, note: str = "") -> None:
        """What this page is for, and one line about it."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def hasHeightForWidth(self) -> bool:
        """It scrolls: what holds it need not make room for all its words."""
        return False

    def set_widest(self, pixels: int) -> None:
        """Let the body grow no wider: on a large screen a question and its answers would drift apart."""
        self._content.setMaximumWidth(pixels)

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll so that a part of the body is seen, once everything in it has its place."""
        QTimer.singleShot(_SETTLED_MS, self, partial(self._show_part, part))

    def scrolled_by(self, key: int, *, arrows: bool) -> bool:
        """Scroll by Page Up and Page Down, and by ``arrows``; says whether the key was one of these."""
        bar = self._scroll.verticalScrollBar()
        by = {Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep()}
        if arrows:
            by |= {Qt.Key.Key_Up: -_SCROLL_STEP, Qt.Key.Key_Down: _SCROLL_STEP}
        if key not in by:
            return False
        bar.setValue(bar.value() + by[Qt.Key(key)])
        return True

    def _show_part(self, part: QWidget) -> None:
        if part.height() < self._scroll.viewport().height():
            self._scroll.ensureWidgetVisible(part, 0, _RING)
        else:  # Its beginning, not its end.
            top = part.mapTo(self._content, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(top - _RING)

    def add_quiet(self, action: QWidget) -> None:
        """Put an action of less weight at the footer's left end."""
        self._quiet.addWidget(action)

    def set_primary(self, action: Action) -> None:
        """Put the page's one primary action bottom right."""
        action.setMinimumWidth(_LEAST_PRIMARY)
        self._primary.addWidget(action)


class _Standing(QWidget):
    """Something drawn, a title, a note and perhaps an action, in the middle of the pane."""

    def __init__(self, mark: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(Text.TITLE, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(16, 16, 16, 16)
        self._outer.setSpacing(8)
        self._outer.addStretch(1)
        self._outer.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._note):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._outer.addWidget(words)
        self._outer.addStretch(1)

    def set_words(self, title: str, note: str = "") -> None:
        """What is so, and what to do about it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_action(self, action: Action) -> None:
        """Offer one thing to do."""
        self._outer.insertSpacing(self._outer.count() - 1, 8)
        self._outer.insertWidget(self._outer.count() - 1, action, 0, Qt.AlignmentFlag.AlignHCenter)


class _Pictured(_Standing):
    _icon_name = "empty"

    def __init__(self, title: str = "", note: str = "", action: Action | None = None, parent: QWidget | None = None):
        self._mark = QLabel()
        super().__init__(self._mark, parent)
        self._draw()
        self.set_words(title, note)
        if action is not None:
            self.set_action(action)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _colour(self) -> str:
        return theme.colours().edge

    def _draw(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon_name, _ICON, self._colour()))


class EmptyPane(_Pictured):
    """Nothing is here, and that is fine."""


class ErrorPane(_Pictured):
    """Something is wrong; the note says what to do."""

    _icon_name = "warning"

    def _colour(self) -> str:
        return theme.colours().stop


class LoadingPane(_Standing):
    """Something is on its way."""

    def __init__(self, title: str = "", note: str = "", action: Action | None = None, parent: QWidget | None = None):
        super().__init__(Spinner(), parent)
        self.set_words(title, note)
        if action is not None:
            self.set_action(action)
