"""The practice's way to its books: looks like the line to the server, and no byte of it leaves this program (D-28)."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from pydantic import ValidationError

from pos_app.errors import ServerFault
from pos_app.sync.http import Reply
from pos_app.till.practice_books import Body, PracticeBooks
from pos_app.till.sample_codes import Sample, sample_of
from pos_app.till.surroundings import Surroundings
from pos_app.wire.operations import OPERATION_BODY, PaymentBody
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, Problem, ProblemCode
from pos_app.wire.shape import Shape
from pos_app.wire.staff import Approval, ApprovalBody

ANSWER_LOST_SECONDS = 15.0
"""So long nothing is heard of a payment whose answer is lost."""
_APPROVAL_LIFE = timedelta(hours=24)


class PracticeLine:
    """An :class:`~pos_app.sync.http.Exchange` that holds no socket."""

    def __init__(self, books: PracticeBooks, surroundings: Surroundings, approver: str) -> None:
        self._books = books
        self._surroundings = surroundings
        self._approver = approver
        self._silent_until: dict[UUID, float] = {}

    def close(self) -> None:
        """There is nothing to close."""

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        params: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> Reply:
        """Answer as the server would; raises :class:`ServerFault` where the sample code stands for that."""
        del headers, params, read_seconds
        parts = path.removeprefix("/v1/").split("/")
        match method, parts:
            case "PUT", ["operations", operation] if body is not None:
                return self._put(UUID(operation), body)
            case "GET", ["operations", operation]:
                self._be_silent_about(UUID(operation))
                return _found(self._books.answer(UUID(operation)), UUID(operation))
            case "GET", ["payments", payment, "void-preview"]:
                return _found(self._books.preview(UUID(payment)))
            case "GET", ["payments", payment]:
                return _found(self._books.record(UUID(payment)))
            case "POST", ["approvals"] if body is not None:
                return _found(self._approve(ApprovalBody.model_validate_json(body)))
        return _found(None)

    def _put(self, operation: UUID, data: bytes) -> Reply:
        try:
            body = OPERATION_BODY.validate_json(data)
        except ValidationError:
            return _problem(ProblemCode.INVALID_REQUEST, 400, operation)
        if not isinstance(body, Body):
            return _problem(ProblemCode.INVALID_REQUEST, 400, operation)
        sample = sample_of(body.code.token) if isinstance(body, PaymentBody) else None
        if sample is Sample.NOT_SENT:
            raise ServerFault("not_sent", "practice")
        is_new = self._books.answer(operation) is None
        answer = self._books.execute(operation, body)
        if sample is Sample.NO_ANSWER and is_new:
            self._silent_until[operation] = self._surroundings.monotonic() + ANSWER_LOST_SECONDS
        self._be_silent_about(operation)
        return _found(answer)

    def _be_silent_about(self, operation: UUID) -> None:
        if self._surroundings.monotonic() < self._silent_until.get(operation, 0.0):
            raise ServerFault("no_answer", "practice")

    def _approve(self, body: ApprovalBody) -> Approval:
        return Approval(
            approval=uuid4(),
            operation=body.operation,
            approver_name=self._approver,
            valid_until=self._surroundings.now() + _APPROVAL_LIFE,
        )


def _found(shape: Shape | None, operation: UUID | None = None) -> Reply:
    if shape is None:
        return _problem(ProblemCode.NOT_FOUND, 404, operation)
    return Reply(200, shape.to_json(), "application/json", replayed=False)


def _problem(code: ProblemCode, status: int, operation: UUID | None) -> Reply:
    problem = Problem(title="Practice", status=status, code=code, id=operation)
    return Reply(status, problem.to_json(), PROBLEM_MEDIA_TYPE, replayed=False)
