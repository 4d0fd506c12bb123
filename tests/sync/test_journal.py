import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.errors import JournalFault
from pos_app.sync import journal as journal_module
from pos_app.sync.journal import Entry, Journal, translated
from pos_app.sync.sealing import Sealer
from pos_app.wire.operations import OPERATION_BODY, ReversalBody, ReversalReason
from tests.sync.facts import AT, TOKEN, note, outgoing, payment_id, submit

KEY = bytes(32)


def open_journal(folder: Path) -> Journal:
    return Journal(folder, Sealer(KEY))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = open_journal(tmp_path)
    yield opened
    opened.close()


def beside(journal: Journal) -> sqlite3.Connection:
    """Another connection to the same file, as a curious person would open it."""
    return sqlite3.connect(journal.path, isolation_level=None)


def test_what_was_appended_is_there_for_another_connection_and_after_a_new_start(tmp_path: Path) -> None:
    first = open_journal(tmp_path)
    first.append(note(1))
    committed = first.append(submit(2))
    other = beside(first)
    assert other.execute("SELECT count(*) FROM event").fetchone() == (2,)
    other.close()
    head = first.head
    first.close()
    second = open_journal(tmp_path)
    assert second.head == head
    assert [event.kind for event in second.events()] == ["created", "submitted"]
    assert second.outbox() == [committed.row]
    second.close()


def test_the_file_is_written_through_to_the_disk_at_each_commit(journal: Journal) -> None:
    pragma = {
        name: journal._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert pragma == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET data = '{}'",
        "DELETE FROM event",
        "UPDATE event SET at = at",
        "REPLACE INTO event SELECT * FROM event",
    ],
)
def test_an_event_can_be_neither_changed_nor_deleted(journal: Journal, statement: str) -> None:
    journal.append(note())
    other = beside(journal)
    other.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    other.close()
    assert journal.verify() is None


def test_each_event_seals_all_before_it(journal: Journal) -> None:
    for n in range(5):
        journal.append(note(n))
    events = list(journal.events())
    assert [event.prev for event in events[1:]] == [event.hash for event in events[:-1]]
    assert journal.head == (5, events[-1].hash)
    assert journal.verify() is None
    assert journal.verify(after=3, anchor=events[2].hash) is None


def test_numbers_run_without_a_gap_in_each_epoch(journal: Journal) -> None:
    rows = [journal.append(submit(n, epoch)).row for n, epoch in [(1, 1), (2, 1), (3, 2), (4, 1), (5, 2)]]
    assert [(row.epoch, row.seq) for row in rows if row] == [(1, 1), (1, 2), (2, 1), (1, 3), (2, 2)]


def test_a_number_that_was_not_committed_is_given_again(journal: Journal) -> None:
    journal.append(submit(1))
    with pytest.raises(sqlite3.IntegrityError):
        journal.append(submit(1))  # The same operation twice is our own mistake.
    committed = journal.append(submit(2))
    assert committed.row is not None
    assert (committed.position, committed.row.seq) == (2, 2)
    assert journal.verify() is None


def test_the_number_is_in_the_bytes_that_will_be_sent(journal: Journal) -> None:
    journal.append(submit(1))
    row = journal.append(submit(2)).row
    assert row is not None
    body = OPERATION_BODY.validate_json(Sealer(KEY).open(row.operation, row.sealed))
    assert (body.seq, body.kind) == (2, "payment")


def test_a_reversal_keeps_the_number_of_its_original(journal: Journal) -> None:
    journal.append(submit(1))
    body = ReversalBody(epoch=1, seq=1, made_at=AT, original=payment_id(1), reason=ReversalReason.GIVEN_UP)
    undo = outgoing(1)
    send = type(undo)(payment_id(9), payment_id(1), body, numbered=False)
    row = journal.append(Entry(AT, "undo", "{}", payment_id(1), send, done=(payment_id(1),))).row
    assert row is not None
    assert row.seq == 1
    assert [found.operation for found in journal.outbox()] == [payment_id(9)]
    assert journal.counter("seq.1") == 1


def test_a_request_that_is_made_anew_takes_the_place_of_the_old_one(journal: Journal) -> None:
    journal.append(submit(1))
    entry = submit(1)
    journal.append(Entry(entry.at, "renewed", "{}", entry.payment, entry.send, done=(payment_id(1),)))
    assert [row.operation for row in journal.outbox()] == [payment_id(1)]


def test_counters_only_grow(journal: Journal) -> None:
    for value in (5, 3, 7):
        journal.append(Entry(AT, "x", "{}", counters=(("count", value),)))
    assert (journal.counter("count"), journal.counter("unheard of")) == (7, 0)


def test_nothing_of_an_entry_is_there_when_a_part_of_it_fails(journal: Journal) -> None:
    journal.append(submit(1))
    before = journal.head
    entry = submit(1)
    with pytest.raises(sqlite3.IntegrityError):
        journal.append(Entry(AT, "x", "{}", payment_id(1), entry.send, counters=(("count", 9),)))
    assert (journal.head, journal.counter("count"), len(list(journal.events()))) == (before, 0, 1)


