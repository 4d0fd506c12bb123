"""What the composition root can change or try while the till runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pos_app.sync.reach import Reached
from pos_app.till.choices import Chosen
from pos_app.till.opening_check import Inspection
from pos_app.till.pad_settings import PadFittings
from pos_app.till.pads import AnyPad
from pos_app.till.preferences import Preferences
from pos_app.till.sounds import Sound


@dataclass(frozen=True, slots=True)
class Fittings:
    """``use_camera`` takes a camera's text, empty for none. ``play`` returns at once, heard or not."""

    chosen: Chosen
    use_camera: Callable[[str], None]
    use_server: Callable[[Preferences], None]
    try_server: Callable[[str, Path | None], Reached]
    inspections: Callable[[], Sequence[Inspection]]
    play: Callable[[Sound], None]
    pad: AnyPad
    pads: PadFittings
