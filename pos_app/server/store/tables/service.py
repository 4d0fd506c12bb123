"""The wallet service that this server runs, and who issues which codes."""

from sqlalchemy import CheckConstraint

from pos_app.server.store.tables.base import blob, number, one_of, strict_table, text

service = strict_table(
    "service",
    number("id", CheckConstraint("id = 1", name="id"), primary_key=True),
    text("operator"),
    text("name"),
    one_of("environment", "production", "test"),
    number("void_days"),
    blob("key_check", nullable=True),
    remembered=True,
)
"""One row. ``operator``: the eight digits that head this wallet's codes; ``void_days``: calendar days to void (D-5);
``key_check``: tells whether the server's key is the one that the rows were written with."""

prefix = strict_table(
    "prefix",
    text("digits", primary_key=True),
    text("operator"),
)
"""Codes of other operators that begin so (D-23)."""
