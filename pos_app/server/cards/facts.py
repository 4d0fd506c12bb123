"""Read from the books what the rules for cards decide by, within the operation's own transaction."""

from sqlalchemy import bindparam, select, update

from pos_app.domain.card import Brand
from pos_app.errors import Bug
from pos_app.server.cards.contracts import accepted
from pos_app.server.cards.intents import holds_number, holds_seq
from pos_app.server.cards.rules import AuthoriseFacts, FollowFacts, Token
from pos_app.server.ledger.card_sales import CardSale
from pos_app.server.ledger.facts import approval_of, number_used, seq_used, staff_session_of
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payments import last_sale
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_token
from pos_app.server.store.values import moment
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import AuthoriseBody, CaptureBody, ReturnBody, VoidBody

_TOKEN = Statement(
    select(
        card_token.c.service,
        card_token.c.brand,
        card_token.c.last3,
        card_token.c.expiry,
        card_token.c.valid_until,
        card_token.c.used_by,
        card_token.c.registered,
    ).where(card_token.c.token == bindparam("token"), card_token.c.store == bindparam("store"))
)
_REFERENCE = Statement(select(card_token.c.reference).where(card_token.c.token == bindparam("token")))
_SPEND = Statement(
    update(card_token).values(used_by=bindparam("operation")).where(card_token.c.token == bindparam("spent"))
)


def token_of(reader: Reader, token: str, store: int) -> Token | None:
    """Give a store's token, dead ones too; another store's is none."""
    row = reader.one(_TOKEN, token=token, store=store)
    if row is None:
        return None
    service, brand, last3, expiry, valid_until, used_by, registered = row
    return Token(
        token=token,
        brand=Brand(brand),
        last3=last3,
        expiry=expiry,
        valid_until=moment(valid_until),
        spent=used_by is not None or bool(registered),
        accepted=brand in (accepted(reader, store, service) or ()),
    )


def reference_of(reader: Reader, token: str) -> str:
    """Give what the processor knows the card by; raises Bug for a token that there is not, as none is spent then."""
    row = reader.one(_REFERENCE, token=token)
    if row is None:
        raise Bug("no such token")
    return str(row[0])


def spend_token(tx: Tx, token: str, operation: bytes) -> None:
    """Have no other authorisation use it, whatever becomes of this one."""
    tx.run(_SPEND, spent=token, operation=operation)


def authorise_facts(reader: Reader, body: AuthoriseBody, terminal: Terminal, at: Moment) -> AuthoriseFacts:
    """Read what decides an authorisation."""
    return AuthoriseFacts(
        session=staff_session_of(reader, body.staff_session),
        number_used=number_used(reader, body.number, at) or holds_number(reader, body.number),
        seq_used=is_seq_used(reader, terminal, body.epoch, body.seq),
        token=token_of(reader, body.token, terminal.store),
    )


def follow_facts(
    reader: Reader, body: CaptureBody | VoidBody | ReturnBody, sale: CardSale | None, terminal: Terminal
) -> FollowFacts:
    """Read what decides something that is to be done to a sale by card."""
    approval = None if isinstance(body, CaptureBody) else body.approval
    return FollowFacts(
        session=staff_session_of(reader, body.staff_session),
        seq_used=is_seq_used(reader, terminal, body.epoch, body.seq),
        sale=sale,
        is_last_sale=sale is not None and last_sale(reader, terminal) == sale.id,
        approval=approval_of(reader, approval) if approval else None,
    )


def is_seq_used(reader: Reader, terminal: Terminal, epoch: int, seq: int) -> bool:
    """Say whether another operation holds this ``seq``, or will when the processor has answered."""
    return seq_used(reader, terminal, epoch, seq) or holds_seq(reader, terminal.number, epoch, seq)
