"""Every picture of the panel, as a person sees it: both languages, small and narrow windows."""

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.screens import LANGUAGES, Size, shown
from pos_app.server.seed_demo import WORLD
from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName
from pos_app.ui.picture import Picture, collect
from tests.ui.inspection import faults

SIZES = (Size("1024x768", 1024, 768), Size("720x600", 720, 600), Size("400x540", 400, 540))
"""Beside a till on a large screen, on a small one, on a laptop."""
NAMES = ("エーナ食堂", *(one.name for one in WORLD.staff), *(one.name for one in WORLD.members))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("item", collect("pos_app.demo"), ids=lambda item: item.name)
def test_nothing_is_cut_off_unnamed_unreachable_or_left_in_japanese(
    item: Picture, language: str, qapp: QApplication
) -> None:
    theme.apply(qapp, ThemeName.LIGHT)
    text.set_language(qapp, language)
    try:
        found = [
            f"{size.name}: {fault}"
            for size, widget in shown(qapp, item, SIZES)
            for fault in faults(widget, english=language == text.ENGLISH, names=NAMES)
        ]
    finally:
        text.set_language(qapp, text.JAPANESE)
    assert not found, "\n".join(found)
