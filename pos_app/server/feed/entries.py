"""One page of what moved money in a store, or let go what was held on a card, in the order of commit."""

from uuid import UUID

from sqlalchemy import bindparam, func, select

from pos_app.server.staff.approval_requests import last_change
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.operations import is_told, operation
from pos_app.server.store.tables.places import terminal
from pos_app.server.store.tables.staff import staff, staff_session
from pos_app.server.store.values import day, moment
from pos_app.wire.feed import FeedEntry, FeedPage

PAGE = 200

_original = operation.alias("original")
_PAGE = Statement(
    select(
        operation.c.position,
        operation.c.kind,
        operation.c.id,
        func.coalesce(operation.c.original, operation.c.id),
        func.coalesce(_original.c.number, operation.c.number),
        operation.c.amount,
        terminal.c.id,
        staff.c.name,
        operation.c.recorded_at,
        operation.c.transaction_date,
        func.coalesce(_original.c.void_until, operation.c.void_until),
    )
    .select_from(
        operation.join(terminal, operation.c.terminal == terminal.c.number)
        .outerjoin(_original, _original.c.id == operation.c.original)
        .outerjoin(staff_session, staff_session.c.id == operation.c.session)
        .outerjoin(staff, staff.c.id == staff_session.c.staff)
    )
    .where(
        operation.c.store == bindparam("store"),
        is_told(operation),
        operation.c.position > bindparam("after"),
    )
    .order_by(operation.c.position)
    .limit(bindparam("page"))
)


def feed_page(reader: Reader, store: int, after: int, page: int = PAGE) -> FeedPage:
    """Give the entries after a position, at most ``page`` of them."""
    entries = tuple(_entry(row) for row in reader.all(_PAGE, store=store, after=after, page=page))
    position = entries[-1].position if entries else after
    return FeedPage(entries=entries, position=position, approvals=last_change(reader, store))


def _entry(row: Row) -> FeedEntry:
    position, kind, key, payment, number, amount, terminal_id, name, recorded_at, date, until = row
    return FeedEntry(
        position=position,
        kind=kind,
        id=UUID(bytes=key),
        payment=UUID(bytes=payment),
        number=number,
        amount=amount,
        terminal_id=terminal_id,
        staff_name=name,
        recorded_at=moment(recorded_at),
        transaction_date=day(date),
        void_until=moment(until) if until else None,
    )
