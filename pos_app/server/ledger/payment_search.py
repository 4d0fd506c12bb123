"""Payments as people look them up (requirements rows D-5, D-18, E-34, E-35, E-40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select

from pos_app.server.ledger.payments import IS_PAYMENT, WITH_UNDO, state_of, undo
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.tables.places import store, terminal
from pos_app.server.store.tables.staff import staff, staff_session
from pos_app.server.store.values import day, moment
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import PaymentPage, PaymentRecord
from pos_app.wire.problems import ProblemCode

PAGE = 50
LAST_DIGITS = 4
NOBODY = "-"
"""Stands where a declined payment named no session that ever was."""

_IN_STORE = operation.c.store == bindparam("place")
_IN_COMPANY = store.c.company == bindparam("place")
_FROM = (
    WITH_UNDO.join(terminal, operation.c.terminal == terminal.c.number)
    .outerjoin(staff_session, staff_session.c.id == operation.c.session)
    .outerjoin(staff, staff.c.id == staff_session.c.staff)
)
_RECORD = (
    operation.c.id,
    operation.c.number,
    operation.c.amount,
    operation.c.moved,
    undo.c.kind,
    operation.c.recorded_at,
    operation.c.transaction_date,
    operation.c.code_kind,
    terminal.c.id,
    store.c.name,
    staff.c.number,
    staff.c.name,
    operation.c.void_until,
    undo.c.recorded_at,
    undo.c.void_reason,
    operation.c.reason,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose payments somebody may see: the whole company's, or one store's."""

    company: int
    store: int
    whole_company: bool


def _find(*conditions: ColumnElement[bool]) -> dict[bool, Statement]:
    """Give the statement for a store (False) and for a company (True)."""
    # A tombstone has no number and was no payment to anybody.
    found = select(*_RECORD).select_from(_FROM).where(IS_PAYMENT, operation.c.number.is_not(None), *conditions)
    return {False: Statement(found.where(_IN_STORE)), True: Statement(found.where(_IN_COMPANY))}


def _list(*conditions: ColumnElement[bool]) -> dict[bool, Statement]:
    found = (
        select(*_RECORD)
        .select_from(_FROM)
        .where(
            IS_PAYMENT,
            operation.c.number.is_not(None),
            operation.c.position < bindparam("before"),
            *conditions,
        )
        .order_by(operation.c.position.desc())
        .limit(bindparam("page"))
    )
    return {False: Statement(found.where(_IN_STORE)), True: Statement(found.where(_IN_COMPANY))}


_BY_ID = _find(operation.c.id == bindparam("id"))
_BY_DATE = _list(operation.c.transaction_date.between(bindparam("first"), bindparam("last")))
_BY_NUMBER = _list(operation.c.number == bindparam("number"))
_BY_LAST4 = _list(func.substr(operation.c.number, literal_column("9")) == bindparam("number"))
_POSITION = Statement(select(operation.c.position).where(operation.c.id == bindparam("id")))
_END = 2**62


def find_record(reader: Reader, reach: Reach, payment: UUID) -> PaymentRecord | None:
    """Give one payment, None where there is none within reach."""
    row = reader.one(_BY_ID[reach.whole_company], place=_place(reach), id=payment.bytes)
    return _record(row) if row else None


def list_by_date(reader: Reader, reach: Reach, first: date, last: date, before: UUID | None) -> PaymentPage:
    """List the payments of some dates in Japan, newest first."""
    dates = {"first": first.isoformat(), "last": last.isoformat()}
    return _page(reader, _BY_DATE[reach.whole_company], reach, before, dates)


def list_by_number(reader: Reader, reach: Reach, number: str, before: UUID | None) -> PaymentPage:
    """List the payments with a number, or with these last four digits, of whatever date; newest first."""
    statements = _BY_LAST4 if len(number) == LAST_DIGITS else _BY_NUMBER
    return _page(reader, statements[reach.whole_company], reach, before, {"number": number})


def _page(
    reader: Reader, statement: Statement, reach: Reach, before: UUID | None, values: Mapping[str, object]
) -> PaymentPage:
    end = _position(reader, before) if before else _END
    rows = reader.all(statement, place=_place(reach), before=end, page=PAGE + 1, **values)
    payments = tuple(map(_record, rows[:PAGE]))
    return PaymentPage(payments=payments, next_before=payments[-1].id if len(rows) > PAGE else None)


def _place(reach: Reach) -> int:
    return reach.company if reach.whole_company else reach.store


def _position(reader: Reader, payment: UUID) -> int:
    row = reader.one(_POSITION, id=payment.bytes)
    if row is None:
        raise Refused(ProblemCode.INVALID_REQUEST, "'before' names no payment")
    return int(row[0])


def _record(row: Row) -> PaymentRecord:
    key, number, amount, moved, undone_by, recorded_at, date, code_kind, *rest = row
    terminal_id, store_name, staff_number, name, until, undone_at, why, decline = rest
    return PaymentRecord(
        id=UUID(bytes=key),
        number=number,
        amount=amount,
        state=state_of(moved=bool(moved), undone_by=undone_by),
        recorded_at=moment(recorded_at),
        transaction_date=day(date),
        code_kind=code_kind,
        terminal_id=terminal_id,
        store_name=store_name,
        staff_number=staff_number,
        staff_name=name or NOBODY,
        void_until=moment(until) if until else None,
        undone_at=moment(undone_at) if undone_at else None,
        void_reason=VoidReason(why) if why else None,
        decline=Decline(decline) if decline else None,
    )
