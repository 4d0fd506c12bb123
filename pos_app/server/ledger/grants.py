"""Value and points come in: one operation of the desk, one new lot."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from pos_app.errors import Refusal
from pos_app.server.ledger.accounts import shared_account
from pos_app.server.ledger.booking import Entry, NewLot, book
from pos_app.server.ledger.moment import moment_of
from pos_app.server.ledger.spending import LotKind
from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import wallet

MAX_GRANT = 2**40
"""Yen in one lot: far above any use, far below where sums stop being exact in JSON."""

_ACCOUNTS = Statement(select(wallet.c.value_account, wallet.c.points_account).where(wallet.c.id == bindparam("wallet")))


@dataclass(frozen=True, slots=True)
class Grant:
    """So many yen of value or points; ``expires_on`` is the last day of use in Japan, None: never."""

    wallet: int
    kind: LotKind
    amount: int
    expires_on: date | None = None


def grant(tx: Tx, operation: UUID, given: Grant, now: datetime) -> int:
    """Put a new lot into a wallet; gives the operation's position.

    Raises Refusal ``wallet_unknown`` and ``amount_not_acceptable``; ConstraintBroken when ``operation`` is not new.
    """
    if not 1 <= given.amount <= MAX_GRANT:
        raise Refusal("amount_not_acceptable", amount=given.amount)
    row = tx.one(_ACCOUNTS, wallet=given.wallet)
    if row is None:
        raise Refusal("wallet_unknown")
    value_account, points_account = row
    new_lot = NewLot(
        wallet=given.wallet,
        account=value_account if given.kind == "value" else points_account,
        funding=shared_account(tx, "funding"),
        kind=given.kind,
        amount=given.amount,
        expires_on=given.expires_on.isoformat() if given.expires_on else None,
    )
    at = moment_of(now)
    entry: Entry = {
        "id": operation.bytes,
        "origin": "desk",
        "kind": "grant",
        "outcome": "approved",
        "recorded_at": at.text,
        "transaction_date": at.day_text,
        "answer": b"",
        "amount": given.amount,
        "wallet": given.wallet,
    }
    return book(tx, entry, new_lots=[new_lot])
