"""Payments as people look them up: list, detail (E-40), what a void would mean (D-5, D-7, D-9)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pos_app.domain.card import Brand
from pos_app.wire.cards import Caller, CaptureWhen, Last3
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.shape import Balance, Digits12, Instant, Label, Shape, Yen
from pos_app.wire.staff import StaffNumber


class PaymentState(StrEnum):
    """What the server knows of a payment; it never says "failed"."""

    AUTHORISED = "authorised"
    """A card's amount is held (与信済み)."""
    CAPTURED = "captured"
    DECLINED = "declined"
    VOIDED = "voided"
    REVERSED = "reversed"
    EXPIRED = "expired"
    """A card's amount was held and never captured."""


class CardRecord(Shape):
    """What a payment by card has besides."""

    brand: Brand
    last3: Last3
    approval_code: str
    caller: Caller
    capture: CaptureWhen
    expires_at: Instant
    """期限: captured by then, or released."""
    captured: Balance
    """How much was captured; at most the payment's amount."""
    returned: Balance
    return_until: Instant | None
    """None until something was captured."""


class PaymentRecord(Shape):
    """One payment on the server's books."""

    id: UUID
    number: Digits12
    amount: Yen
    state: PaymentState
    recorded_at: Instant
    transaction_date: date
    code_kind: Literal["qr", "number"] | None
    """コード区分: the QR was read, or the number under it; None for a card."""
    terminal_id: Digits12
    store_name: Label
    staff_number: StaffNumber | None
    """管理ユーザID; None where a declined payment named no session that ever was."""
    staff_name: Label
    void_until: Instant | None
    """None where nothing was captured."""
    undone_at: Instant | None
    void_reason: VoidReason | None
    decline: Decline | None
    card: CardRecord | None = None
    """None for a wallet's payment."""


class PaymentPage(Shape):
    """``GET /v1/payments``, newest first."""

    payments: tuple[PaymentRecord, ...]
    next_before: UUID | None
    """Ask again with ``before`` set to this; None at the end."""


class VoidRoute(StrEnum):
    """Whether this session may void this payment now."""

    ALLOWED = "allowed"
    APPROVAL_NEEDED = "approval_needed"
    WINDOW_CLOSED = "window_closed"
    NOT_VOIDABLE = "not_voidable"
    """Not captured, or undone already."""


class VoidPreview(Shape):
    """``GET /v1/payments/{id}/void-preview``."""

    id: UUID
    number: Digits12
    amount: Yen
    void_until: Instant | None
    days_left: Annotated[int, Field(ge=0)] | None
    route: VoidRoute
    expired: Balance
    """How much would go back into lots that have expired already (D-9)."""
