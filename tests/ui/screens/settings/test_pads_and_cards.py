"""テンキーパッド and 登録カード at the real window, with a real till on a real server and a simulated pad."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.pad.links import SocketLink
from pos_app.server.context import Context
from pos_app.server.seed_demo import pad_file
from pos_app.till.card_entry import EntryStep
from pos_app.till.pads import PadChoice, PadKind, PadTrouble, PadWay
from pos_app.ui.screens.settings.sections import Section
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.switch import Switch
from tests.scenarios.cards.keyers import Encrypting
from tests.ui.desk import Hands
from tests.ui.screens.settings.test_settings import to, whole

ENTER, ESC, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space
LEFT, RIGHT, F8 = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F8
FIRST, SECOND = "4242424242424242", "3530111333300000"


@pytest.fixture
def pad(context: Context) -> Iterator[Encrypting]:
    """The demo's pad, on the network."""
    keyer = Encrypting(pad_file(context.database.path), SocketLink())
    yield keyer
    keyer.stop()


def choice(hands: Hands) -> PadChoice:
    return hands.desk.shown.settings.preferences.pad


def plug_in(hands: Hands, pad: Encrypting) -> None:
    choices = hands.desk.till.choices
    choices.set(replace(choices.now, pad=pad.choice))


def test_a_pad_without_a_port_is_not_switched_on_and_it_is_said_why(manager: Hands) -> None:
    screen = to(manager, Section.PAD)
    manager.press(TAB, SPACE)
    manager.until(lambda: manager.says("接続先のポートを選んでください"))
    assert not choice(manager).on
    assert not screen.pane.findChildren(Switch)[0].isChecked(), "the switch shows what is so"


def test_a_pad_on_the_network_is_typed_tried_and_switched_on_by_keys(manager: Hands, pad: Encrypting) -> None:
    port = urlsplit(pad.pad.address).port
    to(manager, Section.PAD)
    manager.press(TAB, TAB, TAB, RIGHT)
    manager.until(lambda: choice(manager).way is PadWay.NETWORK)
    manager.press(TAB, TAB)
    manager.put(str(port), ENTER)
    manager.until(lambda: choice(manager).network_port == port)
    manager.until(lambda: manager.says("使えます"))
    manager.press(Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, SPACE)
    manager.until(lambda: choice(manager).on)
    manager.until(lambda: whole(manager).kept.pad.on)


def test_a_test_says_what_is_wrong(manager: Hands) -> None:
    choices = manager.desk.till.choices
    choices.set(replace(choices.now, pad=PadChoice(way=PadWay.NETWORK, network_port=9)))
    to(manager, Section.PAD)
    manager.press(ENTER)
    manager.until(lambda: manager.desk.shown.pad.test is not None)
    test = manager.desk.shown.pad.test
    assert test is not None
    assert test.trouble is PadTrouble.NOT_THERE
    manager.until(lambda: manager.says("テンキーパッドが見つかりません"))


def test_a_pad_that_shows_the_pc_the_number_is_labelled_when_it_is_chosen(manager: Hands) -> None:
    to(manager, Section.PAD)
    assert manager.says("番号は機器の中で暗号化され")
    manager.press(TAB, TAB, RIGHT)
    manager.until(lambda: choice(manager).kind is PadKind.SERIAL)
    manager.until(lambda: manager.says("カード情報非保持化になりません(PCI DSS の対象)"))


def test_what_was_typed_and_not_kept_is_forgotten(manager: Hands) -> None:
    to(manager, Section.PAD)
    manager.press(TAB, TAB, TAB, RIGHT)
    manager.until(lambda: choice(manager).way is PadWay.NETWORK)
    manager.press(TAB)
    manager.put("7")
    manager.window.go(Entry.SALE)
    to(manager, Section.PAD)
    assert choice(manager).host == "127.0.0.1"
    manager.press(TAB, TAB, TAB, TAB)
    focused = manager.focus()
    assert focused is not None
    assert focused.property("text") == "127.0.0.1"


# -- 登録カード ------------------------------------------------------------------------------------------------------


def register(hands: Hands, pad: Encrypting, number: str) -> None:
    """Key a card in the pop-up that Enter opens."""
    hands.press(ENTER)
    hands.until(lambda: _step(hands) is EntryStep.KEYING)
    pad.type(number)
    pad.press("enter")
    pad.type("1230")
    pad.press("enter")
    hands.until(lambda: hands.desk.shown.card_entry is None and not hands.desk.shown.store_cards.busy)


def _step(hands: Hands) -> EntryStep | None:
    entry = hands.desk.shown.card_entry
    return entry.step if entry is not None else None


def cards(hands: Hands) -> dict[str, bool]:
    """The last three of each, and whether it is the default."""
    return {card.last3: card.default for card in hands.desk.shown.store_cards.cards or ()}


def test_two_cards_are_kept_a_third_is_refused_and_the_default_moves(manager: Hands, pad: Encrypting) -> None:
    plug_in(manager, pad)
    screen = to(manager, Section.CARDS)
    manager.until(lambda: manager.says("登録したカードはありません"))
    register(manager, pad, FIRST)
    manager.until(lambda: manager.says("Visa 下3桁 242"))
    register(manager, pad, SECOND)
    manager.until(lambda: manager.says("JCB 下3桁 000"))
    assert cards(manager) == {"242": True, "000": False}
    manager.until(lambda: manager.says("登録できるカードは2枚までです"))
    manager.press(ENTER)
    assert manager.desk.shown.card_entry is None, "no third card is keyed"

    def buttons(title: str) -> list[Action]:
        return [each for each in screen.pane.findChildren(Action) if each.title == title and each.isVisible()]

    def doomed() -> Action:
        (found,) = (each for each in buttons("削除する") if each.accessibleDescription() == "JCB 下3桁 000")
        return found

    (make_default,) = buttons("いつも使うカードにする")
    make_default.setFocus(Qt.FocusReason.TabFocusReason)
    manager.press(SPACE)
    manager.until(lambda: cards(manager) == {"242": False, "000": True})
    doomed().setFocus(Qt.FocusReason.TabFocusReason)
    manager.press(SPACE)
    manager.until(lambda: manager.says("JCB 下3桁 000 を削除します。よろしいですか？"))
    manager.press(ENTER, SPACE)
    manager.press(ESC)
    assert cards(manager) == {"242": False, "000": True}, "neither Enter nor Esc deletes"
    doomed().setFocus(Qt.FocusReason.TabFocusReason)
    manager.press(SPACE)
    manager.press(F8)
    manager.until(lambda: cards(manager) == {"242": True})


def test_without_a_pad_it_is_said_how_to_get_one(manager: Hands) -> None:
    to(manager, Section.CARDS)
    manager.until(lambda: manager.says("テンキーパッド入力をONにしてください"))
    manager.press(ENTER)
    assert manager.desk.shown.card_entry is None
