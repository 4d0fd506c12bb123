"""A store's own cards (requirements row G-06): two at the most, one of them used unless another is named."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, delete, insert, literal_column, select, update

from pos_app.domain.card import Brand
from pos_app.server.problems import Refused
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_token, store_card
from pos_app.server.store.values import moment_text
from pos_app.server.terminals import Terminal
from pos_app.wire.cards import StoreCard, StoreCards
from pos_app.wire.problems import ProblemCode

MOST = 2

_CARD: BindParameter[bytes] = bindparam("card_", required=True)
_STORE: BindParameter[int] = bindparam("store_", required=True)
_TOKEN: BindParameter[str] = bindparam("token_", required=True)

_LIST = Statement(
    select(store_card.c.card, card_token.c.brand, card_token.c.last3, card_token.c.expiry, store_card.c.chosen)
    .join_from(store_card, card_token, card_token.c.token == store_card.c.token)
    .where(store_card.c.store == _STORE)
    .order_by(store_card.c.made_at, store_card.c.card)
)
_FIND = Statement(select(store_card.c.store, store_card.c.token, store_card.c.chosen).where(store_card.c.card == _CARD))
_ADD = Statement(insert(store_card).values({one.name: bindparam(one.name, required=True) for one in store_card.c}))
_TAKE_TOKEN = Statement(
    update(card_token)
    .where(
        card_token.c.token == _TOKEN,
        card_token.c.store == _STORE,
        card_token.c.used_by.is_(None),
        card_token.c.registered == literal_column("0"),
        card_token.c.valid_until > bindparam("now", required=True),
    )
    .values(registered=1)
)
_END_TOKEN = Statement(
    update(card_token)
    .where(card_token.c.token == _TOKEN)
    .values(registered=0, valid_until=bindparam("now", required=True))
)
_CHOOSE_NONE = Statement(update(store_card).where(store_card.c.store == _STORE).values(chosen=0))
_CHOOSE = Statement(update(store_card).where(store_card.c.card == _CARD).values(chosen=1))
_DELETE = Statement(delete(store_card).where(store_card.c.card == _CARD))


def cards_of(reader: Reader, store: int) -> StoreCards:
    """Give a store's cards, the oldest first."""
    return StoreCards(
        cards=tuple(
            StoreCard(card=UUID(bytes=card), brand=Brand(brand), last3=last3, expiry=expiry, default=bool(chosen))
            for card, brand, last3, expiry, chosen in reader.all(_LIST, store_=store)
        )
    )


def register(tx: Tx, terminal: Terminal, by: Account, card: UUID, token: str, now: datetime) -> StoreCards:
    """Keep the card that a live token stands for; the first one is the default. Asking again changes nothing.

    Raises Refused ``id_reused`` for the id of another card, ``card_register_full``, which leaves the token alive, and
    ``card_token_gone``.
    """
    known = tx.one(_FIND, card_=card.bytes)
    if known is not None:
        if tuple(known[:2]) != (terminal.store, token):
            raise Refused(ProblemCode.ID_REUSED)
        return cards_of(tx, terminal.store)
    before = cards_of(tx, terminal.store).cards
    if len(before) >= MOST:
        raise Refused(ProblemCode.CARD_REGISTER_FULL)
    if not tx.run(_TAKE_TOKEN, token_=token, store_=terminal.store, now=moment_text(now)):
        raise Refused(ProblemCode.CARD_TOKEN_GONE)
    tx.run(
        _ADD,
        card=card.bytes,
        store=terminal.store,
        token=token,
        chosen=int(not before),
        made_at=moment_text(now),
    )
    _note(tx, terminal, by, Act.KEEP_CARD, card, now)
    return cards_of(tx, terminal.store)


def choose(tx: Tx, terminal: Terminal, by: Account, card: UUID, now: datetime) -> StoreCards:
    """Pay by this one from now on; raises Refused ``not_found``, also for another store's."""
    _, was_chosen = _own(tx, terminal, card)
    if not was_chosen:
        tx.run(_CHOOSE_NONE, store_=terminal.store)
        tx.run(_CHOOSE, card_=card.bytes)
        _note(tx, terminal, by, Act.CHOOSE_CARD, card, now)
    return cards_of(tx, terminal.store)


def remove(tx: Tx, terminal: Terminal, by: Account, card: UUID, now: datetime) -> StoreCards:
    """Keep a card no longer, nor its token; the other one becomes the default. Raises Refused ``not_found``."""
    token, was_chosen = _own(tx, terminal, card)
    tx.run(_DELETE, card_=card.bytes)
    tx.run(_END_TOKEN, token_=token, now=moment_text(now))
    left = cards_of(tx, terminal.store).cards
    if was_chosen and left:
        tx.run(_CHOOSE, card_=left[0].card.bytes)
    _note(tx, terminal, by, Act.DROP_CARD, card, now)
    return cards_of(tx, terminal.store)


def _own(tx: Tx, terminal: Terminal, card: UUID) -> tuple[str, bool]:
    row = tx.one(_FIND, card_=card.bytes)
    if row is None or row[0] != terminal.store:
        raise Refused(ProblemCode.NOT_FOUND)
    return row[1], bool(row[2])


def _note(tx: Tx, terminal: Terminal, by: Account, act: Act, card: UUID, now: datetime) -> None:
    record(tx, now, act, terminal=terminal.number, staff=by.id, subject=str(card))
