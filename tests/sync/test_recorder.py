import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pos_app.errors import JournalFault
from pos_app.sync.bugs import BugMet
from pos_app.sync.journal import Committed, Entry, Journal
from pos_app.sync.recorder import TIDY_UP_AFTER, NotRecorded, Recorded, Recorder
from pos_app.sync.sealing import Sealer
from tests.sync.facts import note, submit

Told = list[Recorded | NotRecorded | BugMet]


class Stubborn(Journal):
    """A real journal whose disk says no when told to."""

    refuses: Callable[[Entry], bool] = staticmethod(lambda _: False)

    def append(self, entry: Entry) -> Committed:
        if self.refuses(entry):
            raise JournalFault("disk_failed")
        return super().append(entry)


@pytest.fixture
def journal(tmp_path: Path) -> Stubborn:
    return Stubborn(tmp_path, Sealer(bytes(32)))


def drain(recorder: Recorder, count: int) -> None:
    for _ in range(count):
        recorder.step(0.0)


def test_entries_become_durable_in_the_order_in_which_they_were_posted(journal: Stubborn) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    for n in range(1, 6):
        recorder.post(n, note(n))
    drain(recorder, 5)
    assert [(r.ticket, r.committed.position) for r in told if isinstance(r, Recorded)] == [(n, n) for n in range(1, 6)]
    assert [event.data for event in journal.events()] == [f'{{"n":{n}}}' for n in range(1, 6)]
    journal.close()


def test_a_row_is_told_with_its_number(journal: Stubborn) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    recorder.post(1, submit(1))
    drain(recorder, 1)
    assert isinstance(told[0], Recorded)
    assert told[0].committed.row == journal.outbox()[0]
    journal.close()


def test_what_was_built_upon_a_lost_event_is_not_recorded_either(journal: Stubborn) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    journal.refuses = lambda entry: entry.kind == "lost"
    recorder.post(1, note(1))
    recorder.post(2, note(2, "lost"))
    recorder.post(3, note(3))
    drain(recorder, 2)
    recorder.post(4, note(4))  # Posted before the failure was read.
    drain(recorder, 2)
    assert told[1:] == [
        NotRecorded(2, "disk_failed"),
        NotRecorded(3, "earlier_failure"),
        NotRecorded(4, "earlier_failure"),
    ]
    assert [event.data for event in journal.events()] == ['{"n":1}']
    recorder.resume()
    recorder.post(5, note(5))
    drain(recorder, 1)
    assert isinstance(told[-1], Recorded)
    assert told[-1].committed.position == 2
    journal.close()


def test_a_second_failure_after_the_first_was_seen_is_told_as_one_of_its_own(journal: Stubborn) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    journal.refuses = lambda entry: entry.kind == "lost"
    for n in (1, 2):
        recorder.post(n, note(n, "lost"))
        drain(recorder, 1)
        recorder.resume()
    recorder.post(3, note(3))
    drain(recorder, 1)
    assert [type(r) for r in told] == [NotRecorded, NotRecorded, Recorded]
    assert [r.reason for r in told if isinstance(r, NotRecorded)] == ["disk_failed", "disk_failed"]
    journal.close()


def test_the_log_is_folded_into_the_file_when_nothing_is_to_do(journal: Stubborn, tmp_path: Path) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    for n in range(1, 20):
        recorder.post(n, note(n))
    drain(recorder, 19)
    before = (tmp_path / "journal.db").stat().st_mtime_ns
    drain(recorder, 1)
    assert (tmp_path / "journal.db").stat().st_mtime_ns > before
    journal.close()


def test_everything_posted_is_durable_when_the_thread_has_ended(journal: Stubborn) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    for n in range(1, 50):
        recorder.post(n, note(n))
    recorder.start()
    recorder.stop()
    assert len(told) == 49
    assert journal.head[0] == 49
    assert "journal" not in {thread.name for thread in threading.enumerate()}
    journal.close()


def test_a_bug_while_tidying_up_is_told_and_the_next_sale_is_recorded(
    journal: Stubborn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Told = []
    recorder = Recorder(journal, told.append)
    recorder.post(1, note(1))
    drain(recorder, 1)
    monkeypatch.setattr(journal, "checkpoint", lambda: 1 / 0)
    drain(recorder, 1)
    recorder.post(2, note(2))
    drain(recorder, 1)
    assert [type(report) for report in told] == [Recorded, BugMet, Recorded]
    journal.close()


def test_the_log_is_folded_into_the_file_also_when_no_moment_is_idle(tmp_path: Path) -> None:
    folded: list[int] = []

    class Watched(Journal):
        def checkpoint(self) -> None:
            folded.append(self.head[0])
            super().checkpoint()

    journal = Watched(tmp_path, Sealer(bytes(32)))
    recorder = Recorder(journal, lambda _: None)
    for n in range(1, 2 * TIDY_UP_AFTER + 1):
        recorder.post(n, note(n))
        recorder.step(0.0)
    assert folded == [TIDY_UP_AFTER, 2 * TIDY_UP_AFTER]
    journal.close()
