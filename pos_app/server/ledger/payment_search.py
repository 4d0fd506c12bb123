"""Payments as people look them up (requirements rows D-5, D-18, E-34, E-35, E-40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select, tuple_

from pos_app.domain.card import Brand
from pos_app.server.ledger.card_sales import CAPTURED_BY, RETURNED, HeldFacts, capture, card_state
from pos_app.server.ledger.payments import WITH_UNDO, state_of, undo
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.operations import is_authorised, operation
from pos_app.server.store.tables.places import store, terminal
from pos_app.server.store.tables.staff import staff, staff_session
from pos_app.server.store.values import day, moment, moment_text
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import CardRecord, PaymentPage, PaymentRecord, PaymentState
from pos_app.wire.problems import ProblemCode

PAGE = 50
LAST_DIGITS = 4
NOBODY = "-"
"""Stands where a declined payment named no session that ever was."""

_return = operation.alias("return")
_LAST_RETURN = (
    select(_return.c.position)
    .where(
        _return.c.original == operation.c.id,
        _return.c.kind == literal_column("'return'"),
        _return.c.moved == literal_column("1"),
    )
    .order_by(_return.c.position.desc())
    .limit(literal_column("1"))
    .correlate(operation)
    .scalar_subquery()
)
_last_return = operation.alias("last_return")
_IS_SALE = operation.c.kind.in_((literal_column("'payment'"), literal_column("'authorise'")))
_IN_STORE = operation.c.store == bindparam("place")
_IN_COMPANY = store.c.company == bindparam("place")
_FROM = (
    WITH_UNDO.join(terminal, operation.c.terminal == terminal.c.number)
    .outerjoin(staff_session, staff_session.c.id == operation.c.session)
    .outerjoin(staff, staff.c.id == staff_session.c.staff)
    .outerjoin(card_sale, card_sale.c.operation == operation.c.position)
    .outerjoin(capture, CAPTURED_BY)
    .outerjoin(_last_return, _last_return.c.position == _LAST_RETURN)
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
    operation.c.kind,
    card_sale.c.brand,
    card_sale.c.last3,
    card_sale.c.approval_code,
    card_sale.c.caller_name,
    card_sale.c.caller_phone,
    card_sale.c.memo,
    card_sale.c.capture,
    card_sale.c.expires_at,
    capture.c.amount,
    capture.c.void_until,
    RETURNED,
    _last_return.c.recorded_at,
    _last_return.c.void_reason,
)
_CARD = len(_RECORD) - 14
"""Where a record's columns are about cards only."""
_RECORDED_AT = 5


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose payments somebody may see: the whole company's, or one store's."""

    company: int
    store: int
    whole_company: bool


def _find(*conditions: ColumnElement[bool]) -> dict[bool, Statement]:
    """Give the statement for a store (False) and for a company (True)."""
    # A tombstone has no number and was no payment to anybody.
    found = select(*_RECORD).select_from(_FROM).where(_IS_SALE, operation.c.number.is_not(None), *conditions)
    return {False: Statement(found.where(_IN_STORE)), True: Statement(found.where(_IN_COMPANY))}


def _list(*conditions: ColumnElement[bool]) -> dict[bool, Statement]:
    found = (
        select(*_RECORD)
        .select_from(_FROM)
        .where(
            _IS_SALE,
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
_HELD = {
    whole: Statement(
        select(*_RECORD)
        .select_from(_FROM)
        .where(
            is_authorised(operation),
            capture.c.id.is_(None),
            undo.c.id.is_(None),
            tuple_(card_sale.c.expires_at, operation.c.position) > tuple_(bindparam("end"), bindparam("before")),
            place,
        )
        .order_by(card_sale.c.expires_at, operation.c.position)
        .limit(bindparam("page"))
    )
    for whole, place in ((False, _IN_STORE), (True, _IN_COMPANY))
}
_END_OF = Statement(
    select(card_sale.c.expires_at, operation.c.position)
    .join_from(card_sale, operation, card_sale.c.operation == operation.c.position)
    .where(operation.c.id == bindparam("id"), is_authorised(operation))
)
_POSITION = Statement(select(operation.c.position).where(operation.c.id == bindparam("id")))
_END = 2**62


def find_record(reader: Reader, reach: Reach, payment: UUID, now: datetime) -> PaymentRecord | None:
    """Give one payment, None where there is none within reach; ``now`` says what has expired."""
    row = reader.one(_BY_ID[reach.whole_company], place=_place(reach), id=payment.bytes)
    return _record(row, now) if row else None


def list_by_date(
    reader: Reader, reach: Reach, first: date, last: date, before: UUID | None, now: datetime
) -> PaymentPage:
    """List the payments of some dates in Japan, newest first."""
    dates = {"first": first.isoformat(), "last": last.isoformat()}
    return _page(reader, _BY_DATE[reach.whole_company], reach, before, dates, now)


def list_by_number(reader: Reader, reach: Reach, number: str, before: UUID | None, now: datetime) -> PaymentPage:
    """List the payments with a number, or with these last four digits, of whatever date; newest first."""
    statements = _BY_LAST4 if len(number) == LAST_DIGITS else _BY_NUMBER
    return _page(reader, statements[reach.whole_company], reach, before, {"number": number}, now)


def list_held(reader: Reader, reach: Reach, before: UUID | None, now: datetime) -> PaymentPage:
    """List what is held on cards and neither captured nor released (与信済み), what expires next first.

    ``before``: the last one of the page before, as elsewhere.
    """
    end, position = moment_text(now), 0
    if before is not None:
        row = reader.one(_END_OF, id=before.bytes)
        if row is None:
            raise Refused(ProblemCode.INVALID_REQUEST, "'before' names no amount that was held")
        end, position = max((end, 0), (row[0], row[1]))
    rows = reader.all(_HELD[reach.whole_company], place=_place(reach), end=end, before=position, page=PAGE + 1)
    payments = tuple(_record(row, now) for row in rows[:PAGE])
    return PaymentPage(payments=payments, next_before=payments[-1].id if len(rows) > PAGE else None)


def _page(
    reader: Reader,
    statement: Statement,
    reach: Reach,
    before: UUID | None,
    values: Mapping[str, object],
    now: datetime,
) -> PaymentPage:
    end = _position(reader, before) if before else _END
    rows = reader.all(statement, place=_place(reach), before=end, page=PAGE + 1, **values)
    payments = tuple(_record(row, now) for row in rows[:PAGE])
    return PaymentPage(payments=payments, next_before=payments[-1].id if len(rows) > PAGE else None)


def _place(reach: Reach) -> int:
    return reach.company if reach.whole_company else reach.store


def _position(reader: Reader, payment: UUID) -> int:
    row = reader.one(_POSITION, id=payment.bytes)
    if row is None:
        raise Refused(ProblemCode.INVALID_REQUEST, "'before' names no payment")
    return int(row[0])


def _record(row: Row, now: datetime) -> PaymentRecord:
    """Make a record of a row of ``_RECORD``."""
    key, number, amount, moved, undone_by, recorded_at, date, code_kind, *rest = row[:_CARD]
    terminal_id, store_name, staff_number, name, until, undone_at, why, decline = rest
    card = _card(row)
    wallet_state = state_of(moved=bool(moved), undone_by=undone_by)
    if row[_CARD] == "authorise":
        *_, end, captured, return_until, returned, returned_at, return_reason = row[_CARD:]
        over = end is not None and now > moment(end)
        facts = HeldFacts(end is not None, over, undone_by, captured or 0, returned)
        wallet_state = card_state(facts)
        until = return_until
        if undone_at is None and wallet_state is PaymentState.VOIDED:
            undone_at, why = returned_at, return_reason
    return PaymentRecord(
        id=UUID(bytes=key),
        number=number,
        amount=amount,
        state=wallet_state,
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
        card=card,
    )


def _card(row: Row) -> CardRecord | None:
    """Give what a sale by card has besides; None also where one was declined before its card was known."""
    _, brand, last3, code, name, phone, memo, when, end, captured, until, returned, _, _ = row[_CARD:]
    if brand is None:
        return None
    return CardRecord(
        brand=Brand(brand),
        last3=last3,
        approval_code=code or "",
        caller=Caller(name=name, phone=phone, memo=memo),
        capture=CaptureWhen(when),
        expires_at=moment(end) if end else moment(row[_RECORDED_AT]),
        captured=captured or 0,
        returned=returned,
        return_until=moment(until) if until else None,
    )
