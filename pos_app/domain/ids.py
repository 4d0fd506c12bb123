"""Identifiers: UUIDv7 for everything that moves money, and the shape of a 端末ID."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pos_app.errors import Bug

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_RANDOM_BYTES = 10
_TERMINAL_ID = re.compile(r"[0-9]{12}")


def uuid7(now: datetime, random: Callable[[int], bytes]) -> uuid.UUID:
    """Make a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.

    ``random`` gives the asked number of bytes, e.g. ``os.urandom``. Ids of different milliseconds sort by time;
    those of the same one by chance. Raises Bug for a naive moment, one before 1970, and a short ``random``.
    """
    milliseconds = _milliseconds(now)
    noise = random(_RANDOM_BYTES)
    if len(noise) != _RANDOM_BYTES:
        raise Bug(f"{len(noise)} random bytes instead of {_RANDOM_BYTES}")
    value = milliseconds << 80 | int.from_bytes(noise)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return uuid.UUID(int=value)


def made_at(identifier: uuid.UUID) -> datetime | None:
    """Give the moment, in UTC to the millisecond, that a UUIDv7 carries; None for every other kind of UUID.

    It is the maker's clock: fit for sorting and for the log, never for a decision about money.
    """
    if identifier.version != 7:
        return None
    try:
        return _EPOCH + (identifier.int >> 80) * _MILLISECOND
    except OverflowError:
        return None


def is_terminal_id(text: str) -> bool:
    """Say whether a text is a 端末ID: 12 ASCII digits (row E-21)."""
    return _TERMINAL_ID.fullmatch(text) is not None


def _milliseconds(now: datetime) -> int:
    if now.utcoffset() is None:
        raise Bug("a moment without a time zone")
    milliseconds = (now - _EPOCH) // _MILLISECOND
    if milliseconds < 0:
        raise Bug("a moment before 1970")
    return milliseconds
