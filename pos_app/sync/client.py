"""The server's interface as the till uses it: operations with their definite and indefinite ends, and plain calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from pos_app.errors import Refusal, ServerFault
from pos_app.sync.attempt import Outcome
from pos_app.sync.http import Exchange, Reply
from pos_app.wire.feed import FeedPage
from pos_app.wire.operations import OPERATION_ANSWER, OperationAnswer, OperationPage
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, Problem, ProblemCode
from pos_app.wire.shape import Shape

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one try with one operation."""

    outcome: Outcome
    answer: OperationAnswer | None = None
    code: ProblemCode | None = None
    fault: str = ""
    """The reason of a :class:`ServerFault`, where there was one."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a request is sent with: the terminal's credential, and the staff session where one is needed."""

    credential: str | None = field(default=None, repr=False)
    staff_token: str | None = field(default=None, repr=False)

    def headers(self) -> dict[str, str]:
        """The HTTP headers that carry them; they appear nowhere else."""
        headers = {}
        if self.credential:
            headers["Authorization"] = f"Bearer {self.credential}"
        if self.staff_token:
            headers["Staff-Session"] = self.staff_token
        return headers


@dataclass(slots=True)
class Credential:
    """The terminal's credential in memory: set at the start or by an activation, read by every thread's client."""

    value: str | None = field(default=None, repr=False)


class Client:
    """For one thread, on one :class:`~pos_app.sync.http.Line`."""

    def __init__(self, line: Exchange, credential: Credential, feed_wait_seconds: int = 20) -> None:
        self._line = line
        self._feed_wait_seconds = feed_wait_seconds
        self._credential = credential

    def close(self) -> None:
        """Let the connection go."""
        self._line.close()

    # -- operations ---------------------------------------------------------------------------------------------------

    def send(self, operation: UUID, body: bytes) -> Result:
        """``PUT`` these exact bytes."""
        return self._operation(operation, "PUT", body)

    def ask(self, operation: UUID) -> Result:
        """``GET`` what is on record for this id."""
        return self._operation(operation, "GET", None)

    def ask_page(self, epoch: int, after_seq: int) -> OperationPage:
        """What is on record for this terminal, by ``seq``; raises :class:`ServerFault` or :class:`Refusal`."""
        return self.call(
            "GET", "/v1/operations", OperationPage, params={"epoch": str(epoch), "after_seq": str(after_seq)}
        )

    def _operation(self, operation: UUID, method: str, body: bytes | None) -> Result:
        try:
            reply = self._line.exchange(method, f"/v1/operations/{operation}", self._keys(None).headers(), body)
        except ServerFault as fault:
            return Result(Outcome.NOT_SENT if fault.reason == "not_sent" else Outcome.UNKNOWN, fault=fault.reason)
        return judge(operation, reply)

    # -- everything else ----------------------------------------------------------------------------------------------

    def feed(self, after: int, approvals: int = 0) -> FeedPage:
        """What else happened in the store; waits up to ``feed_wait_seconds`` for news.

        ``after`` and ``approvals`` are the last page's.
        """
        return self.call(
            "GET",
            "/v1/feed",
            FeedPage,
            params={"after": str(after), "approvals": str(approvals), "wait": str(self._feed_wait_seconds)},
            read_seconds=self._feed_wait_seconds + 10.0,
        )

    def call(
        self,
        method: str,
        path: str,
        shape: type[S],
        body: Shape | None = None,
        *,
        staff_token: str | None = None,
        params: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> S:
        """Ask for a shape.

        Raises :class:`Refusal` with the problem's code where the server says no, :class:`ServerFault` (``not_sent``,
        ``no_answer``, ``bad_answer``) where it doesn't answer as it must.
        """
        reply = self._exchange(method, path, body, staff_token, params, read_seconds)
        try:
            return shape.model_validate_json(reply.body)
        except ValidationError as error:
            raise ServerFault("bad_answer", f"{method} {path}: {error.error_count()} errors") from None

    def tell(self, method: str, path: str, body: Shape | None = None, *, staff_token: str | None = None) -> None:
        """Like :meth:`call`, where nothing but success is the answer."""
        self._exchange(method, path, body, staff_token, None, None)

    def _exchange(
        self,
        method: str,
        path: str,
        body: Shape | None,
        staff_token: str | None,
        params: Mapping[str, str] | None,
        read_seconds: float | None,
    ) -> Reply:
        headers = self._keys(staff_token).headers()
        reply = self._line.exchange(method, path, headers, body.to_json() if body else None, params, read_seconds)
        if 200 <= reply.status < 300:
            return reply
        problem = _problem(reply)
        if problem is None:
            raise ServerFault("bad_answer", f"{method} {path}: status {reply.status}")
        if problem.code is ProblemCode.UNAVAILABLE or problem.code is ProblemCode.INTERNAL:
            raise ServerFault("unavailable", f"{method} {path}")
        raise Refusal(problem.code.value, detail=problem.detail)

    def _keys(self, staff_token: str | None) -> Keys:
        return Keys(self._credential.value, staff_token)


def judge(operation: UUID, reply: Reply) -> Result:
    """What a reply to an operation proves (design rule 4): only what carries our id is definite."""
    if reply.status == 200:
        try:
            answer = OPERATION_ANSWER.validate_json(reply.body)
        except ValidationError:
            return Result(Outcome.UNKNOWN, fault="bad_answer")
        return (
            Result(Outcome.ANSWERED, answer) if answer.id == operation else Result(Outcome.UNKNOWN, fault="bad_answer")
        )
    problem = _problem(reply)
    if problem is None or problem.id != operation:
        return Result(Outcome.UNKNOWN, fault="bad_answer")
    return Result(_PROBLEMS.get(problem.code, Outcome.UNKNOWN), code=problem.code)


_PROBLEMS = {
    ProblemCode.UNAUTHENTICATED: Outcome.NOTHING_DONE,
    ProblemCode.RATE_LIMITED: Outcome.NOTHING_DONE,
    ProblemCode.UNAVAILABLE: Outcome.NOTHING_DONE,
    ProblemCode.PROCESSOR_UNAVAILABLE: Outcome.NOTHING_DONE,
    ProblemCode.INVALID_REQUEST: Outcome.REFUSED,
    ProblemCode.TOO_LARGE: Outcome.REFUSED,
    ProblemCode.ID_REUSED: Outcome.ID_REUSED,
    ProblemCode.NOT_FOUND: Outcome.ABSENT,
}


def _problem(reply: Reply) -> Problem | None:
    if reply.media_type != PROBLEM_MEDIA_TYPE:
        return None
    try:
        problem = Problem.model_validate_json(reply.body)
    except ValidationError:
        return None
    return problem if problem.status == reply.status else None
