"""A whole till with its window, its journal and its log: nothing of a card number in its memory, nor on any disk."""

import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.demo.server_process import ServerProcess
from pos_app.server.seed_demo import pad_file, seed
from pos_app.server.store.database import open_database
from pos_app.till.card_entry import EntryStep
from tests.memory import fingers
from tests.memory.fingers import Fingers
from tests.memory.search import EDGE, found, unseen_card
from tests.memory.shapes import pieces_of, random_card, short_pieces_of, spreads_of
from tests.virtual_display import HAS_DISPLAY, NEEDED

pytestmark = [
    pytest.mark.skipif(not fingers.CAN_READ_MEMORY, reason="reads /proc/PID/mem"),
    pytest.mark.skipif(not HAS_DISPLAY, reason=NEEDED),
]
CHOOSE = random.SystemRandom()
KINDS = ("encrypting", "serial", "keypad")
_CLOSE = 64
"""Bytes from the first to the last digit in a file: what lies further apart is in memory alone."""


class Order:
    """Somebody at the pop-up, with a card of their own."""

    def __init__(self, at: Fingers) -> None:
        self.at, self.till = at, at.till
        self._before = self.till.memory()
        self.number = unseen_card(self._before, CHOOSE)
        self.expiry = f"{CHOOSE.randint(1, 12):02}{datetime.now(UTC).year % 100 + CHOOSE.randint(1, 5):02}"

    def found(self) -> set[str]:
        """In which shapes the number is in the till's memory now."""
        return self.till.holds(self.number, before=self._before)

    def until(self, step: EntryStep | None, keying: str = "number", count: int = 0) -> None:
        """Wait until the pop-up stands there; None: it is closed."""
        wanted = None if step is None else {"step": step.value, "keying": keying, "count": count}
        while self.till.next("entry")["entry"] != wanted:
            pass

    def key_all_but_enter(self) -> None:
        self.till.order("open")
        self.until(EntryStep.KEYING)
        self.at.key(self.number)
        self.until(EntryStep.KEYING, "number", len(self.number))
        self.at.key("\r" + self.expiry)
        self.until(EntryStep.KEYING, "expiry", len(self.expiry))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One kind at a time, by the day, as each takes a quarter of a minute; with the soak all of them, a few times."""
    if "again" in metafunc.fixturenames:
        soaked = metafunc.config.getoption("--soak")
        metafunc.parametrize("again", range(3 if soaked else 1))
        metafunc.parametrize("kind", KINDS if soaked else [KINDS[datetime.now(UTC).toordinal() % len(KINDS)]])


def test_no_entry_at_the_window_leaves_a_copy_in_memory_or_on_disk(kind: str, again: int, tmp_path: Path) -> None:
    del again
    till_folder, database = tmp_path / "till", tmp_path / "server" / "server.db"
    database.parent.mkdir()
    begin_books(database)
    numbers: list[str] = []
    with (
        ServerProcess(database, seed_demo=False, log=database.with_name("server.log")) as server,
        fingers.whole(kind, till_folder, server, pad_file(database)) as at,
    ):
        for end in (cancelled, timed_out, sold):
            order = Order(at)
            numbers.append(order.number)
            order.key_all_but_enter()
            end(order)
            assert order.found() == set(), end.__name__
        assert on_disk(tmp_path, numbers) == []
        at.till.end()
    assert on_disk(tmp_path, numbers) == []


def begin_books(path: Path) -> None:
    """The made-up world."""
    database = open_database(path)
    try:
        seed(database, lambda: datetime.now(UTC), os.urandom)
    finally:
        database.close()


def cancelled(order: Order) -> None:
    order.till.order("close")
    order.until(None)


def timed_out(order: Order) -> None:
    order.till.order("later", seconds=91)
    order.until(EntryStep.FAILED)
    order.till.order("close")
    order.until(None)


def sold(order: Order) -> None:
    """The one way to the money, with a look before its last key."""
    assert order.found() == set()
    order.at.key("\r")
    order.until(None)
    order.till.order("sell")


def test_the_search_through_files_finds_what_is_there(tmp_path: Path) -> None:
    number = random_card(CHOOSE)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "journal").write_text(json.dumps({"text": f"card {number}"}), encoding="utf-16-le")
    assert on_disk(tmp_path, [number]) == ["journal: ascii every 2"]


def on_disk(folder: Path, numbers: list[str]) -> list[str]:
    """What is found in which file, whatever it is for."""
    return [f"{file.name}: {name}" for file in _files(folder) for name in sorted(_in_file(file, numbers))]


def _files(folder: Path) -> Iterator[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    yield from files


def _in_file(file: Path, numbers: list[str]) -> set[str]:
    room = bytes(EDGE)
    content = room + file.read_bytes() + room
    names: set[str] = set()
    for number in numbers:
        spreads = [spread for spread in spreads_of(number, {}) if abs(spread.offsets[-1]) <= _CLOSE]
        short = {piece.name for piece in short_pieces_of(number)}
        whole = [piece for piece in pieces_of(number) if piece.name not in short]
        names |= found(content, spreads, whole)
    return names
