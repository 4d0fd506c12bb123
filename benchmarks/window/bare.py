"""The peers: a PySide6 window with nothing in it, and one that draws a large figure (``bare key``)."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.window.painting import Painted, key_to_paint, tell, until


class Figure(QWidget):
    """The least that shows a typed digit: one widget that draws a large figure."""

    def __init__(self) -> None:
        super().__init__()
        self._digits = ""
        self.resize(1024, 768)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit."""
        self._digits = (self._digits + event.text())[-7:]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure."""
        del event
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(72)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._digits)
        painter.end()


if __name__ == "__main__":
    app = QApplication([])
    measures_keys = sys.argv[1:] == ["key"]
    window = Figure() if measures_keys else QWidget()
    window.resize(1024, 768)
    painted = Painted(app, QWidget)
    window.show()
    until(lambda: painted.count > 0)
    if measures_keys:
        tell(seconds=key_to_paint(window, painted, lambda: None))
    else:
        tell(painted_at=painted.at)
