"""Cameras, videos and pictures behind ``cv2.VideoCapture``; the only place that opens them."""

import sys
import urllib.parse
from pathlib import Path

import cv2
import numpy as np

from pos_app.devices.scanner.frames import FrameSource, Image
from pos_app.errors import ScannerFault

WIDTH, HEIGHT = 1280, 720
FRAMES_PER_SECOND = 30
OPEN_TIMEOUT_MS = 5000
READ_TIMEOUT_MS = 5000
_STILL_INTERVAL = 1 / FRAMES_PER_SECOND
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".pgm", ".ppm"})

# What OpenCV would write to the terminal on each vain attempt is said once, in words, by CameraLost.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def camera_source(spec: str) -> FrameSource:
    """Make a source from the setting; nothing is opened yet.

    Digits are a camera's index, ``rtsp://...`` and the like a stream, nothing at all means that no camera is used,
    anything else is the path of a picture or video.
    """
    spec = spec.strip()
    if not spec:
        return NoCamera()
    if spec.isdecimal():
        return IndexedCamera(int(spec))
    if "://" in spec:
        return StreamCamera(spec)
    path = Path(spec)
    if path.suffix.lower() in _PICTURES:
        return StillPicture(path)
    return VideoFile(path)


class NoCamera:
    """Only a hand scanner is used."""

    interval = _STILL_INTERVAL

    def open(self) -> None:
        """Say so."""
        raise ScannerFault("camera_not_used")

    def read(self) -> Image:
        """Say so."""
        raise ScannerFault("camera_not_used")

    def close(self) -> None:
        """There is nothing to close."""


class _Capture:
    """A VideoCapture whose errors are ScannerFaults."""

    def __init__(self) -> None:
        self._capture: cv2.VideoCapture | None = None

    def open(self, device: int | str, backend: int, parameters: list[int], otherwise: str) -> cv2.VideoCapture:
        self.close()
        try:
            capture = cv2.VideoCapture(device, backend, parameters)
            opened = capture.isOpened()
        except cv2.error as error:
            raise ScannerFault(otherwise, f"cv2 error {error.code}") from error
        if not opened:
            capture.release()
            raise ScannerFault(otherwise)
        self._capture = capture
        return capture

    def read(self) -> Image | None:
        if self._capture is None:
            raise ScannerFault("camera_gone", "not open")
        try:
            good, image = self._capture.read()
        except cv2.error as error:
            raise ScannerFault("camera_gone", f"cv2 error {error.code}") from error
        return np.asarray(image, dtype=np.uint8) if good and image is not None and image.size else None

    def rewind(self) -> None:
        if self._capture is not None:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None


class IndexedCamera:
    """A webcam by its number, 0 being the first."""

    interval = 0.0

    def __init__(self, index: int) -> None:
        self._index = index
        self._capture = _Capture()

    def open(self) -> None:
        """Open at 1280 x 720, with no queue of frames behind it."""
        device = Path(f"/dev/video{self._index}")
        if sys.platform.startswith("linux") and not device.exists():
            raise ScannerFault("camera_missing", device.name)
        # DirectShow opens at once where Media Foundation takes many seconds.
        backend = cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY
        otherwise = "camera_busy" if sys.platform.startswith("linux") else "camera_missing"
        capture = self._capture.open(self._index, backend, [], otherwise)
        # A webcam gives 720p at full rate only as MJPEG; a camera that knows none of these keeps its own ways.
        capture.set(cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*"MJPG")))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        capture.set(cv2.CAP_PROP_FPS, FRAMES_PER_SECOND)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> Image:
        """Wait for the next frame."""
        image = self._capture.read()
        if image is None:
            raise ScannerFault("camera_gone")
        return image

    def close(self) -> None:
        """Let others use the camera."""
        self._capture.close()


class StreamCamera:
    """A camera in the network, by its URL (which may hold a password and is therefore never shown)."""

    interval = 0.0

    def __init__(self, url: str) -> None:
        self._url = url
        self._capture = _Capture()

    def open(self) -> None:
        """Connect, giving up after 5 seconds."""
        timeouts = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_TIMEOUT_MS]
        capture = self._capture.open(self._url, cv2.CAP_FFMPEG, timeouts, "camera_missing")
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> Image:
        """Wait for the next frame, 5 seconds at most."""
        image = self._capture.read()
        if image is None:
            raise ScannerFault("camera_gone", urllib.parse.urlsplit(self._url).scheme)
        return image

    def close(self) -> None:
        """Hang up."""
        self._capture.close()


class VideoFile:
    """A recording, played at its own pace; it starts over at its end unless told to end as a pulled plug does."""

    def __init__(self, path: Path, *, loop: bool = True) -> None:
        self._path = path
        self._loop = loop
        self._capture = _Capture()
        self._interval = _STILL_INTERVAL

    @property
    def interval(self) -> float:
        """Seconds per frame, as the recording says."""
        return self._interval

    def open(self) -> None:
        """Start from the first frame."""
        if not self._path.is_file():
            raise ScannerFault("camera_missing", "no such file")
        capture = self._capture.open(str(self._path), cv2.CAP_ANY, [], "camera_unreadable")
        rate = capture.get(cv2.CAP_PROP_FPS)
        self._interval = 1 / rate if 1 <= rate <= 240 else _STILL_INTERVAL

    def read(self) -> Image:
        """Give the next frame at once."""
        image = self._capture.read()
        if image is None and self._loop:
            self._capture.rewind()
            image = self._capture.read()
        if image is None:
            raise ScannerFault("camera_gone", "end of file")
        return image

    def close(self) -> None:
        """Close the file."""
        self._capture.close()


class StillPicture:
    """A picture, given again and again like a scene in which nothing moves."""

    interval = _STILL_INTERVAL

    def __init__(self, path: Path) -> None:
        self._path = path
        self._image: Image | None = None

    def open(self) -> None:
        """Load the picture."""
        try:
            # Not cv2.imread: on Windows it can't open a path with Japanese in it.
            data = np.fromfile(self._path, dtype=np.uint8)
        except OSError as error:
            raise ScannerFault("camera_missing", "no such file") from error
        try:
            image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
        except cv2.error as error:
            raise ScannerFault("camera_unreadable", f"cv2 error {error.code}") from error
        if image is None:
            raise ScannerFault("camera_unreadable", "no picture")
        self._image = np.asarray(image, dtype=np.uint8)

    def read(self) -> Image:
        """Give the picture."""
        if self._image is None:
            raise ScannerFault("camera_gone", "not open")
        return self._image

    def close(self) -> None:
        """Forget the picture."""
        self._image = None
