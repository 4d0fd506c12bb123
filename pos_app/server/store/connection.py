"""A connection to the database, and what a job may do with it.

What SQLite reports is translated here, once: the world's fault (``StoreFault``: ``full``, ``io``, ``busy``,
``corrupt``, ``unavailable``), a constraint that a job ran into (``ConstraintBroken``), or our own bug.
"""

import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pos_app.errors import Bug, StoreFault
from pos_app.server.store.statements import RowInsert, Statement

T = TypeVar("T")
Row = tuple[Any, ...]

BUSY_SECONDS = 5.0
"""How long a statement waits for another process (an admin command) to finish its writing."""

_MAX_REMEMBERED = 20_000

_FAULTS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "unavailable",
    sqlite3.SQLITE_READONLY: "unavailable",
    sqlite3.SQLITE_PERM: "unavailable",
    sqlite3.SQLITE_NOMEM: "unavailable",
}


class ConstraintBroken(Bug):
    """A unique index, a check or a trigger refused what a job wrote; the job is undone, its neighbours are not."""


def translated(error: sqlite3.Error) -> Exception:
    """Give this house's error for one of SQLite's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, sqlite3.IntegrityError):
        return ConstraintBroken(str(error))
    reason = _FAULTS.get(code & 0xFF) if code is not None else None
    if reason is not None:
        return StoreFault(reason, getattr(error, "sqlite_errorname", ""))
    return Bug(f"{type(error).__name__}: {error}")


class Reader:
    """What a job may ask. Statements take their values by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def one(self, statement: Statement, /, **values: object) -> Row | None:
        """Give the first row, or None."""
        try:
            row: Row | None = self._execute(statement.sql, statement.with_constants(values)).fetchone()
        except sqlite3.Error as error:
            raise translated(error) from error
        return row

    def all(self, statement: Statement, /, **values: object) -> list[Row]:
        """Give all rows."""
        try:
            return self._execute(statement.sql, statement.with_constants(values)).fetchall()
        except sqlite3.Error as error:
            raise translated(error) from error

    def each(self, statement: Statement, /, **values: object) -> Iterator[Row]:
        """Give rows one by one, for what may not fit into memory."""
        try:
            yield from self._execute(statement.sql, statement.with_constants(values))
        except sqlite3.Error as error:
            raise translated(error) from error

    def remember(self, key: Hashable, load: Callable[[], T]) -> T:
        """Give what ``load`` finds; a ``Tx`` keeps it in memory, a reader asks each time."""
        return load()

    def once(self, key: Hashable, load: Callable[[], T]) -> T:
        """Give what ``load`` works out; a ``Tx`` works it out once for all jobs of its transaction."""
        return load()


class Tx(Reader):
    """What a job may ask and change within the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._memory: dict[Hashable, Any] = {}
        self._topics: set[Hashable] = set()
        self._before_commit: dict[Hashable, Callable[[], None]] = {}
        self._once: dict[Hashable, Any] = {}

    def run(self, statement: Statement, /, **values: object) -> int:
        """Run an INSERT, UPDATE or DELETE; gives the number of rows that it changed."""
        return self._change(statement, values).rowcount

    def insert(self, statement: Statement, /, **values: object) -> int:
        """Run an INSERT; gives the new row's whole-number key."""
        return self._change(statement, values).lastrowid or 0

    def add_row(self, statement: RowInsert, row: Sequence[object]) -> None:
        """Insert one row, its values in the statement's order."""
        try:
            self._execute(statement.sql, row)
        except sqlite3.Error as error:
            raise translated(error) from error

    def remember(self, key: Hashable, load: Callable[[], T]) -> T:
        """Give what ``load`` finds, from memory where it was asked for before.

        The memory is cleared by any statement that changes a remembered table, by a job that fails, and when another
        process has written.
        """
        if key in self._memory:
            value: T = self._memory[key]
            return value
        if len(self._memory) >= _MAX_REMEMBERED:
            self._memory.clear()
        found = load()
        self._memory[key] = found
        return found

    def once(self, key: Hashable, load: Callable[[], T]) -> T:
        """Give what ``load`` works out, the same for all jobs that share this transaction's commit."""
        if key in self._once:
            value: T = self._once[key]
            return value
        found = self._once[key] = load()
        return found

    def forget(self) -> None:
        """Clear the memory."""
        self._memory.clear()

    def announce(self, topic: Hashable) -> None:
        """Tell the writer's listeners of ``topic`` after COMMIT."""
        self._topics.add(topic)

    def before_commit(self, key: Hashable, action: Callable[[], None]) -> None:
        """Run ``action`` once, after the last job and before COMMIT."""
        self._before_commit[key] = action

    def take_before_commit(self) -> list[Callable[[], None]]:
        """For the writer: give what must run before COMMIT, and forget it."""
        actions = list(self._before_commit.values())
        self._before_commit.clear()
        self._once.clear()
        return actions

    def take_topics(self) -> frozenset[Hashable]:
        """For the writer: give what was announced, and forget it."""
        topics = frozenset(self._topics)
        self._topics.clear()
        return topics

    def discard(self) -> None:
        """For the writer: the transaction was undone."""
        self._memory.clear()
        self._topics.clear()
        self._before_commit.clear()
        self._once.clear()

    def _change(self, statement: Statement, values: dict[str, object]) -> sqlite3.Cursor:
        if statement.forgets:
            self._memory.clear()
        try:
            return self._execute(statement.sql, statement.with_constants(values))
        except sqlite3.Error as error:
            raise translated(error) from error


@contextmanager
def translating() -> Iterator[None]:
    """Translate SQLite's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error) from error


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file and set what every connection needs; it may be used by one thread at a time.

    FULL is meant: with NORMAL, acknowledged payments were lost in most simulated power cuts. Raises StoreFault.
    """
    with translating():
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -32768",
            "trusted_schema = OFF",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    return connection
