from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.wire.staff import Role
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewHands
from tests.ui.desk import Hands
from tests.ui.screens.whole import WholeDesk

NewWhole = Callable[..., WholeDesk]


@pytest.fixture
def new_whole(styled: QApplication, server: LiveServer, tmp_path: Path) -> Iterator[NewWhole]:
    """Open a till with everything in its window: ``new_whole("till", url=..., source=...)``."""
    del styled
    running: list[WholeDesk] = []

    def open_desk(name: str, **facts: object) -> WholeDesk:
        desk = WholeDesk(tmp_path / name, **{"url": server.url, **facts}).start()  # type: ignore[arg-type]
        running.append(desk)
        return desk

    yield open_desk
    for desk in running:
        desk.stop()


@pytest.fixture
def manager(new_whole: NewWhole, new_hands: NewHands) -> Hands:
    """The store's manager at the window."""
    desk = new_whole("till")
    desk.activate()
    desk.log_in(Role.STORE_MANAGER)
    return new_hands(desk)


@pytest.fixture
def clerk(new_whole: NewWhole, new_hands: NewHands) -> Hands:
    """A clerk at the window."""
    desk = new_whole("till")
    desk.activate()
    desk.log_in()
    return new_hands(desk)
