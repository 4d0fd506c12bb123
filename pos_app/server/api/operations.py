"""Operations: the one hot route, and how a till asks for what it does not know.

``PUT`` is a plain Starlette route: the framework's own machinery would cost more than the whole payment.
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from pos_app.errors import StoreFault
from pos_app.server.api.answers import problem_answer, refusal_of
from pos_app.server.api.bearer import TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.context import Context
from pos_app.server.ledger.operations import Answered, take_operation
from pos_app.server.ledger.recorded import find_known, fingerprint_of, known_page
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.writer import COMMIT_UNKNOWN
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import OPERATION_BODY, OperationAnswer, OperationBody, OperationPage
from pos_app.wire.problems import ProblemCode

PATH = "/v1/operations/{id}"
_PREFIX = PATH.removesuffix("{id}")
_JSON = "application/json"
_BEARER = "bearer "
_REPLAYED = {"Idempotent-Replayed": "true"}


class _PutRoute(Route):
    """Says of every other method that GET is there as well."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "PUT":
            raise HTTPException(405, headers={"Allow": "GET, PUT"})
        await super().handle(scope, receive, send)


def put_route(context: Context) -> BaseRoute:
    """Give the hot route."""
    key = context.database.key

    async def put(http: HttpRequest) -> Response:
        operation = operation_in(http.url.path)
        try:
            answered = await _put(http, operation)
        except Refused as refused:
            return problem_answer(refused, operation)
        except StoreFault as fault:
            # An answer that carries the id is definite: where nobody knows what was done, it must not.
            return problem_answer(refusal_of(fault), None if fault.reason == COMMIT_UNKNOWN else operation)
        return Response(answered.answer, media_type=_JSON, headers=_REPLAYED if answered.replayed else None)

    async def _put(http: HttpRequest, operation: UUID | None) -> Answered:
        credential = _credential(http)
        raw = await http.body()
        try:
            body = OPERATION_BODY.validate_json(raw)
        except ValidationError as error:
            await context.read(lambda reader: authenticate(reader, credential))
            raise Refused(ProblemCode.INVALID_REQUEST, _places(error)) from None
        if operation is None:
            await context.read(lambda reader: authenticate(reader, credential))
            raise Refused(ProblemCode.INVALID_REQUEST, "the id is no UUID")
        fingerprint = fingerprint_of(key, raw)

        def take(tx: Tx) -> Answered:
            request = Request(operation, authenticate(tx, credential), body, fingerprint, key)
            return take_operation(tx, request, context.now())

        return await context.write(take)

    return _PutRoute(PATH, put, methods=["PUT"], include_in_schema=False)


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
            if known is None or known.answer is None or known.terminal != terminal.number:
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
    """Give the operation that a path names, if it does."""
    if not path.startswith(_PREFIX):
        return None
    try:
        return UUID(path[len(_PREFIX) :])
    except ValueError:
        return None


def _credential(http: HttpRequest) -> str | None:
    header = http.headers.get("authorization", "")
    return header[len(_BEARER) :].strip() if header[: len(_BEARER)].lower() == _BEARER else None


def _places(error: ValidationError) -> str:
    """Name where a body is wrong and how, never what it said."""
    found = sorted({f"{'.'.join(map(str, item['loc']))}: {item['type']}" for item in error.errors(include_input=False)})
    return "; ".join(found)[:500]
