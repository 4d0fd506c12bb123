"""What tests of the window share: Qt without a display, the real style, and a real till on a real server."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.live_server import LiveServer
from tests.till.conftest import clock, context, customer, database, second_terminal, server
from tests.ui.desk import Desk

__all__ = ["clock", "context", "customer", "database", "second_terminal", "server"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt's own fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # What the display that is none says of every window with a least size.
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(qapp: object, server: LiveServer, tmp_path: Path) -> Iterator[NewDesk]:
    """Open a till that nobody has activated yet, in a folder of that name: ``new_desk("till", source=..., ...)``."""
    del qapp
    running: list[Desk] = []

    def open_desk(name: str, **facts: object) -> Desk:
        desk = Desk(tmp_path / name, server.url, **facts).start()  # type: ignore[arg-type]
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
