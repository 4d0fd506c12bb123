"""設定 at work: what somebody chooses acts at once where it can, and is kept for the next start."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pos_app.config import TillSettings
from pos_app.errors import Refusal
from pos_app.till import preferences_file
from pos_app.till.inquiries import Inquiries
from pos_app.till.notice import Notice, notice
from pos_app.till.pads import PadChoice, PadKind, PadWay
from pos_app.till.preferences import DEFAULTS, Preferences, checked
from pos_app.till.preferences_file import Loaded


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """What the settings screen shows: what holds now, which of it the start fixed, and what went wrong with keeping."""

    preferences: Preferences = DEFAULTS
    fixed: frozenset[str] = frozenset()
    """Names of preferences that were given as arguments or in the environment: they can't be changed in this run."""
    said: Notice | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What this run began with: the file's content, and what was given besides, which goes before it."""

    folder: Path
    loaded: Loaded
    given: dict[str, Any]

    @property
    def in_effect(self) -> Preferences:
        """What holds."""
        return replace(self.loaded.preferences, **self.given)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does; ``check_server_may_move`` raises :class:`Refusal` where it may not now."""

    use_camera: Callable[[str], None]
    check_server_may_move: Callable[[], None]
    server_moved: Callable[[Preferences], None]
    use_pad: Callable[[PadChoice], None]


def choose(settings: TillSettings, now: datetime) -> Chosen:
    """Read the preferences of a till that is started with these settings.

    Raises :class:`Refusal` ``server_address`` for a given address that is none.
    """
    loaded = preferences_file.load(settings.folder, now)
    given: dict[str, Any] = {"server": settings.server, "camera": settings.camera, "ca_file": settings.ca_file}
    if settings.pad is not None:
        kept = loaded.preferences.pad
        given["pad"] = replace(kept, on=True, kind=PadKind.ENCRYPTING, way=PadWay.PORT, port=settings.pad)
    fixed = {name: value for name, value in given.items() if value is not None}
    checked(replace(loaded.preferences, **fixed))
    return Chosen(settings.folder, loaded, fixed)


class Choices:
    """Only the control thread uses it."""

    def __init__(self, chosen: Chosen, inquiries: Inquiries, effects: Effects) -> None:
        self._folder = chosen.folder
        self._given = chosen.given
        self._kept = chosen.loaded.preferences
        self._inquiries = inquiries
        self._effects = effects
        self._said = chosen.loaded.said

    @property
    def now(self) -> Preferences:
        """What holds."""
        return replace(self._kept, **self._given)

    @property
    def folder(self) -> Path:
        """Where this till keeps its preferences, its records and its log."""
        return self._folder

    @property
    def shown(self) -> SettingsShown:
        """What the settings screen shows."""
        return SettingsShown(self.now, frozenset(self._given), self._said)

    def set(self, wished: Preferences) -> None:
        """Let these hold from now on, and keep them.

        A screen changes one thing: ``choices.set(replace(snapshot.settings.preferences, volume=50))``.

        Raises :class:`Refusal`, and nothing has changed: ``set_at_start`` for what the start fixed, those of
        :func:`preferences.checked`, and for another server ``sale_under_way``, ``payments_open``, ``not_now``.
        """
        before, after = self.now, checked(wished)
        changed = {one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)}
        if changed & self._given.keys():
            raise Refusal("set_at_start")
        if not changed:
            return
        moves = bool(changed & {"server", "ca_file"})
        if moves:
            self._effects.check_server_may_move()
        self._kept = replace(self._kept, **{name: getattr(after, name) for name in changed})
        if before.camera_in_use != after.camera_in_use:
            self._effects.use_camera(after.camera_in_use)
        if before.pad != after.pad:
            self._effects.use_pad(after.pad)
        if moves:
            self._effects.server_moved(after)
        self._keep()

    def read(self) -> None:
        """What was said about keeping the preferences has been read."""
        self._said = None

    def _keep(self) -> None:
        # Not on this thread: a busy disk takes a quarter of a second.
        folder, kept = self._folder, self._kept
        self._inquiries.ask(
            lambda _: preferences_file.save(folder, kept), lambda _: self._was_kept(), lambda _: self._was_not_kept()
        )

    def _was_kept(self) -> None:
        self._said = None

    def _was_not_kept(self) -> None:
        self._said = notice("preferences_not_saved")
