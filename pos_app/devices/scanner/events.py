"""What the scanner tells: immutable values, none of which shows a payload when printed."""

from dataclasses import dataclass, field
from enum import StrEnum


class Symbology(StrEnum):
    """How a text was written on the customer's screen."""

    QR = "QR"
    CODE128 = "CODE128"
    UNKNOWN = "UNKNOWN"
    """Typed by a hand scanner that does not say what it read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One code, read once.

    ``payload`` is what the symbol holds, byte by byte, and may be as good as money: it is never printed.
    ``at`` is the monotonic time, in seconds, of the frame (or of the last key) that gave it. ``arming`` is the number
    that :meth:`Scanner.arm` returned, so that a reading which crosses a ``disarm`` on its way can be told; a hand
    scanner has no arming and says 0.
    """

    payload: bytes = field(repr=False)
    symbology: Symbology
    at: float
    arming: int = 0

    @property
    def text(self) -> str:
        """The payload as text: UTF-8, else Shift_JIS as Japanese QR codes may be, else one character per byte."""
        for encoding in ("utf-8", "cp932"):
            try:
                return self.payload.decode(encoding)
            except UnicodeDecodeError:
                continue
        return self.payload.decode("latin-1")


@dataclass(frozen=True, slots=True)
class TwoCodes:
    """Two different codes are in view at once; nothing is read until one of them is gone."""

    at: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """For a second and more there has been a code in view that can't be read (glare, damage, out of focus)."""

    at: float


@dataclass(frozen=True, slots=True)
class CameraLost:
    """No frames come.

    ``reason`` is ``camera_missing`` (nothing there), ``camera_busy`` (there, but not ours), ``camera_unreadable``
    (the file is no picture or video), ``camera_gone`` (it was there a moment ago), ``camera_stalled`` (it is there and
    gives nothing) or ``camera_not_used`` (only a hand scanner is). The scanner goes on trying by itself.
    """

    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class CameraBack:
    """Frames come, for the first time or again."""

    at: float


ScannerEvent = Reading | TwoCodes | Unreadable | CameraLost | CameraBack
