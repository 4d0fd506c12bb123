from collections.abc import Callable, Iterator

import pytest

from pos_app.server.context import Context
from pos_app.server.seed_demo import pad_file
from tests.scenarios.cards.keyers import Keyer, make
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
