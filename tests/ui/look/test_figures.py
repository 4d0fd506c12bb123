import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pos_app.ui.look import figures, fonts

SIZE = 88


def painted(text: str, *, fast: bool, ratio: float = 1.0) -> QImage:
    image = QImage(round(500 * ratio), round(160 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    letters = fonts.font(SIZE, bold=True)
    with QPainter(image) as painter:
        if fast:
            figures.draw(painter, 10, 110, text, letters, QColor("#1C1E21"))
        else:
            painter.setFont(letters)
            painter.setPen(QColor("#1C1E21"))
            painter.drawText(10, 110, text)
    return image


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than a shade."""
    far = 0
    for y in range(one.height()):
        for x in range(one.width()):
            far += abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 64
    return far / (one.width() * one.height())


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_figures_look_as_qt_would_write_them(ratio: float, qapp: QApplication) -> None:
    fast, slow = painted("9,876,543", fast=True, ratio=ratio), painted("9,876,543", fast=False, ratio=ratio)
    assert difference(fast, slow) < 0.03
    assert difference(fast, painted("1,111,111", fast=True, ratio=ratio)) > 0.06


def test_figures_are_as_wide_as_qt_says(qapp: QApplication) -> None:
    letters = fonts.font(SIZE, bold=True)
    assert abs(figures.width("12,800", letters) - QFontMetrics(letters).horizontalAdvance("12,800")) <= 3
