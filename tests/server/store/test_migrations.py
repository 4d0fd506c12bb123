import sqlite3
from pathlib import Path

from pos_app.server.store.database import open_database
from pos_app.server.store.migrations.run import NEWEST
from pos_app.server.store.tables import METADATA

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
