"""Whether a window can be shown here at all, found out before Qt would end the whole program over it."""

import os
import subprocess
import sys
from collections.abc import Mapping

_SECONDS = 30.0
_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def can_show_windows(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Windows and macOS can; elsewhere a process of its own tries it, as Qt aborts where it finds no display."""
    if platform in ("win32", "darwin"):
        return True
    if not any(environment.get(name) for name in _DISPLAYS):
        return False
    try:
        tried = subprocess.run(  # noqa: S603 - this very Python, a text of our own
            [sys.executable, "-c", _PROBE], env=dict(environment), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
