"""Operations: the one hot route, and how a till asks for what it does not know.

``PUT`` goes around the framework: its machinery would cost more than the whole payment.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from http import HTTPStatus
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from pos_app.errors import Bug, StoreFault
from pos_app.server.api.answers import problem_answer, refusal_of
from pos_app.server.api.bearer import TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.versioned import versioned
from pos_app.server.cards.desk import CardDesk
from pos_app.server.cards.taking import Pending, take
from pos_app.server.context import Context
from pos_app.server.ledger.operations import Answered, take_operation
from pos_app.server.ledger.recorded import find_known, fingerprints, known_page
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.writer import COMMIT_UNKNOWN
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import (
    OPERATION_BODY,
    AnyBody,
    OperationAnswer,
    OperationBody,
    OperationPage,
    PaymentBody,
)
from pos_app.wire.problems import ProblemCode

_LOG = logging.getLogger(__name__)

PATH = "/v1/operations/{id}"
PREFIX = PATH.removesuffix("{id}")
_JSON = "application/json"
_BEARER = b"bearer "


class Plain(NamedTuple):
    """A whole answer; its length and the server's time are added by whoever sends it."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


_APPROVED = ((b"content-type", _JSON.encode()),)
_REPLAYED = (*_APPROVED, (b"idempotent-replayed", b"true"))


class PutOperation:
    """The hot route, without the framework: takes a request whose body has been read, and answers it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._key = context.database.key
        self._fingerprint = fingerprints(self._key)
        self._desk = CardDesk(context.database, context.processor, context.now)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, path: str, credential: str | None, raw: bytes, done: Callable[[Plain], None]) -> None:
        """Take one request on the event loop; ``done`` gets its answer there."""
        operation = operation_in(path)
        try:
            body = OPERATION_BODY.validate_json(raw)
        except ValidationError as error:
            self._refuse(credential, operation, _places(error), done)
            return
        if operation is None:
            self._refuse(credential, None, "the id is no UUID", done)
            return
        if not isinstance(body, PaymentBody):
            self._start_slow(operation, credential, body, self._fingerprint(raw), done)
            return
        context, key, fingerprint = self._context, self._key, self._fingerprint(raw)

        def take_payment(tx: Tx) -> Answered:
            request = Request(operation, authenticate(tx, credential), body, fingerprint, key)
            # What is committed together has one moment: working its forms out costs as much as a statement.
            return take_operation(tx, request, tx.once("now", context.now))

        def settle(answered: Answered | None, error: BaseException | None) -> None:
            done(_refused(operation, error) if answered is None else _recorded(answered))

        context.database.writer.call(take_payment, settle)

    def wake(self) -> None:
        """Ask the card processor about what was left open when the server last stopped; from the event loop."""
        self._desk.wake()

    def _start_slow(
        self,
        operation: UUID,
        credential: str | None,
        body: AnyBody,
        fingerprint: bytes,
        done: Callable[[Plain], None],
    ) -> None:
        """Take what may concern a card: all but payments by wallet."""
        context, key = self._context, self._key

        def first(tx: Tx) -> tuple[Request, Answered | Pending]:
            request = Request(operation, authenticate(tx, credential), body, fingerprint, key)
            return request, take(tx, request, tx.once("now", context.now))

        def settle(found: tuple[Request, Answered | Pending] | None, error: BaseException | None) -> None:
            if found is None:
                done(_refused(operation, error))
            elif isinstance(found[1], Answered):
                done(_recorded(found[1]))
            else:
                self._keep(finish(found[0], found[1]))

        async def finish(request: Request, pending: Pending) -> None:
            try:
                done(_recorded(await self._desk.finish(pending, request)))
            except Exception as met:  # noqa: BLE001 - nothing above this would answer
                done(_refused(operation, met))

        context.database.writer.call(first, settle)

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> None:
        """Take one request the usual way."""
        answer: asyncio.Future[Plain] = asyncio.get_running_loop().create_future()

        def done(plain: Plain) -> None:
            if not answer.done():  # whoever has left meanwhile has cancelled it
                answer.set_result(plain)

        self.start(scope["path"], credential_in(scope["headers"]), body, done)
        status, headers, content = await answer
        length = (b"content-length", b"%d" % len(content))
        await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": content})

    def _refuse(self, credential: str | None, operation: UUID | None, why: str, done: Callable[[Plain], None]) -> None:
        """Refuse what is no operation, but tell only a terminal what is wrong with it."""

        async def judge() -> None:
            error: Exception
            try:
                await self._context.read(lambda reader: authenticate(reader, credential))
                error = Refused(ProblemCode.INVALID_REQUEST, why)
            except Exception as met:  # noqa: BLE001 - nothing above this would answer
                error = met
            done(_refused(operation, error))

        self._keep(judge())

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        """Run it on, whoever has left meanwhile."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _recorded(answered: Answered) -> Plain:
    return Plain(HTTPStatus.OK, _REPLAYED if answered.replayed else _APPROVED, answered.answer)


