from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.demo.customer import Customer
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from pos_app.server.store.database import Database, open_database
from tests.server import books
from tests.server.conftest import clock, context, server
from tests.server.live_server import LiveServer
from tests.till.counter import Counter, add_terminal

__all__ = ["clock", "context", "server"]


@pytest.fixture
def database(tmp_path: Path, seeded_books: Path) -> Iterator[Database]:
    """The demo's world."""
    opened = open_database(books.copied(seeded_books, tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def new_counter(server: LiveServer, tmp_path: Path) -> Iterator[Callable[[str], Counter]]:
    running: list[Counter] = []

    def open_counter(name: str) -> Counter:
        counter = Counter(tmp_path / name, server.url).start()
        running.append(counter)
        return counter

    yield open_counter
    for counter in running:
        counter.stop()


@pytest.fixture
def counter(new_counter: Callable[[str], Counter]) -> Counter:
    """A till that is activated, with a clerk at it."""
    counter = new_counter("till")
    counter.activate()
    counter.log_in()
    return counter


@pytest.fixture
def customer(server: LiveServer) -> Iterator[Customer]:
    member = WORLD.members[0]
    someone = Customer(server.url, member.login_id, member.password)
    yield someone
    someone.close()


@pytest.fixture
def second_terminal(server: LiveServer, context: Context) -> tuple[str, str]:
    """Another terminal of the same store: its id and password."""
    return add_terminal(context, "レジ2")
