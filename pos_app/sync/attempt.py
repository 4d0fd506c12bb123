"""What the till may conclude from one try to send an operation, and what it does next: pure rules.

Knowledge about a request only ever grows. Once a byte of it may have left, no later refusal proves that nothing
happened: a copy may still be under way (a proxy may send twice). Only an answer that carries its id settles it.
"""

from enum import Enum, auto


class Knowledge(Enum):
    """What is known of an outbox row."""

    FRESH = auto()
    """Surely no byte of it has left this machine since it was made: it may be withdrawn."""
    UNKNOWN = auto()
    """It may have arrived: ask, then resend the same bytes."""
    UNSENDABLE = auto()
    """It must not be resent (its id belongs to another body, its body can't be opened or was refused): ask only."""


class Outcome(Enum):
    """How one try ended, as far as the caller can be sure."""

    ANSWERED = auto()
    """An answer that carries our id."""
    NOT_SENT = auto()
    """Refused connection, no address, failed handshake: no byte of the request left."""
    NOTHING_DONE = auto()
    """A problem document says that this try did nothing, for now (401, 429, 503)."""
    REFUSED = auto()
    """A problem document says that the request is malformed (400, 413): our bug."""
    ID_REUSED = auto()
    """The id belongs to another body (409)."""
    ABSENT = auto()
    """Asked for by id: not on record. Proves nothing while a request may be under way."""
    UNKNOWN = auto()
    """Everything else: time-out, reset, truncated, a stranger's page."""


class Move(Enum):
    """What to do with a row next."""

    SEND = auto()
    ASK = auto()


def first_move(knowledge: Knowledge) -> Move:
    """A fresh row is sent; whatever may have arrived is asked for first."""
    return Move.SEND if knowledge is Knowledge.FRESH else Move.ASK


def after_send(knowledge: Knowledge, outcome: Outcome) -> Knowledge:
    """What is known after a try to send."""
    if outcome is Outcome.NOT_SENT:
        return knowledge
    if outcome in (Outcome.ID_REUSED, Outcome.REFUSED):
        return Knowledge.UNSENDABLE
    return Knowledge.UNKNOWN


def after_ask(knowledge: Knowledge, outcome: Outcome) -> Move | None:
    """Whether to resend right after asking; None: not now."""
    if outcome is Outcome.ABSENT and knowledge is not Knowledge.UNSENDABLE:
        return Move.SEND
    return None
