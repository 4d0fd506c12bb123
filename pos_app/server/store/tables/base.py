"""What every table has in common.

Plain storage types only (whole numbers, text, bytes), so that rows go to and from the raw connection without any
conversion: ids and hashes are bytes, times are ISO text in UTC (see ``store.values``), flags are 0 or 1.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def strict_table(name: str, *items: SchemaItem, remembered: bool = False) -> Table:
    """Declare a table whose columns hold what they are declared to hold.

    ``remembered``: the writer keeps rows of it in memory (``Tx.remember``), so that a change must clear that memory.
    """
    return Table(name, METADATA, *items, sqlite_strict=True, info={"remembered": remembered})


def number(name: str, *items: SchemaItem, **options: Any) -> Column[int]:
    """Declare a whole number, not null unless told."""
    return Column(name, Integer, *items, **{"nullable": False, **options})


def text(name: str, *items: SchemaItem, **options: Any) -> Column[str]:
    """Declare a text, not null unless told."""
    return Column(name, Text, *items, **{"nullable": False, **options})


def blob(name: str, *items: SchemaItem, **options: Any) -> Column[bytes]:
    """Declare bytes, not null unless told."""
    return Column(name, LargeBinary, *items, **{"nullable": False, **options})


def flag(name: str) -> Column[int]:
    """Declare a yes or no, kept as 1 or 0."""
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)


def one_of(name: str, *values: str, nullable: bool = False) -> Column[str]:
    """Declare a text that is one of a few words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return Column(name, Text, CheckConstraint(f"{name} IN ({listed})", name=name), nullable=nullable)
