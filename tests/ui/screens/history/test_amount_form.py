"""The amount of a 一部返金 or of a smaller 売上計上, key by key, with a clock that is told by hand."""

import pytest
from pytestqt.qtbot import QtBot

from pos_app.till.amount_guard import DIGITS, QUIET_SECONDS, SAID, WITHIN_SECONDS
from pos_app.till.words import Words
from pos_app.ui.screens.history.amount_form import AmountForm
from pos_app.ui.screens.history.amount_typed import whole
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.pad import NumberPad

CARD = "4242424242424242"
REFUSED = Words("ja").notice(SAID)


class Keyed:
    """A form that somebody keys at."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 100.0
        self.form = AmountForm(monotonic=lambda: self.now)
        self.changes = list[int]()
        self.form.changed.connect(lambda: self.changes.append(self.form.typed.amount))
        self.form.begin(whole(4_800))
        qtbot.addWidget(self.form)

    def type(self, keys: str, seconds: float = 0.3) -> None:
        for key in keys:
            self.now += seconds
            assert self.form.press(key)

    def refuses(self) -> bool:
        return REFUSED in [label.text() for label in self.form.findChildren(Label)]


@pytest.fixture
def keyed(qtbot: QtBot) -> Keyed:
    return Keyed(qtbot)


def test_a_card_number_is_no_amount_and_where_it_belongs_is_said(keyed: Keyed) -> None:
    keyed.type(CARD[: DIGITS - 1])
    assert not keyed.refuses()
    keyed.type(CARD[DIGITS - 1])
    assert keyed.refuses()
    assert (keyed.form.typed.amount, keyed.form.typed.fits) == (0, False)
    keyed.type(CARD[DIGITS:])
    assert keyed.refuses()
    assert keyed.form.typed.amount == 0
    assert keyed.changes[-1] == 0, "whoever holds it must know that nothing fits any more"


def test_a_card_number_by_fingers_is_refused_as_well(keyed: Keyed) -> None:
    pad = keyed.form.findChildren(NumberPad)[0]
    for pair in ("4", "00", "00", "00", "0"):
        keyed.now += 1
        pad.digit.emit(pair)
    assert keyed.refuses()
    pad.cleared.emit()
    assert keyed.refuses(), "its rest may still come"


def test_the_rest_of_a_card_number_does_not_become_an_amount_of_the_next_question(keyed: Keyed) -> None:
    keyed.type(CARD[:12])
    keyed.form.begin(whole(4_800))
    keyed.type(CARD[12:])
    assert not keyed.form.typed.fits


def test_after_a_pause_an_amount_is_typed_as_ever(keyed: Keyed) -> None:
    keyed.type(CARD)
    keyed.now += QUIET_SECONDS
    keyed.type("1200")
    assert (keyed.form.typed.amount, keyed.refuses()) == (1_200, False)


def test_whoever_mends_an_amount_or_takes_his_time_is_not_suspected(keyed: Keyed) -> None:
    keyed.type("1234567" + "\b" * 7 + "4800")
    assert (keyed.form.typed.amount, keyed.refuses()) == (4_800, False)
    keyed.now += WITHIN_SECONDS + 1
    keyed.type("\b" * 4 + "1200", seconds=2)
    assert (keyed.form.typed.amount, keyed.refuses()) == (1_200, False)


def test_what_is_no_digit_is_not_taken(keyed: Keyed) -> None:
    assert not keyed.form.press("x")
    assert keyed.form.typed == whole(4_800)
