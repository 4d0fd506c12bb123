"""承認待ち: a void for which a till asks, and which somebody with the right allows or refuses at another (D-7)."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from pos_app.wire.operations import VoidReason
from pos_app.wire.shape import Digits12, Id, Instant, Label, Shape, Yen
from pos_app.wire.staff import Approval, Pin

_WRITTEN = Field(strict=False)
"""A word in a request's body: written as text there, also where a framework has parsed the JSON before."""


class RequestState(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The till that asked took it back, or asked for another void instead."""
    EXPIRED = "expired"


class RefusalReason(StrEnum):
    """Why somebody doesn't allow a void, by one key each."""

    COME_TO_ME = "come_to_me"
    WRONG_PAYMENT = "wrong_payment"
    NO_GROUND = "no_ground"
    OTHER = "other"


class ApprovalRequestBody(Shape):
    """``PUT /v1/approval-requests/{operation}``: the void that would be sent, and why."""

    original: Id
    reason: Annotated[VoidReason, _WRITTEN]


class ApproveBody(Shape):
    """``POST /v1/approval-requests/{operation}/approve``: the 暗証番号 of whoever is logged in."""

    pin: Pin


class RefuseBody(Shape):
    """``POST /v1/approval-requests/{operation}/refuse``."""

    why: Annotated[RefusalReason, _WRITTEN]


class ApprovalRequest(Shape):
    """One request as every till of the store may see it."""

    operation: UUID
    """The void; it names the request, too."""
    original: UUID
    number: Digits12
    amount: Yen
    paid_at: Instant
    reason: VoidReason
    terminal_name: Label
    """Where it was asked."""
    asked_by: Label
    asked_at: Instant
    expires_at: Instant
    state: RequestState
    answered_by: Label | None
    refusal: RefusalReason | None
    approval: Approval | None
    """For the terminal that asked, once it is approved; None for everybody else."""


class ApprovalRequests(Shape):
    """``GET /v1/approval-requests``: what waits in this store, the oldest first."""

    requests: Annotated[tuple[ApprovalRequest, ...], Field(max_length=1_000)]
