"""設定 at the real window, by key events alone, with a real till on a real server."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.server.context import Context
from pos_app.till.preferences import ScannerKind, Theme
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.terminal_id import TerminalIdScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.screens.settings.screen import SettingsScreen
from pos_app.ui.screens.settings.sections import Section
from pos_app.ui.screens.settings.server_screen import ServerScreen
from pos_app.ui.shell.appearance import Appearance
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.widgets.action import Action
from tests.server.live_server import LiveServer
from tests.till.counter import add_terminal
from tests.ui.conftest import NewHands
from tests.ui.desk import Hands
from tests.ui.screens.conftest import NewWhole
from tests.ui.screens.whole import WholeDesk

ENTER, ESC, F2, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Space
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
CONTROL = Qt.KeyboardModifier.ControlModifier


def whole(hands: Hands) -> WholeDesk:
    assert isinstance(hands.desk, WholeDesk)
    return hands.desk


def to(hands: Hands, section: Section) -> SettingsScreen:
    """Walk there by the keyboard."""
    hands.press(Qt.Key.Key_4, modifiers=CONTROL)
    screen = hands.until_in_view(SettingsScreen)
    for _ in Section:
        if screen.section is section:
            return screen
        hands.press(DOWN)
    raise AssertionError(f"nobody comes to {section.name} by the keyboard")


def test_a_clerk_finds_four_sections_and_walks_past_none_that_is_a_managers(clerk: Hands) -> None:
    screen = to(clerk, Section.DISPLAY)
    met = [screen.section]
    for _ in range(6):
        clerk.press(DOWN)
        met.append(screen.section)
    assert set(met) == {Section.DISPLAY, Section.SOUND, Section.PRACTICE, Section.CHECK}


def test_the_language_changes_at_once_and_is_kept(manager: Hands) -> None:
    to(manager, Section.DISPLAY)
    manager.press(TAB, RIGHT)
    manager.until(lambda: manager.says("Brightness"))
    manager.until(lambda: whole(manager).kept.language == "en")
    manager.press(LEFT)
    manager.until(lambda: manager.says("画面の明るさ"))


def test_the_theme_changes_at_once_and_is_kept(manager: Hands, qapp: QApplication) -> None:
    follows = Appearance(qapp, manager.desk.bridge)
    try:
        to(manager, Section.DISPLAY)
        manager.press(TAB, TAB, LEFT)
        manager.until(lambda: theme.current() is ThemeName.DARK)
        manager.until(lambda: whole(manager).kept.theme is Theme.DARK)
    finally:
        follows.deleteLater()
        theme.apply(qapp, ThemeName.LIGHT)


def test_sounds_are_switched_and_made_louder_by_keys(manager: Hands) -> None:
    to(manager, Section.SOUND)
    manager.press(TAB, TAB, RIGHT)
    manager.until(lambda: whole(manager).kept.volume == 80)
    manager.press(Qt.Key.Key_Backtab, SPACE)
    manager.until(lambda: not whole(manager).kept.sounds)
    assert manager.desk.shown.settings.preferences.volume == 80


def test_a_hand_scanners_code_is_shown_and_is_no_sale(manager: Hands) -> None:
    to(manager, Section.READING)
    before = manager.desk.shown.sale
    manager.scan("4901234567894")
    manager.until(lambda: manager.says("お支払い用ではないコード"))
    assert manager.says("7894")
    assert not manager.says("490123456")
    assert manager.desk.shown.sale == before


def test_a_code_that_breaks_off_says_what_to_set_at_the_scanner(manager: Hands) -> None:
    to(manager, Section.READING)
    manager.scan("4901234")
    manager.until(lambda: manager.says("最後に Enter を送る"))


def test_in_another_section_a_code_is_no_test(manager: Hands) -> None:
    to(manager, Section.SOUND)
    manager.scan("4901234567894")
    manager.until(lambda: manager.says("先に金額を入力してください"))


def test_with_the_hand_scanner_alone_no_camera_is_shown(manager: Hands) -> None:
    to(manager, Section.READING)
    manager.press(TAB, LEFT)
    manager.until(lambda: manager.desk.shown.settings.preferences.scanner is ScannerKind.KEYBOARD)
    manager.until(lambda: not manager.says("映像が出れば使えます"))


def test_a_camera_that_is_chosen_shows_its_picture(manager: Hands, tmp_path: Path) -> None:
    picture = tmp_path / "counter.png"
    image = QImage(320, 240, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(picture))
    to(manager, Section.READING)
    manager.press(TAB, TAB, RIGHT, RIGHT, RIGHT)
    manager.put(str(picture), ENTER)
    manager.until(lambda: whole(manager).kept.camera == str(picture))
    manager.until(lambda: manager.desk.app.preview() is not None)
    manager.until(lambda: manager.desk.shown.status.camera is None)
    manager.until(lambda: not manager.says("カメラが見つかりません"))


@pytest.fixture
def elsewhere(server: LiveServer) -> Iterator[str]:
    """The same server at another address."""
    proxy = FaultProxy(urlsplit(server.url).port or 0, random=Random(7))
    proxy.start()
    yield proxy.url
    proxy.stop()


def test_another_server_is_tried_first_and_then_used(manager: Hands, elsewhere: str) -> None:
    to(manager, Section.SERVER)
    manager.press(TAB)  # Selects what stands there.
    manager.put(elsewhere, ENTER)
    manager.until(lambda: manager.says("使えます。変えると全員がログアウトし"))
    assert whole(manager).kept.server != elsewhere
    manager.press(ENTER)
    manager.until_in_view(LogInScreen)
    manager.until(lambda: whole(manager).kept.server == elsewhere)
    manager.desk.log_in()


def test_where_nobody_listens_the_till_stays_where_it_is(manager: Hands) -> None:
    to(manager, Section.SERVER)
    manager.press(TAB)
    manager.put("http://127.0.0.1:9", ENTER)
    manager.until(lambda: manager.says("その場所でサーバーが動いていません"))
    before = manager.desk.shown.settings.preferences.server
    manager.press(ENTER)
    manager.until(lambda: manager.desk.shown.server_test is not None and not manager.desk.shown.server_test.busy)
    assert manager.desk.shown.settings.preferences.server == before
    assert manager.desk.shown.phase is Phase.OPEN


def test_what_is_no_address_is_said_at_its_field(manager: Hands) -> None:
    to(manager, Section.SERVER)
    manager.press(TAB)
    manager.put("ena の サーバー", ENTER)
    manager.until(lambda: manager.says("サーバーの場所が正しくありません"))


def test_a_new_pc_finds_its_server_before_it_is_set_up(
    new_whole: NewWhole, new_hands: NewHands, server: LiveServer
) -> None:
    hands = new_hands(new_whole("till", url="http://127.0.0.1:9"))
    entrance = hands.until_in_view(TerminalIdScreen)
    for _ in range(8):
        if hands.focus() is entrance.server_link:
            break
        hands.press(TAB)
    hands.press(SPACE)
    hands.until_in_view(ServerScreen)
    hands.put(server.url, ENTER)
    hands.until(lambda: hands.says("このサーバーを使えます。"))
    hands.press(ENTER)
    hands.until_in_view(TerminalIdScreen)
    hands.desk.activate()


def test_this_pc_becomes_another_terminal_and_everybody_logs_in_again(manager: Hands, context: Context) -> None:
    terminal_id, password = add_terminal(context, "レジ2")
    to(manager, Section.TERMINAL)
    assert manager.says("0000 0035 8002")
    manager.press(F2)
    manager.put(terminal_id, ENTER)
    manager.put("00000000", ENTER)
    manager.until(lambda: manager.says("パスワード・暗証番号が違います"))
    manager.put(password, ENTER)
    manager.until(lambda: manager.says("レジ2"))
    manager.press(ENTER)
    manager.until_in_view(LogInScreen)
    info = manager.desk.shown.terminal
    assert info is not None
    assert info.terminal_id == terminal_id
    assert manager.desk.till.sessions.colleagues == ()


def test_from_the_new_terminal_one_can_go_back(manager: Hands) -> None:
    to(manager, Section.TERMINAL)
    manager.press(F2)
    manager.until(lambda: manager.says("全員がログアウトします"))
    manager.press(ESC)
    manager.until(lambda: manager.says("今の端末"))


def test_practice_begins_at_the_sale_and_ends_here(clerk: Hands) -> None:
    to(clerk, Section.PRACTICE)
    clerk.press(ENTER)
    clerk.until_in_view(SaleScreen)
    assert clerk.desk.shown.practice is not None
    to(clerk, Section.PRACTICE)
    assert clerk.says("練習中")
    clerk.press(ENTER)
    clerk.until(lambda: clerk.desk.shown.practice is None)
    assert clerk.desk.shown.sale.stage is Stage.IDLE


def test_a_managers_section_locks_early_and_only_while_it_is_in_view(manager: Hands) -> None:
    def within() -> int | None:
        return manager.desk.till.sessions.lock_within_minutes

    to(manager, Section.SOUND)
    assert within() is None
    to(manager, Section.SERVER)
    assert within() == 15
    manager.window.go(Entry.SALE)
    assert within() is None


def test_what_was_typed_and_not_used_is_forgotten(manager: Hands) -> None:
    to(manager, Section.SERVER)
    manager.press(TAB)
    manager.put("http://127.0.0.1:9")
    manager.window.go(Entry.SALE)
    to(manager, Section.SERVER)
    manager.press(TAB)
    focused = manager.focus()
    assert focused is not None
    assert focused.property("text") == manager.desk.shown.settings.preferences.server


def test_in_a_small_window_what_is_wrong_comes_into_view(manager: Hands) -> None:
    manager.window.resize(960, 540)
    screen = to(manager, Section.TERMINAL)
    manager.press(F2)
    manager.put("000000358002", ENTER)
    manager.put("00000000", ENTER)
    manager.until(lambda: manager.says("パスワード・暗証番号が違います"))
    (trouble,) = (label for label in screen.findChildren(QLabel) if "パスワード・暗証番号が違います" in label.text())
    manager.until(lambda: not trouble.visibleRegion().isEmpty())
    (primary,) = (action for action in screen.pane.findChildren(Action) if action.key == "Enter")
    assert primary.visibleRegion().boundingRect().height() == primary.height()


def test_in_a_small_window_the_list_scrolls_to_the_chosen_section(manager: Hands) -> None:
    manager.window.resize(960, 540)
    screen = to(manager, Section.CHECK)
    (button,) = (each for each in screen.findChildren(QPushButton) if each.text() == "開店前チェック")
    manager.until(lambda: button.visibleRegion().boundingRect().height() == button.height())
    assert screen.height() <= 540, "the screen as a whole need not scroll"
