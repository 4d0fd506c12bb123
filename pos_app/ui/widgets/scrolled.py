"""What scrolls where there is too little room, so that nothing is ever cut off."""

from PySide6.QtCore import Qt
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
        self.setWidget(inner)
