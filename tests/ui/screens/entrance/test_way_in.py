"""From a new PC to the pad, by the keyboard alone, on a real server (E-22..E-26, E-07, E-08, D-1, D-2, D-16, D-17)."""

import os
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pos_app.server.admin import people
from pos_app.server.admin import places as server_places
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.staff.rights import Place
from pos_app.server.store.connection import Tx
from pos_app.till.session import Phase
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.new_password import NewPasswordScreen
from pos_app.ui.screens.entrance.new_pin import NewPinScreen
from pos_app.ui.screens.entrance.store import StoreScreen
from pos_app.ui.screens.entrance.terminal_id import TerminalIdScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.wire.staff import Role
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Desk, Hands

CLERK = WORLD.person(Role.STORE_CLERK)
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
TAB, F10 = Qt.Key.Key_Tab, Qt.Key.Key_F10


@dataclass(frozen=True)
class Newcomer:
    """Registered this morning; the first password is the login ID (D-2)."""

    login_id: str = "shinjin-001"
    password: str = "kaede-momiji-77"
    pin: str = "482913"


NEWCOMER = Newcomer()


@pytest.fixture
def newcomer(context: Context) -> Newcomer:
    hasher = Hasher(Cost(64, 1, 1), os.urandom(32), threads=1)
    initial = hasher.hash(NEWCOMER.login_id)
    hasher.close()

    def add(tx: Tx) -> None:
        store, company = server_places.store_of(tx, WORLD.store)
        home = Place(company, store)
        people.add_staff(tx, context.now(), os.urandom, home, Role.STORE_CLERK, NEWCOMER.login_id, "山岡 しん", initial)

    context.database.writer.submit(add).result()
    return NEWCOMER


@pytest.fixture
def activated(new_desk: NewDesk) -> Desk:
    desk = new_desk("till")
    desk.activate()
    return desk


def test_a_new_pc_becomes_a_till_after_its_store_was_confirmed(new_desk: NewDesk, new_hands: NewHands) -> None:
    hands = new_hands(new_desk("till"))
    hands.until_in_view(TerminalIdScreen)
    assert not hands.window.rail.isVisible()
    hands.write(WORLD.terminal, RETURN)
    hands.write("00000000", RETURN)
    hands.until(lambda: hands.says("パスワード・暗証番号が違います"))
    hands.write(WORLD.terminal_password, RETURN)
    hands.until_in_view(StoreScreen)
    hands.until(lambda: hands.says("エーナ食堂"))
    assert hands.says("9000009")
    assert hands.says("0000 0035 8002")
    assert hands.says("【テスト】")
    assert hands.desk.shown.terminal is None
    hands.press(RETURN)
    hands.until_in_view(LogInScreen)
    assert hands.desk.shown.terminal is not None


def test_from_the_wrong_store_one_goes_back_and_types_another(new_desk: NewDesk, new_hands: NewHands) -> None:
    hands = new_hands(new_desk("till"))
    hands.put(WORLD.terminal, RETURN)
    hands.put(WORLD.terminal_password, RETURN)
    hands.until_in_view(StoreScreen)
    hands.press(ESCAPE)
    hands.until_in_view(TerminalIdScreen)
    hands.put(WORLD.terminal, RETURN)
    hands.put(WORLD.terminal_password, RETURN)
    hands.until_in_view(StoreScreen)


def test_without_a_server_the_set_up_says_what_to_do_and_can_be_tried_again(
    new_desk: NewDesk, new_hands: NewHands
) -> None:
    desk = new_desk("till", url="http://127.0.0.1:9")
    hands = new_hands(desk)
    hands.put(WORLD.terminal, RETURN)
    hands.put(WORLD.terminal_password, RETURN)
    hands.until(lambda: hands.says("サーバーと通信できません"))
    assert isinstance(hands.window.screen_in_view, TerminalIdScreen)


def test_a_clerk_logs_in_after_a_wrong_password_and_lands_on_the_sale(activated: Desk, new_hands: NewHands) -> None:
    hands = new_hands(activated)
    hands.until_in_view(LogInScreen)
    hands.put(CLERK.login_id, TAB)
    hands.put("not-the-password-1", RETURN)
    hands.until(lambda: hands.says("パスワード・暗証番号が違います"))
    hands.put(CLERK.password, RETURN)
    hands.until_in_view(SaleScreen)
    assert hands.says(CLERK.name)
    assert hands.window.rail.isVisible()


def test_enter_in_the_first_field_goes_to_the_second_and_asks_nobody(activated: Desk, new_hands: NewHands) -> None:
    hands = new_hands(activated)
    hands.put(CLERK.login_id, RETURN)
    assert not activated.shown.busy
    assert activated.shown.login_trouble is None
    hands.put(CLERK.password, RETURN)
    hands.until_in_view(SaleScreen)


def test_who_forgot_the_password_is_told_whom_to_ask(activated: Desk, new_hands: NewHands) -> None:
    hands = new_hands(activated)
    screen = hands.until_in_view(LogInScreen)
    assert not hands.says("店舗管理者に伝えてください")
    screen.show_help()
    assert hands.says("店舗管理者に伝えてください")


