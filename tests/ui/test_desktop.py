"""The till from its start to its end on a desktop, and every reason why it can't start, in words."""

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.app import App, renew_secrets
from pos_app.config import TillSettings
from pos_app.errors import CredentialsFault, Refusal
from pos_app.ui.bridge import Bridge
from pos_app.ui.desktop import Desktop, OpenedTill, Opener
from pos_app.ui.screens.entrance.terminal_id import TerminalIdScreen
from tests.till.counter import Dark

NOWHERE = "http://127.0.0.1:9"
Start = Callable[..., Desktop]


def open_in(folder: Path) -> Callable[[Bridge], OpenedTill]:
    def open_till(bridge: Bridge) -> OpenedTill:
        settings = TillSettings(folder, NOWHERE, use_keyring=False, feed_wait_seconds=1)
        app = App(settings, source=Dark(), publish=bridge.publish, wake=bridge.wake)
        notice = "journal_damaged" if app.opened.set_aside is not None else None
        return OpenedTill(
            app.till, app.preview, app.start_without_camera, app.stop, notice, start_camera=app.scanner.start
        )

    return open_till


@pytest.fixture
def start(styled: QApplication) -> Iterator[Start]:
    running: list[Desktop] = []

    def begin(folder: Path, opening: Callable[[Bridge], OpenedTill] | None = None) -> Desktop:
        settings = TillSettings(folder, NOWHERE, use_keyring=False)
        opener = Opener(opening or open_in(folder), lambda: renew_secrets(settings), folder)
        desktop = Desktop(styled, opener, None, "ja")
        running.append(desktop)
        desktop.begin()
        return desktop

    yield begin
    for desktop in running:
        desktop.end()


def words(window: QWidget | None) -> str:
    assert window is not None
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def press(window: QWidget | None, key: Qt.Key) -> None:
    assert window is not None
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, key)


def test_a_new_till_begins_with_its_terminal_id(start: Start, tmp_path: Path) -> None:
    desktop = start(tmp_path / "till")
    assert desktop.trouble is None
    assert desktop.window is not None
    assert isinstance(desktop.window.screen_in_view, TerminalIdScreen)


def test_the_camera_begins_once_the_first_screen_stands(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    begun: list[str] = []

    def opening(bridge: Bridge) -> OpenedTill:
        return replace(open_in(tmp_path / "till")(bridge), start_camera=lambda: begun.append("camera"))

    start(tmp_path / "till", opening)
    assert begun == []
    qtbot.waitUntil(lambda: begun == ["camera"])


def test_a_second_instance_is_told_that_the_first_one_runs(start: Start, tmp_path: Path) -> None:
    start(tmp_path / "till")
    second = start(tmp_path / "till")
    assert second.window is None
    assert "すでに起動しています" in words(second.trouble)


def test_once_the_first_one_has_ended_the_second_starts_by_one_key(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    first = start(tmp_path / "till")
    second = start(tmp_path / "till")
    first.end()
    press(second.trouble, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.window is not None)
    assert second.trouble is None


def test_a_damaged_journal_is_set_aside_and_that_is_said_where_one_begins_anew(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "till"
    start(folder).end()
    journal = next(folder.glob("journal.db"))
    journal.write_bytes(b"not a journal at all" * 400)
    for side in folder.glob("journal.db-*"):
        side.unlink()
    desktop = start(folder)
    assert "もとの記録は残してあります" in words(desktop.window)
    assert list(folder.glob("damaged-*/journal.db"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CredentialsFault("keyring_locked"), "ロックされています"),
        (CredentialsFault("keyring_silent"), "返事がありません"),
        (CredentialsFault("keyring_empty"), "このレジの鍵がありません"),
        (Refusal("server_address"), "サーバー"),
    ],
)
def test_whatever_keeps_the_till_from_starting_is_said_in_words(
    start: Start, tmp_path: Path, fault: Exception, said: str
) -> None:
    def fail(_: Bridge) -> OpenedTill:
        raise fault

    desktop = start(tmp_path, fail)
    assert desktop.window is None
    assert said in words(desktop.trouble)


def test_a_folder_that_can_not_be_reached_is_said_and_nothing_breaks(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    desktop = start(tmp_path / "a-file" / "till")
    assert "ディスクに書き込めません" in words(desktop.trouble)


def test_lost_keys_are_thrown_away_only_after_asking_twice(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "till"
    start(folder).end()
    for sealed in folder.glob("*.key"):
        sealed.unlink()
    desktop = start(folder)
    trouble = desktop.trouble
    assert trouble is not None, "the keys are missing, and nothing was said"
    trouble.ask_to_renew()
    assert desktop.window is None
    assert "元に戻せません" in words(trouble)
    trouble.ask_to_renew()
    qtbot.waitUntil(lambda: desktop.window is not None)


def test_the_window_comes_back_where_it_was_left(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "till"
    first = start(folder)
    assert first.window is not None
    first.window.setGeometry(QRect(40, 30, 700, 500))
    first.window.close()
    first.end()
    second = start(folder)
    assert second.window is not None
    assert second.window.size().toTuple() == (700, 500)


def test_what_was_kept_of_the_window_may_be_nonsense(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue("place", "everywhere")
    kept.sync()
    desktop = start(folder)
    assert desktop.window is not None
    assert desktop.window.isVisible()


def test_a_window_whose_screen_was_unplugged_comes_back_into_view(
    start: Start, tmp_path: Path, styled: QApplication, qtbot: QtBot
) -> None:
    desktop = start(tmp_path / "till")
    window = desktop.window
    assert window is not None
    window.move(9_000, 9_000)
    styled.screenRemoved.emit(styled.primaryScreen())
    area = styled.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: area.intersects(window.geometry()))


def test_a_bug_in_a_slot_is_logged_with_its_traceback_and_said_in_the_bar(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desktop = start(tmp_path / "till")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        kind, bug, trace = sys.exc_info()
    assert kind is not None
    assert bug is not None
    with caplog.at_level(logging.CRITICAL):
        desktop.bug_met(kind, bug, trace)
    assert "Traceback" in caplog.text
    assert desktop.window is not None
