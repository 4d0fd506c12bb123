"""How moments are kept: ISO 8601 text in UTC with milliseconds, of one length, so that they sort as text."""

from datetime import UTC, date, datetime

from pos_app.errors import Bug

_UTC_OFFSET = "+00:00"


def moment_text(at: datetime) -> str:
    """Write a moment, e.g. ``2026-11-22T02:54:30.123Z``; raises Bug for a naive one."""
    if at.tzinfo is None:
        raise Bug("a moment without a time zone")
    text = at.isoformat(timespec="milliseconds")
    # Most moments are in UTC, though not all by the same object: turning them would cost as much again.
    if not text.endswith(_UTC_OFFSET):
        text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text[: -len(_UTC_OFFSET)] + "Z"


def moment(text: str) -> datetime:
    """Read what ``moment_text`` wrote."""
    return datetime.fromisoformat(text)


def to_milliseconds(at: datetime) -> datetime:
    """Drop what is not kept, so that what is answered and what is read back later are equal."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def day(text: str) -> date:
    """Read a calendar date."""
    return date.fromisoformat(text)
