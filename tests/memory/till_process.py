"""The parent's side of the child: orders, what it tells, and the search through its memory."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.devices.tenkey.events import KeysSoFar, PadReady
from tests.memory.process_memory import contents, stopped
from tests.memory.search import found
from tests.memory.shapes import Piece, pieces_of, pieces_of_key, spreads_of

PATIENCE_SECONDS = 30.0

Told = dict[str, Any]


class TillProcess:
    """A child from the making to :meth:`end`; ``child`` is its module in here and what it is told at its start."""

    def __init__(self, *child: str, environment: Mapping[str, str] | None = None) -> None:
        module, *told = child
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", f"{__package__}.{module}", *told],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._kept: list[Told] = []
        self._ear = threading.Thread(target=self._listen, name="ear", daemon=True)
        self._ear.start()
        self.addresses: Mapping[str, Sequence[int]] = self.next("addresses")["addresses"]

    def order(self, do: str, **facts: object) -> None:
        """Have something done; comes back when it was obeyed."""
        self._say(do, facts)
        self.next("done")

    def end(self) -> None:
        """The child ends by itself."""
        self._say("end", {})
        assert self._process.wait(PATIENCE_SECONDS) == 0
        self._ear.join(PATIENCE_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def kill(self) -> None:
        """Whatever state it is in; harmless after its end."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE_SECONDS)

    def next(self, fact: str) -> Told:
        """The next thing told that has this fact; the others wait for who asks for them."""
        for place, told in enumerate(self._kept):
            if fact in told:
                return self._kept.pop(place)
        while True:
            told = self._told.get(timeout=PATIENCE_SECONDS)
            assert "gone" not in told, "the child has ended"
            if fact in told:
                return told
            self._kept.append(told)

    def event(self, kind: type[object]) -> Told:
        """The next event of the pad's, which must be of this kind; dots and readiness are passed over."""
        while True:
            told = self.next("event")
            if told["event"] == kind.__name__:
                return told
            assert told["event"] in (KeysSoFar.__name__, PadReady.__name__, "PadBack"), told

    def keys_so_far(self, keying: str, count: int) -> None:
        """Wait until that many keys are in."""
        while True:
            told = self.event(KeysSoFar)
            if (told["keying"], told["count"]) == (keying, count):
                return

    def holds(self, number: str, key: bytes | None = None, *, before: bytes = b"", files_too: bool = False) -> set[str]:
        """In which shapes the number, or the key, is in the child's memory now.

        Those that were there ``before`` a key was pressed prove nothing: small integers in a row, in some table.
        """
        spreads = list(spreads_of(number, self.addresses))
        pieces: list[Piece] = [*pieces_of(number), *(pieces_of_key(key) if key is not None else ())]
        names = found(self.memory(files_too=files_too), spreads, pieces)
        return names - found(before, spreads, pieces) if names else names

    def memory(self, *, files_too: bool = False) -> bytes:
        """All of it, as it is now; with what is a read-only file's if that is wanted."""
        with stopped(self._process.pid):
            return contents(self._process.pid, files_too=files_too)

    def _say(self, do: str, facts: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.put(json.loads(line))
        self._told.put({"gone": True})
