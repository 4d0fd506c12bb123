"""Cameras, videos and pictures, by their setting.

Each opens by ``capture.py``, imported only then: OpenCV takes a while, which is for the camera's thread alone, and a
till whose camera isn't there needs none of it.
"""

import sys
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.devices.scanner.frames import FrameSource, Image
from pos_app.errors import ScannerFault

if TYPE_CHECKING:
    from pos_app.devices.scanner.capture import Capture

_STILL_INTERVAL = 1 / 30
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".pgm", ".ppm"})


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


class _Captured:
    """What the sources behind a VideoCapture have in common."""

    _capture: "Capture | None" = None

    def _next(self) -> "Image | None":
        if self._capture is None:
            raise ScannerFault("camera_gone", "not open")
        return self._capture.read()

    def close(self) -> None:
        """Let others use the camera."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.close()


class IndexedCamera(_Captured):
    """A webcam by its number, 0 being the first."""

    interval = 0.0

    def __init__(self, index: int) -> None:
        self._index = index

    def open(self) -> None:
        """Open at 1280 x 720, with no queue of frames behind it."""
        device = Path(f"/dev/video{self._index}")
        if sys.platform.startswith("linux") and not device.exists():
            raise ScannerFault("camera_missing", device.name)
        from pos_app.devices.scanner.capture import open_webcam

        self.close()
        self._capture = open_webcam(self._index)

    def read(self) -> Image:
        """Wait for the next frame."""
        image = self._next()
        if image is None:
            raise ScannerFault("camera_gone")
        return image


class StreamCamera(_Captured):
    """A camera in the network, by its URL (which may hold a password and is therefore never shown)."""

    interval = 0.0

    def __init__(self, url: str) -> None:
        self._url = url

    def open(self) -> None:
        """Connect, giving up after 5 seconds."""
        from pos_app.devices.scanner.capture import open_stream

        self.close()
        self._capture = open_stream(self._url)

    def read(self) -> Image:
        """Wait for the next frame, 5 seconds at most."""
        image = self._next()
        if image is None:
            raise ScannerFault("camera_gone", urllib.parse.urlsplit(self._url).scheme)
        return image


class VideoFile(_Captured):
    """A recording, played at its own pace; it starts over at its end unless told to end as a pulled plug does."""

    def __init__(self, path: Path, *, loop: bool = True) -> None:
        self._path = path
        self._loop = loop
        self._interval = _STILL_INTERVAL

    @property
    def interval(self) -> float:
        """Seconds per frame, as the recording says."""
        return self._interval

    def open(self) -> None:
        """Start from the first frame."""
        if not self._path.is_file():
            raise ScannerFault("camera_missing", "no such file")
        from pos_app.devices.scanner.capture import open_video

        self.close()
        self._capture = open_video(self._path)
        rate = self._capture.frames_per_second()
        self._interval = 1 / rate if 1 <= rate <= 240 else _STILL_INTERVAL

    def read(self) -> Image:
        """Give the next frame at once."""
        image = self._next()
        if image is None and self._loop and self._capture is not None:
            self._capture.rewind()
            image = self._next()
        if image is None:
            raise ScannerFault("camera_gone", "end of file")
        return image


class StillPicture:
    """A picture, given again and again like a scene in which nothing moves."""

    interval = _STILL_INTERVAL

    def __init__(self, path: Path) -> None:
        self._path = path
        self._image: Image | None = None

    def open(self) -> None:
        """Load the picture."""
        from pos_app.devices.scanner.capture import load_picture

        self._image = load_picture(self._path)

    def read(self) -> Image:
        """Give the picture."""
        if self._image is None:
            raise ScannerFault("camera_gone", "not open")
        return self._image

    def close(self) -> None:
        """Forget the picture."""
        self._image = None
