"""Which of the wanted font families this computer has."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from pos_app.ui.look.tokens import tokens


@cache
def family() -> str:
    """The first wanted family that is installed, else the system's own; needs the application to be there."""
    return next((name for name in tokens().families if QFontDatabase.hasFamily(name)), QFont().family())


def font(pixels: int, *, bold: bool = False, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of this height in device-independent pixels; figures are of one width."""
    return QFont(_made(pixels, QFont.Weight.Bold if bold else weight))


@cache
def _made(pixels: int, weight: QFont.Weight) -> QFont:
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
