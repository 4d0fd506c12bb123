"""A display that nobody looks at (Xvfb), with somebody at its keyboard (xdotool)."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

_XVFB, _XDOTOOL = shutil.which("Xvfb"), shutil.which("xdotool")
HAS_DISPLAY = sys.platform == "linux" and _XVFB is not None and _XDOTOOL is not None
NEEDED = "needs Xvfb and xdotool (make system-test)"


@contextlib.contextmanager
def virtual_display(size: str) -> Iterator[str]:
    """Run a display of ``size``, e.g. ``800x600``; gives its name.

    Without ``-noreset`` it would begin anew whenever its last client goes, and refuse whoever comes in that moment.
    """
    read, write = os.pipe()
    command = [str(_XVFB), "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def xdotool(display: str, *arguments: str) -> str:
    """Press, type, search; gives what was found."""
    command = [str(_XDOTOOL), *arguments]
    environment = {**os.environ, "DISPLAY": display}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)
    return told.stdout
