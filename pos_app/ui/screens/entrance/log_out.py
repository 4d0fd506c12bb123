"""ログアウト: what is still open is told, and goes on by itself (design: rule 3)."""

from functools import partial

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.open_payments import OpenPayments
from pos_app.ui.screens.entrance.sheet import Sheet
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text


class LogOutScreen(Sheet):
    """One Enter logs out, Esc goes back."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till, speaks=False)
        self._goes_on = Label(Text.NOTE, wrap=True)
        self._open = OpenPayments()
        self._attention = Label(Text.TROUBLE, wrap=True)
        self._back = Action(key="Esc")
        for part in (self._open, self._goes_on, self._attention):
            self.body.addWidget(part)
        self.buttons.insertWidget(0, self._back)
        self._back.clicked.connect(partial(self.wants.emit, None))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self.set_origin(snapshot.staff.name if snapshot.staff else "")
        count = len(snapshot.open)
        self._open.show_payments(tr("結果を確認している会計 {count}件", count=count), snapshot.open, self.words)
        self._goes_on.setText(
            tr("ログアウトしても、レジが確認を続けます。結果は取引履歴に出ます。")
            if count
            else tr("結果を待っている会計はありません。")
        )
        waiting = len(snapshot.attention)
        self._attention.setText(tr("対応が必要な会計が{count}件あります。", count=waiting) if waiting else "")
        self._attention.setVisible(bool(waiting))

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.set_heading(tr("ログアウトしますか？"))
        self._back.set_words(tr("戻る"))
        self.primary.set_words(tr("ログアウト"))

    def submit(self) -> None:
        """Log out."""
        self.bridge.act(self.till.sessions.log_out, self.set_trouble)
