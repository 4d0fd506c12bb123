"""Another process's memory, while it is stopped (proc_pid_mem(5))."""

import contextlib
import mmap
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

_PATIENCE_SECONDS = 10.0
_PAGE = mmap.PAGESIZE
_BETWEEN = b"\xfe" * _PAGE
_IN_USE_BITS = 62
"""Bit 63: present; 62: swapped out."""


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

    A page that is neither present nor swapped out was never written, or is a file's as it is on disk: it is left out,
    as most of each thread's stack. Between two pieces stands a page that is like nothing that is looked for, so that
    nothing is pieced together.
    """
    parts: list[bytes] = [_BETWEEN]
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory, Path(f"/proc/{process}/pagemap").open("rb", 0) as pages:
        for region in regions(process):
            if region.is_a_files and not files_too:
                continue
            with contextlib.suppress(OSError, OverflowError):
                for first, size in _in_use(pages.fileno(), region):
                    parts += [*_read(memory.fileno(), first, size), _BETWEEN]
    return b"".join(parts)


def _in_use(pages: int, region: Region) -> Iterator[tuple[int, int]]:
    """Runs of pages in use: where each begins, and its bytes (proc_pid_pagemap(5))."""
    count = region.size // _PAGE
    entries = np.frombuffer(os.pread(pages, count * 8, region.first // _PAGE * 8), np.uint64)
    used = np.concatenate(([0], (entries >> np.uint64(_IN_USE_BITS) != 0).astype(np.int8), [0]))
    steps = np.diff(used)
    for first, last in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
        yield region.first + int(first) * _PAGE, int(last - first) * _PAGE


def _read(memory: int, at: int, size: int) -> Iterator[bytes]:
    end = at + size
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
