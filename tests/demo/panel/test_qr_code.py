"""The QR on the panel is one: a camera reads it from the screen."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.demo.panel.qr_code import QrCode
from pos_app.devices.scanner.decoder import Decoder


def seen(code: QrCode) -> "np.typing.NDArray[np.uint8]":
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.ascontiguousarray(rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3))


@pytest.mark.parametrize("side", [148, 205])
@pytest.mark.parametrize("text", ["http://192.0.2.17:49152/wallet", "9" * 120], ids=["short", "long"])
def test_it_is_read_from_the_screen(text: str, side: int, styled: QApplication, qtbot: QtBot) -> None:
    code = QrCode(side)
    qtbot.addWidget(code)
    code.set_text(text)
    assert [symbol.payload.decode() for symbol in Decoder().decode(seen(code)).symbols] == [text]


def test_without_a_text_it_is_white_paper(styled: QApplication, qtbot: QtBot) -> None:
    code = QrCode(148)
    qtbot.addWidget(code)
    code.set_text("x")
    code.set_text("")
    assert seen(code)[60:80, 60:80].min() == 255
