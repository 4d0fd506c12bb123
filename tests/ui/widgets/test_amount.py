from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui import text
from pos_app.ui.widgets.amount import AmountDisplay
from tests.ui.widgets.stage import on_stage


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    text.set_language(qapp, text.ENGLISH)
    yield
    text.set_language(qapp, text.JAPANESE)


@pytest.mark.parametrize(
    ("yen", "shown"),
    [
        (0, ("0", "円", "", "0/7")),
        (680, ("680", "円", "六百八十円", "3/7")),
        (12_800, ("12,800", "円", "一万二千八百円", "5/7")),
        (9_999_999, ("9,999,999", "円", "九百九十九万九千九百九十九円", "7/7")),
    ],
)
def test_it_shows_figure_reading_and_counter(yen: int, shown: tuple[str, ...], qtbot: QtBot) -> None:
    display = AmountDisplay()
    qtbot.addWidget(display)
    display.show_amount(yen)
    assert display.texts() == shown


def test_in_english_it_reads_english(english: None, qtbot: QtBot) -> None:
    display = AmountDisplay()
    qtbot.addWidget(display)
    display.show_amount(12_800)
    assert display.texts() == ("12,800", "yen", "twelve thousand eight hundred yen", "5/7")


def test_who_hears_the_screen_hears_the_amount_in_the_language_spoken_now(qtbot: QtBot, qapp: QApplication) -> None:
    display = AmountDisplay()
    on_stage(qtbot, display)
    display.show_amount(680)
    assert (display.accessibleName(), display.accessibleDescription()) == ("金額", "680 円 六百八十円")
    text.set_language(qapp, text.ENGLISH)
    qapp.processEvents()
    try:
        assert display.accessibleName() == "Amount"
    finally:
        text.set_language(qapp, text.JAPANESE)


def test_the_smallest_display_shows_the_largest_amount(qtbot: QtBot) -> None:
    display = AmountDisplay()
    qtbot.addWidget(display)
    display.show_amount(9_999_999)
    display.resize(display.minimumSizeHint())
    assert display.cut_off() == []
    display.resize(150, 112)
    assert display.cut_off() != []


def test_what_is_painted_changes_with_the_amount(qtbot: QtBot) -> None:
    display = AmountDisplay()
    on_stage(qtbot, display)
    before = display.grab().toImage()
    display.show_amount(1)
    assert display.grab().toImage() != before
