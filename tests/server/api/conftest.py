import pytest

from pos_app.server.context import Context
from tests.server.api.shop import Shop
from tests.server.live_server import LiveServer
from tests.server.world import World


@pytest.fixture
def shop(context: Context, server: LiveServer) -> Shop:
    return Shop(World(context), server)
