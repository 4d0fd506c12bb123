"""The one-time codes that members show, as keyed hashes only."""

from sqlalchemy import ForeignKey

from pos_app.server.store.tables.base import blob, number, strict_table, text

member_code = strict_table(
    "member_code",
    number("id", primary_key=True),
    number("wallet", ForeignKey("wallet.id")),
    blob("token_hash", unique=True),
    blob("number_hash", unique=True),
    text("expires_at", index=True),
    blob("spent_by", nullable=True),
)
"""The QR's token and the 12-digit number of one code are one row, so they are spent together (D-22);
``spent_by``: the operation whose recorded answer burnt it."""
