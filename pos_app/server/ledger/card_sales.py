"""Sales by card as they stand on the books: an authorisation's row never changes, what became of it has its own rows.

An amount that is held expires by itself: nothing is written then, the state follows from the server's clock.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, literal_column, select

from pos_app.server.ledger.void_rules import Payment
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.operations import captures, operation, returns, undoes
from pos_app.server.store.tables.places import store
from pos_app.server.store.values import moment
from pos_app.wire.payments import PaymentState


@dataclass(frozen=True, slots=True)
class CardSale:
    """``expires_at`` None: nothing was ever held. ``undone_by``: the kind of operation that did. Yen."""

    position: int
    id: UUID
    terminal: int
    store: int
    company: int
    number: str | None
    amount: int
    authorised_at: datetime
    expires_at: datetime | None
    captured: int
    captured_at: datetime | None
    return_until: datetime | None
    returned: int
    undone_by: str | None

    @property
    def rest(self) -> int:
        """How much of what was captured is not returned yet."""
        return self.captured - self.returned

    def state(self, now: datetime) -> PaymentState:
        """Say what became of it; what was captured and returned to the last yen counts as voided."""
        return card_state(self.expires_at, now, self.undone_by, self.captured, self.returned)

    def as_payment(self, now: datetime) -> Payment:
        """Give it as the rules for voids see it: how long and since when it can be taken back."""
        return Payment(
            position=self.position,
            id=self.id,
            terminal=self.terminal,
            store=self.store,
            company=self.company,
            wallet=None,
            number=self.number,
            amount=self.amount,
            state=self.state(now),
            recorded_at=self.captured_at or self.authorised_at,
            void_until=self.return_until or self.expires_at,
        )


def card_state(
    expires_at: datetime | None, now: datetime, undone_by: str | None, captured: int, returned: int
) -> PaymentState:
    """Say what became of a card sale: ``expires_at`` None where nothing was ever held. Yen."""
    if expires_at is None:
        return PaymentState.DECLINED
    if undone_by is not None:
        return PaymentState.VOIDED if undone_by == "void" else PaymentState.REVERSED
    if captured:
        return PaymentState.VOIDED if returned == captured else PaymentState.CAPTURED
    return PaymentState.EXPIRED if now > expires_at else PaymentState.AUTHORISED


capture = operation.alias("capture")
undo = operation.alias("undo")
_back = operation.alias("back")

RETURNED = (
    select(func.coalesce(func.sum(_back.c.amount), literal_column("0")))
    .where(_back.c.original == operation.c.id, returns(_back))
    .correlate(operation)
    .scalar_subquery()
)
"""How much of an operation was given back by returns, in yen."""

CAPTURED_BY = (capture.c.original == operation.c.id) & captures(capture)
_UNDONE_BY = (undo.c.original == operation.c.id) & undoes(undo)
_BY_ID = Statement(
    select(
        operation.c.position,
        operation.c.id,
        operation.c.terminal,
        operation.c.store,
        store.c.company,
        operation.c.number,
        operation.c.amount,
        operation.c.recorded_at,
        card_sale.c.expires_at,
        capture.c.amount,
        capture.c.recorded_at,
        capture.c.void_until,
        RETURNED,
        undo.c.kind,
    )
    .select_from(
        operation.join(store, operation.c.store == store.c.id)
        .outerjoin(card_sale, card_sale.c.operation == operation.c.position)
        .outerjoin(capture, CAPTURED_BY)
        .outerjoin(undo, _UNDONE_BY)
    )
    .where(operation.c.id == bindparam("id"), operation.c.kind == literal_column("'authorise'"))
)


def find_card_sale(reader: Reader, payment: UUID) -> CardSale | None:
    """Give a sale by card, declined ones too; None where the id stands for nothing, or for something else."""
    row = reader.one(_BY_ID, id=payment.bytes)
    return _sale(row) if row else None


def _sale(row: Row) -> CardSale:
    position, key, terminal, store_id, company, number, amount, authorised_at, *rest = row
    expires_at, captured, captured_at, return_until, returned, undone_by = rest
    return CardSale(
        position=position,
        id=UUID(bytes=key),
        terminal=terminal,
        store=store_id,
        company=company,
        number=number,
        amount=amount or 0,
        authorised_at=moment(authorised_at),
        expires_at=moment(expires_at) if expires_at else None,
        captured=captured or 0,
        captured_at=moment(captured_at) if captured_at else None,
        return_until=moment(return_until) if return_until else None,
        returned=returned,
        undone_by=undone_by,
    )
