"""Looks at a folder's journal from outside, without its lock and without changing it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.errors import JournalFault
from pos_app.sync.chain import GENESIS, StoredEvent, first_break
from pos_app.sync.instance_lock import InstanceLock
from pos_app.sync.journal import JOURNAL_NAME, LOCK_NAME, stored, translated

LATEST = 20_000
"""So many of the last events are checked; the whole chain is, at each start."""
_PROBE = "write-probe"
_PROBE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class JournalSeen:
    """``events`` None: there is no journal yet. ``broken_at``: where its chain breaks. ``in_use``: a till holds it."""

    events: int | None = None
    broken_at: int | None = None
    in_use: bool = False


def look_at(folder: Path) -> JournalSeen:
    """Raises :class:`JournalFault` ``disk_failed``, ``disk_full``, ``journal_damaged``."""
    path = folder / JOURNAL_NAME
    if not path.exists():
        return JournalSeen(in_use=is_held(folder))
    _probe(folder)
    with translated(), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        events, broken_at = _check_the_end(connection)
    return JournalSeen(events, broken_at, is_held(folder))


def _check_the_end(connection: sqlite3.Connection) -> tuple[int, int | None]:
    connection.execute("BEGIN")  # One moment's view, while the till goes on writing.
    row = connection.execute("SELECT max(position) FROM event").fetchone()
    last = int(row[0] or 0)
    after = max(0, last - LATEST)
    before = connection.execute("SELECT hash FROM event WHERE position = ?", (after,)).fetchone()
    rows = connection.execute("SELECT * FROM event WHERE position > ? ORDER BY position", (after,))
    events: list[StoredEvent] = [stored(each) for each in rows]
    anchor = bytes(before[0]) if before else GENESIS
    broken_at = first_break(events, after, anchor)
    connection.execute("ROLLBACK")
    return last, broken_at


def _probe(folder: Path) -> None:
    """Write to the disk as the journal would."""
    probe = folder / _PROBE
    try:
        with (folder / JOURNAL_NAME).open("r+b"), probe.open("wb") as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
        probe.unlink()
    except OSError as error:
        probe.unlink(missing_ok=True)
        raise JournalFault("disk_failed", str(error.strerror)) from error


def is_held(folder: Path) -> bool:
    """Whether a till is running on this folder."""
    if not (folder / LOCK_NAME).exists():
        return False
    try:
        InstanceLock(folder / LOCK_NAME).release()
    except JournalFault as fault:
        return fault.reason == "journal_in_use"
    return False
