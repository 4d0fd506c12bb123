"""The journal under bad luck: killed, flipped bits, a full disk."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pos_app.errors import JournalFault
from pos_app.sync.journal import Journal
from pos_app.sync.sealing import Sealer
from tests.sync.facts import AT, note, submit
from tests.sync.test_journal import open_journal

KILLS = 30
FLIPS = 150


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_killed_till_has_lost_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.sync.journal_killer", str(tmp_path), str(KILLS), "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(told)
    assert told["kills"] == KILLS
    assert told["appended"] >= told["acknowledged"] >= KILLS


# -- flipped bits

EVENTS = "SELECT * FROM event ORDER BY position"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal's file with a few hundred events and some rows."""
    folder = tmp_path_factory.mktemp("whole")
    journal = open_journal(folder)
    for n in range(60):
        journal.append(note(n))
        journal.append(submit(n))
    journal.close()
    return (folder / "journal.db").read_bytes()


def _rows(path: Path) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(EVENTS).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def _integrity(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    finally:
        connection.close()


def _found_by_the_till(folder: Path) -> bool:
    """What a start does: open, check the chain, read what is open."""
    try:
        journal = Journal(folder, Sealer(bytes(32)))
    except JournalFault as fault:
        return _is_damage(fault)
    try:
        journal.outbox()
        journal.payments_since(AT)
        return journal.verify() is not None
    except JournalFault as fault:
        return _is_damage(fault)
    finally:
        journal.close()


def _is_damage(fault: JournalFault) -> bool:
    if fault.reason not in ("journal_damaged", "journal_newer"):
        raise fault
    return True


def test_each_flipped_bit_that_changes_an_event_or_breaks_the_file_is_found(whole: bytes, tmp_path: Path) -> None:
    chance = random.Random(4)
    original = tmp_path / "original.db"
    original.write_bytes(whole)
    before = _rows(original)
    found_ones = harmless = 0
    for n in range(FLIPS):
        bit = chance.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "reserve").touch()
        path = folder / "journal.db"
        path.write_bytes(flipped)
        changed = _rows(path) != before
        sound = _integrity(path)
        path.write_bytes(flipped)
        found = _found_by_the_till(folder)
        assert found or (sound and not changed), f"bit {bit} was flipped in silence"
        found_ones += found
        harmless += not found
        shutil.rmtree(folder)
    print(f"{FLIPS} flips: {found_ones} found, {harmless} changed no event")
    assert found_ones > FLIPS // 10


@pytest.mark.parametrize(
    ("text", "bit"),
    [(b"submitted", 7), (b"CREATE TABLE event", 7), (b"SQLite format", 0), (b"queued_at TEXT", 0)],
)
def test_a_flip_in_text_or_in_the_tables_own_words_is_damage_and_no_crash(
    whole: bytes, tmp_path: Path, text: bytes, bit: int
) -> None:
    at = whole.index(text) + 1
    (tmp_path / "journal.db").write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    assert _found_by_the_till(tmp_path)


def test_a_lost_version_number_is_damage_and_no_reason_to_make_the_tables_again(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(whole[:60] + bytes(4) + whole[64:])
    with pytest.raises(JournalFault) as fault:
        open_journal(tmp_path)
    assert fault.value.reason == "journal_damaged"


# -- a full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=7m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill(ballast: Path) -> Path:
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return ballast


def _append_until_refused(journal: Journal, first: int) -> str:
    for n in range(first, first + 4000):
        try:
            journal.append(submit(n))
        except JournalFault as fault:
            return fault.reason
    return "never"


def test_the_reserve_lets_open_payments_finish_on_a_full_disk_and_no_restart_is_needed(small_disk: Path) -> None:
    journal = open_journal(small_disk)
    reserve = small_disk / "reserve"
    assert reserve.stat().st_size == 4 * 1024 * 1024
    journal.append(submit(1))
    first = _fill(small_disk / "ballast")
    for n in range(2, 40):
        journal.append(submit(n))
    assert not reserve.exists()
    second = _fill(small_disk / "more ballast")
    assert _append_until_refused(journal, 40) == "disk_full"
    there = journal.head[0]
    assert journal.verify() is None
    assert len(journal.outbox()) == there
    first.unlink()
    second.unlink()
    journal.append(note(5000))
    journal.checkpoint()
    assert reserve.exists()
    journal.close()
    again = open_journal(small_disk)
    assert again.head[0] == there + 1
    assert again.verify() is None
    again.close()


def test_a_full_database_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    """The same by SQLite's own limit, where no small disk can be mounted."""
    journal = open_journal(tmp_path)
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    assert _append_until_refused(journal, 1) == "disk_full"
    assert journal.verify() is None
    assert len(journal.outbox()) == journal.head[0] > 0
    journal._connection.execute("PRAGMA max_page_count = 100000")
    journal.append(submit(900))
    journal.close()


# -- a disk that fails in the very commit


@pytest.mark.skipif(sys.platform == "win32", reason="limits a file's size")
def test_after_a_commit_that_nobody_knows_the_end_of_nothing_is_built_on_a_guess(tmp_path: Path) -> None:
    import resource
    import signal

    journal = open_journal(tmp_path)
    journal.append(note(0))
    log = (tmp_path / "journal.db-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log, before[1]))
    try:
        with pytest.raises(JournalFault) as first:
            journal.append(note(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, kept)
    assert first.value.reason == "disk_failed"
    with pytest.raises(JournalFault) as second:  # The disk works again, but what it holds is not known.
        journal.append(note(2))
    assert second.value.reason == "disk_failed"
    journal.close()
    again = open_journal(tmp_path)
    assert again.verify() is None
    again.append(note(3))
    again.close()
