"""Another process's memory, while it is stopped (proc_pid_mem(5))."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PATIENCE_SECONDS = 10.0
_BETWEEN = b"\xfe" * 4096


class Region(NamedTuple):
    """One mapping."""

    first: int
    size: int
    rights: str
    file: str

    @property
    def is_a_files(self) -> bool:
        """Whether it holds what a file holds, and nobody can write there: a library's code, a font."""
        return "w" not in self.rights and self.file.startswith("/")


@contextlib.contextmanager
def stopped(process: int) -> Iterator[None]:
    """The process stands still."""
    os.kill(process, signal.SIGSTOP)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    # Each of its threads stops for itself.
    while any(state not in "tTZ" for state in _states(process)):
        assert time.monotonic() < deadline, "the process would not stop"
        time.sleep(0.001)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def regions(process: int) -> Iterator[Region]:
    """Every mapping that may be read."""
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        area, rights, _, _, _, *file = line.split(maxsplit=5)
        first, last = (int(part, 16) for part in area.split("-"))
        if rights.startswith("r"):
            yield Region(first, last - first, rights, file[0] if file else "")


def contents(process: int, *, files_too: bool) -> bytes:
    """What lies in the regions, one after another; those of a device and of the kernel can't be read.

    Between two of them stands a page that is like nothing that is looked for, so that nothing is pieced together.
    """
    memory = os.open(f"/proc/{process}/mem", os.O_RDONLY)
    parts: list[bytes] = []
    try:
        for region in regions(process):
            if not region.is_a_files or files_too:
                with contextlib.suppress(OSError, OverflowError):
                    parts += [*_read(memory, region), _BETWEEN]
    finally:
        os.close(memory)
    return b"".join([_BETWEEN, *parts])


def _read(memory: int, region: Region) -> Iterator[bytes]:
    at, end = region.first, region.first + region.size
    while at < end:
        part = os.pread(memory, end - at, at)
        if not part:
            break
        yield part
        at += len(part)


def _states(process: int) -> Iterator[str]:
    for thread in Path(f"/proc/{process}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):
            yield (thread / "stat").read_text().rpartition(")")[2].split()[0]
