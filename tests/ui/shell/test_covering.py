from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.errors import Bug
from pos_app.till.card_entry import CardEntry, EntryStep
from pos_app.till.session import Phase
from pos_app.ui.shell.covering import Cover, Covered, Covering, is_covered
from pos_app.ui.shell.screen import Screen
from tests.ui.snapshots import WORKING

KEYING = replace(WORKING, card_entry=CardEntry(EntryStep.KEYING))


class Sheet(Covered):
    """Notes when it comes and goes."""

    def __init__(self) -> None:
        QWidget.__init__(self)
        self.way: list[str] = []

    def entered(self) -> None:
        self.way.append("entered")

    def left(self) -> None:
        self.way.append("left")


@pytest.fixture
def beneath(styled: QApplication, qtbot: QtBot) -> QWidget:
    del styled
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    return widget


def test_it_lies_there_as_long_as_a_card_is_keyed_and_never_over_the_lock() -> None:
    assert is_covered(KEYING)
    assert not is_covered(WORKING)
    assert not is_covered(replace(KEYING, phase=Phase.LOCKED))


def test_it_is_made_once_and_told_when_it_comes_and_goes(beneath: QWidget) -> None:
    made: list[Screen] = []
    covering = Covering(beneath, {Cover.CARD_ENTRY: Sheet}, made.append)
    assert not covering.lift()
    for _ in range(2):
        sheet = covering.lay(Cover.CARD_ENTRY, "here")
        assert covering.lay(Cover.CARD_ENTRY, "here") is sheet is covering.screen
        assert covering.lift()
    assert made == [sheet]
    assert isinstance(sheet, Sheet)
    assert sheet.way == ["entered", "left"] * 2


def test_it_is_as_large_as_what_it_lies_over_also_later_on(beneath: QWidget) -> None:
    covering = Covering(beneath, {Cover.CARD_ENTRY: Sheet}, lambda _: None)
    sheet = covering.lay(Cover.CARD_ENTRY, None)
    assert sheet.geometry() == beneath.rect()
    beneath.resize(640, 480)
    QApplication.processEvents()
    assert sheet.geometry() == beneath.rect()


def test_a_screen_that_does_not_know_how_to_lie_over_another_is_a_bug(beneath: QWidget) -> None:
    class Plain(Screen):
        def __init__(self) -> None:
            QWidget.__init__(self)

    with pytest.raises(Bug):
        Covering(beneath, {Cover.CARD_ENTRY: Plain}, lambda _: None).lay(Cover.CARD_ENTRY, None)
