"""One till per journal: an operating-system lock, which dies with its process."""

import os
import sys
from pathlib import Path

from pos_app.errors import JournalFault


class InstanceLock:
    """Held from construction to :meth:`release`.

    Raises :class:`JournalFault` ``journal_in_use`` where another process holds it, ``disk_failed`` where there can be
    no such file.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise JournalFault("disk_failed", str(error.strerror)) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise JournalFault("journal_in_use", str(path)) from error

    def release(self) -> None:
        """Let another process have it."""
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