def test_a_newcomer_gets_in_by_the_login_id_and_sets_password_and_pin(
    activated: Desk, newcomer: Newcomer, new_hands: NewHands
) -> None:
    hands = new_hands(activated)
    hands.put(newcomer.login_id, RETURN)
    hands.put(newcomer.login_id, RETURN)
    hands.until_in_view(NewPasswordScreen)
    assert not hands.window.rail.isVisible()
    hands.put("momiji", RETURN)
    hands.put("momiji", RETURN)
    assert activated.shown.phase is Phase.PASSWORD_CHANGE
    assert not activated.shown.busy
    hands.press(ESCAPE)
    hands.put(newcomer.password, RETURN)
    hands.put(newcomer.password, RETURN)
    hands.until_in_view(NewPinScreen)
    assert hands.says("パスワードの変更が完了しました")
    hands.put("111111", RETURN)
    hands.put("111111", RETURN)
    assert isinstance(hands.window.screen_in_view, NewPinScreen)
    assert not activated.shown.busy


def test_a_newcomer_chooses_a_pin_and_is_at_the_pad(activated: Desk, newcomer: Newcomer, new_hands: NewHands) -> None:
    _set_password(activated, newcomer)
    hands = new_hands(activated)
    hands.until_in_view(LogInScreen)
    hands.put(newcomer.login_id, RETURN)
    hands.put(newcomer.password, RETURN)
    hands.until_in_view(NewPinScreen)
    hands.put(newcomer.pin, RETURN)
    hands.put(newcomer.pin, RETURN)
    hands.until_in_view(SaleScreen)
    assert hands.says("暗証番号を設定しました")


def test_a_pin_may_wait_until_later(activated: Desk, newcomer: Newcomer, new_hands: NewHands) -> None:
    _set_password(activated, newcomer)
    hands = new_hands(activated)
    hands.put(newcomer.login_id, RETURN)
    hands.put(newcomer.password, RETURN)
    hands.until_in_view(NewPinScreen)
    hands.press(ESCAPE)
    hands.until_in_view(SaleScreen)


def test_rules_are_ticked_off_while_the_password_is_typed(
    activated: Desk, newcomer: Newcomer, new_hands: NewHands
) -> None:
    hands = new_hands(activated)
    hands.put(newcomer.login_id, RETURN)
    hands.put(newcomer.login_id, RETURN)
    hands.until_in_view(NewPasswordScreen)
    assert kept(hands) == set()
    hands.write("kaede")
    assert "12文字以上(128文字まで)" not in kept(hands)
    assert "半角の文字だけ" in kept(hands)
    hands.put("-momiji-77")
    assert {"12文字以上(128文字まで)", "英字と数字の両方", "ログインIDと違う"} <= kept(hands)
    assert "同じパスワードを2回" not in kept(hands)
    hands.press(ESCAPE)
    hands.put(newcomer.login_id)
    assert not {"ログインIDと違う", "前のパスワードと違う"} & kept(hands)


def test_nothing_that_was_typed_stays_in_a_step_that_was_left(activated: Desk, new_hands: NewHands) -> None:
    hands = new_hands(activated)
    screen = hands.until_in_view(LogInScreen)
    hands.put(CLERK.login_id, RETURN)
    hands.put(CLERK.password, RETURN)
    hands.until_in_view(SaleScreen)
    assert [field.text() for field in screen.fields] == ["", ""]


def test_the_language_changes_by_a_key_before_and_after_the_log_in(activated: Desk, new_hands: NewHands) -> None:
    hands = new_hands(activated)
    hands.until_in_view(LogInScreen)
    hands.press(F10)
    assert activated.shown.language == "en"
    assert hands.says("Login ID")
    assert not hands.says("ログインID")
    hands.put(CLERK.login_id, RETURN)
    hands.put(CLERK.password, RETURN)
    hands.until_in_view(SaleScreen)
    assert activated.shown.language == "ja"
    hands.press(Qt.Key.Key_L, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert activated.shown.language == "en"
    assert activated.shown.phase is Phase.OPEN


def test_a_code_from_a_hand_scanner_at_the_log_in_reaches_no_field_and_pays_nothing(
    activated: Desk, new_hands: NewHands
) -> None:
    hands = new_hands(activated)
    screen = hands.until_in_view(LogInScreen)
    hands.scan("90000001123456789012345678")
    assert screen.fields[0].text() == ""
    assert activated.shown.sale.payment is None


def kept(hands: Hands) -> set[str]:
    """The rules that show a tick."""
    labels = [label for label in hands.window.findChildren(QLabel) if label.isVisible()]
    return {label.text() for label in labels if label.accessibleName().endswith("満たしています")}


def _set_password(desk: Desk, newcomer: Newcomer) -> None:
    sessions = desk.till.sessions
    sessions.log_in(newcomer.login_id, newcomer.login_id)
    desk.until(lambda s: s.phase is Phase.PASSWORD_CHANGE and not s.busy)
    sessions.change_password(newcomer.password)
    desk.until(lambda s: s.phase is Phase.OPEN and not s.busy)
    sessions.log_out()
    desk.until(lambda s: not s.busy)
