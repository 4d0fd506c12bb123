"""Operations: the one hot route, and how a till asks for what it does not know.

``PUT`` goes around the framework: its machinery would cost more than the whole payment.
"""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from pos_app.errors import Bug, StoreFault
from pos_app.server.api.answers import problem_answer, refusal_of
from pos_app.server.api.bearer import TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.context import Context
from pos_app.server.ledger.operations import Answered, take_operation
from pos_app.server.ledger.recorded import find_known, fingerprints, known_page
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.writer import COMMIT_UNKNOWN
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import OPERATION_BODY, OperationAnswer, OperationBody, OperationPage
from pos_app.wire.problems import ProblemCode

_LOG = logging.getLogger(__name__)

PATH = "/v1/operations/{id}"
PREFIX = PATH.removesuffix("{id}")
_JSON = "application/json"
_BEARER = b"bearer "


class PutOperation:
    """The hot route: takes a request whose body has been read, and answers it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._key = context.database.key
        self._fingerprint = fingerprints(self._key)

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> None:
        """Answer one request."""
        operation = operation_in(scope["path"])
        try:
            answered = await self._take(_credential(scope), operation, body)
        except Refused as refused:
            answer = problem_answer(refused, operation)
        except StoreFault as fault:
            # An answer that carries the id is definite: where nobody knows what was done, it must not.
            answer = problem_answer(refusal_of(fault), None if fault.reason == COMMIT_UNKNOWN else operation)
        except Exception:  # noqa: BLE001 - nothing above this would answer
            _LOG.exception("an operation ran into a bug")
            answer = problem_answer(Refused(ProblemCode.INTERNAL))
        else:
            await _send(send, answered)
            return
        await answer(scope, _nothing_more, send)

    async def _take(self, credential: str | None, operation: UUID | None, raw: bytes) -> Answered:
        context, key = self._context, self._key
        try:
            body = OPERATION_BODY.validate_json(raw)
        except ValidationError as error:
            await context.read(lambda reader: authenticate(reader, credential))
            raise Refused(ProblemCode.INVALID_REQUEST, _places(error)) from None
        if operation is None:
            await context.read(lambda reader: authenticate(reader, credential))
            raise Refused(ProblemCode.INVALID_REQUEST, "the id is no UUID")
        fingerprint = self._fingerprint(raw)

        def take(tx: Tx) -> Answered:
            request = Request(operation, authenticate(tx, credential), body, fingerprint, key)
            return take_operation(tx, request, context.now())

        return await context.write(take)


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
    refusals = problems(ProblemCode.UNAUTHENTICATED, ProblemCode.ID_REUSED, ProblemCode.RATE_LIMITED)

    @routes.put(PATH, responses=refusals, response_model=OperationAnswer)
    async def operation(credential: TerminalCredential, id: UUID, body: OperationBody) -> None:  # noqa: A002
        """Record an operation, or give the answer that is on record: the same id and body have one effect, for ever."""

    return routes.routes


def router(context: Context) -> APIRouter:
    """Give the other routes."""
    routes = APIRouter()

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


def _credential(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"authorization" and value[: len(_BEARER)].lower() == _BEARER:
            return str(value[len(_BEARER) :].strip(), "latin-1")
    return None


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}


async def _send(send: Send, answered: Answered) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answered.answer))]
    if answered.replayed:
        headers.append((b"idempotent-replayed", b"true"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answered.answer})


def _places(error: ValidationError) -> str:
    """Name where a body is wrong and how, never what it said."""
    found = sorted({f"{'.'.join(map(str, item['loc']))}: {item['type']}" for item in error.errors(include_input=False)})
    return "; ".join(found)[:500]
