"""A program for the tests: forks a till that appends without end, kills it (-9), looks at what is left; again."""

import json
import os
import random
import signal
import sys
from pathlib import Path

from pos_app.sync.journal import Entry, Journal
from pos_app.sync.sealing import Sealer
from tests.sync.facts import AT, payment_id, submit


def append_for_ever(folder: Path, told: int) -> None:
    journal = Journal(folder, Sealer(bytes(32)))
    n = journal.head[0]
    while True:
        n += 1
        # Every other one ends the row before it: the outbox and the events must tell the same story.
        entry = submit(n) if n % 2 else Entry(AT, "answered", "{}", payment_id(n - 1), done=(payment_id(n - 1),))
        position = journal.append(entry).position
        os.write(told, position.to_bytes(4, "big"))
        if n % 50 == 0:
            journal.checkpoint()


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged = appended = 0
    for _ in range(kills):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            append_for_ever(folder, write)
        os.close(write)
        for _ in range(chance.randint(1, 60)):
            acknowledged = max(acknowledged, int.from_bytes(os.read(read, 4), "big"))
        os.kill(child, signal.SIGKILL)
        while piece := os.read(read, 4):
            acknowledged = max(acknowledged, int.from_bytes(piece, "big"))
        os.close(read)
        os.waitpid(child, 0)
        journal = Journal(folder, Sealer(bytes(32)))
        appended = journal.head[0]
        waiting = [row.operation for row in journal.outbox()]
        assert appended >= acknowledged, f"{acknowledged} acknowledged, {appended} there"
        assert journal.verify() is None
        assert waiting == ([payment_id(appended)] if appended % 2 else [])
        assert journal.counter("seq.1") == (appended + 1) // 2
        journal.close()
    print(json.dumps({"kills": kills, "acknowledged": acknowledged, "appended": appended}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
