"""What the processor is being asked: durable before it is asked, gone when the operation stands in the books."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from pos_app.errors import Bug
from pos_app.server.ledger.request import Request
from pos_app.server.store.connection import Reader, Row, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_intent
from pos_app.server.store.values import moment, moment_text
from pos_app.wire.operations import OPERATION_BODY, AnyBody, AuthoriseBody, CaptureBody, ReturnBody, VoidBody

Asks = Literal["authorise", "capture", "release", "refund"]


class Ask(NamedTuple):
    """What the processor is to be asked; ``by_approval``: somebody's approval is used up by it. Yen."""

    asks: Asks
    amount: int
    by_approval: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """One call of the processor. ``payment``: the card payment concerned, itself for an authorisation. Yen.

    ``by_approval``: somebody's approval is used up by it. ``expires_at``: how long an authorisation is to hold, told to
    the processor and to the till alike. ``fingerprint`` stands for the body's bytes.
    """

    operation: UUID
    payment: UUID
    asks: Asks
    amount: int
    terminal: int
    by_approval: bool
    expires_at: datetime | None
    body: AnyBody = field(repr=False)
    fingerprint: bytes = field(repr=False)
    made_at: datetime


_COLUMNS = (
    card_intent.c.operation,
    card_intent.c.payment,
    card_intent.c.asks,
    card_intent.c.amount,
    card_intent.c.terminal,
    card_intent.c.by_approval,
    card_intent.c.expires_at,
    card_intent.c.body,
    card_intent.c.fingerprint,
    card_intent.c.made_at,
)
_BY_OPERATION = Statement(select(*_COLUMNS).where(card_intent.c.operation == bindparam("operation")))
_ON_PAYMENT = Statement(select(*_COLUMNS).where(card_intent.c.payment == bindparam("payment")))
_ALL = Statement(select(*_COLUMNS).order_by(card_intent.c.made_at))
_ADD = Statement(insert(card_intent))
_DROP = Statement(delete(card_intent).where(card_intent.c.operation == bindparam("operation")))
_SAME_SEQ = Statement(
    select(card_intent.c.operation).where(
        card_intent.c.terminal == bindparam("terminal"),
        card_intent.c.epoch == bindparam("epoch"),
        card_intent.c.seq == bindparam("seq"),
    )
)
_SAME_NUMBER = Statement(select(card_intent.c.operation).where(card_intent.c.number == bindparam("number")))


def find_intent(reader: Reader, operation: UUID) -> Intent | None:
    """Look up what is under way under an operation's id."""
    return _first(reader.all(_BY_OPERATION, operation=operation.bytes))


def intent_on(reader: Reader, payment: UUID) -> Intent | None:
    """Look up what is under way on a card payment; there is one thing at a time."""
    return _first(reader.all(_ON_PAYMENT, payment=payment.bytes))


def all_intents(reader: Reader) -> list[Intent]:
    """Give everything that is under way, the oldest first."""
    return [_intent(row) for row in reader.all(_ALL)]


def holds_seq(reader: Reader, terminal: int, epoch: int, seq: int) -> bool:
    """Say whether something under way will have this ``seq``."""
    return reader.one(_SAME_SEQ, terminal=terminal, epoch=epoch, seq=seq) is not None


def holds_number(reader: Reader, number: str) -> bool:
    """Say whether something under way will have this payment number."""
    return reader.one(_SAME_NUMBER, number=number) is not None


def add_intent(tx: Tx, request: Request, ask: Ask, now: datetime, expires_at: datetime | None = None) -> Intent:
    """Write down what the processor is about to be asked."""
    body = request.body
    payment = request.id if isinstance(body, AuthoriseBody) else _original(body)
    intent = Intent(
        operation=request.id,
        payment=payment,
        asks=ask.asks,
        amount=ask.amount,
        terminal=request.terminal.number,
        by_approval=ask.by_approval,
        expires_at=expires_at,
        body=body,
        fingerprint=request.fingerprint,
        made_at=now,
    )
    tx.insert(
        _ADD,
        operation=intent.operation.bytes,
        payment=payment.bytes,
        kind=body.kind,
        asks=ask.asks,
        amount=ask.amount,
        terminal=intent.terminal,
        epoch=body.epoch,
        seq=body.seq,
        number=body.number if isinstance(body, AuthoriseBody) else None,
        by_approval=int(ask.by_approval),
        expires_at=moment_text(expires_at) if expires_at else None,
        body=body.to_json(),
        fingerprint=intent.fingerprint,
        made_at=moment_text(now),
    )
    return intent


def drop_intent(tx: Tx, operation: UUID) -> bool:
    """Forget it, as the operation stands in the books now; False: somebody else has done so before."""
    return tx.run(_DROP, operation=operation.bytes) == 1


def _original(body: AnyBody) -> UUID:
    if isinstance(body, CaptureBody | ReturnBody | VoidBody) or body.kind == "reversal":
        return body.original
    raise Bug(f"no card's operation: {body.kind}")


def _first(rows: Iterable[Row]) -> Intent | None:
    return next((_intent(row) for row in rows), None)


def _intent(row: Row) -> Intent:
    operation, payment, asks, amount, terminal, by_approval, expires_at, body, fingerprint, made_at = row
    return Intent(
        operation=UUID(bytes=operation),
        payment=UUID(bytes=payment),
        asks=asks,
        amount=amount,
        terminal=terminal,
        by_approval=bool(by_approval),
        expires_at=moment(expires_at) if expires_at else None,
        body=OPERATION_BODY.validate_json(body),
        fingerprint=fingerprint,
        made_at=moment(made_at),
    )
