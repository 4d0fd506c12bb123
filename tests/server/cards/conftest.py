import pytest

from pos_app.server.context import Context
from tests.server.cards.shop import Shop, open_shop
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.staff.world import World


@pytest.fixture
def world(context: Context, server: LiveServer, clock: FakeClock) -> World:
    world = World(context, server, clock)
    world.build()
    return world


@pytest.fixture
def shop(world: World) -> Shop:
    return open_shop(world)
