"""Keeps the memory of a process in which a card number may pass out of the hands of others (tenkey.md).

A core dump would write it to disk. A debugger that is attached by the same user, or by root, is not kept out.
"""

import ctypes
import logging
import sys

_PR_SET_DUMPABLE = 4
"""prctl(2); also keeps other processes of the same user from reading /proc/PID/mem."""

_log = logging.getLogger(__name__)


def keep_memory_private() -> None:
    """No core dumps of this process from now on, and nobody else of the same user may read its memory.

    On Windows there is nothing to do: it writes no dump of a program unless an administrator set it to.
    """
    if sys.platform == "win32":
        return
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError) as error:
        _log.warning("core dumps stay as the system has them: %s", error)
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        _log.warning("other processes of this user may read this one's memory")
