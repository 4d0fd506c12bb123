"""Which of the wanted font families this computer has."""

from PySide6.QtGui import QFont, QFontDatabase

from pos_app.ui.look.tokens import Tokens, tokens


def family(look: Tokens | None = None) -> str:
    """The first wanted family that is installed, else the system's own."""
    wanted = (look or tokens()).families
    return next((name for name in wanted if QFontDatabase.hasFamily(name)), QFont().family())


def font(pixels: int, *, bold: bool = False) -> QFont:
    """A font of this height in device-independent pixels; figures are of one width."""
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
