"""What scrolls where there is too little room, so that nothing is ever cut off."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Holds one widget, as large as there is room, never smaller than it needs.

    ``sideways``: it scrolls in both directions. ``keys``: it can have the keyboard, and the arrow keys scroll it.
    """

    def __init__(
        self, inner: QWidget, parent: QWidget | None = None, *, sideways: bool = True, keys: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if keys else Qt.FocusPolicy.NoFocus)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setObjectName(inner.objectName() or "scrolled")
        # It has a size, for Qt: else its size hint were asked for now, and all that it holds styled once for nothing.
        inner.resize(inner.size())
        self._inner = inner
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room may do without the bar."""
        self._judge()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds has changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._judge()
        return super().eventFilter(watched, event)

    def _judge(self) -> None:
        """Have no bar where all has room without one.

        Qt asks whether all has room beside the bar that is there: words that wrap because of it keep it for ever.
        """
        room = self.maximumViewportSize()
        needed = max(self._inner.minimumSizeHint().height(), self._inner.heightForWidth(room.width()))
        fits = needed <= room.height()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
