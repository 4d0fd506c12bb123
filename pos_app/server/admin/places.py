"""What the desk does with companies, stores and terminals. Each function is a job of the writer."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, insert, or_, select, update

from pos_app.domain.ids import is_terminal_id
from pos_app.domain.money import MAX_AMOUNT
from pos_app.domain.payment_number import MAX_TERMINAL_NUMBER
from pos_app.errors import Refusal
from pos_app.server.staff.activation import issue_password
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.places import company, store, terminal
from pos_app.wire.store import ClerkVoids

COMPANY_CODE = re.compile(r"[0-9]{5}")
_PHONE_DIGITS = 10
STORE_CODE = re.compile(r"[0-9]{7}")
MAX_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class StoreRules:
    """A store's settings as its table has them: yen, minutes after 0:00 in Japan, minutes of idleness (None: never)."""

    payment_limit: int = 300_000
    confirm_above: int = 50_000
    clerk_voids: ClerkVoids = ClerkVoids.LAST_SALE
    day_cut_minutes: int = 0
    lock_after_minutes: int | None = 30


@dataclass(frozen=True, slots=True)
class NewTerminal:
    """A terminal that may be activated now; ``password`` is told once, its hash is what is kept."""

    number: int
    terminal_id: str
    password: str = field(repr=False)


_CODE: BindParameter[str] = bindparam("code_", required=True)
_ID: BindParameter[str] = bindparam("id_", required=True)
_COMPANY = Statement(select(company.c.id).where(company.c.code == _CODE))
_STORE = Statement(select(store.c.id, store.c.company).where(store.c.code == _CODE))
_STORE_RULES = Statement(
    select(
        store.c.payment_limit,
        store.c.confirm_above,
        store.c.clerk_voids,
        store.c.day_cut_minutes,
        store.c.lock_after_minutes,
    ).where(store.c.code == _CODE)
)
_TERMINAL = Statement(select(terminal.c.number).where(terminal.c.id == _ID))
_TAKEN = Statement(
    select(terminal.c.number).where(or_(terminal.c.id == _ID, terminal.c.number == bindparam("number_", required=True)))
)
_HIGHEST = Statement(select(func.max(terminal.c.number)))
_ADD_COMPANY = Statement(insert(company))
_ADD_STORE = Statement(insert(store))
_ADD_TERMINAL = Statement(insert(terminal))
_SET_RULES = Statement(
    update(store)
    .where(store.c.code == _CODE)
    .values(
        payment_limit=bindparam("payment_limit", required=True),
        confirm_above=bindparam("confirm_above", required=True),
        clerk_voids=bindparam("clerk_voids", required=True),
        day_cut_minutes=bindparam("day_cut_minutes", required=True),
        lock_after_minutes=bindparam("lock_after_minutes", required=True),
    )
)
_SET_DISABLED = Statement(
    update(terminal)
    .where(terminal.c.number == bindparam("number_", required=True))
    .values(disabled=bindparam("disabled", required=True))
)


def company_of(reader: Reader, code: str) -> int:
    """Find a company by 企業ID; raises Refusal ``no_company``."""
    row = reader.one(_COMPANY, code_=code)
    if row is None:
        raise Refusal("no_company", given=code)
    return int(row[0])


def store_of(reader: Reader, code: str) -> tuple[int, int]:
    """Find a store by 店舗ID; gives its and its company's key; raises Refusal ``no_store``."""
    row = reader.one(_STORE, code_=code)
    if row is None:
        raise Refusal("no_store", given=code)
    return int(row[0]), int(row[1])


def terminal_of(reader: Reader, terminal_id: str) -> int:
    """Find a terminal's number by 端末ID; raises Refusal ``no_terminal``."""
    row = reader.one(_TERMINAL, id_=terminal_id)
    if row is None:
        raise Refusal("no_terminal", given=terminal_id)
    return int(row[0])


def add_company(tx: Tx, now: datetime, code: str, name: str) -> int:
    """Add a company; raises Refusal ``company_code``, ``company_taken``, ``name``."""
    if COMPANY_CODE.fullmatch(code) is None:
        raise Refusal("company_code", given=code)
    if tx.one(_COMPANY, code_=code) is not None:
        raise Refusal("company_taken", given=code)
    key = tx.insert(_ADD_COMPANY, id=None, code=code, name=named(name))
    record(tx, now, Act.ADD, via="command", subject=f"company {code}")
    return key


