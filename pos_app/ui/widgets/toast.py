"""One line over the screen that goes away by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from pos_app.ui.look import icons
from pos_app.ui.look.tokens import Tone, tokens
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.restyle import set_property

__all__ = ["Toast", "Tone"]

_SHOWN_MS = 5000
_FROM_BOTTOM = 56
_WIDEST = 640
_ICON = 24
_ICONS = {Tone.OK: "ok", Tone.WAIT: "clock", Tone.STOP: "warning", Tone.QUIET: "info", Tone.ACCENT: "info"}


class Toast(QFrame):
    """Lies over its parent, bottom centre; takes neither focus nor clicks. The newest line replaces the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("toast", Tone.QUIET.value)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark = QLabel()
        self._words = Label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 20, 12)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.QUIET) -> None:
        """Show a line for five seconds."""
        set_property(self, "toast", tone.value)
        self._mark.setPixmap(icons.pixmap(_ICONS[tone], _ICON, tokens().outcome.ink))
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the parent changes its size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        room = self._over.size()
        widest = min(_WIDEST, room.width() - 32)
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        width = min(widest, words + 16 + 12 + 20 + _ICON + 4)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((room.width() - width) // 2, room.height() - height - _FROM_BOTTOM, width, height)
        self.raise_()
