"""The number pad for fingers and mouse; whoever types uses the real one."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.text import tr

_ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("00", "0", ""))
_ICON = 40


class NumberPad(QWidget):
    """Tells which key was touched. It never takes the focus: what is typed on the real pad goes where it went."""

    digit = Signal(str)
    """``"0"`` to ``"9"``, or ``"00"``."""
    erased = Signal()
    """The last digit was taken back."""
    cleared = Signal()
    """Everything was taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for row, keys in enumerate(_ROWS):
            for column, key in enumerate(keys):
                if key:
                    button = _key(key)
                    button.clicked.connect(lambda _=False, key=key: self.digit.emit(key))
                    grid.addWidget(button, row, column)
            grid.setRowStretch(row, 1)
        self._erase = _key("")
        self._erase.setAutoRepeat(True)
        self._erase.setIconSize(QSize(_ICON, _ICON))
        self._erase.clicked.connect(self.erased)
        grid.addWidget(self._erase, len(_ROWS) - 1, 2)
        self._clear = _key("")
        self._clear.setProperty("pad", "word")
        self._clear.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._clear.clicked.connect(self.cleared)
        grid.addWidget(self._clear, len(_ROWS), 0, 1, 3)
        self._retranslate()
        self._draw()

    def sizeHint(self) -> QSize:
        """Keys that a finger hits without looking."""
        sizes = tokens().sizes
        return QSize(336, 4 * sizes.key + sizes.action + 4 * 8)

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._erase.setAccessibleName(tr("一字消す"))
        self._clear.setText(tr("クリア"))
        self._clear.setAccessibleName(tr("クリア"))

    def _draw(self) -> None:
        self._erase.setIcon(icons.icon("erase", theme.colours().ink, _ICON))


def _key(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("pad", "true")
    # The real keys do the same, so Tab passes this one by.
    button.setProperty("typed_instead", True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    button.setMinimumHeight(tokens().sizes.target)
    button.setAccessibleName(text)
    return button
