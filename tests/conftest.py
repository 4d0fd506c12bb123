"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says something about the machine, not about the program.
settings.register_profile("counter", deadline=None, print_blob=True)
settings.load_profile("counter")


HERE = Path(__file__).parent
LONG = ("faults", "memory", "scenarios/window")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest stories come first: at the end the other processors would wait for them."""
    items.sort(key=lambda item: not any(item.path.is_relative_to(HERE / folder) for folder in LONG))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Here, as pytest hears of options of its own in no folder below."""
    parser.addoption(
        "--soak", type=int, default=0, metavar="N", help="tests/memory: each entry N times, and read-only memory too"
    )


@pytest.fixture(scope="session")
def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """New books, to be copied."""
    from tests.server import books

    return books.empty(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="session")
def seeded_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's world in books, to be copied."""
    from tests.server import books

    return books.seeded(tmp_path_factory.mktemp("seeded"))
