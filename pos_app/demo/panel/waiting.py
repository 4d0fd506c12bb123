"""While the demo's world is being set up, and where that fails."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui.look import theme
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.panes import ErrorPane, LoadingPane


class WaitingWindow(QWidget):
    """Says what is going on, then perhaps why it can't."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(420, 260)
        self.setWindowTitle(tr("デモを準備しています"))
        close = Action(key="Esc")
        close.set_words(tr("閉じる"))
        close.clicked.connect(self.close)
        self._pages = QStackedWidget()
        loading = LoadingPane()
        loading.set_words(tr("デモを準備しています"), tr("この中だけのサーバーと店を用意しています。数秒かかります。"))
        self._error = ErrorPane(action=close)
        self._pages.addWidget(loading)
        self._pages.addWidget(self._error)
        column = QVBoxLayout(self)
        column.addWidget(self._pages)
        theme.dress(self)

    def fail(self, why: str) -> None:
        """It can't be set up."""
        self.setWindowTitle(tr("デモを始められません"))
        self._error.set_words(tr("デモを始められません"), why)
        self._pages.setCurrentWidget(self._error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits any more."""
        self.closed.emit()
        super().closeEvent(event)
