"""The care of colleagues' accounts: list, unlock, disable, enable, a new password (requirements rows D-2, D-4)."""

from datetime import datetime
from uuid import UUID

from pos_app.server.problems import Refused
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account, log_in_tries
from pos_app.server.staff.audit import Act, record
from pos_app.server.staff.password_flow import ONE_TIME_LIFE, Password, PasswordKind
from pos_app.server.staff.rights import may_care_for
from pos_app.server.staff.sessions import Staffer, end_all_of, staffer
from pos_app.server.staff.tries import forgive, spent_until
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.values import to_milliseconds
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Role, StaffAccount, StaffList


def carer(reader: Reader, terminal: Terminal, token: str | None, now: datetime) -> Staffer:
    """Give who asks, and may care for colleagues; raises Refused as ``sessions.staffer`` does."""
    return staffer(reader, terminal, token, now, Right.CARE_FOR_STAFF)


def cared_for(reader: Reader, by: Staffer, public_id: UUID) -> Account:
    """Give the account that is meant.

    Raises Refused: ``not_found`` (nobody of this company), ``forbidden`` (of another store, or of the whole company).
    """
    account = accounts.by_public_id(reader, public_id)
    if account is None or account.home.company != by.account.home.company:
        raise Refused(ProblemCode.NOT_FOUND)
    if not may_care_for(by.account.role, by.account.home, account.role, account.home):
        raise Refused(ProblemCode.FORBIDDEN)
    return account


def listed(reader: Reader, key: bytes, by: Staffer, now: datetime) -> StaffList:
    """List everybody whom this person may care for."""
    home = by.account.home
    return StaffList(
        accounts=tuple(
            shown(reader, key, account, now)
            for account in accounts.of_company(reader, home.company)
            if may_care_for(by.account.role, home, account.role, account.home)
        )
    )


def shown(reader: Reader, key: bytes, account: Account, now: datetime) -> StaffAccount:
    """Say what is shown of an account."""
    return StaffAccount(
        staff=account.public_id,
        staff_number=account.number,
        login_id=account.login_id,
        name=account.name,
        role=account.role,
        active=not account.disabled,
        locked_until=spent_until(reader, log_in_tries(key, account.home.company, account.login_id), now),
    )


def unlock(tx: Tx, key: bytes, account: Account) -> Act:
    """End a lock-out."""
    forgive(tx, log_in_tries(key, account.home.company, account.login_id))
    return Act.UNLOCK


def disable(tx: Tx, account: Account, now: datetime) -> Act:
    """Disable an account and end its sessions everywhere; raises Refused ``last_manager`` (row D-4)."""
    last = (
        account.role is Role.STORE_MANAGER
        and not account.disabled
        and account.home.store is not None
        and accounts.active_managers(tx, account.home.store) <= 1
    )
    if last:
        raise Refused(ProblemCode.LAST_MANAGER)
    accounts.set_disabled(tx, account, disabled=True)
    end_all_of(tx, account, now)
    return Act.DISABLE


def enable(tx: Tx, account: Account) -> Act:
    """Enable an account; its old sessions stay dead."""
    accounts.set_disabled(tx, account, disabled=False)
    return Act.ENABLE


def give_one_time_password(tx: Tx, key: bytes, account: Account, encoded: str, now: datetime) -> datetime:
    """Replace the password by a one-time one and end a lock-out; gives until when it can be used."""
    until = to_milliseconds(now) + ONE_TIME_LIFE
    accounts.set_password(tx, account, Password(PasswordKind.ONE_TIME, encoded, until))
    unlock(tx, key, account)
    return until


def recorded(tx: Tx, now: datetime, act: Act, terminal: Terminal, by: Staffer, account: Account) -> None:
    """Keep who did it to whom."""
    record(tx, now, act, terminal=terminal.number, staff=by.account.id, subject=str(account.public_id))
