"""Copies of books that were made once: making them, and a seeded world's keys, takes longer than most tests."""

import os
import shutil
from pathlib import Path

from pos_app.server.seed_demo import seed
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.store.database import open_database
from tests.server.fake_clock import FakeClock

NAME = "server.sqlite"
CHEAP = Cost(64, 1, 1)


def empty(folder: Path) -> Path:
    """New books."""
    place = folder / NAME
    open_database(place).close()
    return place


def seeded(folder: Path) -> Path:
    """The demo's world, as it is at the test clock's beginning."""
    place = folder / NAME
    database, hasher = open_database(place), Hasher(CHEAP, os.urandom(32), threads=1)
    try:
        seed(database, hasher, FakeClock(), os.urandom)
    finally:
        hasher.close()
        database.close()
    return place


def copied(books: Path, folder: Path) -> Path:
    """The books with all that lies beside them: their key, the demo pad's; never over others."""
    assert not (folder / books.name).exists()
    for file in books.parent.glob(f"{books.name}*"):
        shutil.copy(file, folder / file.name)
    return folder / books.name
