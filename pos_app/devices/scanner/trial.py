"""Tries a camera: for a check before the shop opens, and beside a till that may be using it."""

from pos_app.devices.scanner.frames import FrameSource
from pos_app.errors import ScannerFault


def trouble_of(source: FrameSource) -> str | None:
    """Open it, take one picture, let go of it; the reason where that can't be done, None where it can."""
    try:
        source.open()
        source.read()
    except ScannerFault as fault:
        return fault.reason
    finally:
        source.close()
    return None
