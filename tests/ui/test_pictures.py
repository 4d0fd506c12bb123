"""Every picture of every screen, as a person sees it: in both languages, in the smallest windows."""

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.screens import LANGUAGES, Size, shown
from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName
from pos_app.ui.picture import Picture, collect
from tests.ui.inspection import faults

SIZES = (Size("1024x768", 1024, 768), Size("960x540", 960, 540))
"""The second is what 1920x1080 leaves at 200 %; where these have room, larger windows have."""
NAMES = (
    "日本語",
    "レジ1",
    "エーナ食堂",
    "恵那 はな",
    "中津川 そう",
    "中津 まこと",
    "岩村 さとし",
    "えーな商事株式会社",
    "えーなウォレット",
    "みどり町電子商品券",
    "ヤマダ ハナコ",
    "エナ タロウ",
)
"""Names of people, stores and wallets stay Japanese in English; so does the word on the key that brings it back."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("item", collect(), ids=lambda item: item.name)
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
