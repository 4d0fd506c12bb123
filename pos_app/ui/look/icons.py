"""Line icons from ``resources/icons``, drawn in the colour that is asked for."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pos_app.config import RESOURCES

FOLDER = RESOURCES / "icons"
_TINT = b"currentColor"


def names(folder: Path = FOLDER) -> list[str]:
    """Every icon that there is."""
    return sorted(path.stem for path in folder.glob("*.svg"))


def pixmap(name: str, size: int, colour: str) -> QPixmap:
    """An icon of ``size`` device-independent pixels in ``#RRGGBB``, sharp on the densest screen."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, size, colour, ratio)


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """An icon for a Qt control."""
    return QIcon(pixmap(name, size, colour))


@lru_cache(maxsize=256)
def _drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    drawing = (FOLDER / f"{name}.svg").read_bytes().replace(_TINT, colour.encode())
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    return drawn
