"""What the desk sets for the whole service: its name and environment, and who issues which codes (row D-23)."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import bindparam, delete, insert, select, update

from pos_app.errors import Refusal
from pos_app.server.admin.places import named
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.service import prefix, service
from pos_app.wire.store import Environment, Prefix

OPERATOR = re.compile(r"[0-9]{8}")
MAX_PREFIXES = 10_000


@dataclass(frozen=True, slots=True)
class Service:
    """``operator``: the eight digits that head every code of this wallet."""

    operator: str
    name: str
    environment: Environment


_GET = Statement(select(service.c.operator, service.c.name, service.c.environment))
_SET = Statement(
    update(service).values(
        operator=bindparam("operator", required=True),
        name=bindparam("name", required=True),
        environment=bindparam("environment", required=True),
    )
)
_CLEAR = Statement(delete(prefix))
_ADD = Statement(insert(prefix))


def service_of(reader: Reader) -> Service:
    """Give what is set now."""
    row = reader.one(_GET)
    if row is None:
        raise Refusal("no_service")
    return Service(row[0], row[1], Environment(row[2]))


def set_service(tx: Tx, now: datetime, new: Service) -> None:
    """Set it; raises Refusal ``operator``, ``name``. Codes that were issued under another operator stop being read."""
    if OPERATOR.fullmatch(new.operator) is None:
        raise Refusal("operator", given=new.operator)
    tx.run(_SET, operator=new.operator, name=named(new.name), environment=new.environment.value)
    record(tx, now, Act.SET, via="command", subject="service")


def read_prefixes(lines: Iterable[str]) -> tuple[Prefix, ...]:
    """Read a prefix table: CSV with ``head,operator`` on each line; empty lines and lines with ``#`` are passed over.

    Raises Refusal ``prefix_line`` (with the number of the line), ``prefix_twice``, ``prefix_none``, ``prefix_many``.
    """
    found: dict[str, Prefix] = {}
    try:
        for number, row in enumerate(csv.reader(lines, strict=True), start=1):
            if not row or row[0].lstrip().startswith("#"):
                continue
            one = _prefix(row, number)
            if one.head in found:
                raise Refusal("prefix_twice", given=one.head, line=number)
            found[one.head] = one
            if len(found) > MAX_PREFIXES:
                raise Refusal("prefix_many", most=MAX_PREFIXES)
    except csv.Error as error:
        raise Refusal("prefix_line", line=0) from error
    if not found:
        raise Refusal("prefix_none")
    return tuple(found.values())


def replace_prefixes(tx: Tx, now: datetime, prefixes: Sequence[Prefix]) -> None:
    """Replace the whole table."""
    tx.run(_CLEAR)
    for one in prefixes:
        tx.run(_ADD, digits=one.head, operator=one.operator)
    record(tx, now, Act.IMPORT_PREFIXES, via="command", subject=f"{len(prefixes)} prefixes")


def _prefix(row: Sequence[str], number: int) -> Prefix:
    if len(row) != 2:
        raise Refusal("prefix_line", line=number)
    try:
        return Prefix(head=row[0].strip().lstrip("\ufeff"), operator=named(row[1]))
    except (ValidationError, Refusal) as error:
        raise Refusal("prefix_line", line=number) from error
