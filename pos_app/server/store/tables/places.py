"""Companies, their stores, and the terminals in them."""

from sqlalchemy import CheckConstraint, ForeignKey

from pos_app.server.store.tables.base import blob, flag, number, one_of, strict_table, text

company = strict_table(
    "company",
    number("id", primary_key=True),
    text("code", unique=True),
    text("name"),
    remembered=True,
)
"""``code``: 企業ID, five digits (E-21)."""

store = strict_table(
    "store",
    number("id", primary_key=True),
    text("code", unique=True),
    number("company", ForeignKey("company.id")),
    text("name"),
    text("phone"),
    number("payment_limit", CheckConstraint("payment_limit BETWEEN 1 AND 9999999", name="payment_limit")),
    number("confirm_above"),
    one_of("clerk_voids", "never", "last_sale", "same_day"),
    number("day_cut_minutes"),
    number("lock_after_minutes", nullable=True),
    remembered=True,
)
"""``code``: 店舗ID, seven digits (E-21). The rest are wire's StoreSettings; yen and minutes."""

terminal = strict_table(
    "terminal",
    number("number", CheckConstraint("number BETWEEN 0 AND 99999", name="number"), primary_key=True),
    text("id", CheckConstraint("length(id) = 12", name="id"), unique=True),
    number("store", ForeignKey("store.id"), index=True),
    text("name"),
    blob("credential_hash", nullable=True, unique=True),
    number("epoch"),
    flag("disabled"),
    remembered=True,
)
"""``number`` heads the payment numbers (D-18); ``id`` is the 端末ID. ``credential_hash`` is the SHA-256 of the
credential, NULL before the first activation; ``epoch`` counts activations, 0 before the first."""