def test_the_customers_code_is_in_no_file_neither_while_it_waits_nor_afterwards(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)

    def is_somewhere() -> bool:
        files = [path for path in tmp_path.iterdir() if path.name != "reserve"]
        assert {"journal.db", "journal.db-wal"} <= {path.name for path in files}
        return any(TOKEN.encode() in path.read_bytes() for path in files)

    for n in range(1, 30):
        journal.append(submit(n))
    assert not is_somewhere()
    assert TOKEN.encode() in Sealer(KEY).open(payment_id(1), journal.outbox()[0].sealed)
    for n in range(1, 30):
        journal.append(Entry(AT, "answered", "{}", payment_id(n), done=(payment_id(n),)))
    assert journal.outbox() == []
    assert not is_somewhere()
    journal.checkpoint()
    assert not is_somewhere()
    assert TOKEN not in repr(submit(1))
    journal.close()


def test_events_are_found_by_payment_time_and_kind(journal: Journal) -> None:
    later = AT + timedelta(hours=1)
    assert journal.last_at is None
    for entry in (
        note(1),
        note(2, at=later),
        note(1, "seen_by_cashier", later),
        note(3),
        Entry(later, "activated", "{}"),
    ):
        journal.append(entry)
    assert [e.position for e in journal.events_of([payment_id(1)])] == [1, 3]
    assert [e.position for e in journal.events_of([payment_id(2), payment_id(1)])] == [2, 1, 3]
    assert journal.payments_since(later) == [payment_id(2), payment_id(1)]
    assert journal.payments_with("seen_by_cashier") == [payment_id(1)]
    last = journal.last("created")
    assert last is not None
    assert last.payment == payment_id(3)
    assert journal.last("unheard of") is None
    assert [e.position for e in journal.events(after=3)] == [4, 5]
    assert journal.last_at == later


def test_moments_sort_as_text_whatever_their_zone(journal: Journal) -> None:
    for hours in (5, -3, 0, 9):
        journal.append(note(hours + 10, at=AT + timedelta(hours=hours, microseconds=hours % 2)))
    texts = [event.at for event in journal.events()]
    assert len({len(text) for text in texts}) == 1
    assert all(text.endswith("+00:00") for text in texts)


def test_another_process_is_told_that_the_journal_is_in_use(journal: Journal, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from pos_app.sync.journal import Journal\nfrom pos_app.sync.sealing import Sealer\n"
        "from pos_app.errors import JournalFault\n"
        "try:\n    Journal(pathlib.Path(sys.argv[1]), Sealer(bytes(32)))\n"
        "except JournalFault as fault:\n    sys.exit(fault.reason)\n"
    )
    second = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (second.returncode, second.stderr.strip()) == (1, "journal_in_use")
    journal.append(note())


def test_a_refused_start_does_not_lock_the_next_one_out(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"this is no database, and long enough to be looked at" * 100)
    for _ in range(2):
        with pytest.raises(JournalFault) as fault:
            open_journal(tmp_path)
        assert fault.value.reason == "journal_damaged"


def test_a_journal_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    open_journal(tmp_path).close()
    other = sqlite3.connect(tmp_path / "journal.db")
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(JournalFault) as fault:
        open_journal(tmp_path)
    assert fault.value.reason == "journal_newer"


def test_our_own_mistakes_are_not_dressed_up_as_the_worlds() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError), translated():
        connection.execute("SELECT nonsense FROM nowhere")
    connection.close()


@settings(max_examples=25, deadline=None)
@given(
    script=st.lists(st.tuples(st.sampled_from(["event", "send", "done", "restart", "checkpoint"]), st.integers(1, 4)))
)
def test_whatever_is_done_the_journal_is_the_sum_of_it(
    script: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = open_journal(folder)
    waiting: dict[int, None] = {}
    events, seq = 0, 0
    for move, n in script:
        if move == "restart":
            journal.close()
            journal = open_journal(folder)
        elif move == "checkpoint":
            journal.checkpoint()
        elif move == "done" or n in waiting:
            journal.append(Entry(AT, "done", "{}", payment_id(n), done=(payment_id(n),)))
            waiting.pop(n, None)
            events += 1
        elif move == "send":
            row = journal.append(submit(n)).row
            seq, events = seq + 1, events + 1
            waiting[n] = None
            assert row is not None
            assert row.seq == seq
        else:
            journal.append(note(n))
            events += 1
    assert journal.head[0] == len(list(journal.events())) == events
    assert {row.operation for row in journal.outbox()} == {payment_id(n) for n in waiting}
    assert journal.verify() is None
    journal.close()


def test_a_long_journal_is_read_a_few_events_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_EVENTS_AT_ONCE", 3)
    journal = open_journal(tmp_path)
    for n in range(7):
        journal.append(note(n))
    assert [event.position for event in journal.events(after=1)] == [2, 3, 4, 5, 6, 7]
    assert journal.verify() is None
    journal.close()
