import socket
import threading
import time
from datetime import UTC, datetime

from pos_app.sync.client import Client, Credential
from pos_app.sync.findings import AnswerRead, LineState, Unsure
from pos_app.sync.http import Line, Whereabouts
from pos_app.sync.journal import OutboxRow
from pos_app.sync.server_clock import ServerClock
from pos_app.sync.worker import Worker
from tests.sync.facts import approved, payment_id, row
from tests.sync.scripted_server import Request, ScriptedServer, answer, drop, scripted

CREDENTIAL = Credential("c" * 43)


class Bench:
    """A worker that is stepped by hand, at a standstill of time."""

    def __init__(self, server: ScriptedServer) -> None:
        self.server = server
        self.reports: list[object] = []
        self.now = 1000.0
        clock = ServerClock(lambda: self.now, lambda: datetime.now(UTC))
        client = Client(Line(Whereabouts(server.url), clock), CREDENTIAL)
        self.worker = Worker(client, lambda _: b"{}", self.reports.append, lambda: 0.0, lambda: self.now)

    def told(self, kind: type) -> list[object]:
        return [report for report in self.reports if isinstance(report, kind)]

    def sent(self) -> list[str]:
        return [f"{request.method} {request.path.rpartition('/')[2]}" for request in self.server.requests]


def old() -> OutboxRow:
    return row(1)


def test_a_failure_of_an_old_request_makes_no_new_one_wait() -> None:
    with scripted(drop, answer(200, approved(2).to_json())) as server:
        bench = Bench(server)
        bench.worker.resume([old()])
        bench.worker.step()
        bench.worker.add(row(2))
        bench.worker.again(payment_id(1))  # the server is left alone from now on
        assert bench.worker.step() == 0.0
        assert bench.sent() == [f"GET {payment_id(1)}", f"PUT {payment_id(2)}"]
        assert bench.told(AnswerRead) == [AnswerRead(approved(2))]


def test_a_new_request_that_could_not_be_sent_waits_like_the_others() -> None:
    with scripted(drop) as server:
        bench = Bench(server)
        bench.worker.resume([old()])
        bench.worker.step()
        server_url, bench.now = server.url, bench.now + 60.0
    assert server_url.startswith("http")  # nobody listens there any more
    bench.worker.add(row(2))
    assert bench.worker.step() == 0.0
    assert 0.0 < bench.worker.step() <= 15.0
    assert bench.worker.withdraw(payment_id(2)), "no byte of it has left"
    assert bench.told(Unsure) == []
    assert bench.told(LineState) == [LineState(up=False)]


def test_a_renewed_request_hurries_nobody() -> None:
    with scripted(drop, answer(200, approved(2).to_json())) as server:
        bench = Bench(server)
        bench.worker.resume([old()])
        bench.worker.step()
        bench.worker.add(row(2), renewed=True)
        assert bench.worker.step() > 0.0
        bench.now += 20.0
        bench.worker.step()
        assert bench.told(AnswerRead) == [AnswerRead(approved(2))]


def test_an_old_question_that_stalls_does_not_hold_a_new_customer_up() -> None:
    stalled, answered = threading.Event(), threading.Event()

    def stall_until_answered(_: socket.socket, __: Request) -> bool:
        stalled.set()
        answered.wait(10.0)
        return False

    def report(value: object) -> None:
        if value == AnswerRead(approved(2)):
            answered.set()

    with (
        scripted(stall_until_answered) as slow,
        scripted(answer(200, approved(2).to_json())) as quick,
    ):
        clock = ServerClock(time.monotonic, lambda: datetime.now(UTC))
        asking, sending = (Client(Line(Whereabouts(server.url), clock), CREDENTIAL) for server in (slow, quick))
        worker = Worker(sending, lambda _: b"{}", report, lambda: 0.0, time.monotonic, asking=asking)
        worker.resume([old()])
        worker.start()
        assert stalled.wait(10.0)
        worker.add(row(2))
        assert answered.wait(5.0), "the new request waited for the old one"
        worker.stop()


def test_what_could_not_be_sent_is_tried_again_within_a_second_however_long_the_back_off_is() -> None:
    with scripted(drop) as server:
        bench = Bench(server)
    for _ in range(6):  # Nobody listens: the back-off grows.
        bench.worker.add(row(1))
        bench.worker.step()
        bench.now += 0.1
    bench.now += 0.9
    assert bench.worker.step_new() == 0.0
