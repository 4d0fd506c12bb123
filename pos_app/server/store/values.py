"""How moments are kept: ISO 8601 text in UTC with milliseconds, of one length, so that they sort as text."""

from datetime import UTC, date, datetime

from pos_app.errors import Bug


def moment_text(at: datetime) -> str:
    """Write a moment, e.g. ``2026-11-22T02:54:30.123Z``; raises Bug for a naive one."""
    if at.tzinfo is None:
        raise Bug("a moment without a time zone")
    in_utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return in_utc.isoformat(timespec="milliseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """Read what ``moment_text`` wrote."""
    return datetime.fromisoformat(text)


def to_milliseconds(at: datetime) -> datetime:
    """Drop what is not kept, so that what is answered and what is read back later are equal."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def day(text: str) -> date:
    """Read a calendar date."""
    return date.fromisoformat(text)
