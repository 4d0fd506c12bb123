"""The window's frame over made-up snapshots: sizes, counts, troubles, what a role sees."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.till.payment import State
from pos_app.till.practice import Practising
from pos_app.till.sample_codes import Sample, SampleCode
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.entrance.pictures import window_over
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.rail import RailButton
from pos_app.ui.shell.views import Aside
from pos_app.ui.shell.window import NARROW, Window
from pos_app.wire.staff import Right, Role
from pos_app.wire.store import Environment
from tests.ui.snapshots import AT, CLERK, LOGGED_OUT, TERMINAL, WORKING, payment

MANAGER = replace(CLERK, role=Role.STORE_MANAGER, rights=tuple(Right))
Show = Callable[..., Window]


@pytest.fixture
def show(styled: QApplication, qtbot: QtBot) -> Show:
    del styled

    def build(snapshot: Snapshot, width: int = 1024, height: int = 768) -> Window:
        window = window_over(snapshot)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return build


def words(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def rail(window: Window) -> list[str]:
    return [button.accessibleName() for button in window.rail.findChildren(RailButton) if button.isVisible()]


def test_the_rail_shows_what_the_role_may_use_in_the_order_of_the_requirements(show: Show) -> None:
    clerk = rail(show(WORKING))
    assert clerk == [
        "QRコード決済",
        "電話注文(カード)",
        "取引履歴",
        "日計・精算",
        "設定",
        "お問い合わせ",
        "ログアウト",
    ]
    assert "管理" in rail(show(replace(WORKING, staff=MANAGER)))


def test_the_top_says_store_terminal_environment_person_and_the_servers_time(show: Show) -> None:
    said = words(show(WORKING))
    assert {"エーナ食堂", "レジ1", "【テスト】", "店舗担当者", "恵那 はな (1)", "12:04"} <= set(said)


def test_in_production_there_is_no_tag(show: Show) -> None:
    real = TERMINAL.model_copy(update={"environment": Environment.PRODUCTION})
    assert not [text for text in words(show(replace(WORKING, terminal=real))) if "テスト" in text]


def test_what_needs_attention_is_counted_at_the_history(show: Show) -> None:
    assert "取引履歴 (2)" in rail(show(replace(WORKING, attention=(payment(1), payment(2)))))


@pytest.mark.parametrize("snapshot", [WORKING, LOGGED_OUT, replace(WORKING, phase=Phase.PASSWORD_CHANGE)])
def test_at_640x480_the_rail_shows_icons_and_nothing_makes_the_window_larger(show: Show, snapshot: Snapshot) -> None:
    window = show(snapshot, 640, 480)
    assert (window.width(), window.height()) == (640, 480)
    assert window.rail.width() < 100
    window.resize(NARROW, 540)
    assert window.rail.width() > 100


def test_where_there_is_too_little_room_the_screen_scrolls(show: Show) -> None:
    window = show(replace(WORKING, phase=Phase.PASSWORD_CHANGE), 640, 480)
    screen = window.screen_in_view
    assert screen is not None
    assert screen.height() > window.stack.height()
    assert screen.height() >= screen.minimumSizeHint().height()


def test_the_lock_hides_who_and_what_but_not_where(show: Show) -> None:
    window = show(replace(WORKING, phase=Phase.LOCKED, open=(payment(1, State.IN_DOUBT, 1_000),)))
    said = words(window)
    assert "エーナ食堂" in said
    assert "1,000円" in said
    assert not window.rail.isVisible()
    assert payment(1).number not in " ".join(said)


def test_from_the_lock_there_is_no_way_to_a_screen_of_the_rail_or_out(show: Show) -> None:
    window = show(replace(WORKING, phase=Phase.LOCKED))
    before = window.screen_in_view
    window.go(Entry.HISTORY)
    window.go(Aside.LOG_OUT)
    assert window.screen_in_view is before


def test_a_lock_closes_what_was_looked_at_besides(show: Show) -> None:
    window = show(WORKING)
    window.go(Aside.LOG_OUT)
    window.show_snapshot(replace(WORKING, phase=Phase.LOCKED))
    locked = window.screen_in_view
    window.show_snapshot(WORKING)
    assert window.screen_in_view is not locked
    assert window.screen_in_view is not None
    window.go(None)


def test_after_the_lock_one_is_where_one_was_and_after_a_log_out_at_the_beginning(show: Show) -> None:
    window = show(WORKING)
    sale = window.screen_in_view
    window.go(Entry.HISTORY)
    history = window.screen_in_view
    window.show_snapshot(replace(WORKING, phase=Phase.LOCKED))
    window.show_snapshot(WORKING)
    assert window.screen_in_view is history
    window.show_snapshot(LOGGED_OUT)
    window.show_snapshot(WORKING)
    assert window.screen_in_view is sale


def test_every_entry_has_a_key(show: Show, qtbot: QtBot) -> None:
    window = show(WORKING)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    on = [button for button in window.rail.findChildren(RailButton) if button.property("on")]
    assert [button.accessibleName() for button in on] == ["取引履歴"]


def test_a_bug_in_the_window_is_said_in_the_bar_from_the_next_drawing_on(show: Show) -> None:
    window = show(WORKING)
    window.bug_met()
    window.show_snapshot(WORKING)
    assert [text for text in words(window) if "起動し直して" in text]


def test_one_who_practises_sees_stripes_and_a_tag_and_may_choose_what_the_customer_shows(show: Show) -> None:
    codes = (SampleCode(Sample.APPROVED, "x"), SampleCode(Sample.NO_ANSWER, "y"))
    window = show(replace(WORKING, practice=Practising(AT, codes)))
    assert "【練習】" in words(window)
    assert window.practice_bar.isVisible()
    window.show_snapshot(WORKING)
    assert "【練習】" not in words(window)
    assert not window.practice_bar.isVisible()
