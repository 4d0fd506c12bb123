from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewHands
from tests.ui.desk import Desk
from tests.ui.screens.sale.counter import At


@pytest.fixture
def pad(desk: Desk, new_hands: NewHands, customer: Customer) -> At:
    """A clerk at the pad, a customer before it."""
    return At(new_hands(desk), customer)


@pytest.fixture
def proxy(server: LiveServer) -> Iterator[FaultProxy]:
    """The way of the operations to the server, which can be made bad."""
    proxy = FaultProxy(urlsplit(server.url).port or 0, random=Random(7), prefix="/v1/operations")
    proxy.start()
    yield proxy
    if not proxy._stopping.is_set():
        proxy.stop()


@pytest.fixture
def bad_road(
    styled: QApplication, proxy: FaultProxy, tmp_path: Path, new_hands: NewHands, customer: Customer
) -> Iterator[At]:
    """The same, with the proxy in between."""
    del styled
    desk = Desk(tmp_path / "till", proxy.url).start()
    desk.activate()
    desk.log_in()
    yield At(new_hands(desk), customer)
    desk.stop()
