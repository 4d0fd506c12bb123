"""Bring a database to the newest revision."""

from pathlib import Path

from pos_app.errors import StoreFault
from pos_app.server.store.connection import connect, translating

NEWEST = "004"


def migrate(path: Path) -> None:
    """Create or upgrade the tables of a SQLite file; raises StoreFault, ``newer`` when a later program wrote it.

    Alembic is imported only where there is something to do: it takes longer than the rest of the start.
    """
    found = _revision(path)
    if found == NEWEST:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            # One transaction for the whole upgrade: after a kill in the midst of it nothing has happened.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql("COMMIT")
    except CommandError as error:
        raise StoreFault("newer" if found else "corrupt", str(error)) from error
    except SQLAlchemyError as error:
        raise StoreFault("unavailable", str(error)) from error
    finally:
        engine.dispose()


def _revision(path: Path) -> str | None:
    connection = connect(path)
    try:
        with translating():
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    finally:
        connection.close()
