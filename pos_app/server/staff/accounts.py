"""Staff accounts as they are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, insert, select, update

from pos_app.server.staff.password_flow import Password, PasswordKind
from pos_app.server.staff.rights import Place
from pos_app.server.staff.tries import Tried, What, tried
from pos_app.server.store.connection import Reader, Row, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import staff
from pos_app.server.store.values import moment, moment_text
from pos_app.wire.staff import Role

Language = Literal["ja", "en"]


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account. ``id`` is the table's, ``public_id`` the one that the wire carries."""

    id: int
    public_id: UUID
    home: Place
    number: int
    role: Role
    login_id: str
    name: str
    language: Language
    disabled: bool
    password: Password
    pin_hash: str | None = field(repr=False)
    pin_off: bool

    @property
    def pin_verifier(self) -> str | None:
        """The PIN's hash while it may be used."""
        return None if self.pin_off else self.pin_hash


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with; its password is the login ID, hashed (row D-2)."""

    public_id: UUID
    home: Place
    role: Role
    login_id: str
    name: str
    language: Language
    password_hash: str = field(repr=False)


_COLUMNS = [column for column in staff.c if column.name != "id"]
_ALL = select(staff)
_BY_ID = Statement(_ALL.where(staff.c.id == bindparam("of", required=True)))
_BY_PUBLIC_ID = Statement(_ALL.where(staff.c.public_id == bindparam("of", required=True)))
_BY_LOGIN_ID = Statement(
    _ALL.where(
        staff.c.company == bindparam("company", required=True), staff.c.login_id == bindparam("login_id", required=True)
    )
)
_BY_NUMBER = Statement(
    _ALL.where(
        staff.c.company == bindparam("company", required=True), staff.c.number == bindparam("number", required=True)
    )
)
_OF_COMPANY = Statement(_ALL.where(staff.c.company == bindparam("company", required=True)).order_by(staff.c.number))
_ADD = Statement(insert(staff).values({column.name: bindparam(column.name, required=True) for column in _COLUMNS}))
_HIGHEST_NUMBER = Statement(
    select(func.max(staff.c.number)).where(staff.c.company == bindparam("company", required=True))
)
_ACTIVE_MANAGERS = Statement(
    select(func.count())
    .select_from(staff)
    .where(
        staff.c.store == bindparam("store", required=True),
        staff.c.role == Role.STORE_MANAGER.value,
        staff.c.disabled == 0,
    )
)


def _set(*columns: str) -> Statement:
    values: dict[str, BindParameter[object]] = {name: bindparam(name, required=True) for name in columns}
    return Statement(update(staff).where(staff.c.id == bindparam("of", required=True)).values(values))


_SET_DISABLED = _set("disabled")
_SET_PASSWORD = _set("password_kind", "password_hash", "password_until", "password_used_at", "password_used_on")
_SET_USED = _set("password_used_at", "password_used_on")
_SET_PIN = _set("pin_hash")
_SET_PIN_OFF = _set("pin_off")


def by_id(reader: Reader, identifier: int) -> Account | None:
    """Find by the table's id."""
    return _account(reader.one(_BY_ID, of=identifier))


def by_public_id(reader: Reader, public_id: UUID) -> Account | None:
    """Find by the id that the wire carries."""
    return _account(reader.one(_BY_PUBLIC_ID, of=public_id.bytes))


def by_login_id(reader: Reader, company: int, login_id: str) -> Account | None:
    """Find by login ID, which is unique within a company."""
    return _account(reader.one(_BY_LOGIN_ID, company=company, login_id=login_id))


def by_number(reader: Reader, company: int, number: int) -> Account | None:
    """Find by the short number, which is unique within a company."""
    return _account(reader.one(_BY_NUMBER, company=company, number=number))


def of_company(reader: Reader, company: int) -> list[Account]:
    """Give everybody of a company, by number."""
    return [_read(row) for row in reader.all(_OF_COMPANY, company=company)]


def active_managers(reader: Reader, store: int) -> int:
    """Count the managers of a store who aren't disabled."""
    row = reader.one(_ACTIVE_MANAGERS, store=store)
    return 0 if row is None else int(row[0])


def add(tx: Tx, new: NewAccount) -> Account | None:
    """Add an account with the company's next number; None when there is no number left."""
    row = tx.one(_HIGHEST_NUMBER, company=new.home.company)
    number = 1 + ((row[0] if row else None) or 0)
    if number > 9_999:
        return None
    tx.run(
        _ADD,
        public_id=new.public_id.bytes,
        company=new.home.company,
        store=new.home.store,
        number=number,
        role=new.role.value,
        login_id=new.login_id,
        name=new.name,
        language=new.language,
        disabled=0,
        password_kind=PasswordKind.INITIAL.value,
        password_hash=new.password_hash,
        password_until=None,
        password_used_at=None,
        password_used_on=None,
        pin_hash=None,
        pin_off=0,
    )
    return by_public_id(tx, new.public_id)


def set_disabled(tx: Tx, account: Account, *, disabled: bool) -> None:
    """Disable or enable."""
    tx.run(_SET_DISABLED, of=account.id, disabled=int(disabled))


def set_password(tx: Tx, account: Account, password: Password) -> None:
    """Replace the password."""
    tx.run(
        _SET_PASSWORD,
        of=account.id,
        password_kind=password.kind.value,
        password_hash=password.encoded,
        password_until=None if password.valid_until is None else moment_text(password.valid_until),
        password_used_at=None,
        password_used_on=None,
    )


def mark_used(tx: Tx, account: Account, terminal: int, now: datetime) -> None:
    """Keep when and where a password that opens only once was used first."""
    tx.run(_SET_USED, of=account.id, password_used_at=moment_text(now), password_used_on=terminal)


def set_pin(tx: Tx, account: Account, pin_hash: str) -> None:
    """Replace the PIN, on or off as it is."""
    tx.run(_SET_PIN, of=account.id, pin_hash=pin_hash)


def set_pin_off(tx: Tx, account: Account, *, off: bool) -> None:
    """Switch the PIN off or on."""
    tx.run(_SET_PIN_OFF, of=account.id, pin_off=int(off))


def log_in_tries(key: bytes, company: int, login_id: str) -> Tried:
    """Name the tries to log in to an account, whether it exists or not."""
    return tried(key, What.LOG_IN, company, login_id)


def _account(row: Row | None) -> Account | None:
    return None if row is None else _read(row)


def _read(row: Row) -> Account:
    (
        identifier, public_id, company, store, number, role, login_id, name, language, disabled,
        kind, encoded, until, used_at, used_on, pin_hash, pin_off,
    ) = row  # fmt: skip
    password = Password(
        kind=PasswordKind(kind),
        encoded=encoded,
        valid_until=None if until is None else moment(until),
        used_at=None if used_at is None else moment(used_at),
        used_on=used_on,
    )
    return Account(
        id=identifier,
        public_id=UUID(bytes=public_id),
        home=Place(company, store),
        number=number,
        role=Role(role),
        login_id=login_id,
        name=name,
        language=language,
        disabled=bool(disabled),
        password=password,
        pin_hash=pin_hash,
        pin_off=bool(pin_off),
    )
