"""Payments as people look them up (requirements rows D-5, D-18, E-34, E-35, E-40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select, tuple_

from pos_app.server.ledger.card_records import CARD_COLUMNS, IS_LAST_RETURN, card_of, last_return
from pos_app.server.ledger.card_sales import CAPTURED_BY, capture
from pos_app.server.ledger.payments import WITH_UNDO, state_of, undo
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.operations import is_authorised, operation
from pos_app.server.store.tables.places import store, terminal
from pos_app.server.store.tables.staff import staff, staff_session
from pos_app.server.store.values import day, moment, moment_text
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import PaymentPage, PaymentRecord, PaymentState
from pos_app.wire.problems import ProblemCode

PAGE = 50
LAST_DIGITS = 4
NOBODY = "-"
"""Stands where a declined payment named no session that ever was."""

_IS_SALE = operation.c.kind.in_((literal_column("'payment'"), literal_column("'authorise'")))
_IN_STORE = operation.c.store == bindparam("place")
_IN_COMPANY = store.c.company == bindparam("place")
_FROM = (
    WITH_UNDO.join(terminal, operation.c.terminal == terminal.c.number)
    .outerjoin(staff_session, staff_session.c.id == operation.c.session)
    .outerjoin(staff, staff.c.id == staff_session.c.staff)
    .outerjoin(card_sale, card_sale.c.operation == operation.c.position)
    .outerjoin(capture, CAPTURED_BY)
    .outerjoin(last_return, IS_LAST_RETURN)
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
    *CARD_COLUMNS,
)
_CARD = len(_RECORD) - len(CARD_COLUMNS)
"""Where a record's columns are about cards only."""


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
_BY_MEMO = _list(is_authorised(operation), func.instr(card_sale.c.memo, bindparam("memo")) > literal_column("0"))
_HELD = Statement(
    select(*_RECORD)
    .select_from(_FROM)
    .where(
        is_authorised(operation),
        capture.c.id.is_(None),
        undo.c.id.is_(None),
        tuple_(card_sale.c.expires_at, operation.c.position) > tuple_(bindparam("end"), bindparam("before")),
        _IN_STORE,
    )
    .order_by(card_sale.c.expires_at, operation.c.position)
    .limit(bindparam("page"))
)
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


def list_by_memo(reader: Reader, reach: Reach, memo: str, before: UUID | None, now: datetime) -> PaymentPage:
    """List the sales by card that were authorised and have this in their 注文番号・メモ, newest first."""
    return _page(reader, _BY_MEMO[reach.whole_company], reach, before, {"memo": memo}, now)


def list_held(reader: Reader, reach: Reach, before: UUID | None, now: datetime) -> PaymentPage:
    """List what is held on cards and neither captured nor released (与信済み), what expires next first.

    Of the terminal's own store, whoever looks: only its tills may capture it. ``before``: the last one of the page
    before, as elsewhere.
    """
    end, position = moment_text(now), 0
    if before is not None:
        row = reader.one(_END_OF, id=before.bytes)
        if row is None:
            raise Refused(ProblemCode.INVALID_REQUEST, "'before' names no amount that was held")
        end, position = max((end, 0), (row[0], row[1]))
    rows = reader.all(_HELD, place=reach.store, end=end, before=position, page=PAGE + 1)
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
    card = card_of(row[_CARD:], undone_by, moment(recorded_at), now)
    if card is not None and card.state is PaymentState.VOIDED and undone_at is None:
        undone_at, why = card.returned_at, card.return_reason
    if card is not None:
        until = card.return_until
    return PaymentRecord(
        id=UUID(bytes=key),
        number=number,
        amount=amount,
        state=card.state if card else state_of(moved=bool(moved), undone_by=undone_by),
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
        card=card.record if card else None,
    )
