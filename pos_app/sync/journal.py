"""The till's journal: an append-only, hash-chained record of events, and the outbox of requests not yet answered.

One SQLite file in WAL mode with ``synchronous=FULL``: what :meth:`Journal.append` has returned from survives a power
cut. An event, the request that it causes and the requests that it ends are one transaction.
"""

import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pos_app.errors import JournalFault
from pos_app.sync.chain import GENESIS, StoredEvent, first_break, link
from pos_app.sync.instance_lock import InstanceLock
from pos_app.sync.journal_schema import SCHEMA_VERSION, is_whole, migrate
from pos_app.sync.reserve import Reserve
from pos_app.sync.sealing import Sealer
from pos_app.wire.operations import AnyBody

JOURNAL_NAME, LOCK_NAME = "journal.db", "journal.lock"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request to be made durable together with the event that causes it."""

    operation: UUID
    payment: UUID
    body: AnyBody
    numbered: bool = True
    """Its ``seq`` is given in the transaction and replaces the draft's; False: it carries its original's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one transaction adds to the journal and changes in the outbox."""

    at: datetime
    kind: str
    data: str
    """JSON; holds no code and no secret."""
    payment: UUID | None = None
    send: Outgoing | None = None
    done: tuple[UUID, ...] = ()
    """Outbox rows that end here."""
    counters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A durable request; its body stays sealed until the moment it is sent."""

    operation: UUID
    payment: UUID
    kind: str
    epoch: int
    seq: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Committed:
    """What became durable."""

    position: int
    row: OutboxRow | None = None


class Journal:
    """The file; one process, one writer. ``instance`` is the folder's lock where somebody holds it already.

    Reasons of its :class:`JournalFault`: ``journal_in_use``, ``journal_damaged``, ``journal_newer``, ``disk_full``,
    ``disk_failed``, ``body_unreadable``.
    """

    def __init__(self, folder: Path, sealer: Sealer, instance: InstanceLock | None = None) -> None:
        self._instance = instance or only_till(folder)
        self.path = folder / JOURNAL_NAME
        self._sealer = sealer
        self._guard = threading.Lock()
        self._reading = threading.Lock()
        self._undecided = False
        self._reserve = Reserve(folder / "reserve")
        try:
            self._connection = _connect(self.path)
            self._reader = _connect_to_read(self.path)
            self._head = self._read_head()
        except BaseException:
            self._instance.release()
            raise
        self._reserve.keep()

    def close(self) -> None:
        """Checkpoint and let go."""
        with self._guard, self._reading:
            self._reader.close()
            self._connection.close()
            self._instance.release()

    @property
    def head(self) -> tuple[int, bytes]:
        """Position and hash of the last event."""
        return self._head

    def append(self, entry: Entry) -> Committed:
        """Make the entry durable; when this returns, it is on the disk.

        Nothing of it is there if this raises, but for one case: where the disk fails in the very COMMIT nobody knows.
        Then the journal takes nothing more, so that nothing is built on a guess; the next start reads what is there.
        """
        with self._guard:
            if self._undecided:
                raise JournalFault("disk_failed", "an earlier commit is undecided")
            try:
                return self._transact(entry)
            except JournalFault as fault:
                if fault.reason != "disk_full" or not self._reserve.give_up():
                    raise
            return self._transact(entry)

    def _transact(self, entry: Entry) -> Committed:
        position, prev = self._head[0] + 1, self._head[1]
        at = _iso(entry.at)
        digest = link(prev, position, at, entry.payment, entry.kind, entry.data)
        with translated():
            execute = self._connection.execute
            try:
                execute("BEGIN IMMEDIATE")
                execute(
                    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (position, at, entry.payment and entry.payment.bytes, entry.kind, entry.data, prev, digest),
                )
                for name, value in entry.counters:
                    self._count(name, value)
                for operation in entry.done:
                    execute("DELETE FROM outbox WHERE operation = ?", (operation.bytes,))
                row = self._enqueue(entry.send, at) if entry.send else None
                self._commit()
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._head = (position, digest)
        return Committed(position, row)

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._undecided = reason_of(error) == "disk_failed"
            raise

    def _enqueue(self, outgoing: Outgoing, at: str) -> OutboxRow:
        body = outgoing.body
        if outgoing.numbered:
            name = f"seq.{body.epoch}"
            last = self._connection.execute(_COUNTER, (name,)).fetchone()
            seq = int(last[0]) + 1 if last else 1
            self._count(name, seq)
            body = body.model_copy(update={"seq": seq})
        sealed = self._sealer.seal(outgoing.operation, body.to_json())
        row = OutboxRow(outgoing.operation, outgoing.payment, body.kind, body.epoch, body.seq, sealed)
        self._connection.execute(
            "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.operation.bytes, row.payment.bytes, row.kind, row.epoch, row.seq, sealed, at),
        )
        return row

    def _count(self, name: str, value: int) -> None:
        self._connection.execute(
            "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE value < ?2",
            (name, value),
        )

    def counter(self, name: str) -> int:
        """The highest value that was set under this name; 0 at first."""
        rows = self._select(_COUNTER, name)
        return int(rows[0][0]) if rows else 0

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file and renew the reserve; for idle moments."""
        with self._guard, translated():
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._reserve.keep()

    def outbox(self) -> list[OutboxRow]:
        """Every request that was never answered, oldest first."""
        rows = self._select(
            "SELECT operation, payment, kind, epoch, seq, body FROM outbox ORDER BY queued_at, operation"
        )
        return [OutboxRow(UUID(bytes=r[0]), UUID(bytes=r[1]), r[2], r[3], r[4], r[5]) for r in rows]

    def events(self, after: int = 0) -> Iterator[StoredEvent]:
        """All events behind a position, in order; a few at a time, for a journal of years does not fit into memory."""
        page = [after]
        while page:
            rows = self._select(
                "SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?", page[-1], _EVENTS_AT_ONCE
            )
            yield from map(stored, rows)
            page = [row[0] for row in rows]

    def events_of(self, payments: Collection[UUID]) -> Iterator[StoredEvent]:
        """The events of these payments, in order."""
        for payment in payments:
            yield from map(
                stored, self._select("SELECT * FROM event WHERE payment = ? ORDER BY position", payment.bytes)
            )

    def payments_since(self, at: datetime) -> list[UUID]:
        """Payments with an event at or after a moment, in the order in which they began."""
        rows = self._select(
            "SELECT payment FROM event WHERE at >= ? AND payment IS NOT NULL GROUP BY payment ORDER BY min(position)",
            _iso(at),
        )
        return [UUID(bytes=r[0]) for r in rows]

    def payments_with(self, kind: str) -> list[UUID]:
        """Payments to which a kind of event ever happened."""
        return [UUID(bytes=r[0]) for r in self._select("SELECT DISTINCT payment FROM event WHERE kind = ?", kind)]

    def last(self, kind: str) -> StoredEvent | None:
        """The latest event of a kind."""
        rows = self._select("SELECT * FROM event WHERE kind = ? ORDER BY position DESC LIMIT 1", kind)
        return stored(rows[0]) if rows else None

    @property
    def last_at(self) -> datetime | None:
        """When the last event was recorded (UTC); None before the first."""
        rows = self._select("SELECT at FROM event ORDER BY position DESC LIMIT 1")
        return datetime.fromisoformat(rows[0][0]) if rows else None

    def verify(self, after: int = 0, anchor: bytes = GENESIS) -> int | None:
        """The first position at which the chain is broken, or None."""
        return first_break(self.events(after), after, anchor)

    def _select(self, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        """On a connection of its own: a reader never waits for a commit."""
        with self._reading, translated():
            return self._reader.execute(sql, arguments).fetchall()

    def _read_head(self) -> tuple[int, bytes]:
        with translated():
            row = self._connection.execute("SELECT position, hash FROM event ORDER BY position DESC LIMIT 1").fetchone()
        return (int(row[0]), bytes(row[1])) if row else (0, GENESIS)


def only_till(folder: Path) -> InstanceLock:
    """Make this process the only till of a folder; raises :class:`JournalFault` ``journal_in_use``, ``disk_failed``."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalFault("disk_failed", str(error.strerror)) from error
    return InstanceLock(folder / LOCK_NAME)


