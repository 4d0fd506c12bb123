"""What a store may do with cards: its card services and its terms, read from its contract."""

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select

from pos_app.domain.card import Brand
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_contract, card_service
from pos_app.wire.cards import CardService, CardTerms


@dataclass(frozen=True, slots=True)
class Contract:
    """Days that an amount is held at most, and calendar days for which a captured one may be returned."""

    authorisation_days: int = 60
    return_days: int = 180


_STORE: BindParameter[int] = bindparam("of", required=True)
_CONTRACT = Statement(
    select(card_contract.c.authorisation_days, card_contract.c.return_days).where(card_contract.c.store == _STORE)
)
_SERVICES = Statement(
    select(card_service.c.id, card_service.c.name, card_service.c.brands)
    .where(card_service.c.store == _STORE)
    .order_by(card_service.c.rank)
)


def contract_of(reader: Reader, store: int) -> Contract | None:
    """Give a store's contract; None: it sells nothing by card."""
    row = reader.one(_CONTRACT, of=store)
    return None if row is None else Contract(*row)


def services_of(reader: Reader, store: int) -> tuple[CardService, ...]:
    """Give a store's card services, in their order."""
    return tuple(
        CardService(id=service, name=name, brands=tuple(Brand(brand) for brand in brands.split()))
        for service, name, brands in reader.all(_SERVICES, of=store)
    )


def terms_of(reader: Reader, store: int) -> CardTerms | None:
    """Say what a store may do with cards; None where it has no card service."""
    contract, services = contract_of(reader, store), services_of(reader, store)
    if contract is None or not services:
        return None
    return CardTerms(services=services, authorisation_days=contract.authorisation_days)
