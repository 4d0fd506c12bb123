"""What the desk does with members and their wallets. Each function is a job of the writer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from pos_app.domain.calendar import transaction_date
from pos_app.errors import Refusal
from pos_app.server.admin.people import check_login_id
from pos_app.server.admin.places import named
from pos_app.server.ledger.grants import Grant, grant
from pos_app.server.ledger.spending import LotKind
from pos_app.server.ledger.wallets import open_wallet
from pos_app.server.staff.audit import Act, record
from pos_app.server.staff.tries import What, forgive, tried
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import lot, member, wallet
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.tables.staff import member_session
from pos_app.server.store.values import moment_text


@dataclass(frozen=True, slots=True)
class Customer:
    """A member and the wallet that goes with it, by the tables' keys."""

    member: int
    wallet: int


_FIND = Statement(
    select(member.c.id, wallet.c.id.label("wallet"))
    .join_from(member, wallet, wallet.c.member == member.c.id)
    .where(member.c.login_id == bindparam("login_id", required=True))
)
_ADD = Statement(insert(member))
_SET_PASSWORD = Statement(
    update(member)
    .where(member.c.id == bindparam("of", required=True))
    .values(password_hash=bindparam("password_hash", required=True))
)
_LOG_OUT = Statement(
    update(member_session)
    .where(member_session.c.member == bindparam("of", required=True), member_session.c.ended_at.is_(None))
    .values(ended_at=bindparam("at", required=True))
)
_SUSPEND = Statement(
    update(wallet)
    .where(wallet.c.id == bindparam("of", required=True))
    .values(suspended=bindparam("suspended", required=True))
)
_GRANTED = Statement(
    select(operation.c.kind, operation.c.wallet, operation.c.amount, lot.c.kind.label("what"), lot.c.expires_on)
    .join_from(operation, lot, lot.c.granted_by == operation.c.position, isouter=True)
    .where(operation.c.id == bindparam("operation", required=True))
)


def customer_of(reader: Reader, login_id: str) -> Customer:
    """Find a member by login ID; raises Refusal ``no_member``."""
    row = reader.one(_FIND, login_id=login_id)
    if row is None:
        raise Refusal("no_member", given=login_id)
    return Customer(int(row[0]), int(row[1]))


def add_member(tx: Tx, now: datetime, login_id: str, name: str, encoded: str) -> Customer:
    """Add a member with an empty wallet; raises Refusal ``login_id``, ``login_id_taken``, ``name``."""
    check_login_id(login_id)
    if tx.one(_FIND, login_id=login_id) is not None:
        raise Refusal("login_id_taken", given=login_id)
    key = tx.insert(_ADD, id=None, login_id=login_id, name=named(name), password_hash=encoded, disabled=0)
    record(tx, now, Act.ADD, via="command", subject=f"member {key}")
    return Customer(key, open_wallet(tx, key))


def set_member_password(tx: Tx, key: bytes, now: datetime, login_id: str, encoded: str) -> None:
    """Replace a member's password: phones that are logged in have to log in anew, a lock-out ends.

    Raises Refusal ``no_member``.
    """
    found = customer_of(tx, login_id)
    tx.run(_SET_PASSWORD, of=found.member, password_hash=encoded)
    tx.run(_LOG_OUT, of=found.member, at=moment_text(now))
    forgive(tx, tried(key, What.MEMBER_LOG_IN, login_id))
    record(tx, now, Act.ISSUE_PASSWORD, via="command", subject=f"member {found.member}")


def suspend(tx: Tx, now: datetime, login_id: str, *, suspended: bool) -> None:
    """Stop a wallet from paying, or let it pay again; raises Refusal ``no_member``."""
    found = customer_of(tx, login_id)
    tx.run(_SUSPEND, of=found.wallet, suspended=int(suspended))
    record(tx, now, Act.DISABLE if suspended else Act.ENABLE, via="command", subject=f"wallet {found.wallet}")


def charge(
    tx: Tx, now: datetime, operation_id: UUID, login_id: str, kind: LotKind, amount: int, expires_on: date | None
) -> bool:
    """Put value or points into a wallet; ``expires_on`` is the last day of use in Japan, None: never.

    The same charge under the same id is made once: False says that it had been made. Raises Refusal ``no_member``,
    ``expired``, ``charge_id_taken``, ``amount_not_acceptable``.
    """
    found = customer_of(tx, login_id)
    before = tx.one(_GRANTED, operation=operation_id.bytes)
    if before is not None:
        if before == ("grant", found.wallet, amount, kind, expires_on.isoformat() if expires_on else None):
            return False
        raise Refusal("charge_id_taken", given=str(operation_id))
    if expires_on is not None and expires_on < transaction_date(now):
        raise Refusal("expired", given=expires_on.isoformat())
    grant(tx, operation_id, Grant(found.wallet, kind, amount, expires_on), now)
    record(tx, now, Act.CHARGE, via="command", subject=f"wallet {found.wallet}")
    return True
