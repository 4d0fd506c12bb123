import pytest

from pos_app.server.context import Context
from pos_app.server.ledger.chain import watch
from tests.server.ledger.counter import Counter
from tests.server.world import World


@pytest.fixture
def world(context: Context) -> World:
    watch(context.database.writer)
    return World(context)


@pytest.fixture
def counter(world: World) -> Counter:
    return Counter(world)
