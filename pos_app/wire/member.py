"""The customer's side: a member of the wallet, on the phone."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pos_app.wire.operations import Decline
from pos_app.wire.shape import Balance, Digits12, Instant, Label, LoginId, Secret, Shape, Yen


class MemberLogInBody(Shape):
    """``POST /v1/member/sessions``."""

    login_id: LoginId
    password: Secret


class MemberSession(Shape):
    """Carried as ``Authorization: Bearer``."""

    token: Secret
    name: Label
    expires_at: Instant


CodeId = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""A one-time code's number in the server's table."""


class MemberCode(Shape):
    """``POST /v1/member/codes``: one one-time code in its three forms, all spent together (D-22)."""

    id: CodeId
    """By this the phone asks what became of the code; nothing can be paid with it."""
    qr: Annotated[str, Field(repr=False)]
    """JPQR CPM, as the QR carries it."""
    number: Annotated[str, Field(pattern=r"^[0-9]{12}$", repr=False)]
    """お支払い番号, typed by the cashier when the QR can't be read."""
    barcode: Annotated[str, Field(pattern=r"^[0-9]{20}$", repr=False)]
    """The same as Code128: the operator's eight digits, then the number."""
    expires_at: Instant


class Lot(Shape):
    """Value or points that came together and expire together."""

    kind: Literal["value", "points"]
    remaining: Balance
    expires_on: date | None
    """The last day of use in Japan; None: never."""


class MemberPayment(Shape):
    """What the phone shows of a payment (E-32)."""

    id: UUID
    number: Digits12
    amount: Yen
    state: Literal["captured", "voided", "reversed"]
    store_name: Label
    recorded_at: Instant
    balance_after: Balance


class Wallet(Shape):
    """``GET /v1/member/wallet``."""

    name: Label
    balance: Balance
    """ご利用可能金額: everything that can be spent now."""
    lots: tuple[Lot, ...]
    payments: tuple[MemberPayment, ...]
    """The latest twenty, newest first."""


class CodeFate(Shape):
    """What became of a one-time code; ``declined`` says why where it was spent in vain."""

    state: Literal["open", "spent", "expired"]
    declined: Decline | None


NewsVersion = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Stands for everything that an answer said: another one means that something has changed."""


class MemberNews(Shape):
    """``GET /v1/member/news``: the wallet, and what became of the code that the phone shows."""

    version: NewsVersion
    wallet: Wallet
    code: CodeFate | None
    """None: no code was named, or it is not this member's."""
