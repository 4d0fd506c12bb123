"""The window over a real till: lock, 担当者切替, log-out, language, hand scanner (D-16, D-17, D-24, D-26)."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.server.seed_demo import WORLD
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.log_out import LogOutScreen
from pos_app.ui.screens.entrance.switch import SwitchScreen
from pos_app.ui.screens.history.screen import HistoryScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.wire.staff import Role
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewHands
from tests.ui.desk import Desk, Hands

CLERK, MANAGER = WORLD.person(Role.STORE_CLERK), WORLD.person(Role.STORE_MANAGER)
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
F9, F10, F12 = Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F12
NOBODY_LISTENS = Faults(request_lost=1.0)


@pytest.fixture
def road(server: LiveServer) -> Iterator[FaultProxy]:
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7)) as proxy:
        yield proxy


@pytest.fixture
def far_hands(styled: QApplication, road: FaultProxy, tmp_path: Path, new_hands: NewHands) -> Iterator[Hands]:
    """A clerk at a till whose way to the server can be cut."""
    del styled
    desk = Desk(tmp_path / "till", road.url).start()
    desk.activate()
    desk.log_in()
    yield new_hands(desk)
    desk.stop()


def number_of(desk: Desk) -> int:
    assert desk.shown.staff is not None
    return desk.shown.staff.number


def enter(desk: Desk, yen: int) -> None:
    desk.bridge.act(lambda: desk.till.checkout.enter(yen))


def test_the_pad_is_locked_by_a_key_and_opened_by_the_pin_while_the_server_is_gone(
    far_hands: Hands, road: FaultProxy
) -> None:
    hands, desk = far_hands, far_hands.desk
    road.switch(NOBODY_LISTENS)
    enter(desk, 1_200)
    hands.press(F12)
    hands.until_in_view(LockedScreen)
    assert not hands.window.rail.isVisible()
    assert not hands.says("1,200")
    hands.put("000000")
    hands.until(lambda: hands.says("暗証番号が違います"))
    hands.write(CLERK.pin)
    hands.until_in_view(SaleScreen)
    assert desk.shown.sale.amount == 1_200
    hands.until(lambda: hands.says("サーバーにつながりません"), 40)


def test_the_lock_never_engages_while_a_customer_waits_and_nobody_leaves_the_screen(
    hands: Hands, customer: Customer
) -> None:
    desk = hands.desk
    desk.ready(1_000)
    hands.press(F12)
    hands.until(lambda: hands.says("会計の途中です"))
    assert desk.shown.phase is Phase.OPEN
    hands.press(F9)
    assert isinstance(hands.window.screen_in_view, SaleScreen)
    hands.press(Qt.Key.Key_2, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert isinstance(hands.window.screen_in_view, SaleScreen)
    assert not hands.window.close()
    desk.scan(customer.show_code().qr)
    assert desk.outcome().state is State.APPROVED
    hands.press(F12)
    hands.until_in_view(LockedScreen)


def test_what_was_open_at_the_lock_is_shown_above_it_until_its_outcome(
    far_hands: Hands, road: FaultProxy, customer: Customer
) -> None:
    hands, desk = far_hands, far_hands.desk
    desk.ready(1_000)
    road.switch(Faults(answer_reset=1.0), "/v1/operations")
    desk.scan(customer.show_code().qr)
    desk.until(lambda s: s.sale.stage is Stage.IN_DOUBT)
    desk.bridge.act(desk.till.checkout.next_customer)
    hands.press(F12)
    hands.until_in_view(LockedScreen)
    hands.until(lambda: hands.says("1,000円") and hands.says("確認中"))
    road.off()
    desk.until(lambda s: not s.open, 40)
    hands.until(lambda: hands.says("完了"))
    assert not hands.says("0035-8")


def test_another_person_takes_over_by_number_and_pin_and_the_amount_stays(hands: Hands) -> None:
    desk = hands.desk
    clerk = number_of(desk)
    desk.log_in(Role.STORE_MANAGER)
    enter(desk, 2_400)
    hands.press(F9)
    hands.until_in_view(SwitchScreen)
    hands.put(str(clerk), RETURN)
    hands.put("999999", RETURN)
    hands.until(lambda: hands.says("暗証番号が違います"))
    hands.put(CLERK.pin, RETURN)
    hands.until_in_view(SaleScreen)
    assert number_of(desk) == clerk
    assert desk.shown.sale.amount == 2_400
    assert hands.says(f"{CLERK.name}さんに切り替えました")


def test_from_the_change_over_somebody_new_logs_in_by_password_and_esc_goes_back(hands: Hands) -> None:
    hands.press(F9)
    hands.until_in_view(SwitchScreen)
    hands.press(ESCAPE)
    hands.until_in_view(SaleScreen)
    hands.press(F9)
    switch = hands.until_in_view(SwitchScreen)
    switch.log_in_by_password()
    hands.until_in_view(LogInScreen)
    hands.put(MANAGER.login_id, RETURN)
    hands.put(MANAGER.password, RETURN)
    hands.until_in_view(SaleScreen)
    assert hands.says(MANAGER.name)


def test_who_logs_out_is_asked_once_and_the_next_one_lands_on_the_sale(hands: Hands) -> None:
    hands.window.rail.log_out.emit()
    hands.until_in_view(LogOutScreen)
    assert hands.says("結果を待っている会計はありません")
    hands.press(ESCAPE)
    hands.until_in_view(SaleScreen)
    hands.window.rail.log_out.emit()
    hands.press(RETURN)
    hands.until_in_view(LogInScreen)
    assert not hands.says(CLERK.name)


def test_the_language_changes_in_mid_sale_and_the_sale_goes_on(hands: Hands, customer: Customer) -> None:
    desk = hands.desk
    desk.ready(1_000)
    hands.press(F10)
    assert desk.shown.language == "en"
    assert hands.says("Server connected")
    desk.scan(customer.show_code().qr)
    assert desk.outcome().state is State.APPROVED


def test_the_numpad_alone_leads_to_the_history_and_back(hands: Hands) -> None:
    hands.until_in_view(SaleScreen)
    hands.write("/")
    hands.until_in_view(HistoryScreen)
    hands.write("/")
    hands.until_in_view(SaleScreen)


def test_a_hand_scanner_on_the_wrong_screen_says_what_comes_first(hands: Hands, customer: Customer) -> None:
    hands.write("/")
    hands.until_in_view(HistoryScreen)
    hands.scan(customer.show_code().number)
    hands.until(lambda: hands.says("先に金額を入力してください"))
    assert hands.desk.shown.sale.payment is None


def test_practice_is_seen_on_every_screen_and_ends_by_a_button(hands: Hands) -> None:
    desk = hands.desk
    desk.bridge.act(desk.till.practise)
    hands.until(lambda: hands.says("【練習】") and hands.says("お金は動きません"))
    hands.write("/")
    hands.until_in_view(HistoryScreen)
    assert hands.says("【練習】")
    hands.window.practice_bar.ended.emit()
    hands.until(lambda: not hands.says("【練習】"))
