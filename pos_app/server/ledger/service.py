"""What the wallet service is set to."""

from dataclasses import dataclass

from sqlalchemy import select

from pos_app.errors import Bug
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.service import service

_SERVICE = Statement(select(service.c.operator, service.c.name, service.c.void_days))


@dataclass(frozen=True, slots=True)
class Service:
    """``operator`` heads this wallet's codes; a payment can be voided for ``void_days`` calendar days (D-5)."""

    operator: str
    name: str
    void_days: int


def service_of(reader: Reader) -> Service:
    """Read the settings."""
    return reader.remember("service", lambda: _read(reader))


def _read(reader: Reader) -> Service:
    row = reader.one(_SERVICE)
    if row is None:
        raise Bug("no service")
    return Service(*row)
