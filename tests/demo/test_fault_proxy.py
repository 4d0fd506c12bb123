import contextlib
import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import pytest
import requests

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import FaultKind, Faults

ANSWER = b"an answer that is long enough to be cut in its middle"
PATIENCE = 5.0


class SmallServer:
    """Answers every request with the same text and keeps count of what it saw, and on how many connections."""

    def __init__(self) -> None:
        seen: list[tuple[str, str, bytes]] = []
        connections: set[object] = set()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                seen.append((self.command, self.path, body))
                connections.add(self.client_address)
                if self.path == "/chunked":
                    self._in_chunks()
                    return
                self.send_response(204 if self.path == "/nothing" else 200)
                if self.path != "/nothing":
                    self.send_header("Content-Length", str(len(ANSWER)))
                self.end_headers()
                if self.path != "/nothing" and self.command != "HEAD":
                    self.wfile.write(ANSWER)

            def _in_chunks(self) -> None:
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for part in (ANSWER[:10], ANSWER[10:]):
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
                self.wfile.write(b"0\r\n\r\n")

        for method in ("GET", "PUT", "HEAD", "DELETE"):
            setattr(Handler, f"do_{method}", Handler.answer)
        self.seen = seen
        self.connections = connections
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)


@pytest.fixture
def server() -> Iterator[SmallServer]:
    small = SmallServer()
    yield small
    small.stop()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as http:
        http.trust_env = False
        yield http


def always(kind: FaultKind, **lasting: float) -> Faults:
    return Faults(**{kind.value: 1.0}, **lasting)


def ask(session: requests.Session, proxy: FaultProxy, path: str = "/v1/operations/1", **how: object) -> bytes:
    answer = session.put(proxy.url + path, data=b"body", timeout=PATIENCE, **how)  # type: ignore[arg-type]
    return answer.content


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def test_without_faults_everything_passes_over_one_connection(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port) as proxy:
        assert [ask(session, proxy, f"/{n}") for n in range(20)] == [ANSWER] * 20
        assert proxy.counts().exchanges == 20
    assert server.seen == [("PUT", f"/{n}", b"body") for n in range(20)]
    assert len(server.connections) == 1


def test_answers_of_every_framing_pass(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port) as proxy:
        assert session.get(proxy.url + "/chunked", timeout=PATIENCE).content == ANSWER
        assert session.delete(proxy.url + "/nothing", timeout=PATIENCE).status_code == 204
        assert session.head(proxy.url + "/x", timeout=PATIENCE).headers["Content-Length"] == str(len(ANSWER))
        assert session.get(proxy.url + "/x?a=1", timeout=PATIENCE).content == ANSWER
    assert len(server.connections) == 1
    assert server.seen[-1][:2] == ("GET", "/x?a=1")


def test_a_request_that_is_lost_never_reaches_the_server(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port, always(FaultKind.REQUEST_LOST), Random(1)) as proxy:
        for _ in range(6):  # reset or closed, as chance will have it
            with pytest.raises(requests.ConnectionError):
                ask(session, proxy)
    assert server.seen == []


@pytest.mark.parametrize("kind", [FaultKind.ANSWER_RESET, FaultKind.ANSWER_CLOSED])
def test_an_answer_that_is_lost_was_handled(server: SmallServer, session: requests.Session, kind: FaultKind) -> None:
    with FaultProxy(server.port, always(kind)) as proxy, pytest.raises(requests.ConnectionError) as caught:
        ask(session, proxy)
    assert len(server.seen) == 1
    assert ("reset" in str(caught.value).lower()) is (kind is FaultKind.ANSWER_RESET)


def test_a_stalled_answer_lasts_until_the_client_loses_patience(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port, always(FaultKind.ANSWER_STALLED)) as proxy:
        with pytest.raises(requests.ReadTimeout):
            session.put(proxy.url + "/x", data=b"body", timeout=(PATIENCE, 0.1))
        proxy.off()
        assert ask(session, proxy) == ANSWER
    assert len(server.seen) == 2


