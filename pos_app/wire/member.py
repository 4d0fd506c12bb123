"""The customer's side: a member of the wallet, on the phone."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

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


class MemberCode(Shape):
    """``POST /v1/member/codes``: one one-time code in its three forms, all spent together (D-22)."""

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
