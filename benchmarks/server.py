"""Payments per second over HTTP at 32 connections, against a bare sqlite3 loop that runs the same statements.

The peer commits each payment by itself, on the same disk, with the same pragmas, in turns with the server: so what is
compared is the server's whole way (HTTP, checks, hashing, group commit) with the least that such a payment costs.
"""

import asyncio
import base64
import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert

from benchmarks import Figure, Wanted, benchmark
from pos_app.domain import payment_number
from pos_app.domain.ids import uuid7
from pos_app.server.ledger import chain
from pos_app.server.ledger.codes import issue
from pos_app.server.ledger.grants import Grant, grant
from pos_app.server.ledger.operations import take_operation
from pos_app.server.ledger.recorded import fingerprints
from pos_app.server.ledger.request import Request
from pos_app.server.ledger.wallets import open_wallet
from pos_app.server.store.connection import Tx, connect
from pos_app.server.store.database import key_path, open_database
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import member
from pos_app.server.store.tables.places import company, store, terminal
from pos_app.server.store.tables.staff import staff, staff_session
from pos_app.server.store.values import moment_text
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import OPERATION_BODY, CustomerToken, PaymentBody
from pos_app.wire.staff import Role

CONNECTIONS = 32
MEMBERS = 400
ROUNDS = 10
PER_ROUND = 480
WARM_UP = 640
OPERATOR = "99000001"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One payment: its id, its till, its body, and the bytes that travel."""

    id: UUID
    credential: str
    body: bytes
    http: bytes


@benchmark("server.sqlite.c32")
def payments_per_second(wanted: Wanted) -> Iterator[Figure]:
    """Measure the server and the bare loop in turns."""
    if not wanted("server.sqlite.c32"):
        return
    with tempfile.TemporaryDirectory(prefix="pos-bench-") as folder:
        path = Path(folder) / "served.sqlite"
        payments = _fill(path)
        bare, recorded = Path(folder) / "bare.sqlite", Path(folder) / "recorded.sqlite"
        for copy in (bare, recorded):
            shutil.copy(path, copy)
        statements = _record(recorded, key_path(path).read_bytes(), payments)
        loop = connect(bare)
        served, looped = [], []
        with _serving(path) as port:
            _bare_loop(loop, statements[:WARM_UP])
            _run(_load(port, payments[:WARM_UP]))
            for start in range(WARM_UP, len(payments), PER_ROUND):
                looped.append(_bare_loop(loop, statements[start : start + PER_ROUND]))
                served.append(_run(_load(port, payments[start : start + PER_ROUND])))
        loop.close()
    # Whatever else the machine does falls on both; pairs of short turns keep it from falling on one alone.
    ratio = statistics.median(server / peer for server, peer in zip(served, looped, strict=True))
    peer = f"bare sqlite3, one commit each ({statistics.median(looped):,.0f} /s)"
    yield Figure("server.sqlite.c32", statistics.median(served), "payments/s", ratio, peer, at_least=1.0)


def _fill(path: Path) -> list[Prepared]:
    """Make a database with tills, members and enough codes, and the payments that spend them."""
    database = open_database(path)
    count = WARM_UP + ROUNDS * PER_ROUND
    try:
        return database.writer.submit(lambda tx: _make_payments(tx, database.key, count)).result()
    finally:
        database.close()


def _make_payments(tx: Tx, key: bytes, count: int) -> list[Prepared]:
    now = datetime.now(UTC)
    tills = [_add_till(tx, number, now) for number in range(1, CONNECTIONS + 1)]
    for number in range(1, MEMBERS + 1):
        _add(tx, member, id=number, login_id=f"member{number:04}", name="会員", password_hash="-", disabled=0)  # noqa: S106 - none
        open_wallet(tx, number)
        grant(tx, uuid7(now, os.urandom), Grant(number, "value", 10_000_000), now)
    prepared = []
    for number in range(count):
        till, turn = number % CONNECTIONS, number // CONNECTIONS
        credential, session = tills[till]
        body = PaymentBody(
            epoch=1,
            seq=turn + 1,
            made_at=now,
            number=payment_number.make(till + 1, turn + 1).digits,
            amount=100 + number,
            code=CustomerToken(
                operator=OPERATOR, kind="qr", token=issue(tx, number % MEMBERS + 1, key, os.urandom, now).token
            ),
            # As far ahead as tills are allowed to look, so that all are made before the first is sent.
            execute_until=now + timedelta(seconds=170),
            staff_session=session,
        )
        prepared.append(_prepared(uuid7(now, os.urandom), credential, body.to_json()))
    return prepared


def _prepared(operation: UUID, credential: str, body: bytes) -> Prepared:
    head = (
        f"PUT /v1/operations/{operation} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {credential}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Prepared(operation, credential, body, head.encode() + body)


def _add_till(tx: Tx, number: int, now: datetime) -> tuple[str, UUID]:
    credential = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
    session = uuid7(now, os.urandom)
    if number == 1:
        _add(tx, company, id=1, code="00001", name="企業")
        _add(
            tx,
            store,
            id=1,
            code="0000001",
            company=1,
            name="店舗",
            phone="-",
            payment_limit=9_999_999,
            confirm_above=50_000,
            clerk_voids="last_sale",
            day_cut_minutes=0,
        )
        _add(
            tx,
            staff,
            id=1,
            public_id=uuid7(now, os.urandom).bytes,
            company=1,
            store=1,
            number=1,
            role=Role.STORE_CLERK.value,
            login_id="clerk",
            name="担当",
            language="ja",
            disabled=0,
            password_kind="chosen",  # noqa: S106 - the kind of password
            password_hash="-",  # noqa: S106 - none
            pin_off=0,
        )
    _add(
        tx,
        terminal,
        number=number,
        id=f"{number:012}",
        store=1,
        name="レジ",
        credential_hash=hashlib.sha256(credential.encode()).digest(),
        epoch=1,
        disabled=0,
    )
    _add(
        tx,
        staff_session,
        id=session.bytes,
        token_hash=os.urandom(32),
        staff=1,
        terminal=number,
        role=Role.STORE_CLERK.value,
        restricted=0,
        made_at=moment_text(now),
        expires_at=moment_text(now + timedelta(hours=16)),
    )
    return credential, session


def _add(tx: Tx, table: Table, **row: object) -> None:
    tx.run(Statement(insert(table)), **{column.name: row.get(column.name) for column in table.columns})


class _Recorder:
    """Runs statements and notes them, with their values, for the bare loop."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.noted: list[tuple[str, Any]] = []

    def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        """Run and note one statement."""
        self.noted.append((sql, values))
        return self._connection.execute(sql, values)


