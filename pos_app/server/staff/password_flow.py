"""Which password opens an account, and what it opens (requirements rows D-1, D-2)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, unique

GRACE = timedelta(minutes=15)
"""A password that is accepted once is accepted again so long on the same terminal, in case the till died in between."""

ONE_TIME_LIFE = timedelta(hours=24)
"""How long a one-time password may wait for its use."""


@unique
class PasswordKind(StrEnum):
    """Where an account's password comes from."""

    INITIAL = "initial"
    """The login ID, at creation only (rows E-05, E-25)."""
    ONE_TIME = "one_time"
    """Issued by a manager, 企業管理者 or the desk."""
    CHOSEN = "chosen"
    """The person's own."""


@dataclass(frozen=True, slots=True)
class Password:
    """An account's password as kept; ``valid_until`` is a one-time one's, ``used_*`` are for all but a chosen one."""

    kind: PasswordKind
    encoded: str = field(repr=False)
    valid_until: datetime | None = None
    used_at: datetime | None = None
    used_on: int | None = None
    """The number of the terminal on which it was used."""


def opens(password: Password, terminal: int, now: datetime) -> bool:
    """Say whether a password that was typed rightly still opens the account from this terminal."""
    if password.kind is PasswordKind.CHOSEN:
        return True
    if password.used_at is not None:
        return password.used_on == terminal and now < password.used_at + GRACE
    return password.valid_until is None or now < password.valid_until


def must_change(password: Password) -> bool:
    """Say whether it opens nothing but the change of password."""
    return password.kind is not PasswordKind.CHOSEN
