"""A card's sale in the 取引履歴 at the real window, by key events alone, with a real till, server and simulated pad."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.pad.links import SocketLink
from pos_app.server.context import Context
from pos_app.server.seed_demo import pad_file
from pos_app.till.card_entry import EntryStep
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import Payment, State
from pos_app.ui.screens.history.held_pane import HeldPane
from pos_app.ui.screens.history.void_steps import Step
from pos_app.ui.widgets.field import Field
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.staff import Role
from tests.scenarios.cards.keyers import Encrypting
from tests.ui.desk import Desk, Hands
from tests.ui.screens.history.test_history import CARD_NUMBER, choose, panel, shown, step, to_history, to_screen

F2, F3, F5, F8 = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F8
ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


@pytest.fixture
def pad(context: Context, desk: Desk) -> Iterator[Encrypting]:
    """The demo's pad, and a till that is set to it, with the manager at it."""
    keyer = Encrypting(pad_file(context.database.path), SocketLink())
    choices = desk.till.choices
    choices.set(replace(choices.now, pad=keyer.choice))
    desk.log_in(Role.STORE_MANAGER)
    yield keyer
    keyer.stop()


def sell(desk: Desk, pad: Encrypting, amount: int, when: CaptureWhen, memo: str = "注文 7") -> Payment:
    """An order by telephone."""
    card = desk.till.card
    card.next_customer()
    card.enter(amount)
    card.describe("エナ タロウ", "0573000135", memo, when)
    card.open_entry()
    desk.until(lambda s: s.card_entry is not None and s.card_entry.step is EntryStep.KEYING)
    for part in ("4242424242424242", "1230"):
        pad.type(part)
        pad.press("enter")
    desk.until(lambda s: s.card_entry is None)
    card.authorise()
    desk.until(lambda s: s.card.stage is CardStage.CONFIRM)
    card.confirm()
    payment = desk.until(lambda s: s.card.stage is CardStage.DONE).card_payment
    assert payment is not None
    return payment


def test_a_part_goes_back_and_then_the_rest(hands: Hands, pad: Encrypting) -> None:
    desk = hands.desk
    payment = sell(desk, pad, 4_800, CaptureWhen.NOW)
    to_history(hands)
    choose(hands, payment)
    hands.until(lambda: hands.says("Visa 下3桁 242"))
    hands.press(F3)
    step(hands, Step.AMOUNT)
    hands.write("9000")
    hands.press(ENTER)
    assert panel(hands).step is Step.AMOUNT, "more than was taken"
    hands.press(*[Qt.Key.Key_Backspace] * 4)
    hands.write("1200", ENTER)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.NUMBER_CHECK)
    assert hands.says("お名前とカードの下3桁は")
    hands.write("7")
    step(hands, Step.CONFIRM)
    hands.press(ENTER, Qt.Key.Key_Space)
    assert panel(hands).step is Step.CONFIRM, "no Enter gives money back"
    hands.press(F8)
    step(hands, Step.DONE)
    assert hands.says("返金処理が完了しました。")
    hands.press(ENTER)
    hands.until(lambda: shown(hands).isVisible())
    assert (desk.payment(payment).state, desk.payment(payment).returned) == (State.APPROVED, 1_200)
    hands.until(lambda: hands.says("一部返金") or hands.says("1,200 円"))
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.NUMBER_CHECK)
    hands.write("8")
    step(hands, Step.CONFIRM)
    hands.press(F8)
    step(hands, Step.DONE)
    hands.press(ENTER)
    hands.until(lambda: desk.payment(payment).state is State.VOIDED)
    assert desk.payment(payment).returned == 4_800


def held_pane(hands: Hands) -> HeldPane:
    return to_screen(hands).findChildren(HeldPane)[0]


def test_a_card_number_is_no_search_among_what_is_held(hands: Hands, pad: Encrypting) -> None:
    sell(hands.desk, pad, 4_800, CaptureWhen.DELIVERY)
    to_history(hands)
    hands.press(F5)
    hands.until(lambda: held_pane(hands).isVisible() and hands.says("期限 "))
    search = held_pane(hands).findChildren(Field)[0]
    search.begin()
    hands.put("5555 5555 5555 4444")
    assert search.text() == ""
    assert hands.says(CARD_NUMBER)
    hands.put("エナ")
    assert not hands.says(CARD_NUMBER)
    hands.until(lambda: hands.says("4,800 円"))


def test_what_is_held_is_captured_on_delivery_for_less_and_the_rest_is_let_go(hands: Hands, pad: Encrypting) -> None:
    desk = hands.desk
    less, gone = (sell(desk, pad, amount, CaptureWhen.DELIVERY) for amount in (4_800, 980))
    to_history(hands)
    hands.press(F5)
    hands.until(lambda: len(desk.shown.held.payments or ()) == 2)
    hands.until(lambda: held_pane(hands).isVisible() and hands.says("期限 "))
    if hands.says("980 円"):
        hands.press(DOWN)
    hands.until(lambda: hands.says("4,800 円"))
    hands.press(ENTER)
    hands.until(lambda: hands.says("エナ タロウ 様の売上を計上します"))
    hands.press(ESC)
    hands.until(lambda: not hands.says("様の売上を計上します"))
    assert desk.payment(less).state is State.AUTHORISED, "Esc captures nothing"
    hands.press(ENTER)
    hands.write("4000", ENTER)
    hands.until(lambda: desk.payment(less).state is State.APPROVED)
    assert desk.payment(less).captured == 4_000
    hands.until(lambda: len(desk.shown.held.payments or ()) == 1 and hands.says("取引を選んでください"))
    hands.press(ENTER, ENTER, F8)
    assert desk.payment(gone).state is State.AUTHORISED, "no key is for one that nobody chose"
    hands.press(DOWN)
    hands.until(lambda: hands.says("980 円"))
    hands.press(F8)
    step(hands, Step.REASON)
    assert hands.says("与信を取り消す")
    hands.write("4")
    step(hands, Step.NUMBER_CHECK)
    hands.write("7")
    step(hands, Step.CONFIRM)
    hands.press(F8)
    step(hands, Step.DONE)
    hands.press(ENTER)
    hands.until(lambda: hands.says("売上計上を待つ取引はありません"))
    assert desk.payment(gone).state is State.VOIDED
    hands.press(ESC)
    hands.until(lambda: shown(hands).isVisible())


def test_a_held_sale_is_captured_from_its_own_detail(hands: Hands, pad: Encrypting) -> None:
    payment = sell(hands.desk, pad, 4_800, CaptureWhen.DELIVERY)
    to_history(hands)
    choose(hands, payment)
    hands.until(lambda: hands.says("与信済み") or hands.says("出荷・受渡時"))
    hands.press(F2)
    hands.until(lambda: held_pane(hands).isVisible() and hands.says("期限 "))
    hands.press(ENTER, ENTER)
    hands.until(lambda: hands.desk.payment(payment).state is State.APPROVED)
    assert hands.desk.payment(payment).captured == 4_800


def test_an_order_is_found_by_its_number_whatever_the_day(hands: Hands, pad: Encrypting) -> None:
    payment = sell(hands.desk, pad, 4_800, CaptureWhen.NOW, memo="注文 20345")
    to_history(hands)
    hands.write("20345", ENTER)
    hands.until(lambda: [each.id for each in hands.desk.shown.search.payments] == [payment.id])
    hands.press(ESC)
    hands.write("0345", ENTER)
    hands.until(lambda: [each.id for each in hands.desk.shown.search.payments] == [payment.id])
