"""開店前チェック at the real window, by key events alone, with a real till on a real server."""

import time

from PySide6.QtCore import Qt

from pos_app.server.seed_demo import WORLD
from pos_app.till.opening_check import DEADLINE_SECONDS, Mend, What
from pos_app.ui.screens.check.screen import CheckScreen
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.help.screen import HelpScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.screens.settings.screen import SettingsScreen
from pos_app.ui.screens.settings.sections import Section
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.views import Aside
from pos_app.ui.widgets.points import Points
from pos_app.wire.staff import Role
from tests.ui.conftest import NewHands
from tests.ui.desk import Hands
from tests.ui.screens.conftest import NewWhole

ENTER, TAB, SPACE, F5 = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_F5
CLERK = WORLD.person(Role.STORE_CLERK)


def log_in(hands: Hands) -> None:
    hands.until_in_view(LogInScreen)
    hands.put(CLERK.login_id, TAB)
    hands.put(CLERK.password, ENTER)


def checked(hands: Hands) -> None:
    hands.until(lambda: hands.desk.shown.check is not None and not hands.desk.shown.check.running)


def walk_to_mend(hands: Hands, mend: Mend) -> None:
    """Tab until the button of that line has the keyboard."""
    words = hands.desk.bridge.words.label(mend)
    for _ in range(30):
        focused = hands.focus()
        if focused is not None and focused.accessibleName() == words:
            return
        hands.press(TAB)
    raise AssertionError(f"Tab never comes to {words}")


def test_the_first_log_in_of_the_day_brings_the_check_and_enter_goes_on(
    new_whole: NewWhole, new_hands: NewHands
) -> None:
    desk = new_whole("till")
    desk.activate()
    hands = new_hands(desk)
    log_in(hands)
    hands.until_in_view(CheckScreen)
    began = time.monotonic()
    checked(hands)
    assert time.monotonic() - began < DEADLINE_SECONDS + 1
    check = desk.shown.check
    assert check is not None
    assert {finding.what for finding in check.findings} == set(What)
    assert hands.says("このレジは エーナ食堂 の端末として使えます。")
    hands.press(ENTER)
    hands.until_in_view(SaleScreen)
    hands.window.go(Aside.LOG_OUT)
    hands.press(ENTER)
    log_in(hands)
    hands.until_in_view(SaleScreen)


def test_one_need_not_wait_for_it(new_whole: NewWhole, new_hands: NewHands) -> None:
    desk = new_whole("till")
    desk.activate()
    hands = new_hands(desk)
    log_in(hands)
    hands.until_in_view(CheckScreen)
    hands.press(ENTER)
    hands.until_in_view(SaleScreen)


def test_from_the_settings_it_comes_back_there(clerk: Hands) -> None:
    clerk.window.go(Entry.SETTINGS)
    clerk.until_in_view(SettingsScreen).open(Section.CHECK)
    clerk.press(ENTER)
    clerk.until_in_view(CheckScreen)
    clerk.press(ENTER)
    clerk.until_in_view(SettingsScreen)


def test_a_managers_button_leads_to_the_very_section(manager: Hands) -> None:
    manager.window.go(Aside.CHECK)
    manager.until_in_view(CheckScreen)
    checked(manager)
    walk_to_mend(manager, Mend.CHOOSE_CAMERA)
    manager.press(SPACE)
    assert manager.until_in_view(SettingsScreen).section is Section.READING


def test_a_clerk_is_sent_to_the_manager_for_the_camera(clerk: Hands) -> None:
    clerk.window.go(Aside.CHECK)
    clerk.until_in_view(CheckScreen)
    checked(clerk)
    clerk.until(lambda: clerk.says("直すのは店舗管理者です。"))


def test_advice_is_given_in_place_and_f5_checks_anew(manager: Hands) -> None:
    manager.window.go(Aside.CHECK)
    screen = manager.until_in_view(CheckScreen)
    checked(manager)
    # The server's clock in these tests stands still, so the PC's is never right.
    walk_to_mend(manager, Mend.SET_CLOCK)
    manager.press(SPACE)
    manager.until(lambda: manager.says("自動的に設定する"))
    assert isinstance(manager.window.screen_in_view, CheckScreen)
    manager.press(F5)
    manager.until(lambda: not manager.says("自動的に設定する"))
    checked(manager)
    assert screen.findChildren(Points)[0].isVisible()


def test_the_desk_is_one_key_away_from_the_rail(clerk: Hands) -> None:
    clerk.press(Qt.Key.Key_5, modifiers=Qt.KeyboardModifier.ControlModifier)
    clerk.until_in_view(HelpScreen)
    clerk.press(ENTER)
    clerk.until_in_view(CheckScreen)
