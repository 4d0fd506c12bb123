"""Refusals that travel as problem documents (RFC 9457)."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.wire.problems import Problem, ProblemCode

STATUS: Mapping[ProblemCode, int] = MappingProxyType(
    {
        ProblemCode.INVALID_REQUEST: 400,
        ProblemCode.TOO_LARGE: 413,
        ProblemCode.NOT_FOUND: 404,
        ProblemCode.METHOD_NOT_ALLOWED: 405,
        ProblemCode.ID_REUSED: 409,
        ProblemCode.UNAUTHENTICATED: 401,
        ProblemCode.SESSION_NEEDED: 401,
        ProblemCode.PASSWORD_CHANGE_NEEDED: 403,
        ProblemCode.FORBIDDEN: 403,
        ProblemCode.WRONG_CREDENTIALS: 401,
        ProblemCode.LOCKED: 423,
        ProblemCode.ACTIVATION_PASSWORD_SPENT: 403,
        ProblemCode.TERMINAL_DISABLED: 403,
        ProblemCode.PASSWORD_RULE: 400,
        ProblemCode.PIN_RULE: 400,
        ProblemCode.PIN_OFF: 403,
        ProblemCode.LAST_MANAGER: 409,
        ProblemCode.NO_LONGER_WAITING: 409,
        ProblemCode.RANGE_TOO_LONG: 400,
        ProblemCode.CARD_NOT_OPENED: 400,
        ProblemCode.CARD_KEY_REPLAYED: 409,
        ProblemCode.CARD_INVALID: 400,
        ProblemCode.CARD_NOT_ACCEPTED: 403,
        ProblemCode.CARD_TOKEN_GONE: 410,
        ProblemCode.CARD_REGISTER_FULL: 409,
        ProblemCode.PROCESSOR_UNAVAILABLE: 503,
        ProblemCode.RATE_LIMITED: 429,
        ProblemCode.UNAVAILABLE: 503,
        ProblemCode.INTERNAL: 500,
    }
)


class Refused(Refusal):
    """What was asked can't be; the answer is a problem document with this code.

    ``detail`` is for whoever reads the log, and holds no secret. ``retry_after`` is in whole seconds. ``recorded``:
    the operation that was asked for has an answer on record.
    """

    def __init__(
        self,
        problem: ProblemCode,
        detail: str = "",
        *,
        recorded: bool = False,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.detail = detail
        self.recorded = recorded
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return STATUS[self.problem]

    def document(self, operation: UUID | None = None) -> Problem:
        """Give the body; ``operation`` is the one that was asked for."""
        title = self.problem.value.replace("_", " ")
        return Problem(
            title=title[0].upper() + title[1:],
            status=self.status,
            code=self.problem,
            detail=self.detail,
            id=operation,
            recorded=self.recorded,
        )
