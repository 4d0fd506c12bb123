"""The server is killed (-9) between the steps of a card operation: nothing is lost, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from pos_app.server.cards.intents import all_intents
from pos_app.server.context import Context, system_now
from pos_app.server.ledger.invariants.check import check
from pos_app.server.settings import ServerSettings
from pos_app.server.store.database import open_database
from pos_app.wire.operations import AnyBody, Decline
from tests.server.cards.counter import CardCounter, answer_of, reason
from tests.server.live_server import LiveServer
from tests.server.world import World

WAIT_SECONDS = 20.0


class Place:
    """A database, the tills that sell on it, and one server process after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        database = open_database(path)
        cheap = ServerSettings(path, argon2_passes=1, argon2_memory=64, argon2_lanes=1)
        context = Context(database, cheap, system_now, os.urandom)
        self.counter = CardCounter(World(context), LiveServer(""))
        self.token = self.counter.token()
        context.hasher.close()
        database.close()

    @contextmanager
    def served(self, *program: str) -> Iterator[subprocess.Popen[str]]:
        command = [
            sys.executable,
            "-m",
            *(program or ("pos_app", "server")),
            "--port",
            "0",
            "--database",
            str(self.path),
        ]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("listening on http://127.0.0.1:"), process.communicate(timeout=10)
            self.counter.server = LiveServer(line.removeprefix("listening on ").strip())
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=WAIT_SECONDS)

    @contextmanager
    def killed_over(self, step: str, kind: str) -> Iterator[None]:
        """Serve by a server that dies over a call of this kind; whoever makes it gets no answer."""
        with self.served("tests.server.cards.dying_server", step, kind) as process:
            with pytest.raises(requests.RequestException):
                yield
            assert process.wait(WAIT_SECONDS) == -signal.SIGKILL

    def open_intents(self) -> int:
        database = open_database(self.path)
        try:
            return len(database.readers.submit(all_intents).result(20))
        finally:
            database.close()

    def is_sound(self) -> bool:
        database = open_database(self.path)
        try:
            assert [one for one in database.readers.submit(check).result(20) if not one.holds] == []
        finally:
            database.close()
        return True


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "server.sqlite")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each step once, and each kind where the processor has done it and nobody knows; all of them with the soak."""
    if "step" not in metafunc.fixturenames:
        return
    kinds, steps = ("authorise", "capture", "refund", "release"), ("told", "asked", "settled")
    few = [("told", "capture"), *(("asked", kind) for kind in kinds), ("settled", "refund")]
    every = [(step, kind) for step in steps for kind in kinds]
    metafunc.parametrize("step,kind", every if metafunc.config.getoption("--soak") else few)


def test_what_was_under_way_is_finished_once_by_the_next_server(place: Place, step: str, kind: str) -> None:
    counter, sale, operation = place.counter, uuid4(), uuid4()
    authorise = counter.authorise(token=place.token)
    body: AnyBody
    match kind:
        case "authorise":
            operation, body = sale, authorise
        case "capture":
            body = counter.capture(sale)
        case "refund":
            body = counter.back(sale, 2_000)
        case _:
            body = counter.reversal(sale, authorise.seq)
    with place.killed_over(step, kind):
        if kind != "authorise":
            assert answer_of(counter.put(sale, authorise)).outcome == "approved"
        if kind == "refund":
            assert counter.send(counter.capture(sale)).outcome == "approved"
        counter.put(operation, body)
    assert place.open_intents() == (0 if step == "settled" else 1)
    assert place.is_sound()
    with place.served():
        deadline = time.monotonic() + WAIT_SECONDS
        while place.open_intents() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert place.open_intents() == 0, "nobody had to send it again"
        answer = counter.put(operation, body)
        assert answer_of(answer).outcome == "approved"
        assert answer.headers["Idempotent-Replayed"] == "true"
        if kind == "release":
            assert reason(counter.send(counter.capture(sale))) is not None
    assert place.is_sound()


def test_a_reversal_right_after_the_crash_undoes_what_was_under_way(place: Place) -> None:
    counter, sale = place.counter, uuid4()
    body = counter.authorise(token=place.token)
    with place.killed_over("asked", "authorise"):
        counter.put(sale, body)
    with place.served():
        undone = counter.send(counter.reversal(sale, body.seq))
        assert undone.outcome == "approved"
        assert answer_of(counter.put(sale, body)).outcome == "approved"
        assert reason(counter.send(counter.capture(sale))) is Decline.AUTHORISATION_GONE
    assert place.is_sound()
