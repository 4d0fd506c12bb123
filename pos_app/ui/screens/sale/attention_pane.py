"""要対応: what the server says contradicts what was done at the counter, until somebody deals with it (D-13 e)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.till.payment import Payment
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.sale.payments import Line, line
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, State, Table


@dataclass(frozen=True, slots=True)
class Case:
    """One contradiction in words."""

    line: Line
    what: str


def cases(snapshot: Snapshot, words: Words) -> tuple[Case, ...]:
    """Everything that waits for somebody. Pure."""
    return tuple(_case(payment, words) for payment in snapshot.attention)


def _case(payment: Payment, words: Words) -> Case:
    return Case(line(payment, words), words.label(payment.attention) if payment.attention else "")


class AttentionPane(Page):
    """The list, what the chosen one is about, and 対応済み."""

    attended = Signal(object)
    """The payment's id."""
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: dict[UUID, Case] = {}
        self._shown: object = None
        self._table = Table()
        self._table.chosen.connect(lambda _: self._describe())
        self._table.opened.connect(self.attended)
        self._what = Label(Text.BODY, wrap=True)
        card = Card(attention=True)
        card.body.addWidget(self._what)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(card)
        self._back = Action(Kind.PLAIN, "Esc")
        self._back.clicked.connect(self.back)
        self._done = Action(Kind.PRIMARY, "Enter")
        self._done.clicked.connect(self._attend)
        self.add_quiet(self._back)
        self.set_primary(self._done)

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self._table

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Draw them."""
        heading = tr("要対応")
        self.set_heading(heading, tr("お客様やお店の記録と食い違う会計です。確認が済んだら対応済みにしてください。"))
        self._back.set_words(tr("もどる"))
        self._done.set_words(tr("対応済みにする"))
        if (heading, tuple(cases)) != self._shown:
            self._shown = (heading, tuple(cases))
            self._fill(cases)
        self._describe()

    def _fill(self, cases: Sequence[Case]) -> None:
        self._cases = {case.line.payment: case for case in cases}
        self._table.setAccessibleName(tr("要対応"))
        self._table.set_columns(
            [
                Column("time", tr("日時")),
                Column("number", tr("決済番号"), kind=CellKind.NUMBER, stretch=True),
                Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT),
                Column("state", tr("状態"), Align.RIGHT, CellKind.CHIP),
            ]
        )
        self._table.set_rows([_row(case.line) for case in cases])
        if self._table.chosen_id() not in self._cases and cases:
            self._table.choose(cases[0].line.payment)

    def _describe(self) -> None:
        case = self._chosen()
        self._what.setText(case.what if case else "")
        self._done.setEnabled(case is not None)

    def _chosen(self) -> Case | None:
        chosen = self._table.chosen_id()
        return self._cases.get(chosen) if isinstance(chosen, UUID) else None

    def _attend(self) -> None:
        case = self._chosen()
        if case is not None:
            self.attended.emit(case.line.payment)


def _row(line: Line) -> Row:
    state = State(line.state, line.tone)
    return Row(line.payment, {"time": line.time, "number": line.number, "amount": line.amount, "state": state})
