"""Answers that are no success, as problem documents."""

from http import HTTPStatus
from uuid import UUID

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pos_app.errors import StoreFault
from pos_app.server.problems import Refused
from pos_app.server.store.writer import COMMIT_UNKNOWN
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, ProblemCode

RETRY_AFTER_SECONDS = 1

_FRAMEWORKS = {
    HTTPStatus.NOT_FOUND: ProblemCode.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED: ProblemCode.METHOD_NOT_ALLOWED,
    HTTPStatus.UNAUTHORIZED: ProblemCode.UNAUTHENTICATED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ProblemCode.TOO_LARGE,
}


def problem_answer(refused: Refused, operation: UUID | None = None) -> Response:
    """Write a refusal as a problem document; ``operation`` is the one that was asked for."""
    answer = Response(refused.document(operation).to_json(), refused.status, media_type=PROBLEM_MEDIA_TYPE)
    if refused.retry_after is not None:
        answer.headers["Retry-After"] = str(refused.retry_after)
    if refused.status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def refusal_of(fault: StoreFault) -> Refused:
    """Say what a fault of the database means to whoever asked: nothing was done, or nobody knows."""
    if fault.reason == COMMIT_UNKNOWN:
        return Refused(ProblemCode.INTERNAL)
    return Refused(ProblemCode.UNAVAILABLE, retry_after=RETRY_AFTER_SECONDS)


def add_answers(app: FastAPI) -> None:
    """Have every refusal, fault and bug answered by a problem document."""

    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> Response:
        return problem_answer(error)

    @app.exception_handler(StoreFault)
    async def unavailable(_: Request, error: StoreFault) -> Response:
        return problem_answer(refusal_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        return problem_answer(Refused(ProblemCode.INVALID_REQUEST, _places(error)))

    @app.exception_handler(HTTPException)
    async def framework(_: Request, error: HTTPException) -> Response:
        known = _FRAMEWORKS.get(HTTPStatus(error.status_code), ProblemCode.INVALID_REQUEST)
        answer = problem_answer(Refused(known))
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    @app.exception_handler(Exception)
    async def bug(_: Request, error: Exception) -> Response:
        # The framework raises it again after this answer, and the server's own log gets the traceback.
        return problem_answer(Refused(ProblemCode.INTERNAL))


def _places(error: RequestValidationError) -> str:
    """Name where a request is wrong and how, never what it said: that may be a code or a password."""
    found = sorted({f"{'.'.join(str(step) for step in item['loc'])}: {item['type']}" for item in error.errors()})
    return "; ".join(found)[:500]
