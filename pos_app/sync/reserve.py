"""Room on the disk: a reserve, given up so that open payments can finish, and the line below which none starts."""

import contextlib
import logging
import os
import shutil
from pathlib import Path

RESERVE_BYTES = 4 * 1024 * 1024
LOW_BYTES = 50 * 1024 * 1024
"""Below this much free space no sale starts."""

log = logging.getLogger(__name__)


class Reserve:
    """A file of real blocks beside the journal."""

    def __init__(self, path: Path, size: int = RESERVE_BYTES) -> None:
        self._path = path
        self._size = size

    def keep(self) -> None:
        """Set the room aside again; a disk that has none to spare is no error."""
        try:
            if self._path.exists() and self._path.stat().st_size == self._size:
                return
            with self._path.open("wb") as file:
                # Written, not truncated to size: a sparse file would reserve nothing.
                file.write(os.urandom(self._size))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Free the room; False where it was given up before."""
        try:
            self._path.unlink()
        except OSError:
            return False
        log.warning("the disk is full: the reserve was given up so that open payments can finish")
        return True


def is_low(folder: Path) -> bool:
    """Whether a new sale would be started on a nearly full disk."""
    return shutil.disk_usage(folder).free < LOW_BYTES
