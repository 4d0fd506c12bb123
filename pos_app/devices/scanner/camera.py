"""Keeps a camera open: reads its newest frame into a slot, reopens it with back-off when it is lost."""

import logging

from pos_app.devices.scanner.frames import Frame, FrameSource, LatestFrame
from pos_app.errors import ScannerFault

log = logging.getLogger(__name__)

BACK_OFF = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before the first, second, ... new attempt; the last one holds for ever."""
STALL = 5.0
"""Seconds without an answer from the device after which it counts as lost."""


class Camera:
    """A frame source that never gives up. :meth:`step` belongs to one thread, the rest to any."""

    def __init__(self, source: FrameSource) -> None:
        self.latest = LatestFrame()
        self._source = source
        self._next: FrameSource | None = None
        """What to change over to; the thread that steps does it, as only it may touch a source."""
        self._open = False
        self._attempts = 0
        self._retry_at = 0.0
        self._count = 0
        self._trouble = ""
        self._asked_at: float | None = None

    def step(self, now: float) -> float:
        """Open what is closed, read one frame into the slot; return the seconds until the next step."""
        self._change_over()
        if not self._open and now < self._retry_at:
            return self._retry_at - now
        self._asked_at = now
        try:
            if not self._open:
                self._source.open()
                self._open = True
            image = self._source.read()
        except ScannerFault as fault:
            return self._lose(fault, now)
        finally:
            self._asked_at = None
        if self._trouble:
            log.info("camera is back after %d attempts", self._attempts)
        self._trouble, self._attempts = "", 0
        self._count += 1
        self.latest.put(Frame(image, self._count, now))
        return self._source.interval

    def trouble(self, now: float) -> str:
        """Say why no frames come, as a reason of CameraLost; empty while all is well."""
        asked_at = self._asked_at
        if asked_at is not None and now - asked_at > STALL:
            return "camera_stalled"
        return self._trouble

    def use(self, source: FrameSource) -> None:
        """Film with another camera from the next step on."""
        self._next = source

    def _change_over(self) -> None:
        source, self._next = self._next, None
        if source is None:
            return
        self.close()
        # The old one's trouble stays until the new one gives a picture or has a trouble of its own.
        self._source, self._attempts = source, 0

    @property
    def delivered(self) -> int:
        """How many frames have come since the program started."""
        return self._count

    def close(self) -> None:
        """Let go of the device; the next step opens it again at once."""
        self._source.close()
        self._open = False
        self._retry_at = 0.0
        self.latest.clear()

    def _lose(self, fault: ScannerFault, now: float) -> float:
        if fault.reason != self._trouble:
            log.warning("camera lost: %s", fault)
        self.close()
        wait = BACK_OFF[min(self._attempts, len(BACK_OFF) - 1)]
        self._trouble = fault.reason
        self._attempts += 1
        self._retry_at = now + wait
        return wait
