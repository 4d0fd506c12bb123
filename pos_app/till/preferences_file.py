"""Where the preferences are kept: ``preferences.json`` in the data folder, whole or as it was before.

A file that can't be understood is kept aside and said in words; the till goes on with its defaults, for a setting must
never stop a sale.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pos_app.errors import Refusal
from pos_app.sync.durable_file import write_durably
from pos_app.till.notice import Notice, notice
from pos_app.till.preferences import DEFAULTS, Preferences, checked

NAME = "preferences.json"
_MOST_BYTES = 64 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the file gave; ``said`` where it gave nothing that could be used, ``aside`` where it is now."""

    preferences: Preferences = DEFAULTS
    said: Notice | None = None
    aside: Path | None = None


def load(folder: Path, now: datetime) -> Loaded:
    """Read the file; none is no trouble."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return Loaded()
    except OSError as error:
        log.error("the preferences can't be read: %s", error.strerror)
        return Loaded(said=notice("preferences_unreadable"))
    try:
        return Loaded(from_json(data))
    except ValueError as error:
        log.error("the preferences are damaged: %s", error)
    return Loaded(said=notice("preferences_damaged"), aside=_set_aside(path, now))


def save(folder: Path, preferences: Preferences) -> None:
    """Keep them; raises :class:`Refusal` ``preferences_not_saved``, and then the old ones are still there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(folder / NAME, to_json(preferences))
    except OSError as error:
        log.error("the preferences can't be written: %s", error.strerror)
        raise Refusal("preferences_not_saved") from None


def to_json(preferences: Preferences) -> bytes:
    """UTF-8, one object, a name for each preference."""
    return _SHAPE.dump_json(preferences, indent=2) + b"\n"


def from_json(data: bytes) -> Preferences:
    """Names that a later version wrote are passed over; raises ValueError for everything that can't be meant."""
    if len(data) > _MOST_BYTES:
        raise ValueError("too long")
    try:
        return checked(_SHAPE.validate_json(data, strict=True))
    except ValidationError as error:
        # Its own text quotes the input, and an address may hold a password.
        raise ValueError(f"{error.error_count()} errors") from None
    except Refusal as refusal:
        raise ValueError(refusal.code) from None


def _set_aside(path: Path, now: datetime) -> Path | None:
    aside = path.with_name(f"preferences-damaged-{now:%Y%m%dT%H%M%S}.json")
    try:
        path.replace(aside)
    except OSError as error:
        log.error("the damaged preferences can't be kept aside: %s", error.strerror)
        return None
    return aside


_SHAPE: TypeAdapter[Preferences] = TypeAdapter(Preferences)
