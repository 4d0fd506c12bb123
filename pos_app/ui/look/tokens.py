"""The look's values, read once from ``resources/style/tokens.json``."""

import json
from dataclasses import dataclass
from enum import StrEnum, unique
from functools import cache
from pathlib import Path
from typing import Any

from pos_app.config import RESOURCES

PATH = RESOURCES / "style" / "tokens.json"


@unique
class ThemeName(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


@unique
class Tone(StrEnum):
    """What a state means to the one who looks at it; colour is never its only sign."""

    OK = "ok"
    WAIT = "wait"
    STOP = "stop"
    QUIET = "quiet"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#RRGGBB``; an ``_ink`` is text, a ``_soft`` the ground under text of that name."""

    paper: str
    surface: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    ink_faint: str
    accent: str
    accent_over: str
    accent_ink: str
    accent_soft: str
    ok: str
    ok_soft: str
    wait: str
    wait_soft: str
    stop: str
    stop_soft: str
    rail: str
    rail_ink: str
    rail_on: str

    def of(self, tone: Tone) -> tuple[str, str]:
        """Text and ground of a chip of this tone."""
        return {
            Tone.OK: (self.ok, self.ok_soft),
            Tone.WAIT: (self.wait, self.wait_soft),
            Tone.STOP: (self.stop, self.stop_soft),
            Tone.QUIET: (self.ink_soft, self.sunken),
            Tone.ACCENT: (self.accent, self.accent_soft),
        }[tone]


@dataclass(frozen=True, slots=True)
class OutcomeColours:
    """The grounds of the screens that an outcome fills, the same in both themes, and the text on all of them."""

    ok: str
    wait: str
    stop: str
    quiet: str
    accent: str
    ink: str

    def of(self, tone: Tone) -> str:
        """The ground of this tone."""
        return {
            Tone.OK: self.ok,
            Tone.WAIT: self.wait,
            Tone.STOP: self.stop,
            Tone.QUIET: self.quiet,
            Tone.ACCENT: self.accent,
        }[tone]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Heights of letters and of what one touches, in device-independent pixels."""

    amount: int
    amount_least: int
    outcome_amount: int
    outcome_title: int
    heading: int
    title: int
    action_text: int
    body: int
    label: int
    small: int
    pad: int
    control_radius: int
    card_radius: int
    sheet_radius: int
    target: int
    action: int
    key: int
    row: int
    rail_width: int
    focus_width: int
    focus_offset: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that ``tokens.json`` says."""

    families: tuple[str, ...]
    sizes: Sizes
    light: Colours
    dark: Colours
    outcome: OutcomeColours

    def colours(self, theme: ThemeName) -> Colours:
        """The colours of a theme."""
        return self.dark if theme is ThemeName.DARK else self.light


@cache
def tokens(path: Path = PATH) -> Tokens:
    """Read the tokens; a name that is missing or unknown is a TypeError or KeyError at the first start, not later."""
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    letters, radius, focus = said["type"], said["radius"], said["focus"]
    return Tokens(
        families=tuple(letters["family"]),
        sizes=Sizes(
            **_names({name: size for name, size in letters.items() if name not in ("family", "action")}),
            action_text=letters["action"],
            **{f"{name}_radius": size for name, size in radius.items()},
            target=said["target"],
            action=said["action"],
            key=said["key"],
            row=said["row"],
            rail_width=said["rail-width"],
            focus_width=focus["width"],
            focus_offset=focus["offset"],
        ),
        light=Colours(**_names(said["light"])),
        dark=Colours(**_names(said["dark"])),
        outcome=OutcomeColours(**_names(said["outcome"])),
    )


def _names(said: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("-", "_"): value for name, value in said.items()}
