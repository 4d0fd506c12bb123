"""A bug on a thread is told, and the thread goes on."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from pos_app.errors import Bug
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client, Credential
from pos_app.sync.errands import ErrandDone, Errands
from pos_app.sync.http import Line, Whereabouts
from pos_app.sync.journal import Entry, Journal, OutboxRow
from pos_app.sync.recorder import NotRecorded, Recorded, Recorder
from pos_app.sync.sealing import Sealer
from pos_app.sync.server_clock import ServerClock
from pos_app.sync.worker import Worker


def a_client() -> Client:
    clock = ServerClock(lambda: 0.0, lambda: datetime.now(UTC))
    return Client(Line(Whereabouts("http://127.0.0.1:9"), clock), Credential())


def test_an_errand_that_meets_a_bug_ends_and_the_next_one_is_run(caplog: pytest.LogCaptureFixture) -> None:
    reports: list[ErrandDone | BugMet] = []
    errands = Errands(a_client(), reports.append)

    def broken(_: Client) -> object:
        raise ZeroDivisionError

    errands.run(1, broken)
    errands.run(2, lambda _: "done")
    errands.step()
    errands.step()
    assert reports == [BugMet("errands"), ErrandDone(1, refusal="internal"), ErrandDone(2, "done")]
    assert any(r.levelno == logging.CRITICAL and r.exc_info for r in caplog.records)


def test_an_entry_that_meets_a_bug_is_reported_as_not_recorded(tmp_path: Path) -> None:
    reports: list[Recorded | NotRecorded | BugMet] = []
    journal = Journal(tmp_path, Sealer(Sealer.new_key()))
    recorder = Recorder(journal, reports.append)
    recorder.post(1, Entry(datetime.now(UTC), "created", None))  # type: ignore[arg-type] # what a bug would give
    recorder.step(0)
    assert reports == [BugMet("journal"), NotRecorded(1, "internal")]
    recorder.resume()
    recorder.post(2, Entry(datetime.now(UTC), "created", "{}"))
    recorder.step(0)
    assert isinstance(reports[-1], Recorded)
    journal.close()


def test_a_request_whose_sending_broke_can_not_be_withdrawn() -> None:
    class Broken(Client):
        def send(self, operation: object, body: bytes) -> object:  # type: ignore[override]
            raise Bug("in the middle of sending")

    client = Broken(
        Line(Whereabouts("http://127.0.0.1:9"), ServerClock(lambda: 0.0, lambda: datetime.now(UTC))), Credential()
    )
    worker = Worker(client, lambda row: b"body", lambda _: None, lambda: 0.0, lambda: 0.0)
    row = OutboxRow(uuid4(), uuid4(), "payment", 1, 1, b"sealed")
    worker.add(row)
    with pytest.raises(Bug):
        worker.step()
    assert not worker.withdraw(row.operation)
