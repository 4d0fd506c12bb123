"""The scanner: a camera, a decoder and the rule that one presentation makes one reading."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.devices.scanner.camera import Camera
from pos_app.devices.scanner.events import CameraBack, CameraLost, Reading, ScannerEvent
from pos_app.devices.scanner.frames import Frame, FrameSource
from pos_app.devices.scanner.presentation import Presentation
from pos_app.devices.scanner.sight import Corners
from pos_app.devices.step_thread import StepThread
from pos_app.errors import ScannerFault

if TYPE_CHECKING:
    from pos_app.devices.scanner.decoder import Decoder

log = logging.getLogger(__name__)

WATCH = 0.25
"""Seconds between two looks at the camera's health while there is nothing to decode."""
OUTLINE_LASTS = 0.5
"""Seconds for which the place of a found code is shown: frames in between may miss it."""
STOP_DEADLINE = 3.0
"""Seconds in which both threads must have ended."""


class Scanner:
    """Reads codes from a camera while armed, and tells how the camera is at all times.

    ``emit`` gets every event, from the scanner's own thread (or from whoever calls :meth:`step`); it must return at
    once. ``grammar`` says whether a text from a linear code is one that the till knows. ``monotonic`` gives seconds.

    In the till, :meth:`start` runs two threads: one keeps the newest frame, one decodes it. A test or a simulator runs
    the same code by calling :meth:`turn` instead, with neither thread nor sleep.
    """

    def __init__(
        self,
        source: FrameSource,
        emit: Callable[[ScannerEvent], None],
        *,
        grammar: Callable[[str], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.camera = Camera(source)
        self._emit = emit
        self._grammar = grammar
        self._monotonic = monotonic
        self._decoder: Decoder | None = None
        self._lock = threading.Lock()
        self._armings = 0
        self._presentation: Presentation | None = None
        self._armed_at = 0.0
        self._seen = 0
        self._outline: tuple[Corners, float] | None = None
        self._reported: str | None = None
        self._threads: tuple[StepThread, ...] = ()

    def arm(self) -> int:
        """Wait for one code; returns this arming's number, which its reading carries.

        Only frames from now on count, so a code that has left the view is never read late; one that is still in view is
        read, also when an earlier arming has read it already.
        """
        with self._lock:
            self._armings += 1
            self._presentation = Presentation(self._grammar, self._armings)
            self._armed_at = self._monotonic()
            arming = self._armings
        self._wake_decoding()
        return arming

    def disarm(self) -> None:
        """Read nothing any more; the camera stays warm. Harmless when not armed."""
        with self._lock:
            self._presentation = None

    def use(self, source: FrameSource) -> None:
        """Go over to another camera; what is waited for is waited for there."""
        self.camera.use(source)
        threads = self._threads
        if threads:
            threads[-1].wake()

    @property
    def armed(self) -> bool:
        """Whether a code is being waited for."""
        with self._lock:
            return self._presentation is not None

    def latest_frame(self) -> Frame | None:
        """Return the newest frame, for a preview; None while no camera gives any. Not to be written into."""
        return self.camera.latest.newer_than(0)

    def outline_in(self, frame: Frame) -> Corners | None:
        """Where a code was found in this frame, or in one a moment before it; for a preview."""
        outline = self._outline
        return outline[0] if outline is not None and abs(frame.at - outline[1]) <= OUTLINE_LASTS else None

    def step(self, now: float) -> float:
        """Tell how the camera is, decode the newest frame if armed; return the seconds until the next step."""
        self._report(now)
        if self._decoder is None and self.camera.delivered:
            # As soon as there are pictures, so that the first sale doesn't wait for it.
            self._decoder = _make_decoder()
        with self._lock:
            presentation, armed_at = self._presentation, self._armed_at
        if presentation is None or self._decoder is None:
            return WATCH
        frame = self.camera.latest.newer_than(self._seen)
        if frame is None:
            return WATCH
        self._seen = frame.number
        if frame.at >= armed_at:
            self._look(self._decoder, frame, presentation)
        return 0.0

    def turn(self, now: float) -> float:
        """Do by hand what both threads do: take one frame, decode it; return the seconds until the next turn."""
        wait = self.camera.step(now)
        self.step(now)
        return wait

    def start(self) -> None:
        """Open the camera and begin; harmless when running."""
        if self._threads:
            return
        decoding = StepThread("scanner", self.step, self._monotonic)
        grabbing = StepThread("camera", self._grab, self._monotonic, self.camera.close)
        self._threads = (decoding, grabbing)
        for thread in self._threads:
            thread.start()

    def stop(self) -> bool:
        """End both threads and let go of the camera; says whether they ended in time. Harmless when stopped."""
        threads, self._threads = self._threads, ()
        for thread in threads:
            thread.stop()
        deadline = time.monotonic() + STOP_DEADLINE
        ended = [thread.join(max(deadline - time.monotonic(), 0.1)) for thread in threads]
        if all(ended):
            # The interpreter must not end with it: zxing-cpp would complain of each of its objects that is still held.
            self._decoder = None
        return all(ended)

    def _grab(self, now: float) -> float:
        wait = self.camera.step(now)
        self._wake_decoding()
        return wait

    def _wake_decoding(self) -> None:
        threads = self._threads
        if threads:
            threads[0].wake()

    def _look(self, decoder: "Decoder", frame: Frame, presentation: Presentation) -> None:
        try:
            sight = decoder.decode(frame.image)
        except ScannerFault as fault:
            log.warning("a frame could not be decoded: %s", fault)
            return
        if sight.outline is not None:
            self._outline = (sight.outline, frame.at)
        event = presentation.see(sight, frame.at)
        if event is None:
            return
        with self._lock:
            if self._presentation is not presentation:
                return  # disarmed, or armed anew, while this frame was being decoded
            if isinstance(event, Reading):
                self._presentation = None
        self._emit(event)

    def _report(self, now: float) -> None:
        trouble = self.camera.trouble(now)
        if trouble == self._reported or (not trouble and not self.camera.delivered):
            return
        self._reported = trouble
        self._emit(CameraLost(trouble, now) if trouble else CameraBack(now))


def _make_decoder() -> "Decoder":
    # Late: OpenCV and the decoders are slow imports, for the decoding thread alone.
    from pos_app.devices.scanner.decoder import Decoder

    return Decoder()
