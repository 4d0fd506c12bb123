"""Everything that moved money or was refused to, for ever: no row is changed or deleted (by trigger)."""

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, FromClause, Index, and_, literal_column, or_

from pos_app.server.store.tables.base import blob, flag, number, one_of, strict_table, text

operation = strict_table(
    "operation",
    number("position", primary_key=True),
    blob("id", unique=True),
    one_of("origin", "terminal", "desk"),
    one_of("kind", "payment", "void", "reversal", "grant", "authorise", "capture", "return"),
    one_of("outcome", "approved", "declined"),
    text("reason", nullable=True),
    one_of("effect", "compensated", "tombstone", "nothing", nullable=True),
    flag("moved"),
    number("terminal", ForeignKey("terminal.number"), nullable=True),
    number("store", ForeignKey("store.id"), nullable=True),
    number("epoch", nullable=True),
    number("seq", nullable=True),
    blob("original", nullable=True),
    text("number", nullable=True),
    number("amount", nullable=True),
    number("wallet", ForeignKey("wallet.id"), nullable=True),
    one_of("code_kind", "qr", "number", nullable=True),
    blob("session", nullable=True),
    blob("approval", nullable=True),
    text("void_reason", nullable=True),
    text("number_check", nullable=True),
    text("made_at", nullable=True),
    text("recorded_at"),
    text("transaction_date"),
    text("void_until", nullable=True),
    blob("fingerprint", nullable=True),
    blob("answer"),
    number("chain", ForeignKey("chain.id")),
    number("link"),
    blob("prev_hash"),
    blob("hash", CheckConstraint("length(hash) = 32", name="hash")),
)
"""``position`` is the order of commit. ``moved``: it has transfers. ``fingerprint`` is NULL where the server never saw
a body: tombstones, and the desk's grants, whose ``answer`` is empty, too. ``original`` is the payment that a void,
reversal, capture or return is about; what an authorisation has besides is in ``card_sale``; of a capture ``void_until``
is the end of its returns. ``recorded_at`` is server time and ``transaction_date`` its date in Japan (D-14); amounts are
yen; ``link`` counts along the chain."""


def is_captured(row: FromClause) -> ColumnElement[bool]:
    """Give the condition, in words that the index knows: a payment by which money moved."""
    return and_(row.c.kind == literal_column("'payment'"), row.c.moved == literal_column("1"))


def holds_seq(row: FromClause) -> ColumnElement[bool]:
    """Give the condition: it has a ``seq`` of its own; a reversal carries its original's."""
    return and_(row.c.kind != literal_column("'reversal'"), row.c.seq.is_not(None))


def undoes(row: FromClause) -> ColumnElement[bool]:
    """Give the condition: a void or reversal that took a payment back: its money, or the amount held on a card."""
    voided = and_(row.c.kind == literal_column("'void'"), row.c.outcome == literal_column("'approved'"))
    return or_(voided, row.c.effect == literal_column("'compensated'"))


def captures(row: FromClause) -> ColumnElement[bool]:
    """Give the condition: by it an amount held on a card was taken."""
    return and_(row.c.kind == literal_column("'capture'"), row.c.moved == literal_column("1"))


def returns(row: FromClause) -> ColumnElement[bool]:
    """Give the condition: by it money went back to a card."""
    return and_(row.c.kind == literal_column("'return'"), row.c.moved == literal_column("1"))


def is_authorised(row: FromClause) -> ColumnElement[bool]:
    """Give the condition, in words that the index knows: an amount was held on a card."""
    return and_(row.c.kind == literal_column("'authorise'"), row.c.outcome == literal_column("'approved'"))


def is_told(row: FromClause) -> ColumnElement[bool]:
    """Give the condition, in words that the index knows: the feed tells it, for money moved or is held no more."""
    return or_(row.c.moved == literal_column("1"), undoes(row))


Index(
    "uq_operation_seq",
    operation.c.terminal,
    operation.c.epoch,
    operation.c.seq,
    unique=True,
    sqlite_where=holds_seq(operation),
)
Index("uq_operation_undone_once", operation.c.original, unique=True, sqlite_where=undoes(operation))
Index("uq_operation_captured_once", operation.c.original, unique=True, sqlite_where=captures(operation))
Index(
    "ix_operation_returns",
    operation.c.original,
    sqlite_where=returns(operation),
)
Index("ix_operation_authorised", operation.c.store, operation.c.position, sqlite_where=is_authorised(operation))
Index(
    "ix_operation_captured_wallet",
    operation.c.wallet,
    operation.c.recorded_at,
    # So that looking for a double opens none of the wallet's other payments.
    operation.c.amount,
    operation.c.store,
    sqlite_where=is_captured(operation),
)
Index(
    "ix_operation_wrong_code",
    operation.c.terminal,
    operation.c.recorded_at,
    sqlite_where=operation.c.reason == literal_column("'code_not_found'"),
)
Index("ix_operation_number", operation.c.number, sqlite_where=operation.c.number.is_not(None))
Index(
    "ix_operation_feed",
    operation.c.store,
    operation.c.position,
    sqlite_where=and_(is_told(operation), operation.c.store.is_not(None)),
)
Index("ix_operation_store_date", operation.c.store, operation.c.transaction_date, operation.c.position)
