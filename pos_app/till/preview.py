"""What the camera sees, as a window may draw it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Pixels: TypeAlias = "npt.NDArray[np.uint8]"
Point = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """One picture; ``number`` grows with each, so that the same one need not be drawn twice.

    ``pixels`` has height x width x 3 bytes in the order blue, green, red, without gaps, and can't be written into.
    ``outline`` is the found code's corners in those pixels, clockwise from its own top left; None without one.
    """

    number: int
    pixels: Pixels = field(repr=False)
    outline: tuple[Point, ...] | None = None

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[0])


def preview_of(image: Pixels, number: int, outline: tuple[Point, ...] | None) -> Preview:
    """Make a preview of a camera's picture, which may be gray; copies only where it must."""
    # Late: whoever has a picture has it imported, and the window's start has none yet.
    import numpy as np

    coloured = image if image.ndim == 3 else np.repeat(image[:, :, np.newaxis], 3, axis=2)
    pixels = np.ascontiguousarray(coloured).view()
    pixels.flags.writeable = False
    return Preview(number, pixels, outline)
