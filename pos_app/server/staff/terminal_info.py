"""What a terminal is told of itself and its store (requirements rows E-23, E-24)."""

from typing import Any

from sqlalchemy import bindparam, select

from pos_app.errors import Bug
from pos_app.server.card_terms import terms_of
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.places import company, store, terminal
from pos_app.server.store.tables.service import prefix, service
from pos_app.wire.cards import CardTerms
from pos_app.wire.store import ClerkVoids, Environment, Prefix, StoreSettings, TerminalInfo

_TERMINAL = Statement(
    select(
        store.c.id.label("store_key"),
        terminal.c.id,
        terminal.c.number,
        terminal.c.name,
        company.c.name.label("company_name"),
        store.c.code,
        store.c.name.label("store_name"),
        store.c.phone,
        store.c.payment_limit,
        store.c.confirm_above,
        store.c.clerk_voids,
        store.c.day_cut_minutes,
        store.c.lock_after_minutes,
    )
    .join_from(terminal, store, terminal.c.store == store.c.id)
    .join(company, store.c.company == company.c.id)
    .where(terminal.c.number == bindparam("of", required=True))
)
_SERVICE = Statement(select(service.c.operator, service.c.name, service.c.environment))
_PREFIXES = Statement(select(prefix.c.digits, prefix.c.operator).order_by(prefix.c.digits))


def terminal_info(reader: Reader, number: int) -> TerminalInfo:
    """Describe the terminal with this number; raises Bug when there is none, or no service is set up."""
    row = reader.one(_TERMINAL, of=number)
    service_row = reader.one(_SERVICE)
    if row is None or service_row is None:
        raise Bug(f"no terminal {number}, or no service")
    prefixes = tuple(Prefix(head=head, operator=operator) for head, operator in reader.all(_PREFIXES))
    return _info(row[1:], service_row, prefixes, terms_of(reader, row[0]))


def _info(
    row: tuple[Any, ...], service_row: tuple[Any, ...], prefixes: tuple[Prefix, ...], cards: CardTerms | None
) -> TerminalInfo:
    terminal_id, number, name, company_name, code, store_name, phone, limit, confirm, voids, cut, lock = row
    operator, wallet_name, environment = service_row
    return TerminalInfo(
        terminal_id=terminal_id,
        terminal_number=number,
        terminal_name=name,
        company_name=company_name,
        store_id=code,
        store_name=store_name,
        store_phone=phone,
        environment=Environment(environment),
        settings=StoreSettings(
            limit=limit,
            confirm_above=confirm,
            clerk_voids=ClerkVoids(voids),
            day_cut_minutes=cut,
            lock_after_minutes=lock,
        ),
        wallet_operator=operator,
        wallet_name=wallet_name,
        prefixes=prefixes,
        cards=cards,
    )
