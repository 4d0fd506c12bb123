"""How quick the till's window is: to its first screen, from key to digit, from code to outcome; and what it keeps.

Each part runs in a process of its own (``benchmarks/window``), with a display that shows nobody anything, on a real
server process with a seeded database.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import Figure, Wanted, benchmark
from benchmarks.window.ground import prepare
from pos_app.demo.server_process import ServerProcess

_BARE, _AT_THE_TILL = "benchmarks.window.bare", "benchmarks.window.at_the_till"
_COMPILED = Path(__file__).parents[1] / "build" / "compiled"
STARTS = 7
START_AT_MOST = 5.0
KEY_AT_MOST = 3.0
MEMORY_AT_MOST = 1.2


@benchmark("till")
def till(wanted: Wanted) -> Iterator[Figure]:
    """Measure one part after the other, each on ground of its own."""
    if wanted("till.start"):
        yield _start()
    if wanted("till.key"):
        yield key_to("till.key", "key")
    if wanted("till.outcome"):
        yield _outcome()
    if wanted("till.memory"):
        yield _memory()


def _start() -> Figure:
    """In turns, so that whatever else the machine does falls on both."""
    with _Ground() as ground:
        bare: list[float] = []
        till: list[float] = []
        _child(_AT_THE_TILL, "prepare", *ground.where)
        for turn in range(-1, STARTS):
            if turn == 0:  # The first turn compiled what both import, as an installation does.
                bare, till = [], []
            bare.append(_first_paint(_BARE))
            till.append(_first_paint(_AT_THE_TILL, "start", *ground.where))
    ratio = statistics.median(ours / theirs for ours, theirs in zip(till, bare, strict=True))
    peer = f"a bare PySide6 window ({statistics.median(bare) * 1000:.0f} ms)"
    return Figure("till.start", statistics.median(till) * 1000, "ms", ratio, peer, at_most=START_AT_MOST)


def _first_paint(module: str, *arguments: str) -> float:
    began = time.monotonic()
    told = _child(module, *arguments)
    return float(told["painted_at"]) - began + float(told.get("pad_seconds", 0.0))


def key_to(name: str, part: str) -> Figure:
    """From a key to what it paints, in one part of the window; beside a bare widget before and after it."""
    with _Ground() as ground:
        before = _child(_BARE, "key")["seconds"]
        seconds = _child(_AT_THE_TILL, part, *ground.where)["seconds"]
        bare = (before + _child(_BARE, "key")["seconds"]) / 2
    peer = f"a bare QWidget that draws a figure ({bare * 1000:.2f} ms)"
    return Figure(name, seconds * 1000, "ms", seconds / bare, peer, at_most=KEY_AT_MOST)


def _outcome() -> Figure:
    with _Ground() as ground:
        told = _child(_AT_THE_TILL, "outcome", *ground.where)
    peer = f"the server's own time in it ({told['server'] * 1000:.1f} ms)"
    return Figure("till.outcome", told["till"] * 1000, "ms", told["till"] / told["server"], peer)


def _memory() -> Figure:
    with _Ground() as ground:
        told = _child(_AT_THE_TILL, "memory", *ground.where)
    peer = f"after {told['few_sales']} ({told['few'] / 2**20:.0f} MiB); {told['many_sales']} were made"
    return Figure("till.memory", told["many"] / 2**20, "MiB", told["many"] / told["few"], peer, at_most=MEMORY_AT_MOST)


def _child(module: str, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program is compiled: whoever keeps Python from writing that down would measure the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(_COMPILED)
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


class _Ground:
    """A server with a rich member, and the folder of a till that is activated; gone at the end."""

    def __enter__(self) -> "_Ground":
        self._folder = tempfile.TemporaryDirectory(prefix="pos-bench-")
        folder = Path(self._folder.name)
        database = folder / "server.db"
        prepare(database)
        self._server = ServerProcess(database, seed_demo=False, log=folder / "server.log")
        self._server.start()
        self.where = (str(folder / "till"), self._server.url)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
        self._folder.cleanup()
