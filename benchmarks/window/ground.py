"""What the window is measured on: the made-up world, with a member who can pay for a day of sales."""

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, select

from pos_app.domain.ids import uuid7
from pos_app.server import seed_demo
from pos_app.server.ledger.grants import Grant, grant
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import open_database
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import member

RICHES = 900_000_000
"""Yen."""

_MEMBER = Statement(select(member.c.id).where(member.c.login_id == bindparam("login_id")))


def prepare(path: Path) -> None:
    """Begin a server's books with the made-up world and one rich member."""
    database = open_database(path)
    now = datetime.now(UTC)

    def enrich(tx: Tx) -> None:
        row = tx.one(_MEMBER, login_id=seed_demo.WORLD.members[0].login_id)
        assert row is not None
        grant(tx, uuid7(now, os.urandom), Grant(row[0], "value", RICHES), now)

    try:
        seed_demo.seed(database, lambda: now, os.urandom)
        database.writer.submit(enrich).result()
    finally:
        database.close()
