"""The first screen after an unclean stop: what became of the payments that it left open (row D-25)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.till.payment import ASKING, Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.words import Words
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import icons, theme
from pos_app.ui.screens.entrance.open_payments import tone
from pos_app.ui.screens.entrance.sheet import Sheet
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.chip import Tone
from pos_app.ui.widgets.label import Label, Text

_WIDTH = 600
_ICON = 24
_ICONS = {Tone.OK: "ok", Tone.STOP: "stop", Tone.WAIT: "clock", Tone.QUIET: "undo"}


class RecoveredScreen(Sheet):
    """Amounts and times only: nobody has logged in yet. Whoever is in a hurry need not wait for the results."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till, width=_WIDTH)
        self._lines: list[_Line] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self._settled = False
        self._go_on = Action(key="Esc")
        self.body.addLayout(self._rows)
        self.buttons.insertWidget(0, self._go_on)
        self._go_on.clicked.connect(self.submit)

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        payments = snapshot.recovered
        while len(self._lines) < len(payments):
            self._lines.append(_Line())
            self._rows.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(payments))
            if place < len(payments):
                line.show_payment(payments[place], self.words)
        self._settled = self.ready(snapshot)
        self._go_on.setVisible(not self._settled)
        self._go_on.setEnabled(not self._settled)
        self._say()

    def ready(self, snapshot: Snapshot) -> bool:
        """Every result is known."""
        return all(payment.state not in ASKING for payment in snapshot.recovered)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.primary.set_words(tr("確認しました"))
        self._go_on.set_words(tr("結果を待たずに進む"))
        self._say()

    def submit(self) -> None:
        """It was read."""
        self.bridge.act(self.till.recovery_was_read)

    def _say(self) -> None:
        note = (
            tr("お客様への対応が済んだら、次へ進んでください。")
            if self._settled
            else tr("サーバーに結果を確認しています。結果が出るまで、同じ会計をもう一度読み取らないでください。")
        )
        self.set_heading(tr("電源が切れる前の会計があります"), note)


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._mark, self._words = QLabel(), Label(Text.STRONG, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_payment(self, payment: Payment, words: Words) -> None:
        state: State = payment.state
        is_so = tone(state)
        self._mark.setPixmap(icons.pixmap(_ICONS[is_so], _ICON, theme.colours().of(is_so)[0]))
        self._words.setText(words.text(f"recovered_{state.value}", at=payment.created_at, amount=payment.amount))
