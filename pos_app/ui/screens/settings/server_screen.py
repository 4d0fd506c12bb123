"""The server's section by itself: before this PC is set up nobody can log in to reach 設定."""

from PySide6.QtWidgets import QHBoxLayout

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.server_pane import ServerPane
from pos_app.ui.shell.screen import Screen
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action

_WIDEST = 720


class ServerScreen(Screen):
    """Esc goes back to 端末ID入力."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till)
        self._pane, self._back = ServerPane(bridge, till), Action(key="Esc")
        self._pane.setMaximumWidth(_WIDEST)
        self._pane.add_quiet(self._back)
        self._pane.wants.connect(self.wants)
        self._back.clicked.connect(lambda: self.wants.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._pane, 100)
        row.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._pane.show_snapshot(snapshot)

    def retranslate(self) -> None:
        """Set every text again."""
        self._pane.retranslate()
        self._back.set_words(tr("戻る"))

    def entered(self) -> None:
        """Begin at the address."""
        self._pane.begin()

    def left(self) -> None:
        """Nothing that was typed stays."""
        self._pane.left()
