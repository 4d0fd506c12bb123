"""Payments as people look them up, and what a void would mean."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BeforeValidator

from pos_app.domain.calendar import SearchProblem, check_search, days_left, transaction_date
from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.ledger.card_sales import find_card_sale
from pos_app.server.ledger.payment_search import (
    Reach,
    find_record,
    list_by_date,
    list_by_memo,
    list_by_number,
    list_held,
)
from pos_app.server.ledger.payments import find_payment, last_sale
from pos_app.server.ledger.restoring import way_back
from pos_app.server.ledger.void_rules import may_see, void_route
from pos_app.server.problems import Refused
from pos_app.server.staff.rights import may
from pos_app.server.staff.sessions import staffer
from pos_app.server.store.connection import Reader
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.payments import PaymentPage, PaymentRecord, PaymentState, VoidPreview
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Role

_ASKING = (
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.SESSION_NEEDED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.FORBIDDEN,
)


def _only_as_written(day: object) -> object:
    """Pydantic takes numbers for dates, too: seconds since 1970."""
    if isinstance(day, str) and not _DATE.fullmatch(day):
        raise ValueError("no date")
    return day


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date | None, BeforeValidator(_only_as_written), Query()]
Number = Annotated[str | None, Query(pattern=r"^([0-9]{4}|[0-9]{12})$")]


@dataclass(frozen=True, slots=True)
class _Asker:
    terminal: Terminal
    role: Role
    now: datetime

    @property
    def reach(self) -> Reach:
        return Reach(self.terminal.company, self.terminal.store, may(self.role, Right.READ_COMPANY))


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()

    def asker(reader: Reader, credential: str | None, token: str | None, *rights: Right) -> _Asker:
        now = context.now()
        terminal = authenticate(reader, credential)
        return _Asker(terminal, staffer(reader, terminal, token, now, *rights).account.role, now)

    @routes.get("/payments", responses=problems(*_ASKING, ProblemCode.RANGE_TOO_LONG))
    async def payments(
        credential: TerminalCredential,
        token: StaffToken,
        first: Day = None,
        last: Day = None,
        number: Number = None,
        before: UUID | None = None,
        state: Literal["authorised"] | None = None,
        memo: Annotated[str | None, Query(min_length=1, max_length=60)] = None,
    ) -> PaymentPage:
        """List the payments of at most 60 dates in Japan (none given: today), or those with a number or its last four
        digits, of whatever date; newest first. With ``state``: what is held on cards (与信済み), of whatever date, what
        expires next first. With ``memo``: sales by card that have it in their 注文番号・メモ, of whatever date."""

        def look(reader: Reader) -> PaymentPage:
            by = asker(reader, credential, token, Right.READ_HISTORY)
            if state is not None:
                return list_held(reader, by.reach, before, by.now)
            if memo is not None:
                return list_by_memo(reader, by.reach, memo, before, by.now)
            if number is not None:
                return list_by_number(reader, by.reach, number, before, by.now)
            until = last or transaction_date(by.now)
            since = first or until
            _check_dates(since, until)
            return list_by_date(reader, by.reach, since, until, before, by.now)

        return await context.read(look)

    @routes.get("/payments/{id}", responses=problems(*_ASKING, ProblemCode.NOT_FOUND))
    async def payment(credential: TerminalCredential, token: StaffToken, id: UUID) -> PaymentRecord:  # noqa: A002
        """Give one payment."""

        def look(reader: Reader) -> PaymentRecord:
            by = asker(reader, credential, token, Right.READ_HISTORY)
            record = find_record(reader, by.reach, id, by.now)
            if record is None:
                raise Refused(ProblemCode.NOT_FOUND)
            return record

        return await context.read(look)

    @routes.get("/payments/{id}/void-preview", responses=problems(*_ASKING, ProblemCode.NOT_FOUND))
    async def void_preview(credential: TerminalCredential, token: StaffToken, id: UUID) -> VoidPreview:  # noqa: A002
        """Say what a void by this person would meet, and how much of it could not be used any more.

        Of a card: what the release of the amount that is held would meet, or the return of what is left.
        """

        def look(reader: Reader) -> VoidPreview:
            by = asker(reader, credential, token, Right.VOID, Right.VOID_BY_SETTING)
            return _preview(reader, by, id)

        return await context.read(look)

    return routes


def _check_dates(first: date, last: date) -> None:
    problem = check_search(first, last)
    if problem is SearchProblem.TOO_LONG:
        raise Refused(ProblemCode.RANGE_TOO_LONG)
    if problem is not None:
        raise Refused(ProblemCode.INVALID_REQUEST, problem.value)


def _preview(reader: Reader, by: _Asker, payment: UUID) -> VoidPreview:
    sale = find_card_sale(reader, payment)
    found = sale.as_payment(by.now) if sale else find_payment(reader, payment)
    if found is None or found.number is None or not may_see(found, by.role, by.terminal):
        raise Refused(ProblemCode.NOT_FOUND)
    is_last = last_sale(reader, by.terminal) == found.id
    until = found.void_until
    captured = found.state is PaymentState.CAPTURED and sale is None
    return VoidPreview(
        id=found.id,
        number=found.number,
        amount=sale.rest or found.amount if sale else found.amount,
        void_until=until,
        days_left=max(0, days_left(until, by.now)) if until else None,
        route=void_route(by.role, found, by.terminal, by.now, is_last_sale=is_last),
        expired=way_back(reader, found.position, transaction_date(by.now)).expired if captured else 0,
    )
