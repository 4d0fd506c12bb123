"""The first tables."""

import sqlalchemy
from alembic import op

from pos_app.server.store.tables import METADATA
from pos_app.server.store.triggers import sqlite_triggers

revision = "001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    METADATA.create_all(op.get_bind())
    for trigger in sqlite_triggers():
        op.execute(trigger)
    op.execute(sqlalchemy.text("INSERT INTO chain (id, length, head) VALUES (1, 0, :head)").bindparams(head=bytes(32)))
    op.execute(
        "INSERT INTO service (id, operator, name, environment, void_days) "
        "VALUES (1, '99000001', 'ウォレット', 'test', 90)"
    )
