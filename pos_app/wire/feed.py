"""The feed: what else happened in the store (``GET /v1/feed?after=&wait=``), commit-ordered."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pos_app.wire.shape import Balance, Digits12, Instant, Label, Shape, Yen


class FeedEntry(Shape):
    """One operation that had an effect on money in this store, or on an amount held on a card, whoever sent it."""

    position: Annotated[int, Field(ge=1)]
    kind: Literal["payment", "void", "reversal", "capture", "return"]
    id: UUID
    payment: UUID
    """The payment concerned: itself, or the original."""
    number: Digits12
    amount: Yen
    terminal_id: Digits12
    """The terminal that sent this operation."""
    staff_name: Label | None
    recorded_at: Instant
    transaction_date: date
    void_until: Instant | None


class FeedPage(Shape):
    """What came after ``after``; empty when the wait ran out."""

    entries: tuple[FeedEntry, ...]
    position: Balance
    """Ask again after this one."""
    approvals: Balance = 0
    """Grows whenever a request for approval changes in this store; name it when asking again."""
