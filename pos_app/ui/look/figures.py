"""Large figures, drawn fast: to Qt a sign of this height is an outline, and to fill it anew for each key takes long."""

from functools import lru_cache

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

_AROUND = 4
"""Pixels left free around a sign, for what leans out of its box."""


def draw(painter: QPainter, left: int, line: int, text: str, letters: QFont, ink: QColor) -> None:
    """Draw digits, commas and the like from ``left`` on the base line ``line``, sign by sign."""
    metrics = QFontMetrics(letters)
    ratio = painter.device().devicePixelRatio()
    for sign in text:
        drawn = _sign(sign, letters.pixelSize(), letters.weight(), ink.name(), ratio, letters.family())
        painter.drawPixmap(QPoint(left - _AROUND, line - metrics.ascent() - _AROUND), drawn)
        left += metrics.horizontalAdvance(sign)


def width(text: str, letters: QFont) -> int:
    """How wide :func:`draw` draws, in pixels."""
    metrics = QFontMetrics(letters)
    return sum(map(metrics.horizontalAdvance, text))


@lru_cache(maxsize=128)
def _sign(sign: str, pixels: int, weight: QFont.Weight, ink: str, ratio: float, family: str) -> QPixmap:
    letters = QFont(family)
    letters.setPixelSize(pixels)
    letters.setWeight(weight)
    letters.setFeature(QFont.Tag("tnum"), 1)
    metrics = QFontMetrics(letters)
    wide, high = metrics.horizontalAdvance(sign) + 2 * _AROUND, metrics.height() + 2 * _AROUND
    drawn = QPixmap(round(wide * ratio), round(high * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.setFont(letters)
        painter.setPen(QColor(ink))
        painter.drawText(_AROUND, _AROUND + metrics.ascent(), sign)
    return drawn
