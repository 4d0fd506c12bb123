"""Accounts. Value and points are debts to the member: what can be spent is credits less debits.

::

    charge, grant   funding          -> wallet, points
    payment         wallet, points   -> merchant_payable of the store
    void, reversal  the same legs swapped
    capture         card_clearing    -> merchant_payable of the store
    return          merchant_payable -> card_clearing

An arrow points from the account that is debited to the one that is credited. The balances that are kept (members')
follow each transfer by trigger.
"""

from typing import Literal

from sqlalchemy import bindparam, insert, select

from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import account

SharedKind = Literal["merchant_payable", "funding", "card_clearing"]

SERVICE = 0
"""Owner of what belongs to the service itself."""

_FIND = Statement(
    select(account.c.id).where(account.c.kind == bindparam("kind"), account.c.owner == bindparam("owner"))
)
_OPEN = Statement(insert(account))


def open_account(tx: Tx, kind: str, owner: int) -> int:
    """Open an account with nothing in it; gives its key."""
    return tx.insert(_OPEN, id=None, kind=kind, owner=owner, debits=0, credits=0, debits_pending=0)


def shared_account(tx: Tx, kind: SharedKind, owner: int = SERVICE) -> int:
    """Give a store's or the service's account, opened when it is needed first."""
    return tx.remember(("account", kind, owner), lambda: _found_or_opened(tx, kind, owner))


def _found_or_opened(tx: Tx, kind: SharedKind, owner: int) -> int:
    row = tx.one(_FIND, kind=kind, owner=owner)
    return int(row[0]) if row else open_account(tx, kind, owner)
