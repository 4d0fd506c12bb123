"""Everything that moved money or was refused to, for ever: no row is changed or deleted (by trigger)."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import text as words

from pos_app.server.store.tables.base import blob, flag, number, one_of, strict_table, text

operation = strict_table(
    "operation",
    number("position", primary_key=True),
    blob("id", unique=True),
    one_of("origin", "terminal", "desk"),
    one_of("kind", "payment", "void", "reversal", "grant"),
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
    blob("answer", nullable=True),
    number("chain", ForeignKey("chain.id")),
    blob("prev_hash"),
    blob("hash", CheckConstraint("length(hash) = 32", name="hash")),
)
"""``position`` is the order of commit. ``moved``: it has transfers. ``fingerprint`` is NULL where the server never saw
a body (tombstones, the desk's grants); ``original`` is the payment that a void or a reversal is about; ``recorded_at``
is server time and ``transaction_date`` its date in Japan (D-14); amounts are yen."""

_SENT = words("kind <> 'reversal' AND seq IS NOT NULL")
_UNDOES = words("kind IN ('void', 'reversal') AND moved = 1")
_CAPTURED = words("kind = 'payment' AND moved = 1")

Index("uq_operation_seq", operation.c.terminal, operation.c.epoch, operation.c.seq, unique=True, sqlite_where=_SENT)
Index("uq_operation_undone_once", operation.c.original, unique=True, sqlite_where=_UNDOES)
Index("ix_operation_captured_wallet", operation.c.wallet, operation.c.recorded_at, sqlite_where=_CAPTURED)
Index("ix_operation_number", operation.c.number, sqlite_where=words("number IS NOT NULL"))
Index("ix_operation_store_date", operation.c.store, operation.c.transaction_date, operation.c.position)
