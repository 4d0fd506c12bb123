"""Copies of books that were made once: making them, and a seeded world's keys, takes longer than most tests."""

import os
import shutil
from pathlib import Path

from pos_app.server.seed_demo import seed
from pos_app.server.store.database import open_database
from tests.server.fake_clock import FakeClock

NAME = "server.sqlite"


def empty(folder: Path) -> Path:
    """New books."""
    place = folder / NAME
    open_database(place).close()
    return place


def seeded(folder: Path) -> Path:
    """The demo's world, as it is at the test clock's beginning."""
    place = folder / NAME
    database = open_database(place)
    try:
        seed(database, FakeClock(), os.urandom)
    finally:
        database.close()
    return place


def copied(books: Path, folder: Path) -> Path:
    """The books with all that lies beside them: their key, the demo pad's; never over others."""
    assert not (folder / books.name).exists()
    for file in books.parent.glob(f"{books.name}*"):
        shutil.copy(file, folder / file.name)
    return folder / books.name
