"""The hash chains over operations, one per writer."""

from sqlalchemy import ForeignKey

from pos_app.server.store.tables.base import blob, number, strict_table, text

chain = strict_table(
    "chain",
    number("id", primary_key=True),
    number("length"),
    blob("head"),
)
"""``head``: the hash of the chain's last operation, 32 zero bytes before the first."""

anchor = strict_table(
    "anchor",
    number("id", primary_key=True),
    number("chain", ForeignKey("chain.id")),
    number("length"),
    number("position"),
    blob("head"),
    text("made_at"),
)
"""A head that was checked and kept: later checks may start from ``position``. Never changed or deleted (by trigger)."""
