"""The customer's code, from light to text: camera or hand scanner in, one reading per presentation out."""

from pos_app.devices.scanner.events import (
    CameraBack,
    CameraLost,
    Reading,
    ScannerEvent,
    Symbology,
    TwoCodes,
    Unreadable,
)
from pos_app.devices.scanner.frames import Frame, FrameSource, Image
from pos_app.devices.scanner.scanner import Scanner
from pos_app.devices.scanner.sources import camera_source

__all__ = [
    "CameraBack",
    "CameraLost",
    "Frame",
    "FrameSource",
    "Image",
    "Reading",
    "Scanner",
    "ScannerEvent",
    "Symbology",
    "TwoCodes",
    "Unreadable",
    "camera_source",
]
