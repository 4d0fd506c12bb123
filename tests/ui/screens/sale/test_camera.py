"""The live picture, and a sale by the camera at the real window."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from pos_app.demo.customer import Customer
from pos_app.devices.scanner import Image
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.errors import ScannerFault
from pos_app.till.preview import Preview, preview_of
from pos_app.ui.look.tokens import tokens
from pos_app.ui.screens.sale.camera_view import CameraView
from pos_app.ui.screens.sale.pane import Pane
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.screens.sale.counter import ENTER, At

WHITE = np.full((480, 640, 3), 255, np.uint8)
OUTLINE = ((200, 120), (440, 120), (440, 360), (200, 360))


class Lens:
    """Gives the same picture until another is put in."""

    def __init__(self, preview: Preview | None) -> None:
        self.preview = preview
        self.looks = 0

    def __call__(self) -> Preview | None:
        self.looks += 1
        return self.preview


def colours(view: CameraView) -> set[str]:
    picture = view.grab().toImage()
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }


@pytest.fixture
def lens() -> Lens:
    return Lens(preview_of(WHITE, 1, None))


@pytest.fixture
def view(qtbot: QtBot, lens: Lens) -> Iterator[CameraView]:
    view = CameraView(lens)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    yield view
    view.close()


FRAME = QColor(tokens().dark.ok).name()


def test_the_picture_is_shown_and_a_frame_only_around_a_found_code(view: CameraView, lens: Lens, qtbot: QtBot) -> None:
    assert "#ffffff" in colours(view)
    assert FRAME not in colours(view)
    lens.preview = preview_of(WHITE, 2, OUTLINE)
    qtbot.waitUntil(lambda: FRAME in colours(view))
    lens.preview = preview_of(WHITE, 3, None)
    qtbot.waitUntil(lambda: FRAME not in colours(view))


def test_no_picture_leaves_a_dark_pane(view: CameraView, lens: Lens, qtbot: QtBot) -> None:
    lens.preview = None
    qtbot.waitUntil(lambda: "#ffffff" not in colours(view))


def test_nobody_looks_and_no_picture_is_kept_while_it_is_hidden(view: CameraView, lens: Lens, qtbot: QtBot) -> None:
    view.hide()
    before = lens.looks
    qtbot.wait(150)
    assert lens.looks == before
    assert view._shown is None


def test_at_most_thirty_pictures_a_second_are_asked_for(view: CameraView, lens: Lens, qtbot: QtBot) -> None:
    assert view.isVisible()
    lens.looks = 0
    qtbot.wait(1_000)
    assert 1 <= lens.looks <= 31


def test_the_same_picture_is_painted_once(view: CameraView, lens: Lens, qtbot: QtBot) -> None:
    painted: list[int] = []
    paint = view._paint
    view._paint = lambda painter, preview: (painted.append(preview.number), paint(painter, preview))[1]  # type: ignore[method-assign, func-returns-value]
    lens.preview = preview_of(WHITE, 7, None)
    qtbot.waitUntil(lambda: painted == [7])
    qtbot.wait(150)
    assert painted == [7]


class Unpluggable(SimulatedCamera):
    plugged = True

    def open(self) -> None:
        if not self.plugged:
            raise ScannerFault("camera_missing")

    def read(self) -> Image:
        if not self.plugged:
            raise ScannerFault("camera_gone")
        return super().read()


def test_a_sale_by_the_camera_and_what_is_said_when_its_cable_is_pulled(
    new_desk: NewDesk, new_hands: NewHands, customer: Customer
) -> None:
    camera = Unpluggable(lambda: customer.shown, seed=3, size=(640, 480), frames_per_second=20)
    desk = new_desk("till", source=camera)
    desk.activate()
    desk.log_in()
    pad = At(new_hands(desk), customer)
    pad.digits("1000")
    pad.press(ENTER)
    pad.until_scanning()
    camera_view = pad.screen._panes.scan._camera
    pad.hands.until(lambda: camera_view._shown is not None)
    customer.show_code()
    pad.until_pane(Pane.OUTCOME)
    customer.put_away()
    assert pad.paid == 1_000
    camera.plugged = False
    pad.digits("500")
    pad.press(ENTER)
    pad.until_scanning()
    pad.hands.until(lambda: pad.hands.says("カメラが"))
    assert not camera_view.isVisible()
    camera.plugged = True
    pad.hands.until(camera_view.isVisible)
    pad.press(Qt.Key.Key_Escape)
    pad.until_pane(Pane.PAD)


def test_a_preview_does_not_show_its_pixels_when_printed() -> None:
    assert "255" not in repr(replace(preview_of(WHITE, 1, None), number=2))
