import pytest

from pos_app.server.context import Context
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.staff.world import Till, World


@pytest.fixture
def world(context: Context, server: LiveServer, clock: FakeClock) -> World:
    world = World(context, server, clock)
    world.build()
    return world


@pytest.fixture
def till(world: World) -> Till:
    return world.add_till()
