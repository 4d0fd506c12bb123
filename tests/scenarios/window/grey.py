"""A camera before which nobody ever holds anything."""

import numpy as np

from pos_app.devices.scanner import Image


class Grey:
    """Four frames a second cost next to nothing; codes come from a hand scanner."""

    interval = 0.25

    def __init__(self) -> None:
        self._frame: Image = np.full((120, 160, 3), 128, np.uint8)

    def open(self) -> None:
        """There is nothing to open."""

    def read(self) -> Image:
        return self._frame.copy()

    def close(self) -> None:
        """There is nothing to close."""
