"""The worker, stepped by hand, against a real server that does what a script says."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.errors import JournalFault
from pos_app.sync.client import Client, Credential
from pos_app.sync.findings import AnswerRead, Finding, LineState, Unsendable, Unsure
from pos_app.sync.journal import OutboxRow
from pos_app.sync.worker import IDLE_SECONDS, Worker
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, ProblemCode
from tests.sync.facts import approved, page, payment_id, problem, row
from tests.sync.scripted_server import (
    Act,
    Request,
    ScriptedServer,
    answer,
    computed,
    drop,
    raw,
    reset,
    scripted,
    stall,
    then_close,
)
from tests.sync.test_http import free_port, line

SEALED_AWAY = b"can't be opened"


def not_now(code: ProblemCode, status: int, n: int = 1) -> Act:
    return answer(status, problem(code, status, n), PROBLEM_MEDIA_TYPE)


def absent(n: int = 1) -> Act:
    return not_now(ProblemCode.NOT_FOUND, 404, n)


OK = answer(200, approved().to_json())


class Bench:
    """A worker at a standstill of time; ``opened`` is what each body was."""

    def __init__(self, url: str, patience: float = 0.3) -> None:
        self.reports: list[Finding] = []
        self.now = 1000.0
        self.line = line(url, patience)
        client = Client(self.line, Credential("c"))
        self.worker = Worker(client, self._open, self.reports.append, lambda: 0.0, lambda: self.now)

    def _open(self, found: OutboxRow) -> bytes:
        if found.sealed == SEALED_AWAY:
            raise JournalFault("body_unreadable")
        return b"body of " + found.operation.hex.encode()

    def steps(self, count: int) -> list[Finding]:
        """So many steps, each after its wait."""
        for _ in range(count):
            self.now += self.worker.step()
        return self.news()

    def news(self) -> list[Finding]:
        found: list[Finding] = [r for r in self.reports if not isinstance(r, LineState)]
        self.reports.clear()
        return found


@contextmanager
def bench(*script: Act, patience: float = 0.3) -> Iterator[tuple[Bench, ScriptedServer]]:
    with scripted(*script) as server:
        found = Bench(server.url, patience)
        yield found, server
        found.line.close()


def asked(server: ScriptedServer) -> list[str]:
    return [request.method for request in server.requests]


def test_a_fresh_row_is_sent_as_it_is_and_its_answer_is_told_once() -> None:
    with bench(OK) as (b, server):
        b.worker.add(row())
        assert b.steps(1) == [AnswerRead(approved())]
        assert server.requests[0].body == b"body of " + payment_id(1).hex.encode()
        assert b.worker.step() == IDLE_SECONDS
        assert asked(server) == ["PUT"]


def test_a_resumed_row_is_asked_for_before_anything_is_sent() -> None:
    with bench(OK) as (b, server):
        b.worker.resume([row()])
        assert b.steps(1) == [AnswerRead(approved())]
        assert asked(server) == ["GET"]


def test_what_is_not_on_record_is_resent_with_the_same_bytes() -> None:
    with bench(drop, absent(), OK) as (b, server):
        b.worker.add(row())
        assert b.steps(1) == [Unsure(payment_id(1))]
        assert b.steps(2) == [AnswerRead(approved())]
        assert asked(server) == ["PUT", "GET", "PUT"]
        assert server.requests[0].body == server.requests[2].body


@pytest.mark.parametrize(
    "act",
    [
        drop,
        reset,
        stall(),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"),
        answer(200, b"<html>log in to the shop's wi-fi</html>", "text/html"),
        answer(200, approved(2).to_json()),
        answer(500, b"oops", "text/plain"),
        not_now(ProblemCode.UNAVAILABLE, 503),
        not_now(ProblemCode.RATE_LIMITED, 429),
        not_now(ProblemCode.UNAUTHENTICATED, 401),
    ],
    ids=["closed", "reset", "silence", "truncated", "strange page", "another id", "500", "503", "429", "401"],
)
def test_after_a_first_byte_without_an_answer_the_payment_is_in_doubt_and_never_withdrawn(act: Act) -> None:
    with bench(act) as (b, _):
        b.worker.add(row())
        b.worker.step()
        assert b.news() == [Unsure(payment_id(1))]
        assert not b.worker.withdraw(payment_id(1))
        assert b.worker.step() == 0.5  # The server is left alone.
        assert b.steps(1) == []


def test_doubt_is_told_once_however_often_it_is_tried() -> None:
    with bench(drop, absent(), drop, absent(), drop, OK) as (b, server):
        b.worker.add(row())
        assert b.steps(12) == [Unsure(payment_id(1)), AnswerRead(approved())]
        assert asked(server) == ["PUT", "GET", "PUT", "GET", "PUT", "GET"]


def test_a_row_that_could_not_be_sent_may_be_withdrawn_and_is_never_sent_then() -> None:
    port = free_port()
    b = Bench(f"http://127.0.0.1:{port}")
    b.worker.add(row())
    assert b.steps(2) == []
    assert b.worker.withdraw(payment_id(1))
    assert b.worker.step() == IDLE_SECONDS
    assert not b.worker.withdraw(payment_id(1))


def test_a_row_in_flight_cannot_be_withdrawn() -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def slow(request: Request) -> tuple[int, bytes, str]:
        arrived.set()
        go_on.wait(5)
        return 200, approved().to_json(), "application/json"

    with bench(computed(slow), patience=5.0) as (b, _):
        b.worker.add(row())
        thread = threading.Thread(target=b.worker.step)
        thread.start()
        assert arrived.wait(5)
        assert not b.worker.withdraw(payment_id(1))
        go_on.set()
        thread.join()
        assert b.news() == [AnswerRead(approved())]


def test_a_row_that_was_forgotten_in_flight_still_tells_its_answer_and_is_not_kept() -> None:
    def forgetting(_: Request) -> tuple[int, bytes, str]:
        held[0].worker.forget(payment_id(1))
        return 200, approved().to_json(), "application/json"

    held: list[Bench] = []
    with bench(computed(forgetting)) as (b, server):
        held.append(b)
        b.worker.add(row())
        assert b.steps(2) == [AnswerRead(approved())]
        assert asked(server) == ["PUT"]


def test_an_answer_that_could_not_be_committed_is_asked_for_again_later() -> None:
    with bench(OK) as (b, server):
        b.worker.add(row())
        b.steps(1)
        b.worker.again(payment_id(1))
        assert b.worker.step() > 0
        assert b.steps(2) == [AnswerRead(approved())]
        assert asked(server) == ["PUT", "GET"]


@pytest.mark.parametrize("code", [ProblemCode.INVALID_REQUEST, ProblemCode.TOO_LARGE, ProblemCode.ID_REUSED])
def test_what_is_refused_as_a_request_is_asked_for_and_never_resent(code: ProblemCode) -> None:
    status = {ProblemCode.INVALID_REQUEST: 400, ProblemCode.TOO_LARGE: 413, ProblemCode.ID_REUSED: 409}[code]
    with bench(not_now(code, status), absent()) as (b, server):
        b.worker.add(row())
        assert b.steps(6) == [Unsendable(payment_id(1), refused=True)]
        assert asked(server) == ["PUT", "GET"]


def test_an_id_that_is_on_record_all_the_same_is_answered() -> None:
    with bench(not_now(ProblemCode.ID_REUSED, 409), OK) as (b, server):
        b.worker.add(row())
        assert b.steps(3) == [AnswerRead(approved())]
        assert asked(server) == ["PUT", "GET"]


def test_a_body_that_cannot_be_opened_is_asked_for_and_nothing_is_sent() -> None:
    with bench(absent()) as (b, server):
        b.worker.add(replace(row(), sealed=SEALED_AWAY))
        assert b.steps(3) == [Unsendable(payment_id(1))]
        assert asked(server) == ["GET"]


def test_a_resumed_body_that_cannot_be_opened_is_asked_for_once_more_before_it_is_given_up() -> None:
    with bench(absent(), OK) as (b, server):
        b.worker.resume([replace(row(), sealed=SEALED_AWAY)])
        assert b.steps(3) == [AnswerRead(approved())]
        assert asked(server) == ["GET", "GET"]


def test_a_request_that_is_refused_each_time_does_not_spin() -> None:
    def refusing(request: Request) -> tuple[int, bytes, str]:
        code, status = (ProblemCode.INVALID_REQUEST, 400) if request.method == "PUT" else (ProblemCode.NOT_FOUND, 404)
        return status, problem(code, status), PROBLEM_MEDIA_TYPE

    with bench(computed(refusing)) as (b, server):
        b.worker.add(row())
        start = b.now
        for _ in range(20):
            b.steps(3)
            b.worker.add(row(), renewed=True)
        assert b.now - start > 60.0
        assert len(server.requests) < 60


def test_the_line_is_told_when_it_changes_and_only_then() -> None:
    with bench(OK, OK, drop, drop, not_now(ProblemCode.UNAUTHENTICATED, 401), OK) as (b, _):
        told: list[LineState] = []
        for n in range(12):
            b.worker.add(row())
            b.now += 20
            b.worker.step()
            told += [r for r in b.reports if isinstance(r, LineState)]
            b.reports.clear()
            assert n < 12
    assert told == [
        LineState(up=True),
        LineState(up=False),
        LineState(up=True, problem=ProblemCode.UNAUTHENTICATED),
        LineState(up=True),
    ]


def test_many_open_rows_are_asked_for_by_one_page_and_only_the_missing_are_resent() -> None:
    def server_side(request: Request) -> tuple[int, bytes, str]:
        if request.method == "GET":
            return 200, page(1, 2, 4, 5), "application/json"
        return 200, approved(3).to_json(), "application/json"

    with bench(computed(server_side)) as (b, server):
        b.worker.resume([row(n) for n in (5, 3, 1, 4, 2)])
        told = b.steps(1)
        assert sorted(str(r.answer.id) for r in told if isinstance(r, AnswerRead)) == [
            str(payment_id(n)) for n in range(1, 6)
        ]
        assert asked(server) == ["GET", "PUT"]
        assert server.requests[0].path == "/v1/operations?epoch=1&after_seq=0"


def test_on_a_line_that_dies_after_the_page_the_missing_rows_wait() -> None:
    pages = answer(200, page())
    with bench(pages, drop) as (b, server):
        b.worker.resume([row(n) for n in range(1, 8)])
        assert b.worker.step() == 0.0
        assert b.worker.step() > 0.0
        assert asked(server) == ["GET", "PUT"]


def test_a_new_customer_goes_before_what_a_page_left_over() -> None:
    def server_side(request: Request) -> tuple[int, bytes, str]:
        if request.path.startswith("/v1/operations?"):
            return 200, page(), "application/json"
        held[0].worker.add(row(99))
        return 200, approved(UUID(request.path.rsplit("/", 1)[1]).int & 0xFF).to_json(), "application/json"

    held: list[Bench] = []
    with bench(computed(server_side)) as (b, server):
        held.append(b)
        b.worker.resume([row(n) for n in range(1, 8)])
        b.steps(2)
        assert [request.path.rsplit("/", 1)[1] for request in server.requests[1:3]] == [
            str(payment_id(1)),
            str(payment_id(99)),
        ]


def test_a_terminal_that_is_refused_altogether_is_told_from_a_dead_line() -> None:
    with bench(not_now(ProblemCode.UNAUTHENTICATED, 401)) as (b, _):
        b.worker.resume([row(n) for n in range(1, 8)])
        b.worker.step()
        assert b.reports == [LineState(up=True, problem=ProblemCode.UNAUTHENTICATED)]


def test_a_row_without_an_answer_does_not_block_the_others() -> None:
    def picky(request: Request) -> tuple[int, bytes, str]:
        if str(payment_id(1)) in request.path:
            return 502, b"", "text/html"
        return 200, approved(2).to_json(), "application/json"

    with bench(computed(picky)) as (b, _):
        b.worker.resume([row(1), row(2)])
        assert b.steps(4) == [AnswerRead(approved(2))]


def test_a_kept_connection_that_was_closed_costs_no_doubt() -> None:
    with bench(then_close(OK)) as (b, server):
        for _ in range(4):
            b.worker.add(row())
            assert b.steps(1) == [AnswerRead(approved())]
            threading.Event().wait(0.02)  # The server's FIN is on its way.
        assert asked(server) == ["PUT"] * 4


def test_the_thread_sends_what_is_added_and_ends_when_told() -> None:
    told = threading.Event()

    def open_body(_: OutboxRow) -> bytes:
        told.set()
        return b"{}"

    with bench(OK) as (b, _):
        b.worker = Worker(Client(b.line, Credential("c")), open_body, b.reports.append, lambda: 0.0, lambda: b.now)
        b.worker.start()
        b.worker.add(row())
        assert told.wait(5)
        b.worker.stop(5.0)
        assert not any(thread.is_alive() for thread in b.worker._threads)
        assert b.news() == [AnswerRead(approved())]


# -- whatever happens


_MISHAPS: dict[str, Act] = {
    "lost before": drop,
    "reset": reset,
    "503": not_now(ProblemCode.UNAVAILABLE, 503),
    "page": answer(200, b"<html>", "text/html"),
    "other": answer(200, approved(77).to_json()),
}


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from([*_MISHAPS, "lost after", "works"]), max_size=12))
def test_each_operation_executes_once_and_ends_with_its_own_answer_after_any_mishaps(mishaps: list[str]) -> None:
    """A server with a memory behind a network without one."""
    recorded: dict[str, bytes] = {}
    left = list(mishaps)
    executed = 0

    def serve(request: Request) -> tuple[int, bytes, str]:
        nonlocal executed
        name = request.path.rsplit("/", 1)[1]
        if request.method == "PUT" and name not in recorded:
            recorded[name] = approved(1).to_json()
            executed += 1
        if name not in recorded:
            return 404, problem(ProblemCode.NOT_FOUND, 404), PROBLEM_MEDIA_TYPE
        return 200, recorded[name], "application/json"

    def act(connection: object, request: Request) -> bool:
        mishap = left.pop(0) if left else "works"
        if mishap in _MISHAPS:
            return _MISHAPS[mishap](connection, request)  # type: ignore[arg-type]
        keeps: Callable[..., bool] = computed(serve)
        if mishap == "lost after":
            serve(request)
            return False
        return keeps(connection, request)

    with bench(act) as (b, _):
        b.worker.add(row())
        told = b.steps(3 * len(mishaps) + 4)
        assert [r for r in told if not isinstance(r, Unsure)] == [AnswerRead(approved(1))]
        assert sum(isinstance(r, Unsure) for r in told) <= 1
        assert executed == 1


def test_a_request_that_fails_each_time_does_not_keep_the_page_from_the_others() -> None:
    def reply(request: Request) -> tuple[int, bytes, str]:
        if request.method == "GET":
            return (200, page(), "application/json") if "after_seq" in request.path else (404, b"", "text/html")
        if request.path.endswith(str(payment_id(1))):
            return 500, b"", "text/html"
        return 200, approved(payment_id_of(request)).to_json(), "application/json"

    def payment_id_of(request: Request) -> int:
        return UUID(request.path.rpartition("/")[2]).int - payment_id(0).int

    with bench(computed(reply)) as (b, _):
        b.worker.resume(row(n) for n in range(1, 6))
        told = b.steps(8)
        assert {report.answer.id for report in told if isinstance(report, AnswerRead)} >= {payment_id(2), payment_id(5)}


def test_an_id_that_is_taken_each_time_is_left_alone_for_longer_and_longer() -> None:
    with bench(not_now(ProblemCode.ID_REUSED, 409)) as (b, _):
        waits = []
        for _ in range(3):
            b.worker.add(row(), renewed=True)
            b.now += 60.0
            b.worker.step()
            waits.append(b.worker._backoff.remaining(b.now))
        assert waits == [0.5, 1.0, 2.0]
