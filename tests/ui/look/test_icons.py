import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from pos_app.ui.look import icons


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_is_drawn_in_the_colour_asked_for_and_in_no_other(name: str, qapp: QApplication) -> None:
    drawn = icons.pixmap(name, 48, "#A8221B").toImage()
    seen = {
        drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert seen == {QColor("#A8221B").name()}


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_takes_its_colour_from_outside_and_stays_in_its_box(name: str) -> None:
    text = (icons.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert re.findall(r'(?:stroke|fill)="(?!none|currentColor)([^"]*)"', text) == []


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icons.pixmap("ok", 20, "#000000").cacheKey() == icons.pixmap("ok", 20, "#000000").cacheKey()
