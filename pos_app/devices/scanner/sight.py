"""What a look at a picture tells: codes, and places where codes are."""

from dataclasses import dataclass, field

from pos_app.devices.scanner.events import Symbology

Corners = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]
"""Top left, top right, bottom right, bottom left of a symbol, as x and y in pixels."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code that was decoded; ``payload`` is what it holds, byte by byte."""

    payload: bytes = field(repr=False)
    symbology: Symbology


@dataclass(frozen=True, slots=True)
class Sight:
    """What one frame showed.

    ``unreadable`` says that a QR code is there that could not be read; ``look`` tells one way and time of looking
    from another, so that two looks that agree can be counted. ``outline``: where in the frame a code was found, for a
    preview; None also where a code was read in a changed picture alone.
    """

    symbols: tuple[Symbol, ...]
    unreadable: bool
    look: str
    outline: Corners | None = None
