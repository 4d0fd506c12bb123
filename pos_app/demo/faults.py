"""What can go wrong between till and server in one exchange, and how often: immutable values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum, unique

from pos_app.errors import Bug


@unique
class FaultKind(StrEnum):
    """One fault of one exchange; the values are the names of :class:`Faults`' probabilities."""

    REQUEST_LOST = "request_lost"
    """The connection ends before the server sees the request."""
    REQUEST_TWICE = "request_twice"
    """The server gets the same request again on another connection, at once or a moment later."""
    ANSWER_RESET = "answer_reset"
    """The server has handled it; the connection is reset before the answer's first byte."""
    ANSWER_CLOSED = "answer_closed"
    """The same, closed politely."""
    ANSWER_STALLED = "answer_stalled"
    """The same, and nothing at all comes until the client loses patience."""
    ANSWER_TRUNCATED = "answer_truncated"
    """The answer ends in the middle of its body."""
    ANSWER_DELAYED = "answer_delayed"
    """The answer comes, late."""
    STRANGERS_PAGE = "strangers_page"
    """Somebody else's HTML page comes instead of the answer; whether the server saw the request is left open."""
    REFUSED = "refused"
    """The connection ends unused, and for a while nobody listens at all."""


LOSSES = frozenset(FaultKind) - {FaultKind.REQUEST_TWICE, FaultKind.ANSWER_DELAYED}
"""Faults after which the client has no whole answer of the server."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How likely each fault is in an exchange (0 to 1, together 1 at the most), and how long the slow ones last.

    ``delay_seconds``: the longest an answer, or the second copy of a request, is held back. ``stall_seconds``: how long
    a client that never loses patience is kept waiting. ``refuse_seconds``: how long nobody listens.
    """

    request_lost: float = 0.0
    request_twice: float = 0.0
    answer_reset: float = 0.0
    answer_closed: float = 0.0
    answer_stalled: float = 0.0
    answer_truncated: float = 0.0
    answer_delayed: float = 0.0
    strangers_page: float = 0.0
    refused: float = 0.0
    delay_seconds: float = 0.3
    stall_seconds: float = 30.0
    refuse_seconds: float = 0.5

    def __post_init__(self) -> None:
        """Raise Bug for what is no set of probabilities."""
        chances = [self.of(kind) for kind in FaultKind]
        if min(chances) < 0.0 or sum(chances) > 1.0 + 1e-9:
            raise Bug("the faults' probabilities must lie between 0 and 1, also together")
        if min(getattr(self, field.name) for field in fields(self)) < 0.0:
            raise Bug("a fault can't last less than no time")

    def of(self, kind: FaultKind) -> float:
        """How likely this fault is."""
        probability: float = getattr(self, kind.value)
        return probability

    def draw(self, chance: float) -> FaultKind | None:
        """The fault that a number in [0, 1) stands for; None: all goes well."""
        for kind in FaultKind:
            chance -= self.of(kind)
            if chance < 0.0:
                return kind
        return None


NO_FAULTS = Faults()


@dataclass(frozen=True, slots=True)
class Counts:
    """What a proxy did so far.

    ``exchanges`` are those that faults were drawn for; ``unreachable``: the server itself did not answer.
    """

    exchanges: int
    unreachable: int
    faults: Mapping[FaultKind, int]

    @property
    def lost(self) -> int:
        """Exchanges that gave the client no whole answer of the server, by the proxy's doing."""
        return sum(count for kind, count in self.faults.items() if kind in LOSSES)
