from collections.abc import Callable
from pathlib import Path

import pytest

from pos_app.server.admin import run
from pos_app.server.context import Context
from pos_app.server.staff.hashing import Cost
from pos_app.server.store.database import Database
from tests.server.cards.shop import Shop, open_shop
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.staff.world import World

Command = Callable[..., tuple[int, str, str]]

CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def command(tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command on the test's database; gives exit code, stdout and stderr."""

    def run_one(*argv: str, lang: str = "en_US.UTF-8") -> tuple[int, str, str]:
        code = run(argv, default_database=tmp_path / "server.sqlite", environment={"LANG": lang}, now=clock, cost=CHEAP)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_one


@pytest.fixture
def ready(command: Command, database: Database) -> Command:
    """The same, with a company and a store."""
    del database
    command("company", "add", "--code", "00008", "--name", "えーな商事")
    code, _, said = command(
        "store", "add", "--company", "00008", "--code", "9000009", "--name", "エーナ食堂", "--phone", "0573-00-0135"
    )
    assert code == 0, said
    return command


@pytest.fixture
def card_shop(context: Context, server: LiveServer, clock: FakeClock) -> Shop:
    """A store that sells by card, at a server that runs on the same database."""
    world = World(context, server, clock)
    world.build()
    return open_shop(world)