def test_a_truncated_answer_ends_in_the_middle_of_its_body(server: SmallServer) -> None:
    with FaultProxy(server.port, always(FaultKind.ANSWER_TRUNCATED), Random(2)) as proxy:
        for _ in range(10):
            with socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as client:
                client.sendall(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                raw = b"".join(iter(lambda c=client: c.recv(4096), b""))  # type: ignore[misc]
            head, _, body = raw.partition(b"\r\n\r\n")
            assert b"Content-Length: %d" % len(ANSWER) in head
            assert ANSWER.startswith(body)
            assert len(body) < len(ANSWER)


def test_a_delayed_answer_is_whole(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port, always(FaultKind.ANSWER_DELAYED, delay_seconds=0.01)) as proxy:
        assert ask(session, proxy) == ANSWER


def test_a_doubled_request_reaches_the_server_twice_and_is_answered_once(
    server: SmallServer, session: requests.Session
) -> None:
    with FaultProxy(server.port, always(FaultKind.REQUEST_TWICE, delay_seconds=0.02)) as proxy:
        assert ask(session, proxy) == ANSWER
        until(lambda: len(server.seen) == 2)
        proxy.off()
        assert ask(session, proxy, "/next") == ANSWER
    assert server.seen[0] == server.seen[1]
    assert len(server.connections) == 2


def test_a_strangers_page_comes_with_and_without_the_server_having_seen_anything(
    server: SmallServer, session: requests.Session
) -> None:
    with FaultProxy(server.port, always(FaultKind.STRANGERS_PAGE), Random(3)) as proxy:
        pages = [ask(session, proxy) for _ in range(20)]
    assert all(page.startswith(b"<!DOCTYPE html>") for page in pages)
    assert 0 < len(server.seen) < 20


def test_nobody_listens_for_a_while_and_then_again_on_the_same_port(
    server: SmallServer, session: requests.Session
) -> None:
    with FaultProxy(server.port, always(FaultKind.REFUSED, refuse_seconds=0.2)) as proxy:
        with pytest.raises(requests.ConnectionError):
            ask(session, proxy)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", proxy.port), PATIENCE)
        proxy.off()

        def is_back() -> bool:
            try:
                return ask(session, proxy) == ANSWER
            except requests.ConnectionError:
                return False

        until(is_back)
    assert len(server.seen) == 1


def test_faults_hold_below_their_path_alone(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port, always(FaultKind.ANSWER_CLOSED), prefix="/v1/operations") as proxy:
        assert ask(session, proxy, "/v1/sessions") == ANSWER
        with pytest.raises(requests.ConnectionError):
            ask(session, proxy, "/v1/operations/7")
        proxy.switch(always(FaultKind.ANSWER_CLOSED), "/v1/sessions")
        assert ask(session, proxy, "/v1/operations/7") == ANSWER
        assert proxy.counts().faults == {FaultKind.ANSWER_CLOSED: 1}
        assert proxy.counts().lost == 1


def test_a_dead_server_ends_the_connection_and_is_found_again_when_it_is_back(session: requests.Session) -> None:
    first = SmallServer()
    with FaultProxy(first.port) as proxy:
        assert ask(session, proxy) == ANSWER
        first.stop()
        proxy._target = ("127.0.0.1", 1)  # nobody is there
        session.close()
        with pytest.raises(requests.ConnectionError):
            ask(session, proxy)
        assert proxy.counts().unreachable == 1
        second = SmallServer()
        proxy._target = ("127.0.0.1", second.port)
        assert ask(session, proxy) == ANSWER
    second.stop()


def test_the_same_seed_gives_the_same_faults(server: SmallServer) -> None:
    faults = Faults(request_lost=0.2, answer_closed=0.2, strangers_page=0.2)

    def run() -> list[bytes]:
        ends = []
        with FaultProxy(server.port, faults, Random(5)) as proxy, requests.Session() as http:
            http.trust_env = False
            for _ in range(30):
                try:
                    ends.append(ask(http, proxy))
                except requests.ConnectionError:
                    ends.append(b"")
        return ends

    first = run()
    assert first == run()
    assert len(set(first)) == 3


def test_stopping_ends_what_is_under_way(server: SmallServer, session: requests.Session) -> None:
    proxy = FaultProxy(server.port, always(FaultKind.ANSWER_STALLED))
    proxy.start()
    ended = threading.Event()

    def wait_for_ever() -> None:
        with pytest.raises(requests.ConnectionError):
            session.put(proxy.url + "/x", data=b"", timeout=(PATIENCE, 60.0))
        ended.set()

    threading.Thread(target=wait_for_ever, daemon=True).start()
    until(lambda: len(server.seen) == 1)
    proxy.stop()
    assert ended.wait(PATIENCE)


def test_rubbish_ends_the_connection_and_harms_nobody(server: SmallServer, session: requests.Session) -> None:
    with FaultProxy(server.port) as proxy:
        for rubbish in (
            b"\r\n\r\n",
            b"nonsense\r\n\r\n",
            b"PUT / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
            b"\xff" * 70_000,
        ):
            with socket.create_connection(("127.0.0.1", proxy.port), PATIENCE) as client:
                client.settimeout(PATIENCE)
                try:
                    client.sendall(rubbish)
                    client.shutdown(socket.SHUT_WR)
                except OSError as ended:  # Before all was said; a time-out is none of these.
                    assert ended.errno in (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN)  # noqa: PT017
                with contextlib.suppress(ConnectionResetError):
                    assert client.recv(1) == b""
        assert ask(session, proxy) == ANSWER
    assert len(server.seen) == 1


def test_a_pulled_plug_ends_what_was_kept_alive_and_lets_nobody_in_until_it_is_back(
    server: SmallServer, session: requests.Session
) -> None:
    with FaultProxy(server.port) as proxy:

        def answers() -> bool:
            try:
                return ask(session, proxy) == ANSWER
            except requests.ConnectionError:
                return False

        assert answers()
        for _ in range(2):
            proxy.cut()
            assert not answers()
            proxy.plug_in()
            until(answers)
