"""SQL is written once, as SQLAlchemy Core, and compiled once; the connections run the compiled text.

Going through SQLAlchemy's own connections costs several times the work of the statement itself. All values are plain
(see ``tables.base``), so nothing is lost by going around them. Another database needs another ``Dialect`` only.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Delete, Insert, Select, TextClause, Update, bindparam, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import Table
from sqlalchemy.sql.selectable import CompoundSelect

from pos_app.errors import Bug

SQLITE: Dialect = sqlite.dialect(paramstyle="named")
SQLITE_POSITIONAL: Dialect = sqlite.dialect(paramstyle="qmark")


Expression = Select[Any] | CompoundSelect[Any] | Insert | Update | Delete | TextClause


class Statement:
    """One statement with named values (``bindparam``), compiled when the module that writes it is imported.

    ``constants`` are values that the expression itself brought along; ``forgets`` says that it changes a table whose
    rows are remembered in memory.
    """

    __slots__ = ("constants", "forgets", "sql")

    def __init__(self, expression: Expression, dialect: Dialect = SQLITE) -> None:
        compiled = expression.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise Bug(f"no statement: {expression!r}")
        self.sql = compiled.string
        self.constants: Mapping[str, object] = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        target = expression.table if isinstance(expression, Insert | Update | Delete) else None
        self.forgets = isinstance(target, Table) and bool(target.info.get("remembered"))

    def with_constants(self, values: dict[str, object]) -> dict[str, object]:
        """Give the values to run it with."""
        return {**self.constants, **values} if self.constants else values

    def __repr__(self) -> str:
        return f"Statement({self.sql!r})"


class RowInsert:
    """Insert one row whose values come in the order of ``names``, which is the table's: the quickest way to do so.

    For tables that are not remembered.
    """

    __slots__ = ("sql",)

    def __init__(self, table: Table, names: Sequence[str], dialect: Dialect = SQLITE_POSITIONAL) -> None:
        compiled = insert(table).values({name: bindparam(name) for name in names}).compile(dialect=dialect)
        if table.info.get("remembered") or compiled.positiontup != list(names):
            raise Bug(f"rows of {table.name} are not inserted so")
        self.sql = compiled.string
