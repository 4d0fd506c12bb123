"""The way from 設定 to 開店前チェック."""

from PySide6.QtWidgets import QWidget

from pos_app.till.opening_check import What
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind


class CheckPane(SettingsPane):
    """Says what is looked at."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._what, self._go = Setting(), Action(Kind.PRIMARY, key="Enter")
        self.body.addWidget(self._what)
        self.body.addStretch(1)
        self.set_primary(self._go)
        self._go.clicked.connect(lambda: self.wants.emit(Aside.CHECK))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Nothing here changes."""

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("開店前チェック"), tr("5秒以内に終わります。毎日、最初のログインの後にも出ます。"))
        looked_at = tr("、").join(self.words.label(what) for what in What)
        self._what.set_words(tr("調べるもの"), looked_at)
        self._go.set_words(tr("調べる"))
