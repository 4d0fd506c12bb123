"""A store's contract for cards, as the desk makes it: card services, and terms for what is authorised from now on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, insert, update

from pos_app.domain.card import Brand
from pos_app.server.card_terms import Contract, contract_of, services_of
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_contract, card_service
from pos_app.wire.cards import CardService

_STORE: BindParameter[int] = bindparam("of", required=True)
_ADD_CONTRACT = Statement(insert(card_contract))
_SET_CONTRACT = Statement(
    update(card_contract)
    .where(card_contract.c.store == _STORE)
    .values(
        authorisation_days=bindparam("authorisation_days", required=True),
        return_days=bindparam("return_days", required=True),
    )
)
_CLEAR_SERVICES = Statement(delete(card_service).where(card_service.c.store == _STORE))
_ADD_SERVICE = Statement(insert(card_service))


def accepted(reader: Reader, store: int, service: str) -> tuple[Brand, ...] | None:
    """Give the brands that a store may take by one of its services; None where it has no such service."""
    return next((one.brands for one in services_of(reader, store) if one.id == service), None)


def put_service(tx: Tx, store: int, service: CardService, now: datetime) -> None:
    """Add a card service, or change the one that has this id; the store's contract begins with its first."""
    if contract_of(tx, store) is None:
        set_contract(tx, store, Contract(), now)
    before = services_of(tx, store)
    if any(one.id == service.id for one in before):
        _write(tx, store, [service if one.id == service.id else one for one in before])
    else:
        _write(tx, store, [*before, service])
    record(tx, now, Act.SET, via="command", subject=f"card service {service.id}")


def remove_service(tx: Tx, store: int, service: str, now: datetime) -> bool:
    """Take a card service away; what was authorised by it goes on. False where there is none."""
    before = services_of(tx, store)
    left = [one for one in before if one.id != service]
    if len(left) == len(before):
        return False
    _write(tx, store, left)
    record(tx, now, Act.SET, via="command", subject=f"card service {service}")
    return True


def set_contract(tx: Tx, store: int, contract: Contract, now: datetime) -> None:
    """Set a store's terms; they hold for what is authorised from now on."""
    values = {"authorisation_days": contract.authorisation_days, "return_days": contract.return_days}
    if not tx.run(_SET_CONTRACT, of=store, **values):
        tx.run(_ADD_CONTRACT, store=store, **values)
    record(tx, now, Act.SET, via="command", subject="card contract")


def changed(contract: Contract, authorisation_days: int | None, return_days: int | None) -> Contract:
    """Change what is given and leave the rest."""
    if authorisation_days is not None:
        contract = replace(contract, authorisation_days=authorisation_days)
    return contract if return_days is None else replace(contract, return_days=return_days)


def _write(tx: Tx, store: int, services: Sequence[CardService]) -> None:
    tx.run(_CLEAR_SERVICES, of=store)
    for rank, one in enumerate(services):
        brands = " ".join(brand.value for brand in one.brands)
        tx.run(_ADD_SERVICE, store=store, id=one.id, rank=rank, name=one.name, brands=brands)