Statements = list[tuple[str, Any]]


def _record(path: Path, key: bytes, payments: Sequence[Prepared]) -> list[Statements]:
    """Let the ledger take every payment once, and note what it asks of the database for each."""
    connection = connect(path)
    recorder = _Recorder(connection)
    tx, fingerprint = Tx(cast("sqlite3.Connection", recorder)), fingerprints(key)
    noted = []
    connection.execute("BEGIN IMMEDIATE")
    now = datetime.now(UTC)
    for payment in payments:
        # Besides the payment's own: what the writer asks before and after each commit.
        recorder.noted = [("PRAGMA data_version", ())]
        body = OPERATION_BODY.validate_json(payment.body)
        assert isinstance(body, PaymentBody)
        request = Request(payment.id, authenticate(tx, payment.credential), body, fingerprint(payment.body), key)
        answered = take_operation(tx, request, now)
        assert b'"approved"' in answered.answer, answered.answer
        for action in tx.take_before_commit():
            action()
        chain.tip(tx).moved = False
        noted.append([*recorder.noted, ("SELECT length, head FROM chain WHERE id = 1", ())])
    connection.execute("ROLLBACK")
    connection.close()
    return noted


def _bare_loop(connection: sqlite3.Connection, payments: Sequence[Statements]) -> float:
    execute = connection.execute
    began = time.perf_counter()
    for statements in payments:
        execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            execute(sql, values).fetchone()
        execute("COMMIT")
    return len(payments) / (time.perf_counter() - began)


@contextmanager
def _serving(path: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "pos_app", "server", "--port", "0", "--database", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield int(line.rpartition(":")[2])
    finally:
        process.terminate()
        process.communicate(timeout=30)


class _Client(asyncio.Protocol):
    """One connection: sends the next payment when the last one is answered."""

    def __init__(self, waiting: Iterator[Prepared], done: "asyncio.Future[None]") -> None:
        self._waiting = waiting
        self._done = done
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first."""
        self._transport = cast("asyncio.WriteTransport", transport)
        self._next()

    def data_received(self, data: bytes) -> None:
        """Look whether the answer is whole."""
        self._received += data
        # The answer is one JSON object whose last member is no object: it ends with the last brace.
        if not self._received.endswith(b"}"):
            return
        if b'"approved"' not in self._received and not self._done.done():
            self._done.set_exception(AssertionError(self._received))
            return
        self._received = b""
        self._next()

    def _next(self) -> None:
        payment = next(self._waiting, None)
        if payment is None:
            if not self._done.done():
                self._done.set_result(None)
        elif self._transport is not None:
            self._transport.write(payment.http)


def _run(load: Coroutine[None, None, float]) -> float:
    """Let the customers come at as little cost as can be: they share the cores with the server that is measured."""
    if sys.platform == "win32":
        return asyncio.run(load)
    import uvloop

    return uvloop.run(load)


async def _load(port: int, payments: Sequence[Prepared]) -> float:
    """Send everything over 32 connections; gives payments per second."""
    loop = asyncio.get_running_loop()
    waiting = iter(payments)
    done = [loop.create_future() for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    made = [
        await loop.create_connection(lambda end=end: _Client(waiting, end), "127.0.0.1", port)  # type: ignore[misc]
        for end in done
    ]
    await asyncio.gather(*done)
    took = time.perf_counter() - began
    for transport, _ in made:
        transport.close()
    return len(payments) / took
