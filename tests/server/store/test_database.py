from pathlib import Path

import pytest
from sqlalchemy import text

from pos_app.errors import StoreFault
from pos_app.server.store.connection import connect
from pos_app.server.store.database import key_path, open_database
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables import METADATA

TABLES = Statement(text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'"))
LOOSE = Statement(text("SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND schema = 'main'"))


def test_a_new_database_has_every_table_and_all_are_strict(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a" / "b.sqlite")
    found = {row[0] for row in database.readers.submit(lambda reader: reader.all(TABLES)).result(10)}
    loose = {row[0] for row in database.readers.submit(lambda reader: reader.all(LOOSE)).result(10)}
    database.close()
    assert found == set(METADATA.tables)
    assert loose <= {"alembic_version", "sqlite_schema"}


def test_the_database_and_its_key_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    open_database(path).close()
    assert path.stat().st_mode & 0o077 == 0
    assert key_path(path).stat().st_mode & 0o077 == 0


def test_a_database_opens_again_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    first = open_database(path)
    first.close()
    again = open_database(path)
    again.close()
    assert again.key == first.key
    assert again.key.hex() not in repr(again)


@pytest.mark.parametrize("content", [None, b"k" * 32, b"short"])
def test_a_database_does_not_open_without_its_own_key(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "b.sqlite"
    open_database(path).close()
    key_path(path).unlink()
    if content is not None:
        key_path(path).write_bytes(content)
    with pytest.raises(StoreFault) as caught:
        open_database(path)
    assert caught.value.reason == "key"


def test_a_file_that_is_no_database_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    open_database(path).close()
    path.write_bytes(b"not a database, " * 1000)
    with pytest.raises(StoreFault) as caught:
        open_database(path)
    assert caught.value.reason == "corrupt"


def test_a_database_of_a_later_program_does_not_open(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    open_database(path).close()
    connection = connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreFault) as caught:
        open_database(path)
    assert caught.value.reason == "newer"


def test_every_connection_syncs_each_commit(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    open_database(path).close()
    connection = connect(path)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()
