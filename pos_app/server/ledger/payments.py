"""Payments as they stand on the books: a payment's row never changes, what undid it is a row of its own."""

from uuid import UUID

from sqlalchemy import bindparam, exists, literal_column, or_, select

from pos_app.server.ledger.void_rules import Payment
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.operations import holds_seq, is_authorised, is_captured, operation, undoes
from pos_app.server.store.tables.places import store
from pos_app.server.store.values import moment
from pos_app.server.terminals import Terminal
from pos_app.wire.payments import PaymentState

undo = operation.alias("undo")


WITH_UNDO = operation.join(store, operation.c.store == store.c.id).outerjoin(
    undo, (undo.c.original == operation.c.id) & undoes(undo)
)
"""Each operation with its store and with the void or reversal that undid it, if one did."""

IS_PAYMENT = operation.c.kind == literal_column("'payment'")


PAYMENT_COLUMNS = (
    operation.c.position,
    operation.c.id,
    operation.c.terminal,
    operation.c.store,
    store.c.company,
    operation.c.wallet,
    operation.c.number,
    operation.c.amount,
    operation.c.moved,
    undo.c.kind,
    operation.c.recorded_at,
    operation.c.void_until,
)
_BY_ID = Statement(select(*PAYMENT_COLUMNS).select_from(WITH_UNDO).where(IS_PAYMENT, operation.c.id == bindparam("id")))
_reversed = operation.alias("reversed")
_LAST_SALE = Statement(
    select(operation.c.id)
    .where(
        operation.c.terminal == bindparam("terminal"),
        or_(is_captured(operation), is_authorised(operation)),
        holds_seq(operation),
        ~exists().where(
            _reversed.c.original == operation.c.id,
            undoes(_reversed),
            _reversed.c.kind == literal_column("'reversal'"),
        ),
    )
    .order_by(operation.c.epoch.desc(), operation.c.seq.desc())
    .limit(1)
)


def find_payment(reader: Reader, payment: UUID) -> Payment | None:
    """Give a payment, declined ones and tombstones too."""
    row = reader.one(_BY_ID, id=payment.bytes)
    return payment_of(row) if row else None


def last_sale(reader: Reader, terminal: Terminal) -> UUID | None:
    """Give the terminal's latest sale: a payment that was reversed was none, one that was voided was one.

    An amount held on a card is a sale, too.
    """
    row = reader.one(_LAST_SALE, terminal=terminal.number)
    return UUID(bytes=row[0]) if row else None


def payment_of(row: Row) -> Payment:
    """Make a payment of a row of ``PAYMENT_COLUMNS``."""
    position, key, terminal, store_id, company, wallet, number, amount, moved, undone, recorded_at, until = row
    return Payment(
        position=position,
        id=UUID(bytes=key),
        terminal=terminal,
        store=store_id,
        company=company,
        wallet=wallet,
        number=number,
        amount=amount or 0,
        state=state_of(moved=bool(moved), undone_by=undone),
        recorded_at=moment(recorded_at),
        void_until=moment(until) if until else None,
    )


def state_of(*, moved: bool, undone_by: str | None) -> PaymentState:
    """Say what became of a payment."""
    if not moved:
        return PaymentState.DECLINED
    if undone_by is None:
        return PaymentState.CAPTURED
    return PaymentState.VOIDED if undone_by == "void" else PaymentState.REVERSED
