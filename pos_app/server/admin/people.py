"""What the desk does with staff. Each function is a job of the writer."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, select

from pos_app.domain import password as password_rules
from pos_app.domain.ids import uuid7
from pos_app.errors import Bug, Refusal
from pos_app.server.admin.places import named
from pos_app.server.staff import accounts, care
from pos_app.server.staff.accounts import Account, Language, NewAccount
from pos_app.server.staff.audit import Act, record
from pos_app.server.staff.rights import COMPANY_ROLES, TILL_ROLES, Place
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import staff
from pos_app.wire.staff import Role

_BY_LOGIN_ID = Statement(select(staff.c.id).where(staff.c.login_id == bindparam("login_id", required=True)))


def check_login_id(login_id: str) -> None:
    """Raise Refusal ``login_id`` for one against the rules (row E-16)."""
    if not password_rules.all_fulfilled(password_rules.check_login_id(login_id)):
        raise Refusal("login_id", shortest=password_rules.MIN_LOGIN_ID_LENGTH)


def add_staff(
    tx: Tx,
    now: datetime,
    random: Callable[[int], bytes],
    home: Place,
    role: Role,
    login_id: str,
    name: str,
    encoded: str,
    language: Language = "ja",
) -> Account:
    """Add an account; ``encoded`` is its login ID, hashed: the initial password (row D-2).

    Raises Refusal: ``role`` (the desk and the system have no accounts, they act by commands), ``role_place`` (a role of
    a store without one, or the other way round), ``login_id``, ``login_id_taken``, ``name``, ``too_many_staff``.
    """
    if role not in TILL_ROLES:
        raise Refusal("role", given=role.value)
    if (home.store is None) != (role in COMPANY_ROLES):
        raise Refusal("role_place", given=role.value)
    check_login_id(login_id)
    if accounts.by_login_id(tx, home.company, login_id) is not None:
        raise Refusal("login_id_taken", given=login_id)
    new = NewAccount(uuid7(now, random), home, role, login_id, named(name), language, encoded)
    account = accounts.add(tx, new)
    if account is None:
        raise Refusal("too_many_staff")
    record(tx, now, Act.ADD, via="command", subject=str(account.public_id))
    return account


def staff_of(reader: Reader, login_id: str, company: int | None = None) -> Account:
    """Find an account by login ID; raises Refusal ``no_staff``, ``which_company`` when several companies have it."""
    if company is not None:
        found = accounts.by_login_id(reader, company, login_id)
        if found is None:
            raise Refusal("no_staff", given=login_id)
        return found
    rows = reader.all(_BY_LOGIN_ID, login_id=login_id)
    if not rows:
        raise Refusal("no_staff", given=login_id)
    if len(rows) > 1:
        raise Refusal("which_company", given=login_id)
    account = accounts.by_id(reader, rows[0][0])
    if account is None:
        raise Bug("an account went away within a transaction")
    return account


def unlock(tx: Tx, key: bytes, now: datetime, account: Account) -> None:
    """End a lock-out."""
    _record(tx, now, care.unlock(tx, key, account), account)


def disable(tx: Tx, now: datetime, account: Account) -> None:
    """Disable an account; raises Refusal ``last_manager``."""
    _record(tx, now, care.disable(tx, account, now), account)


def enable(tx: Tx, now: datetime, account: Account) -> None:
    """Enable an account."""
    _record(tx, now, care.enable(tx, account), account)


def give_one_time_password(tx: Tx, key: bytes, now: datetime, account: Account, encoded: str) -> datetime:
    """Replace the password by a one-time one; gives until when it can be used."""
    until = care.give_one_time_password(tx, key, account, encoded, now)
    _record(tx, now, Act.ISSUE_PASSWORD, account)
    return until


def _record(tx: Tx, now: datetime, act: Act, account: Account) -> None:
    record(tx, now, act, via="command", subject=str(account.public_id))