_EVENTS_AT_ONCE = 1_000
_COUNTER = "SELECT value FROM counter WHERE name = ?"


def _connect_to_read(path: Path) -> sqlite3.Connection:
    with translated():
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only=ON")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    with translated():
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=64)
        try:
            # FULL, not NORMAL: in WAL mode NORMAL loses acknowledged commits when the power goes.
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=0"):
                connection.execute(f"PRAGMA {pragma}")
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if found > SCHEMA_VERSION:
                raise JournalFault("journal_newer", f"version {found}")
            if found < 0 or (found == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
                raise JournalFault("journal_damaged", f"version {found}")
            migrate(connection, found)
            if not is_whole(connection):
                raise JournalFault("journal_damaged", "not what SQLite wrote")
        except BaseException:
            connection.close()
            raise
    return connection


_REASONS: dict[int, str] = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "journal_damaged",
    sqlite3.SQLITE_NOTADB: "journal_damaged",
    sqlite3.SQLITE_BUSY: "journal_in_use",
    sqlite3.SQLITE_LOCKED: "journal_in_use",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_CANTOPEN: "disk_failed",
    sqlite3.SQLITE_READONLY: "disk_failed",
}


def reason_of(error: sqlite3.Error) -> str | None:
    """The world's reason for an SQLite error; None: it is ours (bad SQL, a broken constraint)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return "journal_damaged" if "decode to UTF-8" in str(error) else None
    return _REASONS.get(code & 0xFF)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the world's SQLite errors into :class:`JournalFault`; our own (bad SQL, broken constraints) pass."""
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its message, and Python can't read the quotation.
        raise JournalFault("journal_damaged", "text that is no text") from error
    except sqlite3.Error as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise JournalFault(reason, str(error)) from error


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def stored(row: tuple[Any, ...]) -> StoredEvent:
    """A row of the table as an event; raises :class:`JournalFault` ``journal_damaged`` for values of other kinds."""
    position, at, payment, kind, data, prev, digest = row
    for text, blob in ((at, prev), (kind, digest), (data, payment or b"")):
        if not isinstance(text, str) or not isinstance(blob, bytes):
            raise JournalFault("journal_damaged", f"event {position} holds values of other types")
    return StoredEvent(position, at, UUID(bytes=payment) if payment else None, kind, data, prev, digest)