def _refused(operation: UUID | None, error: BaseException | None) -> Plain:
    match error:
        case Refused():
            answer = problem_answer(error, operation)
        case StoreFault():
            # An answer that carries the id is definite: where nobody knows what was done, it must not.
            answer = problem_answer(refusal_of(error), None if error.reason == COMMIT_UNKNOWN else operation)
        case _:
            _LOG.error("an operation ran into a bug", exc_info=error)
            answer = problem_answer(Refused(ProblemCode.INTERNAL))
    return Plain(
        answer.status_code, [pair for pair in answer.raw_headers if pair[0] != b"content-length"], bytes(answer.body)
    )


class _OtherMethods(Route):
    """Stands where ``PUT`` would: says of every other method that GET and PUT are there."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, PUT"})


def other_methods() -> BaseRoute:
    """Give a route for whatever is neither ``PUT``, which never comes this far, nor ``GET``."""

    async def never(_: HttpRequest) -> Response:
        raise Bug("the hot route was asked for behind itself")

    return _OtherMethods(PATH, never, methods=["PUT"], include_in_schema=False)


def put_described() -> Sequence[BaseRoute]:
    """Give a route that is never served: the OpenAPI's description of the hot one."""
    routes = APIRouter()
    refusals = problems(
        ProblemCode.UNAUTHENTICATED,
        ProblemCode.ID_REUSED,
        ProblemCode.RATE_LIMITED,
        ProblemCode.PROCESSOR_UNAVAILABLE,
    )

    @routes.put(PATH, responses=refusals, response_model=OperationAnswer)
    async def operation(credential: TerminalCredential, id: UUID, body: OperationBody) -> None:  # noqa: A002
        """Record an operation, or give the answer that is on record: the same id and body have one effect, for ever."""

    return routes.routes


def router(context: Context) -> APIRouter:
    """Give the other routes."""
    routes = versioned()

    @routes.get(
        "/operations/{id}",
        responses=problems(ProblemCode.UNAUTHENTICATED, ProblemCode.NOT_FOUND),
        response_model=OperationAnswer,
    )
    async def operation(credential: TerminalCredential, id: UUID) -> Response:  # noqa: A002
        """Give the answer that is on record; not found where there is none of this terminal's."""

        def look(reader: Reader) -> bytes:
            terminal = authenticate(reader, credential)
            known = find_known(reader, id)
            if known is None or known.terminal != terminal.number:
                raise Refused(ProblemCode.NOT_FOUND)
            return known.answer

        try:
            return Response(await context.read(look), media_type=_JSON)
        except Refused as refused:
            return problem_answer(refused, id)
        except StoreFault as fault:
            return problem_answer(refusal_of(fault), id)

    @routes.get("/operations", responses=problems(ProblemCode.UNAUTHENTICATED))
    async def operations(
        credential: TerminalCredential,
        epoch: Annotated[int, Query(ge=1, le=2**31 - 1)],
        after_seq: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> OperationPage:
        """List this terminal's recorded operations of one epoch by ``seq``; those without one come on the last page."""
        return await context.read(
            lambda reader: known_page(reader, authenticate(reader, credential), epoch, after_seq, limit)
        )

    return routes


def operation_in(path: str) -> UUID | None:
    """Give the operation that a path names, if it does: in the one form that every other program writes, too."""
    if not path.startswith(PREFIX):
        return None
    written = path[len(PREFIX) :]
    try:
        operation = UUID(written)
    except ValueError:
        return None
    return operation if str(operation) == written.lower() else None


def credential_in(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """Give the bearer credential of a request."""
    for name, value in headers:
        if name == b"authorization" and value[: len(_BEARER)].lower() == _BEARER:
            return str(value[len(_BEARER) :].strip(), "latin-1")
    return None


def _places(error: ValidationError) -> str:
    """Name where a body is wrong and how, never what it said."""
    found = sorted({f"{'.'.join(map(str, item['loc']))}: {item['type']}" for item in error.errors(include_input=False)})
    return "; ".join(found)[:500]
