"""The journal's tables, and the steps from one version of them to the next."""

import sqlite3
from contextlib import closing

# Each index is one more page that every append writes: none on time, which is only looked through at the start, when
# the whole chain is read anyway; no hidden row numbers where the key is the row.
_VERSION_1 = """
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    payment BLOB CHECK (payment IS NULL OR length(payment) = 16),
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX event_by_payment ON event (payment, position);
CREATE INDEX event_by_kind ON event (kind, position) WHERE kind IN ('activated', 'contradicted', 'seen_by_cashier');
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE outbox (
    operation BLOB PRIMARY KEY CHECK (length(operation) = 16),
    payment BLOB NOT NULL CHECK (length(payment) = 16),
    kind TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    queued_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

STEPS = (_VERSION_1,)
"""Step n leads from version n to version n + 1."""
SCHEMA_VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring the tables from version ``found`` to the newest, each step in a transaction of its own with its number."""
    for version, script in enumerate(STEPS[found:], start=found + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {version}; COMMIT;")


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether these are the tables of the newest version, and every page and value in them is of its kind.

    A flipped bit may leave a file that opens and then gives a column another name, or an id another length.
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh, 0)
        if connection.execute(_TABLES).fetchall() != fresh.execute(_TABLES).fetchall():
            return False
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


_TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