def add_store(tx: Tx, now: datetime, company_key: int, code: str, name: str, phone: str, rules: StoreRules) -> int:
    """Add a store; raises Refusal ``store_code``, ``store_taken``, ``name``, and those of ``set_rules``."""
    if STORE_CODE.fullmatch(code) is None:
        raise Refusal("store_code", given=code)
    if tx.one(_STORE, code_=code) is not None:
        raise Refusal("store_taken", given=code)
    if not is_phone(phone):
        raise Refusal("phone", given=phone)
    key = tx.insert(
        _ADD_STORE, id=None, code=code, company=company_key, name=named(name), phone=named(phone), **_row(rules)
    )
    record(tx, now, Act.ADD, via="command", subject=f"store {code}")
    return key


def rules_of(reader: Reader, code: str) -> StoreRules:
    """Give a store's settings; raises Refusal ``no_store``."""
    row = reader.one(_STORE_RULES, code_=code)
    if row is None:
        raise Refusal("no_store", given=code)
    return StoreRules(row[0], row[1], ClerkVoids(row[2]), row[3], row[4])


def set_rules(tx: Tx, now: datetime, code: str, rules: StoreRules) -> None:
    """Change a store's settings.

    Raises Refusal ``no_store``, ``limit``, ``confirm_above``, ``day_cut``, ``lock_after``.
    """
    store_of(tx, code)
    tx.run(_SET_RULES, code_=code, **_row(rules))
    record(tx, now, Act.SET, via="command", subject=f"store {code}")


def add_terminal(
    tx: Tx,
    now: datetime,
    random: Callable[[int], bytes],
    store_key: int,
    name: str,
    *,
    number: int | None = None,
    terminal_id: str | None = None,
) -> tuple[int, str]:
    """Add a terminal, which can't be activated before ``issue``; gives its number and 端末ID, made up where not given.

    Raises Refusal ``terminal_number``, ``terminal_id``, ``terminal_taken``, ``name``.
    """
    if number is None:
        row = tx.one(_HIGHEST)
        number = 1 if row is None or row[0] is None else int(row[0]) + 1
    if not 0 <= number <= MAX_TERMINAL_NUMBER:
        raise Refusal("terminal_number", given=number)
    if terminal_id is None:
        # The last three digits keep somebody who knows one 端末ID from knowing the next.
        terminal_id = f"{number:09}{int.from_bytes(random(8)) % 1000:03}"
    if not is_terminal_id(terminal_id):
        raise Refusal("terminal_id", given=terminal_id)
    if tx.one(_TAKEN, id_=terminal_id, number_=number) is not None:
        raise Refusal("terminal_taken", given=terminal_id, number=number)
    tx.run(
        _ADD_TERMINAL,
        number=number,
        id=terminal_id,
        store=store_key,
        name=named(name),
        credential_hash=None,
        epoch=0,
        disabled=0,
    )
    record(tx, now, Act.ADD, via="command", terminal=number, subject=f"terminal {terminal_id}")
    return number, terminal_id


def issue(tx: Tx, key: bytes, now: datetime, terminal_id: str, encoded: str) -> int:
    """Give a terminal a new password, hashed; raises Refusal ``no_terminal``."""
    number = terminal_of(tx, terminal_id)
    issue_password(tx, key, number, terminal_id, encoded, now)
    record(tx, now, Act.ISSUE_PASSWORD, via="command", terminal=number)
    return number


def set_terminal_disabled(tx: Tx, now: datetime, terminal_id: str, *, disabled: bool) -> None:
    """Disable a terminal or enable it; raises Refusal ``no_terminal``.

    A disabled one may still ask and undo, never start anything; so its sessions live on.
    """
    number = terminal_of(tx, terminal_id)
    tx.run(_SET_DISABLED, number_=number, disabled=int(disabled))
    record(tx, now, Act.DISABLE if disabled else Act.ENABLE, via="command", terminal=number)


def is_phone(text: str) -> bool:
    """Say whether a text can be dialled: digits and hyphens, at least ten digits; people check a store by it (E-24)."""
    return text.replace("-", "").isdecimal() and text.isascii() and len(text.replace("-", "")) >= _PHONE_DIGITS


def named(name: str) -> str:
    """Give a name without the space around it; raises Refusal ``name`` for an empty, endless or unprintable one."""
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME_LENGTH or not name.isprintable():
        raise Refusal("name", longest=MAX_NAME_LENGTH)
    return name


def _row(rules: StoreRules) -> dict[str, object]:
    if not 1 <= rules.payment_limit <= MAX_AMOUNT:
        raise Refusal("limit", highest=MAX_AMOUNT)
    if not 1 <= rules.confirm_above <= MAX_AMOUNT:
        raise Refusal("confirm_above", highest=MAX_AMOUNT)
    if not 0 <= rules.day_cut_minutes <= 300:
        raise Refusal("day_cut")
    if rules.lock_after_minutes not in (15, 30, 60, None):
        raise Refusal("lock_after")
    return {**asdict(rules), "clerk_voids": rules.clerk_voids.value}
