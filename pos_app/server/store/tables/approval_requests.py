"""Requests for an approval on another till, and what became of them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index

from pos_app.server.store.tables.base import blob, number, one_of, strict_table, text

approval_request = strict_table(
    "approval_request",
    blob("operation", primary_key=True),
    blob("original"),
    number("store", ForeignKey("store.id")),
    number("terminal", ForeignKey("terminal.number")),
    number("asked_by", ForeignKey("staff.id")),
    one_of("reason", "wrong_amount", "double", "returned_goods", "customer_wish", "misread", "other"),
    text("made_at"),
    text("expires_at"),
    one_of("state", "waiting", "approved", "refused", "withdrawn"),
    number("answered_by", ForeignKey("staff.id"), nullable=True),
    text("answered_at", nullable=True),
    one_of("refusal", "come_to_me", "wrong_payment", "no_ground", "other", nullable=True),
    blob("approval", ForeignKey("approval.id"), nullable=True),
    number("change", unique=True),
    CheckConstraint("(state = 'approved') = (approval IS NOT NULL)", name="approval"),
    CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refusal"),
)
"""``operation`` is the void that would be sent for ``original``. ``change`` is given anew, always higher, whenever the
row changes: by it a till notices that there is something to ask for."""

Index("ix_approval_request_store", approval_request.c.store, approval_request.c.change)
Index("ix_approval_request_waiting", approval_request.c.store, approval_request.c.state)
