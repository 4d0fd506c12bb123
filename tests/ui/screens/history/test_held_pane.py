"""与信済み(未計上): nobody captures another caller's sale by keys that were meant for one that is not there."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.till.card_lists import Held
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.held_pane import HeldPane
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label
from pos_app.wire.payments import PaymentRecord

X, Y, Z = made_up.HELD.payments or ()
WORDS = Words("ja", strict=True)
GONE = "この取引は売上計上を待っていません"
CHOOSE = "取引を選んでください"


class Shown(HeldPane):
    """A pane that draws itself, as the screen would have it drawn, and keeps what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.records: tuple[PaymentRecord, ...] = (X, Y, Z)
        self.asked: list[tuple[PaymentRecord, int]] = []
        self.chosen.connect(self.draw)
        self.captured.connect(lambda record, amount: self.asked.append((record, amount)))
        self.retranslate()

    def draw(self) -> None:
        snapshot = made_up.snapshot(terminal=made_up.BY_CARD, held=Held(self.records))
        self.show_snapshot(snapshot, WORDS)

    def show_these(self, *records: PaymentRecord) -> None:
        self.records = records
        self.draw()

    def enter(self, times: int = 2) -> None:
        for _ in range(times):
            for action in self.findChildren(Action):
                if action.key == "Enter" and action.isVisibleTo(self):
                    action.click()

    def says(self, text: str) -> bool:
        return any(text in each.text() for each in self.findChildren(Label) if each.isVisibleTo(self))


@pytest.fixture
def pane(qapp: QApplication) -> Iterator[Shown]:
    del qapp
    pane = Shown()
    yield pane
    pane.deleteLater()


def test_from_the_list_it_begins_with_the_first(pane: Shown) -> None:
    pane.begin()
    pane.draw()
    pane.enter()
    assert pane.asked == [(X, X.amount)]


def test_one_that_does_not_wait_is_said_not_to_and_enter_captures_nothing(pane: Shown) -> None:
    pane.begin(X.id)
    pane.show_these(Y, Z)
    assert pane.says(GONE)
    pane.enter()
    assert pane.asked == []
    pane.walk(1)
    assert not pane.says(GONE)
    pane.enter()
    assert pane.asked == [(Y, Y.amount)]


def test_one_that_comes_with_the_list_is_shown_whoever_stood_there_before(pane: Shown) -> None:
    pane.begin()
    pane.draw()
    pane.begin(Z.id)
    pane.draw()
    pane.enter()
    assert pane.asked == [(Z, Z.amount)]


def test_one_that_leaves_the_list_while_it_is_asked_about_is_not_followed_by_another(pane: Shown) -> None:
    pane.begin(X.id)
    pane.draw()
    pane.enter(1)
    assert pane.says("よろしいですか")
    pane.show_these(Y, Z)
    assert not pane.says("よろしいですか")
    assert pane.says(GONE)
    pane.enter()
    assert pane.asked == []


def test_the_first_one_stays_chosen_when_another_comes_before_it(pane: Shown) -> None:
    pane.begin()
    pane.show_these(Y, Z)
    pane.show_these(X, Y, Z)
    pane.enter()
    assert pane.asked == [(Y, Y.amount)]


def test_after_a_capture_too_many_enters_capture_nobody_else(pane: Shown) -> None:
    pane.begin()
    pane.draw()
    pane.enter()
    pane.show_these(Y, Z)
    assert pane.says(CHOOSE)
    assert not pane.says(GONE)
    pane.enter()
    assert pane.asked == [(X, X.amount)]
    pane.show_these(X, Y, Z)
    assert not pane.says(CHOOSE), "it was refused, and is there again"


def test_whoever_searches_sees_the_first_that_is_found(pane: Shown) -> None:
    pane.begin(X.id)
    pane.show_these(Y, Z)
    pane.findChildren(Field)[0].set_text("エナ")
    assert not pane.says(GONE)
    pane.enter()
    assert pane.asked == [(Y, Y.amount)]


def test_where_nothing_waits_that_is_all_there_is_to_say(pane: Shown) -> None:
    pane.begin(X.id)
    pane.show_these()
    assert pane.says("売上計上を待つ取引はありません")
    assert not pane.says(GONE)
