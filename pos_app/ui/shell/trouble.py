"""What is shown when the till can't be started: why, in words, and what to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.till.words import Words
from pos_app.ui.look import theme
from pos_app.ui.shell.placement import SMALLEST
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.panes import ErrorPane

RENEWABLE = frozenset(
    {
        "keyring_empty",
        "keyring_damaged",
        "sealed_file_missing",
        "sealed_file_damaged",
        "sealed_key_missing",
        "profile_damaged",
    }
)
"""Secrets that are lost for good: a new set-up with 端末ID and 端末パスワード is what helps."""


class TroubleWindow(QWidget):
    """``reason`` is a fault's or a refusal's code."""

    again = Signal()
    renewal = Signal()
    """Somebody was asked twice and wants new secrets."""
    closed = Signal()

    def __init__(self, reason: str, words: Words) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tr("レジ"))
        self.setMinimumSize(SMALLEST)
        self._sure = False
        self._why = words.text(reason)
        self._pane = ErrorPane(tr("レジを起動できません"), self._why)
        self._leave, self._renew = Action(key="Esc"), Action(Kind.DANGER)
        self._again = Action(Kind.PRIMARY, key="Enter")
        self._leave.set_words(tr("終了"))
        self._renew.set_words(tr("このレジを設定し直す"))
        self._again.set_words(tr("もう一度試す"))
        self._renew.setVisible(reason in RENEWABLE)
        self._leave.clicked.connect(self.close)
        self._again.clicked.connect(self.again)
        self._renew.clicked.connect(self.ask_to_renew)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._leave)
        row.addWidget(self._renew)
        row.addStretch(1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self._pane, 1)
        column.addLayout(row)
        theme.dress(self)

    @property
    def words(self) -> str:
        """Why the till can't be started."""
        return self._why

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody wants to go on."""
        self.closed.emit()
        super().closeEvent(event)

    def ask_to_renew(self) -> None:
        """The first time it says what follows, the second time it means it."""
        if self._sure:
            self.renewal.emit()
            return
        self._sure = True
        self._renew.set_words(tr("鍵を捨てて設定し直す"))
        self._pane.set_words(
            tr("このレジを設定し直しますか？"),
            tr(
                "このレジの鍵は捨てられ、元に戻せません。事務局から新しい端末パスワードを受け取ってから進めてください。"
                "会計の記録は残り、送信中だった会計の結果はサーバーに確認します。"
            ),
        )
