"""Problem documents (RFC 9457) and their codes."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from pos_app.wire.shape import Shape

PROBLEM_MEDIA_TYPE = "application/problem+json"


class ProblemCode(StrEnum):
    """What a program decides by; the words for people are the till's."""

    INVALID_REQUEST = "invalid_request"
    TOO_LARGE = "too_large"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    ID_REUSED = "id_reused"
    """This id belongs to another body: ask for it, never resend."""
    UNAUTHENTICATED = "unauthenticated"
    """The terminal's credential is missing, wrong, or was replaced by a later activation."""
    SESSION_NEEDED = "session_needed"
    """No live staff session; log in."""
    PASSWORD_CHANGE_NEEDED = "password_change_needed"  # noqa: S105 - a code, not a password
    FORBIDDEN = "forbidden"
    """The session's role lacks the right, or the thing belongs to another store."""
    WRONG_CREDENTIALS = "wrong_credentials"
    """Unknown id or wrong password; which of them is not said."""
    LOCKED = "locked"
    """Too many wrong tries (D-4)."""
    ACTIVATION_PASSWORD_SPENT = "activation_password_spent"  # noqa: S105 - a code, not a password
    """Used, or tried wrongly ten times: the desk issues a new one (D-3)."""
    TERMINAL_DISABLED = "terminal_disabled"
    PASSWORD_RULE = "password_rule"  # noqa: S105 - a code, not a password
    PIN_RULE = "pin_rule"
    PIN_OFF = "pin_off"
    """Five wrong tries: the PIN is off until the next log-in by password (D-17)."""
    LAST_MANAGER = "last_manager"
    """The last active manager of a store can't be disabled (D-4)."""
    NO_LONGER_WAITING = "no_longer_waiting"
    """The request was answered, withdrawn, or waited too long."""
    RANGE_TOO_LONG = "range_too_long"
    """A search may span 60 dates (D-5)."""
    CARD_NOT_OPENED = "card_not_opened"
    """The sealed card can't be opened: an unknown pad or key, or a damaged cipher (text D)."""
    CARD_KEY_REPLAYED = "card_key_replayed"
    """The pad's key counter was seen before (text B)."""
    CARD_INVALID = "card_invalid"
    """The number's length or check digit, or the expiry, is wrong (text C)."""
    CARD_NOT_ACCEPTED = "card_not_accepted"
    """An unknown brand, or one that the store has no contract for (text A)."""
    CARD_TOKEN_GONE = "card_token_gone"  # noqa: S105 - a code, not a password
    """No such token of this store's, or one that was used or died unused."""
    CARD_REGISTER_FULL = "card_register_full"
    """A store keeps two cards at the most (G-06)."""
    PROCESSOR_UNAVAILABLE = "processor_unavailable"
    """The card processor can't be asked now; this try did nothing (text D)."""
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    """The database is busy, full or broken; this try did nothing."""
    INTERNAL = "internal"


class Problem(Shape):
    """The body of every answer that is not a success."""

    type: str = "about:blank"
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    code: ProblemCode
    detail: str = ""
    id: UUID | None = None
    """The operation that was asked for, where there was one."""
    recorded: bool = False
    """False: this try did nothing. True: the id has an answer on record."""
