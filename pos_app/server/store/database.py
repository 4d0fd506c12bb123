"""Open the database: its file, its key, its writer and its readers."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import bindparam, select, update

from pos_app.errors import StoreFault
from pos_app.server.store.connection import Tx
from pos_app.server.store.migrations.run import migrate
from pos_app.server.store.readers import Readers
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.service import service
from pos_app.server.store.writer import Writer

KEY_BYTES = 32
_MAGIC = b"SQLite format 3\0"

_KEY_CHECK = Statement(select(service.c.key_check))
_KEEP_KEY_CHECK = Statement(update(service).values(key_check=bindparam("key_check")))


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. ``key`` is the server's secret for keyed hashes; it lies beside the file, never in it."""

    path: Path
    writer: Writer
    readers: Readers
    key: bytes = field(repr=False)

    def close(self) -> None:
        """Finish what was submitted and close everything."""
        self.writer.close()
        self.readers.close()


def key_path(path: Path) -> Path:
    """Give where the key of a database lies. A backup of one without the other is of little use."""
    return path.with_name(path.name + ".key")


def open_database(path: Path, random: Callable[[int], bytes] = os.urandom) -> Database:
    """Open a SQLite file, created with its key and tables if it is not there.

    Raises StoreFault: ``key`` when the key is missing or another's, ``empty`` for a file that lost its content,
    ``not_a_database`` for another kind of file.
    """
    _refuse_what_is_no_database(path)
    key = _key(path, random)
    if not path.exists():
        _create_private(path, b"")
    migrate(path)
    writer = Writer(path)
    database = Database(path, writer, Readers(path), key)
    try:
        writer.submit(lambda tx: _same_key(tx, key)).result()
    except BaseException:
        database.close()
        raise
    return database


def _same_key(tx: Tx, key: bytes) -> None:
    check = hmac.digest(key, b"this database", hashlib.sha256)
    row = tx.one(_KEY_CHECK)
    kept: bytes | None = row[0] if row else None
    if kept is None:
        tx.run(_KEEP_KEY_CHECK, key_check=check)
    elif not hmac.compare_digest(kept, check):
        raise StoreFault("key", "the key beside the database is another one's")


def _refuse_what_is_no_database(path: Path) -> None:
    """Books that were there before are never begun anew in silence."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreFault("unavailable", error.strerror or "") from error
    if not head and key_path(path).exists():
        raise StoreFault("empty", f"{path.name} is empty beside its key")
    if head and head != _MAGIC:
        # With a key beside it, it was one.
        raise StoreFault("corrupt" if key_path(path).exists() else "not_a_database", path.name)


def _key(path: Path, random: Callable[[int], bytes]) -> bytes:
    place = key_path(path)
    try:
        if not place.exists():
            if path.exists() and path.stat().st_size > 0:
                raise StoreFault("key", f"{place.name} is missing")
            _create_private(place, random(KEY_BYTES))
        key = place.read_bytes()
    except OSError as error:
        raise StoreFault("unavailable", error.strerror or "") from error
    if len(key) != KEY_BYTES:
        raise StoreFault("key", f"{place.name} is damaged")
    return key


def _create_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, durably; raises StoreFault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreFault("unavailable", error.strerror or "") from error
