"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says something about the machine, not about the program.
settings.register_profile("counter", deadline=None, print_blob=True)
settings.load_profile("counter")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Here, as pytest hears of options of its own in no folder below."""
    parser.addoption(
        "--soak", type=int, default=0, metavar="N", help="tests/memory: each entry N times, and read-only memory too"
    )


@pytest.fixture(scope="session")
def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """New books with their key. Making them takes longer than most tests, so each test gets a copy."""
    from pos_app.server.store.database import open_database

    place = tmp_path_factory.mktemp("books") / "server.sqlite"
    open_database(place).close()
    return place
