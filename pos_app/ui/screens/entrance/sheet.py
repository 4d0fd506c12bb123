"""The sheet that every step of getting in is written on: a heading, fields, ONE action, quiet links below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.shell.languages import name_of_the_other, speak_the_other
from pos_app.ui.shell.screen import Screen
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

_WIDTH = 440
_MARGIN = 16


class Link(QPushButton):
    """Something that is seldom wanted, in a few words without a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("link", True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, words: str) -> None:
        """What it does."""
        self.setText(words)
        self.setAccessibleName(words)


class Sheet(Ringless, Screen):
    """A card in the middle. ``width`` in pixels; the parts are put into ``body``, from top to bottom.

    ``speaks``: offers the other language itself, where there is no bar on top that does.
    """

    def __init__(self, bridge: Bridge, till: Till, *, width: int = _WIDTH, speaks: bool = True) -> None:
        super().__init__(bridge, till)
        self._origin = Label(Text.NOTE, wrap=True)
        self._origin.hide()
        self._tag = Chip(parent=self)
        self._heading = Label(Text.HEADING, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._trouble.hide()
        self.card = Card(sheet=True)
        self.primary = Action(Kind.PRIMARY, key="Enter")
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(12)
        self.buttons.addWidget(self.primary, 1)
        self.links = QHBoxLayout()
        self.links.setSpacing(0)
        self._language = Link()
        self._language.clicked.connect(partial(speak_the_other, bridge, till))
        self._fields: tuple[Field, ...] = ()
        self._asked = False
        self._lay_out(width)
        self._language.setVisible(speaks)  # Not before it stands somewhere: it would be a window of its own.
        self.primary.clicked.connect(self._pressed)

    def retranslate(self) -> None:
        """Say everything again; each step says its own words besides."""
        self._language.say(name_of_the_other(self.bridge))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now; the action rests while its answer is awaited."""
        if self._asked and not snapshot.busy:
            self._asked = False
            self.answered(snapshot)
        self.primary.setEnabled(not self._asked and self.ready(snapshot))
        self.draw(snapshot)

    # -- what the steps are made of -----------------------------------------------------------------------------------

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""

    def ready(self, snapshot: Snapshot) -> bool:
        """Whether the action can be pressed at all."""
        del snapshot
        return True

    def submit(self) -> None:
        """Every field is filled and the action was pressed: do it."""

    def answered(self, snapshot: Snapshot) -> None:
        """What :meth:`ask` asked for has its answer."""

    def refused(self, words: str) -> None:
        """It was not done, or the answer was no."""
        self.set_trouble(words)

    # -- for the steps ------------------------------------------------------------------------------------------------

    def ask(self, do: Callable[[], object]) -> None:
        """Make a move whose answer takes a moment."""
        self.set_trouble(None)
        self._asked = True
        self.bridge.act(do, self._not_asked)

    def add_fields(self, *fields: Field) -> None:
        """Put fields into the body; Enter goes from one that is empty to the next, and submits at the end."""
        self._fields = (*self._fields, *fields)
        for field in fields:
            self.body.addWidget(field)
            field.submitted.connect(self._pressed)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed into, from top to bottom."""
        return self._fields

    def set_origin(self, text: str, tag: str = "") -> None:
        """Which till this is, above the heading."""
        self._origin.setText(text)
        self._origin.setVisible(bool(text))
        self._tag.show_state(tag, Tone.WAIT)

    def set_heading(self, heading: str, note: str = "") -> None:
        """What this step is, and what to do."""
        self._heading.setText(heading)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_trouble(self, words: str | None) -> None:
        """Why it did not go on."""
        self._trouble.setText(words or "")
        self._trouble.setVisible(bool(words))

    def entered(self) -> None:
        """Begin at the first field."""
        self.set_trouble(None)
        for field in self._fields:
            field.set_trouble(None)
        self.begin_at(next(iter(self._fields), None))

    def left(self) -> None:
        """Nothing that was typed stays."""
        self._asked = False
        self.clear()

    def clear(self) -> None:
        """Take out everything that was typed."""
        for field in self._fields:
            field.clear()
            field.set_trouble(None)
        self.set_trouble(None)

    def begin_at(self, field: Field | None) -> None:
        """Put the focus there; the button has none of its own, its key is enough."""
        (field or self).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As high as the card must be for its words in their lines; where there is less room, the window scrolls."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        width = layout.minimumSize().width()
        return QSize(width, layout.totalHeightForWidth(max(width, self.width())))

    # -- inside -------------------------------------------------------------------------------------------------------

    def _not_asked(self, words: str) -> None:
        self._asked = False
        self.refused(words)

    def _pressed(self) -> None:
        if not self.primary.isEnabled():
            return
        empty = next((field for field in self._fields if field.isVisible() and not field.text()), None)
        if empty is None:
            self.submit()
        else:
            empty.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self, width: int) -> None:
        card = self.card
        card.setFixedWidth(width)
        origin = QHBoxLayout()
        origin.setSpacing(8)
        origin.addWidget(self._origin, 1)
        origin.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addLayout(origin)
        top.addWidget(self._heading)
        top.addWidget(self._note)
        card.body.addLayout(top)
        card.body.addLayout(self.body)
        card.body.addWidget(self._trouble)
        card.body.addLayout(self.buttons)
        links = QHBoxLayout()
        links.addLayout(self.links)
        links.addStretch(1)
        links.addWidget(self._language)
        card.body.addLayout(links)
        middle = QHBoxLayout()  # Not an alignment: that would lose the height which the words need at this width.
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)


class Facts(QWidget):
    """Names and what they stand for, one pair per line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lines: list[tuple[Label, Label]] = []

    def show_facts(self, *facts: tuple[str, str]) -> None:
        """Draw these pairs."""
        while len(self._lines) < len(facts):
            name, value = Label(Text.LABEL), Label(Text.STRONG, wrap=True)
            row = QHBoxLayout()
            row.addWidget(name, 2)
            row.addWidget(value, 3)
            self._column.addLayout(row)
            self._lines.append((name, value))
        for (name, value), (said, is_so) in zip(self._lines, facts, strict=True):
            name.setText(said)
            value.setText(is_so)
            value.setAccessibleName(f"{said}: {is_so}")
