"""Pictures by OpenCV: ``cv2.VideoCapture`` with its errors said as ScannerFaults; the only place that opens them."""

import sys
from pathlib import Path

import cv2
import numpy as np

from pos_app.devices.scanner.frames import Image
from pos_app.errors import ScannerFault

WIDTH, HEIGHT = 1280, 720
FRAMES_PER_SECOND = 30
OPEN_TIMEOUT_MS = 5000
READ_TIMEOUT_MS = 5000

# What OpenCV would write to the terminal on each vain attempt is said once, in words, by CameraLost.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


class Capture:
    """An open VideoCapture."""

    def __init__(self, device: int | str, backend: int, parameters: list[int], otherwise: str) -> None:
        """Open it; raises ScannerFault with the reason ``otherwise`` when it can't be."""
        try:
            self._capture = cv2.VideoCapture(device, backend, parameters)
            opened = self._capture.isOpened()
        except cv2.error as error:
            raise ScannerFault(otherwise, f"cv2 error {error.code}") from error
        if not opened:
            self._capture.release()
            raise ScannerFault(otherwise)

    def set(self, quality: int, value: float) -> None:
        """Wish for something; a camera that doesn't know it keeps its own ways."""
        self._capture.set(quality, value)

    def frames_per_second(self) -> float:
        """What a recording says of itself; anything at all."""
        return self._capture.get(cv2.CAP_PROP_FPS)

    def read(self) -> "Image | None":
        """Wait for the next picture; None when there is none."""
        try:
            good, image = self._capture.read()
        except cv2.error as error:
            raise ScannerFault("camera_gone", f"cv2 error {error.code}") from error
        return np.asarray(image, dtype=np.uint8) if good and image is not None and image.size else None

    def rewind(self) -> None:
        """Begin again with the first picture."""
        self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)

    def close(self) -> None:
        """Let go of it."""
        self._capture.release()


def open_webcam(index: int) -> Capture:
    """Open at 1280 x 720, with no queue of frames behind it."""
    # DirectShow opens at once where Media Foundation takes many seconds.
    backend = cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY
    otherwise = "camera_busy" if sys.platform.startswith("linux") else "camera_missing"
    capture = Capture(index, backend, [], otherwise)
    # A webcam gives 720p at full rate only as MJPEG.
    capture.set(cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*"MJPG")))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
    capture.set(cv2.CAP_PROP_FPS, FRAMES_PER_SECOND)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def open_stream(url: str) -> Capture:
    """Connect, giving up after 5 seconds."""
    timeouts = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_TIMEOUT_MS]
    capture = Capture(url, cv2.CAP_FFMPEG, timeouts, "camera_missing")
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def open_video(path: Path) -> Capture:
    """Open a recording at its first frame."""
    return Capture(str(path), cv2.CAP_ANY, [], "camera_unreadable")


def load_picture(path: Path) -> Image:
    """Load a picture from a file."""
    try:
        # Not cv2.imread: on Windows it can't open a path with Japanese in it.
        data = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        raise ScannerFault("camera_missing", "no such file") from error
    try:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except cv2.error as error:
        raise ScannerFault("camera_unreadable", f"cv2 error {error.code}") from error
    if image is None:
        raise ScannerFault("camera_unreadable", "no picture")
    return np.asarray(image, dtype=np.uint8)
