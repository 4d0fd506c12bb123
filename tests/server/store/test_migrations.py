import sqlite3
from pathlib import Path

import pytest

from pos_app.server.cards.sandbox.references import Card, card_of
from pos_app.server.ledger.invariants.check import check
from pos_app.server.store.database import open_database
from pos_app.server.store.migrations.run import NEWEST
from pos_app.server.store.tables import METADATA

BOOKS_OF_002 = Path(__file__).with_name("revision_002.sql")
"""A database of the second revision: two grants, payments, a void, a reversal, a tombstone and a decline."""

BOOKS = (
    "SELECT * FROM operation",
    "SELECT * FROM transfer",
    "SELECT * FROM lot",
    "SELECT * FROM lot_use",
    "SELECT * FROM account",
    "SELECT * FROM staff_session",
)

SHAPE = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"


def shape_of(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(SHAPE).fetchall()
    finally:
        connection.close()


def test_a_database_of_the_first_revision_becomes_like_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "server.sqlite"
    open_database(path).close()
    wanted = shape_of(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE approval_request")
    connection.execute("UPDATE alembic_version SET version_num = '001'")
    connection.commit()
    connection.close()
    assert shape_of(path) != wanted
    open_database(path).close()
    assert shape_of(path) == wanted
    assert "approval_request" in METADATA.tables


def test_the_newest_revision_is_the_one_that_a_new_database_has(tmp_path: Path) -> None:
    path = tmp_path / "server.sqlite"
    open_database(path).close()
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    assert found == [(NEWEST,)]


def old_books(path: Path) -> None:
    path.with_name(path.name + ".key").write_bytes(bytes(32))
    connection = sqlite3.connect(path)
    connection.executescript(BOOKS_OF_002.read_text(encoding="utf-8"))
    connection.close()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_books_of_the_second_revision_are_kept_to_the_last_byte(tmp_path: Path) -> None:
    path, fresh = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    old_books(path)
    before = [rows(path, query) for query in BOOKS]
    assert len(before[0]) == 9
    database = open_database(path)
    verdicts = database.readers.submit(check).result(10)
    database.close()
    open_database(fresh).close()
    assert [one for one in verdicts if not one.holds] == [], "the chain's hashes, too"
    assert [rows(path, query) for query in BOOKS] == before
    assert shape_of(path) == shape_of(fresh)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_books_of_the_second_revision_take_cards_and_are_still_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old_books(path)
    columns = [name for (_, name, *_) in rows(path, "PRAGMA table_info(operation)")]
    values = ", ".join(
        {"kind": "'capture'", "id": "randomblob(16)", "position": "99", "seq": "99"}.get(str(name), str(name))
        for name in columns
    )
    again = f"INSERT INTO operation SELECT {values} FROM operation WHERE kind = 'void'"  # noqa: S608 - own words
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute(again)
    connection.close()
    open_database(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute(again).rowcount == 1
    with pytest.raises(sqlite3.IntegrityError, match="not rewritten"):
        connection.execute("DELETE FROM operation")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute(again.replace("'capture'", "'gift'").replace("99", "100"))
    connection.close()


def test_cards_of_the_third_revision_are_known_to_the_sandbox_afterwards(tmp_path: Path) -> None:
    """A token's behaviour stood in a column of its own then; the card must go on as it began."""
    path, fresh = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    for one in (path, fresh):
        open_database(one).close()
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE card_token RENAME COLUMN reference TO profile")
    connection.execute("ALTER TABLE sandbox_authorisation RENAME COLUMN card TO token")
    connection.execute(
        "INSERT INTO card_token"
        " (token, store, service, profile, brand, last3, expiry, made_at, valid_until, registered)"
        " VALUES ('ABCDEFGHIJKLMNOPQRSTUV', 1, 'a', 'insufficient', 'visa', '995', '2912', '', '', 1)"
    )
    connection.execute("UPDATE alembic_version SET version_num = '003'")
    connection.commit()
    connection.close()
    open_database(path).close()
    ((reference,),) = rows(path, "SELECT reference FROM card_token")
    assert card_of(str(reference)) == Card("insufficient", "2912")
    assert shape_of(path) == shape_of(fresh)
