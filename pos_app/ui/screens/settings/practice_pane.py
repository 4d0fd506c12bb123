"""練習モード (row D-28): begin and end."""

from PySide6.QtWidgets import QWidget

from pos_app.domain.calendar import in_jst
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.chip import Chip, Tone


class PracticePane(SettingsPane):
    """Whoever begins lands at the sale, where the striped bar holds out the codes."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._practises = False
        self._what, self._how, self._state = Setting(), Setting(), Chip()
        self._go = Action(Kind.PRIMARY, key="Enter")
        self.body.addWidget(self._state)
        self.body.addWidget(self._what)
        self.body.addWidget(self._how)
        self.body.addStretch(1)
        self.set_primary(self._go)
        self._go.clicked.connect(self._begin_or_end)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        practice = snapshot.practice
        self._practises = practice is not None
        until = in_jst(practice.until).strftime("%H:%M") if practice else ""
        self._state.show_state(tr("練習中({time}まで)", time=until) if practice else "", Tone.ACCENT)
        self._state.setVisible(self._practises)
        self._go.set_words(tr("練習を終える") if practice else tr("練習を始める"))

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("練習モード"), tr("お金を動かさずに、会計を試せます。どの担当者でも使えます。"))
        self._what.set_words(
            tr("練習の間は"),
            tr(
                "画面に縞模様と【練習】が出ます。サーバーには何も送られず、取引履歴にも残りません。"
                "30分たつか、ログアウトすると終わります。"
            ),
        )
        self._how.set_words(
            tr("練習のしかた"),
            tr(
                "金額を入力して「QRコード読取」を押し、上の帯で見本のコードを選んで F11 でかざします。"
                "支払い完了のほか、残高不足、期限切れ、返事が来ないときも試せます。"
            ),
        )

    def _begin_or_end(self) -> None:
        if self._practises:
            self.bridge.act(self.till.stop_practising)
        elif self.bridge.act(self.till.practise):
            self.wants.emit(Entry.SALE)
