"""登録カード: the store's own cards, to be registered by the pad, chosen and deleted (row G-06)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.cards_view import CardLine, CardsView, cards_view
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, EmptyPane, ErrorPane, LoadingPane

_LEAST_HEIGHT = 200


class CardsPane(SettingsPane):
    """Enter opens the pop-up in which a card is keyed; a card goes only after a second question."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._asked = False
        self._deleting: UUID | None = None
        self._boxes: list[_CardBox] = []
        self._list, self._sure = QWidget(), Setting()
        self._column = QVBoxLayout(self._list)
        self._empty, self._loading, self._error = EmptyPane(), LoadingPane(), ErrorPane()
        self._stack = QStackedWidget()
        self._why_not, self._trouble = Label(Text.BODY, wrap=True), Label(Text.TROUBLE, wrap=True)
        self._again = Action(key="F5")
        self._register = Action(Kind.PRIMARY, key="Enter")
        self._keep, self._delete = Action(key="Esc"), Action(Kind.DANGER, key="F8")
        self._lay_out()
        self._again.clicked.connect(self._look)
        self._register.clicked.connect(self._register_card)
        self._keep.clicked.connect(self._keep_card)
        self._delete.clicked.connect(self._delete_card)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        if not self._asked:
            self._asked = True
            self._look()
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("登録カード"), tr("ポイント付与の代金を払う、お店のカードです。2枚まで登録できます。"))
        self._empty.set_words(tr("登録したカードはありません"))
        self._loading.set_words(tr("登録したカードを調べています"))
        self._again.set_words(tr("もう一度調べる"))
        self._register.set_words(tr("カードを登録する"))
        self._keep.set_words(tr("削除しない"))
        self._delete.set_words(tr("削除する"))
        self._draw()

    def left(self) -> None:
        """The next time they are asked for anew."""
        self._asked, self._deleting = False, None

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for pane in (self._empty, self._loading, self._error):
            self._stack.addWidget(pane)
        self._stack.setMinimumHeight(_LEAST_HEIGHT)
        for part in (self._trouble, self._stack, self._list, self._sure, self._why_not):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for action in (self._again, self._keep):
            self.add_quiet(action)
        for action in (self._register, self._delete):
            self.set_primary(action)

    def _draw(self) -> None:
        if self._snapshot is None:
            return
        view = cards_view(self._snapshot, self.words)
        lines = view.lines or ()
        doomed = next((line for line in lines if line.card == self._deleting), None)
        if doomed is None:
            self._deleting = None
        self._show_lines(lines, view)
        self._show_stack(view)
        trouble = view.trouble if view.lines is not None else ""
        for label, text in ((self._trouble, trouble), (self._why_not, view.note if doomed is None else "")):
            label.setText(text)
            label.setVisible(bool(text))
        self._again.setVisible(bool(view.trouble) and not view.busy and doomed is None)
        self._register.setVisible(doomed is None)
        self._register.setEnabled(view.can_register)
        for part in (self._sure, self._keep, self._delete):
            part.setVisible(doomed is not None)
        if doomed is not None:
            self._sure.set_words(
                tr("{card} を削除します。よろしいですか？", card=doomed.title),
                tr("いつも使うカードを削除すると、もう1枚がいつも使うカードになります。") if doomed.is_default else "",
            )

    def _show_stack(self, view: CardsView) -> None:
        self._error.set_words(tr("登録したカードを調べられません"), view.trouble)
        unknown = self._error if view.trouble and not view.busy else self._loading
        self._stack.setCurrentWidget(unknown if view.lines is None else self._empty)
        self._stack.setVisible(not view.lines)

    def _show_lines(self, lines: tuple[CardLine, ...], view: CardsView) -> None:
        self._list.setVisible(bool(lines) and self._deleting is None)
        while len(self._boxes) < len(lines):
            box = _CardBox()
            box.default.connect(self._make_default)
            box.delete.connect(self._ask)
            self._boxes.append(box)
            self._column.addWidget(box)
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(lines))
            if place < len(lines):
                box.show_line(lines[place], busy=view.busy)

    # -- moves --------------------------------------------------------------------------------------------------------

    def _act(self, do: Callable[[], object]) -> None:
        self.bridge.act(do)

    def _look(self) -> None:
        self._act(self.till.store_cards.look)

    def _register_card(self) -> None:
        self._act(self.till.store_cards.register)

    def _make_default(self, card: object) -> None:
        if isinstance(card, UUID):
            self._act(partial(self.till.store_cards.make_default, card))

    def _ask(self, card: object) -> None:
        if isinstance(card, UUID):
            self._deleting = card
            self._rest()
            self._draw()

    def _keep_card(self) -> None:
        self._deleting = None
        self._draw()

    def _delete_card(self) -> None:
        card, self._deleting = self._deleting, None
        if card is not None:
            self._act(partial(self.till.store_cards.delete, card))
        self._draw()


class _CardBox(Card):
    """One card: which, until when, and what can be done with it."""

    default = Signal(object)
    delete = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line: CardLine | None = None
        self._title, self._expiry = Label(Text.STRONG), Label(Text.NOTE)
        self._default_chip, self._over_chip = Chip(), Chip()
        self._choose, self._remove = Action(), Action()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._default_chip)
        head.addWidget(self._over_chip)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._expiry)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.body.addLayout(row)
        self._choose.clicked.connect(lambda: self.default.emit(self._line.card if self._line else None))
        self._remove.clicked.connect(lambda: self.delete.emit(self._line.card if self._line else None))

    def show_line(self, line: CardLine, *, busy: bool) -> None:
        """Draw it."""
        self._line = line
        self._title.setText(line.title)
        self._expiry.setText(line.expiry)
        self._default_chip.show_state(tr("いつも使うカード"), Tone.ACCENT)
        self._default_chip.setVisible(line.is_default)
        self._over_chip.show_state(tr("期限切れ"), Tone.STOP)
        self._over_chip.setVisible(line.over)
        self._choose.set_words(tr("いつも使うカードにする"))
        self._choose.setVisible(not line.is_default)
        self._remove.set_words(tr("削除する"))
        for action in (self._choose, self._remove):
            action.setEnabled(not busy)
            action.setAccessibleDescription(line.title)
