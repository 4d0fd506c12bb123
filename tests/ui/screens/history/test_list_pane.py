"""The search field of 取引履歴, digit by digit, with a clock that is told by hand."""

from pytestqt.qtbot import QtBot

from pos_app.till.amount_guard import QUIET_SECONDS
from pos_app.till.words import Words
from pos_app.ui.screens.history.list_pane import ListPane
from pos_app.ui.widgets.label import Label

CARD = "4242424242424242424"
REFUSED = Words("ja").text("looks_like_card_number")


class Typed:
    """A list into whose search field somebody types."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 100.0
        self.list = ListPane(monotonic=lambda: self.now)
        self.told = list[str]()
        self.list.typed.connect(self.told.append)
        qtbot.addWidget(self.list)
        self.list.show()

    def type(self, digits: str) -> None:
        for digit in digits:
            self.now += 0.3
            self.list.search.set_text(self.list.search.text() + digit)

    def refuses(self) -> bool:
        return REFUSED in [label.text() for label in self.list.findChildren(Label) if label.isVisible()]


def test_a_thirteenth_digit_empties_the_field_and_the_rest_is_swallowed(qtbot: QtBot) -> None:
    typed = Typed(qtbot)
    typed.type(CARD[:12])
    assert typed.list.search.text() == CARD[:12]
    assert not typed.refuses()
    typed.type(CARD[12])
    assert typed.list.search.text() == ""
    assert typed.refuses()
    typed.type(CARD[13:])
    assert typed.list.search.text() == ""
    assert typed.refuses()
    assert max(map(len, typed.told)) == 12
    typed.now += QUIET_SECONDS
    typed.type("0041")
    assert typed.told[-1] == "0041"
    assert not typed.refuses()


def test_what_is_said_of_a_card_number_is_gone_when_somebody_comes_back(qtbot: QtBot) -> None:
    typed = Typed(qtbot)
    typed.type(CARD)
    typed.list.hide()
    typed.list.show()
    assert not typed.refuses()


def test_a_number_is_pasted_as_it_is_shown(qtbot: QtBot) -> None:
    typed = Typed(qtbot)
    typed.list.search.set_text("0035 8000 0041")
    assert typed.list.search.text() == "003580000041"
    typed.list.search.set_text("4242-4242-4242-4242")
    assert typed.list.search.text() == ""
    assert typed.refuses()
