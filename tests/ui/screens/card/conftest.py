from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.server.context import Context
from pos_app.server.seed_demo import pad_file
from tests.scenarios.cards.keyers import Keyer, make
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewHands
from tests.ui.desk import Desk, Hands
from tests.ui.screens.card.call import Call

NewCall = Callable[[str], Call]


@pytest.fixture
def new_call(desk: Desk, hands: Hands, context: Context) -> Iterator[NewCall]:
    """A clerk at 電話注文(カード) with such a pad: see :func:`tests.scenarios.cards.keyers.make`."""
    keyers: list[Keyer] = []

    def begin(kind: str) -> Call:
        keyer = make(kind, pad_file(context.database.path), desk.till.card_entering.key_pressed)
        keyers.append(keyer)
        return Call(hands, keyer)

    yield begin
    for keyer in keyers:
        keyer.stop()


@pytest.fixture
def call(new_call: NewCall) -> Call:
    """With an encrypting pad."""
    return new_call("encrypting-socket")


@pytest.fixture
def proxy(server: LiveServer) -> Iterator[FaultProxy]:
    """The way of the operations to the server, which can be made bad."""
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7), prefix="/v1/operations") as proxy:
        yield proxy


@pytest.fixture
def bad_line(
    styled: QApplication, proxy: FaultProxy, tmp_path: Path, new_hands: NewHands, context: Context
) -> Iterator[Call]:
    """The same, with the proxy in between."""
    del styled
    desk = Desk(tmp_path / "till", proxy.url).start()
    desk.activate()
    desk.log_in()
    keyer = make("encrypting-socket", pad_file(context.database.path), desk.till.card_entering.key_pressed)
    yield Call(new_hands(desk), keyer)
    keyer.stop()
    desk.stop()
