"""I8: at most one void or reversal of a payment, and it swaps exactly the payment's legs."""

from sqlalchemy import bindparam, func, literal_column, or_, select

from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import lot_use, transfer
from pos_app.server.store.tables.operations import operation, undoes

_original = operation.alias("original")
_UNDONE = Statement(
    select(operation.c.position, operation.c.amount, _original.c.position, _original.c.amount, _original.c.moved)
    .select_from(operation.outerjoin(_original, _original.c.id == operation.c.original))
    .where(
        undoes(operation),
        operation.c.position > bindparam("since"),
        func.coalesce(_original.c.kind, literal_column("''")) != literal_column("'authorise'"),
    )
)
_TWICE = Statement(
    select(operation.c.original)
    .where(undoes(operation))
    .group_by(operation.c.original)
    .having(func.count() > literal_column("1"))
)
_back = transfer.alias("back")
_use = lot_use.alias("use")
_back_use = lot_use.alias("back_use")
_UNSWAPPED = Statement(
    select(_back.c.operation)
    .select_from(
        _back.join(_back_use, (_back_use.c.operation == _back.c.operation) & (_back_use.c.leg == _back.c.leg))
        .outerjoin(transfer, transfer.c.id == _back.c.undoes)
        .outerjoin(_use, (_use.c.operation == transfer.c.operation) & (_use.c.leg == transfer.c.leg))
    )
    .where(
        _back.c.operation > bindparam("since"),
        _back_use.c.restored == literal_column("1"),
        or_(
            transfer.c.id.is_(None),
            _use.c.lot.is_(None),
            transfer.c.debit != _back.c.credit,
            transfer.c.credit != _back.c.debit,
            transfer.c.amount != _back.c.amount,
            _use.c.lot != _back_use.c.lot,
            _use.c.amount != _back_use.c.amount,
        ),
    )
)


def undoing(reader: Reader, since: int) -> list[Verdict]:
    """Check every void and reversal after ``since`` that took a payment by wallet back."""
    rows = reader.all(_UNDONE, since=since)
    broken = ["a payment was undone twice" for _ in reader.all(_TWICE)]
    broken += [
        f"operation {position}"
        for position, amount, original, original_amount, moved in rows
        if original is None or original >= position or not moved or amount != original_amount
    ]
    broken += [f"operation {row[0]} does not swap its original's legs" for row in reader.all(_UNSWAPPED, since=since)]
    says = "a payment is undone at most once, whole, and leg for leg into the same lots"
    return [verdict("I8", says, len(rows), broken)]
