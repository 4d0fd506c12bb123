"""I1 to I3: double entry, and balances that are what their transfers make them."""

from sqlalchemy import case, func, literal_column, or_, select

from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import account, transfer

_IS_MEMBERS = account.c.kind.in_((literal_column("'wallet'"), literal_column("'points'")))
_debited = (
    select(transfer.c.debit.label("account"), func.sum(transfer.c.amount).label("yen"))
    .group_by(transfer.c.debit)
    .subquery("debited")
)
_credited = (
    select(transfer.c.credit.label("account"), func.sum(transfer.c.amount).label("yen"))
    .group_by(transfer.c.credit)
    .subquery("credited")
)
_FOLDS = Statement(
    select(
        account.c.id,
        case((_IS_MEMBERS, literal_column("1")), else_=literal_column("0")),
        account.c.debits,
        account.c.credits,
        account.c.debits_pending,
        func.coalesce(_debited.c.yen, literal_column("0")),
        func.coalesce(_credited.c.yen, literal_column("0")),
    ).select_from(
        account.outerjoin(_debited, _debited.c.account == account.c.id).outerjoin(
            _credited, _credited.c.account == account.c.id
        )
    )
)
_TRANSFERS = Statement(select(func.count()).select_from(transfer))
_CROOKED = Statement(
    select(transfer.c.id).where(or_(transfer.c.amount <= literal_column("0"), transfer.c.debit == transfer.c.credit))
)


def money(reader: Reader) -> list[Verdict]:
    """Check the whole; there is no part of a balance."""
    folds = reader.all(_FOLDS)
    transfers = reader.one(_TRANSFERS)
    members = [row for row in folds if row[1]]
    shared = [row for row in folds if not row[1]]
    # Members' accounts count as they are kept, shared ones as they fold: so a wrong balance on either side shows.
    credit = sum(row[3] - row[2] for row in members) + sum(row[6] - row[5] for row in shared)
    unbalanced = [f"credits exceed debits by {credit} yen"] if credit else []
    unbalanced += [f"transfer {row[0]}" for row in reader.all(_CROOKED)]
    unbalanced += [f"shared account {row[0]} keeps totals of its own" for row in shared if row[2] or row[3]]
    wrong = [f"account {row[0]}" for row in members if (row[2], row[3]) != (row[5], row[6])]
    overdrawn = [f"account {row[0]}" for row in members if row[6] - row[5] < 0 or row[3] - row[2] - row[4] < 0]
    return [
        verdict("I1", "debits equal credits", transfers[0] if transfers else 0, unbalanced),
        verdict("I2", "each balance is the fold of its transfers", len(members), wrong),
        verdict("I3", "no wallet is overdrawn", len(members), overdrawn),
    ]
