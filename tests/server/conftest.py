import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.server.context import Context
from pos_app.server.settings import ServerSettings
from pos_app.server.store.database import Database, open_database
from tests.server import books
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer, serve


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def database(tmp_path: Path, empty_books: Path) -> Iterator[Database]:
    opened = open_database(books.copied(empty_books, tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def context(database: Database, clock: FakeClock) -> Context:
    cheap = ServerSettings(database.path, argon2_passes=1, argon2_memory=64, argon2_lanes=1)
    return Context(database, cheap, clock, os.urandom)


@pytest.fixture
def server(context: Context) -> Iterator[LiveServer]:
    with serve(context) as live:
        yield live
