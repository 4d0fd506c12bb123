"""A process that is made to be killed many times: ``python -m tests.faults.reborn MODULE:FUNCTION ARGUMENTS``.

It imports once and lives in a child, which says ``pid N``; when that dies by SIGKILL, the next one is born, whole in a
moment. Nothing but the imports is shared: no thread runs and no file is open in the parent.
"""

import ctypes
import importlib
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> int:
    module, _, function = sys.argv[1].partition(":")
    run = getattr(importlib.import_module(module), function)
    while True:
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            sys.stdout.write(f"pid {os.getpid()}\n")
            sys.stdout.flush()
            os._exit(run(sys.argv[2:]))
        _, status = os.waitpid(child, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
