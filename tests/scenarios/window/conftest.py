"""What stories at the window share: a real till and server, hands on real keys, and nothing said in any log."""

import logging
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from tests.scenarios.window.alarm import Alarm
from tests.scenarios.window.books import enrich
from tests.scenarios.window.grey import Grey
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.ui.conftest import (
    OF_THE_PLATFORM,
    NewDesk,
    NewHands,
    clock,
    context,
    customer,
    database,
    new_hands,
    second_terminal,
    server,
    styled,
)
from tests.ui.desk import Desk, Hands
from tests.ui.screens.sale.counter import At

__all__ = ["clock", "context", "customer", "database", "new_hands", "second_terminal", "server", "styled"]

HERE = Path(__file__).parent
POCKET_MONEY = 5_000_000


class Road(NamedTuple):
    """A clerk at a pad whose way to the server can be made bad."""

    pad: At
    proxy: FaultProxy


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt's own fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(OF_THE_PLATFORM))


@pytest.fixture(autouse=True)
def alarm() -> Iterator[Alarm]:
    """Whatever the till's log is warned of fails the story, unless the story has expected it."""
    alarm = Alarm()
    logger = logging.getLogger("pos_app")
    logger.addHandler(alarm)
    yield alarm
    logger.removeHandler(alarm)
    assert alarm.heard == []


@pytest.fixture
def new_desk(styled: QApplication, server: LiveServer, clock: FakeClock, tmp_path: Path) -> Iterator[NewDesk]:
    """Open a till that nobody has activated yet; its PC's clock goes as the server's does."""
    del styled
    running: list[Desk] = []

    def open_desk(name: str, **facts: object) -> Desk:
        given = {"url": server.url, "wall": clock, "source": Grey(), **facts}
        desk = Desk(tmp_path / name, **given).start()  # type: ignore[arg-type]
        running.append(desk)
        return desk

    yield open_desk
    for desk in running:
        desk.stop()


@pytest.fixture
def rich(customer: Customer, context: Context) -> Customer:
    """A member who can pay all day long."""
    enrich(context, WORLD.members[0].login_id, POCKET_MONEY)
    return customer


@pytest.fixture
def proxy(server: LiveServer) -> Iterator[FaultProxy]:
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7)) as proxy:
        yield proxy


@pytest.fixture
def hands(new_desk: NewDesk, new_hands: NewHands) -> Hands:
    """A clerk at the window, logged in."""
    desk = new_desk("till")
    desk.activate()
    desk.log_in()
    return new_hands(desk)


@pytest.fixture
def pad(hands: Hands, rich: Customer) -> At:
    return At(hands, rich)


@pytest.fixture
def road(new_desk: NewDesk, new_hands: NewHands, proxy: FaultProxy, rich: Customer) -> Road:
    desk = new_desk("till", url=proxy.url)
    desk.activate()
    desk.log_in()
    return Road(At(new_hands(desk), rich), proxy)
