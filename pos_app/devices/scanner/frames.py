"""A frame, where frames come from, and the slot that holds only the newest."""

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    # Only the type: numpy is a slow import, which the camera's and the decoder's threads pay when there is a picture.
    import numpy as np
    import numpy.typing as npt

Image: TypeAlias = "npt.NDArray[np.uint8]"
"""Pixels of 8 bits: height x width x 3 in the order blue, green, red, or height x width where gray."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture from a camera; ``at`` is the monotonic time in seconds at which it was asked for."""

    image: Image = field(repr=False)
    number: int
    at: float


class FrameSource(Protocol):
    """Something that gives pictures one after the other. Used by one thread at a time."""

    @property
    def interval(self) -> float:
        """Seconds to wait between two reads; 0 where ``read`` itself waits for the next frame."""

    def open(self) -> None:
        """Get ready to read; raises ScannerFault when it can't. What was open is closed first."""

    def read(self) -> Image:
        """Give the next picture, blue-green-red; raises ScannerFault when there is none any more."""

    def close(self) -> None:
        """Let go of the device; harmless when nothing is open."""


class LatestFrame:
    """A slot for one frame: a newer one replaces it, nothing queues up, many may look."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frame: Frame | None = None

    def put(self, frame: Frame) -> None:
        """Replace what is in the slot."""
        with self._lock:
            self._frame = frame

    def clear(self) -> None:
        """Empty the slot, so that no picture of a lost camera is taken for the present."""
        with self._lock:
            self._frame = None

    def newer_than(self, number: int) -> Frame | None:
        """Return the frame in the slot, if its number is higher than this one."""
        with self._lock:
            frame = self._frame
        return frame if frame is not None and frame.number > number else None
