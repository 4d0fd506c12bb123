"""Who works at the tills, what they proved, and what was counted against them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint

from pos_app.server.store.tables.base import blob, flag, number, one_of, strict_table, text

staff = strict_table(
    "staff",
    number("id", primary_key=True),
    blob("public_id", unique=True),
    number("company", ForeignKey("company.id")),
    number("store", ForeignKey("store.id"), nullable=True, index=True),
    number("number", CheckConstraint("number BETWEEN 1 AND 9999", name="number")),
    one_of("role", "company_admin", "company_staff", "store_manager", "store_clerk"),
    text("login_id"),
    text("name"),
    one_of("language", "ja", "en"),
    flag("disabled"),
    one_of("password_kind", "initial", "one_time", "chosen"),
    text("password_hash"),
    text("password_until", nullable=True),
    text("password_used_at", nullable=True),
    number("password_used_on", ForeignKey("terminal.number"), nullable=True),
    text("pin_hash", nullable=True),
    flag("pin_off"),
    UniqueConstraint("company", "login_id"),
    UniqueConstraint("company", "number"),
    CheckConstraint("(store IS NULL) = (role IN ('company_admin', 'company_staff'))", name="store"),
    remembered=True,
)
"""``number`` is the short one typed with the PIN. ``store`` is NULL for people of the whole company.
``password_until``: a one-time password's end; ``password_used_*``: when and on which terminal one that opens only once
was used."""

staff_session = strict_table(
    "staff_session",
    blob("id", primary_key=True),
    blob("token_hash", unique=True),
    number("staff", ForeignKey("staff.id"), index=True),
    number("terminal", ForeignKey("terminal.number"), index=True),
    one_of("role", "company_admin", "company_staff", "store_manager", "store_clerk"),
    flag("restricted"),
    text("made_at"),
    text("expires_at"),
    text("ended_at", nullable=True),
    remembered=True,
)
"""Kept for ever: operations name a session by ``id`` long after it ended. ``role`` is the role at log-in;
``restricted``: opened by a password that must be changed, so that it never had any right. ``token_hash``: SHA-256."""

approval = strict_table(
    "approval",
    blob("id", primary_key=True),
    blob("operation", index=True),
    blob("original"),
    number("store", ForeignKey("store.id")),
    number("terminal", ForeignKey("terminal.number")),
    number("asked_by", ForeignKey("staff.id")),
    number("approver", ForeignKey("staff.id")),
    text("made_at"),
    text("valid_until"),
    blob("consumed_by", nullable=True),
)
"""One void that somebody with the right allowed (D-7): good for ``operation`` on ``original`` in ``store``, once, until
``valid_until``."""

terminal_password = strict_table(
    "terminal_password",
    number("terminal", ForeignKey("terminal.number"), primary_key=True),
    text("password_hash"),
    text("issued_at"),
    text("used_at", nullable=True),
)
"""端末パスワード (D-3): the last one issued, and when it was used."""

activation = strict_table(
    "activation",
    blob("id", primary_key=True),
    number("terminal", ForeignKey("terminal.number")),
    number("epoch"),
    blob("credential_hash"),
    number("feed_from"),
    text("made_at"),
    UniqueConstraint("terminal", "epoch"),
)
"""Every activation there was; ``feed_from`` is what it was told."""

tries = strict_table(
    "tries",
    one_of("what", "log_in", "member_log_in", "activation", "approval_pin", "till_log_in", "address", "card_token"),
    blob("who"),
    flag("known"),
    number("count"),
    text("first_at"),
    text("last_at"),
    PrimaryKeyConstraint("what", "who"),
)
"""Counted tries (D-3, D-4, D-17). ``who`` is a keyed hash of the name that was tried, existing or not: people type
passwords where names belong, and what doesn't exist is counted like what does. ``known``: it exists."""

Index("ix_tries_last_at", tries.c.last_at)

audit = strict_table(
    "audit",
    number("id", primary_key=True),
    text("at", index=True),
    text("what"),
    text("result"),
    one_of("via", "till", "command"),
    number("terminal", ForeignKey("terminal.number"), nullable=True),
    number("staff", ForeignKey("staff.id"), nullable=True),
    text("subject", nullable=True),
)
"""Who did what from where with which result: log-ins, changes of credentials, care of accounts, the desk's commands.
``via`` says where it came in, ``staff`` who did it, ``subject`` to whom or what."""

member_session = strict_table(
    "member_session",
    blob("token_hash", primary_key=True),
    number("member", ForeignKey("member.id"), index=True),
    text("made_at"),
    text("expires_at"),
    text("ended_at", nullable=True),
)
"""A member's phone that is logged in. ``token_hash``: SHA-256."""
