"""What there is: companies, their stores, terminals, card services and staff; and the pads."""

from collections.abc import Iterator

from sqlalchemy import select

from pos_app.server.admin.words import Language, pick
from pos_app.server.card_terms import services_of
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import pad_counter
from pos_app.server.store.tables.places import company, store, terminal
from pos_app.server.store.tables.staff import staff
from pos_app.wire.cards import CardService

_COMPANIES = Statement(select(company.c.id, company.c.code, company.c.name).order_by(company.c.code))
_STORES = Statement(select(store.c.id, store.c.company, store.c.code, store.c.name).order_by(store.c.code))
_TERMINALS = Statement(
    select(terminal.c.store, terminal.c.id, terminal.c.name, terminal.c.epoch, terminal.c.disabled).order_by(
        terminal.c.number
    )
)
_STAFF = Statement(
    select(
        staff.c.company, staff.c.store, staff.c.number, staff.c.role, staff.c.login_id, staff.c.name, staff.c.disabled
    ).order_by(staff.c.number)
)
_PADS = Statement(
    select(pad_counter.c.serial, pad_counter.c.algorithm)
    .where(pad_counter.c.retired_at.is_(None))
    .order_by(pad_counter.c.serial)
)

_NOT_ACTIVE = ("未設定", "not activated")
_ACTIVE = ("設定済み", "activated")
_DISABLED = ("停止", "disabled")
_CARD = ("カード", "card")
_PAD = ("パッド", "pad")
_NOTHING = ("何も登録されていません。", "There is nothing yet.")


def listing(reader: Reader, language: Language) -> str:
    """Draw it as a tree, one line each; no secret is in it."""
    return "\n".join(_lines(reader, language)) or pick(_NOTHING, language)


def _lines(reader: Reader, language: Language) -> Iterator[str]:
    stores, terminals, people = reader.all(_STORES), reader.all(_TERMINALS), reader.all(_STAFF)
    for company_key, company_code, company_name in reader.all(_COMPANIES):
        yield f"{company_code} {company_name}"
        yield from (_person(row, language) for row in people if row[0] == company_key and row[1] is None)
        for store_key, _, store_code, store_name in (row for row in stores if row[1] == company_key):
            yield f"  {store_code} {store_name}"
            yield from (_terminal(row, language) for row in terminals if row[0] == store_key)
            yield from (_service(one, language) for one in services_of(reader, store_key))
            yield from ("  " + _person(row, language) for row in people if row[1] == store_key)
    for serial, algorithm in reader.all(_PADS):
        yield f"[{pick(_PAD, language)}] {serial} {algorithm}"


def _terminal(row: tuple[object, ...], language: Language) -> str:
    _, terminal_id, name, epoch, disabled = row
    state = _DISABLED if disabled else _ACTIVE if epoch else _NOT_ACTIVE
    return f"    {terminal_id} {name} [{pick(state, language)}]"


def _service(one: CardService, language: Language) -> str:
    brands = ", ".join(brand.value for brand in one.brands)
    return f"    [{pick(_CARD, language)}] {one.id} {one.name}: {brands}"


def _person(row: tuple[object, ...], language: Language) -> str:
    _, _, number, role, login_id, name, disabled = row
    mark = f" [{pick(_DISABLED, language)}]" if disabled else ""
    return f"  {number:>4} {role} {login_id} {name}{mark}"
