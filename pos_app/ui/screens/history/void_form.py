"""The questions of a void: what is taken back, one question at a time, and where to leave."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from pos_app.ui.screens.history.amount_form import AmountForm
from pos_app.ui.screens.history.approver_form import ApproverForm
from pos_app.ui.screens.history.void_steps import CONFIRM_KEY, Step
from pos_app.ui.screens.history.void_view import Tile, VoidView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page
from pos_app.ui.widgets.restyle import set_property
from pos_app.ui.widgets.spinner import Spinner

_MOST_COLUMNS = 3


class VoidForm(Page):
    """Tiles by one key, Esc leaves, the step's action bottom right; the one that voids is F8, never Enter."""

    answered = Signal(str)
    """The key of a tile."""
    kept = Signal()
    """Esc."""
    done = Signal()
    """The step's one action."""
    other = Signal()
    """F2: the second way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = _Summary()
        self._question = Label(Text.TITLE, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._warning = Label(Text.BODY, wrap=True)
        set_property(self._warning, "tone", "wait")
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._spinner = Spinner()
        self.approver, self.amount = ApproverForm(), AmountForm()
        self._tiles = QGridLayout()
        self._tiles.setSpacing(12)
        self._shown_tiles: tuple[Tile, ...] = ()
        self.amount.hide()
        self._lay_out()
        self._keep = Action(Kind.PLAIN, "Esc")
        self._other = Action(Kind.PLAIN, "F2")
        self._go = Action(Kind.PRIMARY, "Enter")
        self._void = Action(Kind.DANGER, CONFIRM_KEY)
        self._connect()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._question)
        asked = QHBoxLayout()
        asked.setSpacing(16)
        asked.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self._note, 1)
        self.body.addLayout(asked)
        for words in (self._warning, self._trouble):
            self.body.addWidget(words)
        self.body.addWidget(self.approver)
        self.body.addWidget(self.amount)
        self.body.addLayout(self._tiles)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._keep.clicked.connect(self.kept)
        self._other.clicked.connect(self.other)
        self._go.clicked.connect(self.done)
        self._void.clicked.connect(self.done)
        self.approver.submitted.connect(self.done)
        self.amount.changed.connect(lambda: self._go.setEnabled(self.amount.typed.fits))
        self.add_quiet(self._keep)
        self.add_quiet(self._other)
        self.set_primary(self._go)
        self.set_primary(self._void)

    def show_view(self, view: VoidView) -> None:
        """Draw a step."""
        self.set_heading(view.heading)
        types_amount = view.step is Step.AMOUNT
        self._summary.show_facts(view.number, None if types_amount else view.amount, view.facts)
        self._question.setText(view.question)
        for label, text in ((self._note, view.note), (self._warning, view.warning), (self._trouble, view.trouble)):
            label.setText(text)
            label.setVisible(bool(text))
        self._spinner.setVisible(view.step is Step.ASKED)
        self.approver.setVisible(view.step is Step.APPROVER)
        self.amount.setVisible(types_amount)
        self._show_tiles(view.tiles)
        confirms = view.step is Step.CONFIRM
        self._keep.set_words(view.keep)
        self._other.set_words(view.other, view.other_note)
        self._other.setVisible(bool(view.other))
        for action, shown in ((self._go, bool(view.do) and not confirms), (self._void, confirms)):
            action.set_words(view.do)
            action.setVisible(shown)
        self._go.setEnabled(not types_amount or self.amount.typed.fits)

    def press(self, key: str) -> bool:
        """Answer by a tile's key, or type the amount; False where the key does neither."""
        if not self.amount.isHidden():
            return self.amount.press(key)
        if key not in {tile.key for tile in self._shown_tiles}:
            return False
        self.answered.emit(key)
        return True

    def _show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        if tiles == self._shown_tiles:
            return
        self._shown_tiles = tiles
        _empty(self._tiles)
        columns = min(len(tiles), _MOST_COLUMNS)
        for place, tile in enumerate(tiles):
            action = Action(Kind.PLAIN, tile.key, tile=True)
            action.set_words(tile.title)
            action.clicked.connect(lambda _=False, key=tile.key: self.answered.emit(key))
            self._tiles.addWidget(action, place // columns, place % columns)
        for column in range(_MOST_COLUMNS):
            self._tiles.setColumnStretch(column, int(column < columns))


class _Summary(Card):
    """Which payment it is about: number and amount as large as on the customer's screen."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Label(Text.FIGURE)
        self._amount = Label(Text.FIGURE)
        self._facts = Label(Text.NOTE, wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._number)
        right.addStretch(1)
        right.addWidget(self._amount, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right)
        self.body.addLayout(row)
        self.body.addWidget(self._facts)

    def show_facts(self, number: str, amount: int | None, facts: Sequence[tuple[str, str]]) -> None:
        """Say them."""
        self._number.setAccessibleName(tr("決済番号"))
        self._number.setText(number)
        self._amount.setText("" if amount is None else tr("{amount} 円", amount=f"{amount:,}"))
        self._facts.setText("   ".join(f"{name}: {value}" for name, value in facts))
        self._facts.setVisible(bool(facts))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
