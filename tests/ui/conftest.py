"""What tests of the window share: Qt without a display, the real style, and a real till on a real server."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui import text
from pos_app.ui.look import theme
from tests.server.live_server import LiveServer
from tests.till.conftest import clock, context, customer, database, second_terminal, server
from tests.ui.desk import Desk, Hands
from tests.ui.dressed import qtbot

__all__ = ["clock", "context", "customer", "database", "qtbot", "second_terminal", "server"]

HERE = Path(__file__).parent
OF_THE_PLATFORM = "This plugin does not support"
"""What Qt's platform without a display warns of on its own account."""

NewDesk = Callable[..., Desk]
NewHands = Callable[[Desk], Hands]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt's own fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(OF_THE_PLATFORM))


@pytest.fixture
def styled(qapp: QApplication) -> QApplication:
    """The application in the light theme, speaking Japanese."""
    theme.apply(qapp, "light")
    text.set_language(qapp, text.JAPANESE)
    return qapp


@pytest.fixture
def new_desk(styled: QApplication, server: LiveServer, tmp_path: Path) -> Iterator[NewDesk]:
    """Open a till that nobody has activated yet, in a folder of that name: ``new_desk("till", source=..., ...)``."""
    del styled
    running: list[Desk] = []

    def open_desk(name: str, **facts: object) -> Desk:
        desk = Desk(tmp_path / name, **{"url": server.url, **facts}).start()  # type: ignore[arg-type]
        running.append(desk)
        return desk

    yield open_desk
    for desk in running:
        desk.stop()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A till that is activated, with a clerk at it; its camera is dark, codes come by ``desk.scan(text)``."""
    desk = new_desk("till")
    desk.activate()
    desk.log_in()
    return desk


@pytest.fixture
def new_hands(qtbot: QtBot) -> NewHands:
    """Show the window of a till, in front and with the keyboard, and give the hands at it."""

    def show(desk: Desk) -> Hands:
        window = desk.window()
        qtbot.addWidget(window)
        window.resize(1024, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Hands(desk, window)

    return show


@pytest.fixture
def hands(desk: Desk, new_hands: NewHands) -> Hands:
    """Somebody at the window of ``desk``."""
    return new_hands(desk)
