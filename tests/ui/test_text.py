from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.errors import Bug
from pos_app.ui import text
from pos_app.ui.text import tr


@pytest.fixture(autouse=True)
def japanese(qapp: QApplication) -> Iterator[None]:
    text.set_language(qapp, text.JAPANESE)
    yield
    text.set_language(qapp, text.JAPANESE)


class _Ear(QWidget):
    heard = 0

    def changeEvent(self, event: QEvent) -> None:
        self.heard += event.type() is QEvent.Type.LanguageChange
        super().changeEvent(event)


def test_japanese_is_what_the_code_says() -> None:
    assert tr("金額") == "金額"


def test_gaps_are_filled() -> None:
    assert tr("{amount} 円", amount="1,000") == "1,000 円"


def test_braces_without_gaps_are_left_alone() -> None:
    assert tr("{ok}") == "{ok}"


def test_english_is_spoken_at_once_and_left_again(qapp: QApplication) -> None:
    text.set_language(qapp, text.ENGLISH)
    assert text.current() == text.ENGLISH
    assert tr("金額") == "Amount"
    assert tr("{amount} 円", amount="1,000") == "1,000 yen"
    text.set_language(qapp, text.JAPANESE)
    assert tr("金額") == "金額"


def test_any_other_language_is_japanese(qapp: QApplication) -> None:
    text.set_language(qapp, "fr")
    assert text.current() == text.JAPANESE


def test_what_nobody_translated_is_said_in_japanese(qapp: QApplication) -> None:
    text.set_language(qapp, text.ENGLISH)
    assert tr("だれも訳していない文") == "だれも訳していない文"


def test_windows_hear_of_the_change(qapp: QApplication, qtbot: QtBot) -> None:
    ear = _Ear()
    qtbot.addWidget(ear)
    text.set_language(qapp, text.ENGLISH)
    qapp.processEvents()
    assert ear.heard >= 1
    before = ear.heard
    text.set_language(qapp, text.ENGLISH)
    qapp.processEvents()
    assert ear.heard == before


def test_a_file_that_is_no_translation_is_a_bug(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "odd_en.qm").write_bytes(b"not a translation")
    with pytest.raises(Bug, match="odd_en"):
        text.set_language(qapp, text.ENGLISH, tmp_path)
