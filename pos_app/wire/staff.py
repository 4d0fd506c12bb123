"""Who works at a till: log-in, password, PIN, approvals, and the care of colleagues' accounts."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pos_app.wire.shape import Id, Instant, Label, LoginId, Secret, Shape


class Role(StrEnum):
    """The six roles (E-03). The first two act by the server's admin commands, never at a till."""

    SYSTEM = "system"
    DESK = "desk"
    COMPANY_ADMIN = "company_admin"
    COMPANY_STAFF = "company_staff"
    STORE_MANAGER = "store_manager"
    STORE_CLERK = "store_clerk"


class Right(StrEnum):
    """What a role may do; the table that says which role has which is the server's."""

    SELL = "sell"
    VOID_BY_SETTING = "void_by_setting"
    """As far as the store's 担当者による取消 allows (D-7)."""
    VOID = "void"
    APPROVE = "approve"
    READ_HISTORY = "read_history"
    READ_COMPANY = "read_company"
    """Every store of the company, not only this one."""
    KEEP_CARDS = "keep_cards"
    """Register, choose and delete the store's own cards (G-06)."""
    CARE_FOR_STAFF = "care_for_staff"
    """Unlock, disable, issue one-time passwords."""


Pin = Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]
"""暗証番号 (D-17)."""

StaffNumber = Annotated[int, Field(ge=1, le=9_999)]
"""A person's short number within the company, typed together with the PIN."""


class LogInBody(Shape):
    """``POST /v1/sessions``."""

    login_id: LoginId
    password: Secret


class Session(Shape):
    """A staff member on this terminal."""

    session: UUID
    """The public name: operations carry it, and it stays valid in them after log-out."""
    token: Secret
    staff: UUID
    staff_number: StaffNumber
    name: Label
    role: Role
    rights: tuple[Right, ...]
    language: Literal["ja", "en"]
    password_change_needed: bool
    """True: the initial or a one-time password; nothing but a change of password is possible."""
    pin_verifier: Annotated[str | None, Field(repr=False)]
    """Argon2id, kept in memory only, so that a till can be unlocked without the network; None: no PIN yet, or off."""
    expires_at: Instant


class PasswordBody(Shape):
    """``POST /v1/sessions/current/password``; answers with a new session."""

    new_password: Secret


class PinBody(Shape):
    """``PUT /v1/sessions/current/pin``; answers with the session as it is then."""

    pin: Pin


class ApprovalBody(Shape):
    """``POST /v1/approvals``: a manager allows ONE void (D-7)."""

    operation: Id
    """The void that will be sent."""
    original: Id
    approver: StaffNumber
    pin: Pin


class Approval(Shape):
    """Good for that one operation, for 24 hours; consumed in its transaction."""

    approval: UUID
    operation: UUID
    approver_name: Label
    valid_until: Instant


class StaffAccount(Shape):
    """One colleague, as those who care for accounts see them."""

    staff: UUID
    staff_number: StaffNumber
    login_id: LoginId
    name: Label
    role: Role
    active: bool
    locked_until: Instant | None


class StaffList(Shape):
    """``GET /v1/staff``."""

    accounts: tuple[StaffAccount, ...]


class OneTimePassword(Shape):
    """``POST /v1/staff/{staff}/one-time-password``: shown once, valid for 24 hours, change forced (D-2)."""

    password: Secret
    valid_until: Instant
