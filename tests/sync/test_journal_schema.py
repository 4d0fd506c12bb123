import sqlite3
from pathlib import Path

import pytest

from pos_app.sync import journal_schema
from pos_app.sync.journal_schema import SCHEMA_VERSION, STEPS, migrate

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_empty_file_gets_every_table_and_its_version(tmp_path: Path) -> None:
    connection = connect(tmp_path / "j.db")
    migrate(connection, 0)
    assert connection.execute(TABLES).fetchall() == [("counter",), ("event",), ("outbox",)]
    assert version(connection) == SCHEMA_VERSION == len(STEPS)
    migrate(connection, SCHEMA_VERSION)
    connection.close()


def test_a_step_that_stops_half_way_leaves_the_version_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = "CREATE TABLE added (x) STRICT_OR_NOT; "
    monkeypatch.setattr(journal_schema, "STEPS", (*STEPS, f"CREATE TABLE first (x INTEGER); {half}"))
    connection = connect(tmp_path / "j.db")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, 0)
    connection.close()
    connection = connect(tmp_path / "j.db")
    assert version(connection) == len(STEPS)
    assert ("first",) not in connection.execute(TABLES).fetchall()
    monkeypatch.setattr(journal_schema, "STEPS", (*STEPS, "CREATE TABLE first (x INTEGER);"))
    migrate(connection, version(connection))
    assert version(connection) == len(STEPS) + 1
    assert ("first",) in connection.execute(TABLES).fetchall()
    connection.close()


def test_a_step_whose_process_dies_before_its_commit_never_happened(tmp_path: Path) -> None:
    """The files are copied in mid-transaction, as a power cut would leave them."""
    connection = connect(tmp_path / "j.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE half (x BLOB)")
    for _ in range(200):
        connection.execute("INSERT INTO half VALUES (zeroblob(4000))")
    after = tmp_path / "after"
    after.mkdir()
    for path in tmp_path.glob("j.db*"):
        (after / path.name).write_bytes(path.read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    (after / "j.db-shm").unlink()
    assert (after / "j.db-wal").stat().st_size > 100_000
    survivor = connect(after / "j.db")
    assert survivor.execute(TABLES).fetchall() == []
    migrate(survivor, version(survivor))
    assert version(survivor) == SCHEMA_VERSION
    survivor.close()
