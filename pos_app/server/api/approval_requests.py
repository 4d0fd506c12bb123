"""承認待ち: a till asks for a manager's consent to one void, and another till answers (requirements row D-7)."""

from uuid import UUID

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted, is_right, refuse_when_busy
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.ledger.card_sales import CardSale, find_card_sale
from pos_app.server.ledger.payments import find_payment
from pos_app.server.ledger.void_rules import Payment
from pos_app.server.problems import Refused
from pos_app.server.staff import approval_requests as requests
from pos_app.server.staff.approvals import Asked, begin_own, finish_try
from pos_app.server.staff.sessions import staffer
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.approvals import (
    ApprovalRequest,
    ApprovalRequestBody,
    ApprovalRequests,
    ApproveBody,
    RefuseBody,
)
from pos_app.wire.payments import PaymentState
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right

_ASKING = (
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.SESSION_NEEDED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.FORBIDDEN,
)
_VOIDERS = (Right.VOID_BY_SETTING, Right.VOID)
_PATH = "/approval-requests/{id}"


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()
    _add_asking(routes, context)
    _add_looking(routes, context)
    _add_answering(routes, context)
    return routes


def _add_asking(routes: APIRouter, context: Context) -> None:
    @routes.put(
        _PATH,
        responses=problems(*_ASKING, ProblemCode.TERMINAL_DISABLED, ProblemCode.NOT_FOUND, ProblemCode.ID_REUSED),
    )
    async def ask(
        credential: TerminalCredential,
        token: StaffToken,
        id: UUID,  # noqa: A002
        body: ApprovalRequestBody,
    ) -> ApprovalRequest:
        """Ask for consent to one void of a payment of this store; what this terminal asked before is given up."""

        def put(tx: Tx) -> ApprovalRequest:
            terminal, now = authenticate(tx, credential), context.now()
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            by = staffer(tx, terminal, token, now, *_VOIDERS)
            found: Payment | CardSale | None = find_payment(tx, body.original) or find_card_sale(tx, body.original)
            if found is None or found.store != terminal.store or _was_declined(found):
                raise Refused(ProblemCode.NOT_FOUND)
            return requests.ask(tx, terminal, by.account, id, body, now)

        return await context.write(put)

    @routes.delete(_PATH, status_code=204, responses=problems(*_ASKING, ProblemCode.NOT_FOUND))
    async def withdraw(credential: TerminalCredential, token: StaffToken, id: UUID) -> None:  # noqa: A002
        """Take back what this terminal asked; what was answered meanwhile stays."""

        def take_back(tx: Tx) -> None:
            terminal, now = authenticate(tx, credential), context.now()
            by = staffer(tx, terminal, token, now, *_VOIDERS)
            requests.withdraw(tx, terminal, by.account, id, now)

        await context.write(take_back)


def _was_declined(sale: Payment | CardSale) -> bool:
    return sale.expires_at is None if isinstance(sale, CardSale) else sale.state is PaymentState.DECLINED


def _add_looking(routes: APIRouter, context: Context) -> None:
    def looker(reader: Reader, credential: str | None, token: str | None, *rights: Right) -> Terminal:
        terminal = authenticate(reader, credential)
        staffer(reader, terminal, token, context.now(), *rights)
        return terminal

    @routes.get("/approval-requests", responses=problems(*_ASKING))
    async def waiting(credential: TerminalCredential, token: StaffToken) -> ApprovalRequests:
        """List what waits for an answer in this store, the oldest first."""
        return await context.read(
            lambda reader: requests.waiting(reader, looker(reader, credential, token, Right.APPROVE), context.now())
        )

    @routes.get(_PATH, responses=problems(*_ASKING, ProblemCode.NOT_FOUND))
    async def one(credential: TerminalCredential, token: StaffToken, id: UUID) -> ApprovalRequest:  # noqa: A002
        """Say what became of a request; the approval itself is for the terminal that asked."""

        def look(reader: Reader) -> ApprovalRequest:
            terminal = looker(reader, credential, token, *_VOIDERS)
            return requests.find(reader, terminal, id, context.now())

        return await context.read(look)


def _add_answering(routes: APIRouter, context: Context) -> None:
    key = context.database.key

    @routes.post(
        f"{_PATH}/approve",
        responses=problems(
            *_ASKING,
            ProblemCode.WRONG_CREDENTIALS,
            ProblemCode.PIN_OFF,
            ProblemCode.TERMINAL_DISABLED,
            ProblemCode.NOT_FOUND,
            ProblemCode.NO_LONGER_WAITING,
            ProblemCode.RATE_LIMITED,
        ),
    )
    async def approve(
        credential: TerminalCredential,
        token: StaffToken,
        id: UUID,  # noqa: A002
        body: ApproveBody,
    ) -> ApprovalRequest:
        """Allow the void, by the PIN of whoever is logged in here and has the right."""
        refuse_when_busy(context)

        def begin(tx: Tx) -> Asked:
            terminal, now = authenticate(tx, credential), context.now()
            asked = begin_own(tx, key, terminal, token, now)
            requests.find_waiting(tx, terminal, id, now)
            return asked

        asked = await context.write(begin)
        own = asked.by.account
        right = await is_right(context, own.pin_hash, body.pin)

        def finish(tx: Tx) -> ApprovalRequest | ProblemCode:
            terminal, now = authenticate(tx, credential), context.now()
            judged = finish_try(tx, key, terminal, asked, own.number, now, right=right)
            if isinstance(judged, ProblemCode):
                return judged
            return requests.approve(tx, terminal, judged, id, now, context.random)

        return granted(await context.write(finish))

    @routes.post(
        f"{_PATH}/refuse",
        responses=problems(
            *_ASKING, ProblemCode.TERMINAL_DISABLED, ProblemCode.NOT_FOUND, ProblemCode.NO_LONGER_WAITING
        ),
    )
    async def refuse(
        credential: TerminalCredential,
        token: StaffToken,
        id: UUID,  # noqa: A002
        body: RefuseBody,
    ) -> ApprovalRequest:
        """Refuse the void, and say why."""

        def put(tx: Tx) -> ApprovalRequest:
            terminal, now = authenticate(tx, credential), context.now()
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            by = staffer(tx, terminal, token, now, Right.APPROVE)
            return requests.refuse(tx, terminal, by.account, id, body.why, now)

        return await context.write(put)
