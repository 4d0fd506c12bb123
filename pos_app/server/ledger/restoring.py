"""Take a payment back: the same legs, swapped, into the same lots with their original expiry (requirements row D-9)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from pos_app.server.ledger.booking import Leg
from pos_app.server.ledger.spending import is_expired
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import lot, lot_use, transfer

_LEGS = Statement(
    select(transfer.c.id, transfer.c.debit, transfer.c.credit, transfer.c.amount, lot_use.c.lot, lot.c.expires_on)
    .join_from(
        transfer,
        lot_use,
        (lot_use.c.operation == transfer.c.operation) & (lot_use.c.leg == transfer.c.leg),
    )
    .join(lot, lot.c.id == lot_use.c.lot)
    .where(transfer.c.operation == bindparam("operation"))
    .order_by(transfer.c.leg)
)


@dataclass(frozen=True, slots=True)
class WayBack:
    """The legs that give a payment back, and how many yen of it go to lots that have expired (can't be used)."""

    legs: tuple[Leg, ...]
    expired: int


def way_back(reader: Reader, position: int, today: date) -> WayBack:
    """Read how the captured payment at ``position`` would be given back today."""
    legs: list[Leg] = []
    expired = 0
    for key, debit, credit, amount, lot_id, expires_on in reader.all(_LEGS, operation=position):
        legs.append(Leg(debit, credit, lot_id, amount, undoes=key))
        if is_expired(date.fromisoformat(expires_on) if expires_on else None, today):
            expired += amount
    return WayBack(tuple(legs), expired)
