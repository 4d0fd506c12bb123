"""How fast an event with its request becomes durable, against the least that any durable append can cost.

Two peers: a bare append of as many bytes as the journal writes for one entry (whole pages of its log), and, without a
limit, one of the entry's own bytes alone.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from benchmarks import Figure, Wanted, benchmark
from pos_app.sync.journal import Entry, Journal, Outgoing
from pos_app.sync.sealing import Sealer
from pos_app.wire.operations import CustomerToken, PaymentBody

ROUNDS = 30
APPENDS_A_ROUND = 20
AT_MOST = 2.0
_AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
_FOLDER = Path(__file__).parents[1] / "build"
"""On the disk of the project: what lies in /tmp may be memory."""


@benchmark("journal.append")
def journal_append(_: Wanted) -> Iterator[Figure]:
    """All write to the same disk, in turns, so that a busy moment of the disk hits each."""
    _FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_FOLDER)))
        journal = Journal(folder, Sealer(Sealer.new_key()))
        stack.callback(journal.close)
        pages = _bytes_of_one_append(folder, journal)
        row = journal.append(_entry(999)).row
        own = len(_entry(999).data) + len(row.sealed if row else b"")
        descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        stack.callback(os.close, descriptor)
        ours, bare, least, count = [], [], [], 1000
        for _round in range(ROUNDS):
            entries = [_entry(count + n) for n in range(APPENDS_A_ROUND)]
            count += APPENDS_A_ROUND
            ours.append(_append(journal, entries))
            bare.append(_write(descriptor, bytes(pages)))
            least.append(_write(descriptor, bytes(own)))
            journal.checkpoint()
    taken = statistics.median(ours) * 1000
    peer = f"bare append of {pages} bytes + fdatasync"
    yield Figure("journal.append", taken, "ms", _ratio(ours, bare), peer, at_most=AT_MOST)
    peer = f"bare append of the entry's own {own} bytes + fdatasync"
    yield Figure("journal.append.entry", taken, "ms", _ratio(ours, least), peer)


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Of neighbouring rounds, so that a slow minute of the disk does not weigh on one side."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def _append(journal: Journal, entries: list[Entry]) -> float:
    """Seconds for one."""
    begun = time.perf_counter()
    for entry in entries:
        journal.append(entry)
    return (time.perf_counter() - begun) / len(entries)


def _write(descriptor: int, data: bytes) -> float:
    begun = time.perf_counter()
    for _ in range(APPENDS_A_ROUND):
        os.write(descriptor, data)
        os.fdatasync(descriptor)
    return (time.perf_counter() - begun) / APPENDS_A_ROUND


def _bytes_of_one_append(folder: Path, journal: Journal) -> int:
    """What one append adds to the write-ahead log."""
    log = folder / "journal.db-wal"
    for n in range(20):
        journal.append(_entry(n))
    before = log.stat().st_size
    for n in range(20, 40):
        journal.append(_entry(n))
    return (log.stat().st_size - before) // 20


def _entry(n: int) -> Entry:
    """A payment that goes out: the commonest entry that carries a request."""
    payment = UUID(int=0x0196_0000_0000_7000_8000_0000_0000_0000 + n)
    body = PaymentBody(
        epoch=1,
        seq=1,
        made_at=_AT,
        number=f"{n:012d}",
        amount=1000,
        code=CustomerToken(operator="00000008", kind="qr", token="A" * 22),
        execute_until=_AT + timedelta(seconds=60),
        staff_session=UUID(int=9),
    )
    data = (
        '{"at":"2026-04-01T03:00:00Z","kind":"submitted","code_hash":"' + "0" * 64 + '","code_last4":"AAAA",'
        '"execute_until":"2026-04-01T03:01:00Z","double_confirmed":false}'
    )
    return Entry(_AT, "submitted", data, payment, Outgoing(payment, payment, body), counters=(("feed", n),))
