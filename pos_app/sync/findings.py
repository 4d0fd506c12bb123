"""What the sync threads find out and hand to the control thread."""

from dataclasses import dataclass
from uuid import UUID

from pos_app.sync.bugs import BugMet
from pos_app.wire.operations import OperationAnswer
from pos_app.wire.problems import ProblemCode


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """The server's definite answer to an operation of ours; not yet in the journal."""

    answer: OperationAnswer


@dataclass(frozen=True, slots=True)
class Unsure:
    """A first byte may have left, and no definite answer came: the payment is in doubt."""

    operation: UUID


@dataclass(frozen=True, slots=True)
class Unsendable:
    """This request will never be resent, and the server, asked, has no record of it."""

    operation: UUID
    refused: bool = False
    """The server called the request itself wrong; False: its sealed body can't be opened any more."""


@dataclass(frozen=True, slots=True)
class LineState:
    """Whether the server answers; ``problem`` says what it refuses this terminal altogether for."""

    up: bool
    problem: ProblemCode | None = None


Finding = AnswerRead | Unsure | Unsendable | LineState | BugMet
