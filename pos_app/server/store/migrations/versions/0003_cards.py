"""Cards: their tables, three more kinds of operation, one more kind of counted tries.

The words that a column may hold are part of a table's declaration only, no row is written anew for them. So the
declaration itself is replaced, the way that SQLite's documentation gives for it (lang_altertable, section 7): rows,
triggers and the chain's hashes stay as they are, and large books take no longer than small ones.
"""

import sqlalchemy
from alembic import op
from sqlalchemy.schema import CreateTable

from pos_app.server.store.tables import METADATA, cards, operations, staff
from pos_app.server.store.triggers import sqlite_triggers

revision = "003"
down_revision = "002"

_CARD_TABLES = [table for table in METADATA.sorted_tables if table.name in vars(cards)]
_OPERATION_INDEXES = ("uq_operation_captured_once", "ix_operation_returns", "ix_operation_authorised")
_SAID_ANEW = ("uq_operation_undone_once", "ix_operation_captured_wallet", "ix_operation_feed")


def upgrade() -> None:
    """Bring an older database to it; in a new one the first revision has done so already."""
    bind = op.get_bind()
    _declare_anew(bind, operations.operation)
    _declare_anew(bind, staff.tries)
    indexes = {str(index.name): index for index in operations.operation.indexes}
    for name in _SAID_ANEW:
        indexes[name].drop(bind, checkfirst=True)
        indexes[name].create(bind)
    for name in _OPERATION_INDEXES:
        indexes[name].create(bind, checkfirst=True)
    METADATA.create_all(bind, tables=_CARD_TABLES)
    known = set(bind.execute(sqlalchemy.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    for trigger in sqlite_triggers():
        if trigger.split()[2] not in known:
            op.execute(trigger)


def _declare_anew(bind: sqlalchemy.Connection, table: sqlalchemy.Table) -> None:
    """Replace a table's declaration by one with the same columns, whose checks allow more."""
    declaration = str(CreateTable(table).compile(bind)).strip()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.exec_driver_sql(
        "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (declaration, table.name)
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")
