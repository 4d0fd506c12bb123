"""Double entry: accounts, transfers with one debit and one credit each, and the lots that value and points lie in."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy import text as words

from pos_app.server.store.tables.base import flag, number, one_of, strict_table, text

account = strict_table(
    "account",
    number("id", primary_key=True),
    one_of(
        "kind",
        "wallet",
        "points",
        "merchant_payable",
        "breakage",
        "fee",
        "settlement_bank",
        "funding",
        "card_clearing",
        "suspense",
    ),
    number("owner"),
    number("debits", CheckConstraint("debits >= 0", name="debits")),
    number("credits", CheckConstraint("credits >= 0", name="credits")),
    number("debits_pending", CheckConstraint("debits_pending >= 0", name="debits_pending")),
    UniqueConstraint("kind", "owner"),
    CheckConstraint("kind NOT IN ('wallet', 'points') OR credits - debits - debits_pending >= 0", name="no_overdraft"),
)
"""``owner``: a wallet, a store, or 0 for the service itself. Debits and credits are kept up to date for wallet and
points only; of a shared account they stay 0 and its balance is the fold of its transfers (one hot row less)."""

wallet = strict_table(
    "wallet",
    number("id", primary_key=True),
    number("member", ForeignKey("member.id"), unique=True),
    number("value_account", ForeignKey("account.id")),
    number("points_account", ForeignKey("account.id")),
    flag("suspended"),
)
"""What one member can spend: an account of value (prepaid) and one of points."""

transfer = strict_table(
    "transfer",
    number("id", primary_key=True),
    number("operation", ForeignKey("operation.position")),
    number("leg"),
    number("debit", ForeignKey("account.id")),
    number("credit", ForeignKey("account.id")),
    number("amount", CheckConstraint("amount > 0", name="amount")),
    number("undoes", ForeignKey("transfer.id"), nullable=True, unique=True),
    UniqueConstraint("operation", "leg"),
    CheckConstraint("debit <> credit", name="two_accounts"),
)
"""Never changed or deleted (by trigger). ``undoes``: the transfer whose legs this one swaps; at most one does."""

lot = strict_table(
    "lot",
    number("id", primary_key=True),
    number("wallet", ForeignKey("wallet.id")),
    number("account", ForeignKey("account.id")),
    one_of("kind", "value", "points"),
    number("amount", CheckConstraint("amount > 0", name="amount")),
    number("remaining"),
    text("expires_on", nullable=True),
    number("granted_by", ForeignKey("operation.position")),
    CheckConstraint("remaining BETWEEN 0 AND amount", name="remaining"),
)
"""Value or points that came together; ``expires_on`` is the last day of use in Japan, NULL: never."""

Index("ix_lot_open", lot.c.wallet, sqlite_where=words("remaining > 0"))

lot_use = strict_table(
    "lot_use",
    number("operation", ForeignKey("operation.position")),
    number("leg"),
    number("lot", ForeignKey("lot.id")),
    number("amount", CheckConstraint("amount > 0", name="amount")),
    flag("restored"),
    PrimaryKeyConstraint("operation", "leg"),
)
"""Which lot a leg took from (0) or gave back to (1). Never changed or deleted (by trigger)."""

member = strict_table(
    "member",
    number("id", primary_key=True),
    text("login_id", unique=True),
    text("name"),
    text("password_hash"),
    flag("disabled"),
)
"""A customer of the wallet."""
