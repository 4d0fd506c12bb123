"""Members' wallets: two accounts, and what lies in their lots."""

from datetime import date

from sqlalchemy import bindparam, insert, literal_column, select

from pos_app.server.ledger.accounts import open_account
from pos_app.server.ledger.spending import LotKind, OpenLot
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import lot, wallet

_ADD = Statement(insert(wallet))
LOT = (lot.c.id, lot.c.account, lot.c.kind, lot.c.remaining, lot.c.expires_on)
"""What is read of a lot, in this order."""

IS_OPEN = lot.c.remaining > literal_column("0")
_LOTS = Statement(select(*LOT).where(lot.c.wallet == bindparam("wallet"), IS_OPEN))


def open_wallet(tx: Tx, member: int) -> int:
    """Open a member's wallet with its two accounts; gives its key.

    A wallet's number is its member's, so that its accounts can name it before it is there.
    """
    value, points = open_account(tx, "wallet", member), open_account(tx, "points", member)
    return tx.insert(_ADD, id=member, member=member, value_account=value, points_account=points, suspended=0)


def open_lots(reader: Reader, wallet_id: int) -> tuple[OpenLot, ...]:
    """Give the lots of a wallet that still hold something, expired ones too."""
    return tuple(open_lot(*row) for row in reader.all(_LOTS, wallet=wallet_id))


def open_lot(key: int, account: int, kind: LotKind, remaining: int, expires_on: str | None) -> OpenLot:
    """Give a lot from the columns of ``LOT``."""
    return OpenLot(key, account, kind, remaining, date.fromisoformat(expires_on) if expires_on else None)
