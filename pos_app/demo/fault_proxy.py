"""The way between till and server, going wrong on purpose: a real TCP proxy on loopback that knows HTTP/1.1.

One thread per client connection; without faults it forwards byte by byte what it gets, over connections that are kept
alive. Faults are drawn per exchange from a seeded source of chance, only below a path, and can be switched at any time.
"""

import logging
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from types import MappingProxyType, TracebackType

from pos_app.demo.faults import NO_FAULTS, Counts, FaultKind, Faults
from pos_app.demo.http_message import Message, read_request
from pos_app.demo.proxy_sockets import LOOPBACK, Door, Upstream, hang_up

STOP_SECONDS = 2.0
_FOR_GOOD_SECONDS = 86_400.0

_PAGE = b"<!DOCTYPE html><html><head><title>Network sign-in</title></head><body><h1>Please sign in</h1></body></html>"
_PAGE_STATUS = (b"200 OK", b"502 Bad Gateway", b"404 Not Found", b"409 Conflict")

log = logging.getLogger(__name__)


class FaultProxy:
    """Runs from ``with`` to the end of its block, or from :meth:`start` to :meth:`stop`.

    ``faults`` hold for paths that begin with ``prefix``. ``port`` 0 takes a free one; :attr:`port` says which.
    """

    def __init__(
        self,
        target_port: int,
        faults: Faults = NO_FAULTS,
        random: Random | None = None,
        *,
        prefix: str = "/",
        target_host: str = LOOPBACK,
        port: int = 0,
    ) -> None:
        self._target = (target_host, target_port)
        self._plan = (faults, prefix)
        self._random = random or Random()  # noqa: S311 - faults, not secrets
        self._guard = threading.Lock()
        self._exchanges = 0
        self._unreachable = 0
        self._counts: Counter[FaultKind] = Counter()
        self._stopping = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._door = Door(port, self._welcome)

    def __enter__(self) -> "FaultProxy":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._door.port

    @property
    def url(self) -> str:
        """What a client is told as the server's address."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Begin to listen."""
        self._door.open()

    def stop(self) -> None:
        """Close the door and every connection."""
        self._stopping.set()
        self._door.close()
        with self._guard:
            sockets, threads = list(self._sockets), list(self._threads)
        for one in sockets:
            hang_up(one)
        deadline = time.monotonic() + STOP_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def switch(self, faults: Faults, prefix: str = "/") -> None:
        """From the next exchange on, these faults, below this path; the others go well."""
        self._plan = (faults, prefix)

    def off(self) -> None:
        """From the next exchange on everything goes well."""
        self.switch(NO_FAULTS)

    def cut(self) -> None:
        """Pull the plug: every connection ends, and nobody listens until :meth:`plug_in`."""
        self._door.shut_for(_FOR_GOOD_SECONDS)
        with self._guard:
            sockets = list(self._sockets)
        for one in sockets:
            hang_up(one)

    def plug_in(self) -> None:
        """Listen again; harmless where the plug was never pulled."""
        self._door.reopen()

    def counts(self) -> Counts:
        """What was done so far."""
        with self._guard:
            return Counts(self._exchanges, self._unreachable, MappingProxyType(dict(self._counts)))

    # -- one connection -----------------------------------------------------------------------------------------------

    def _welcome(self, client: socket.socket) -> None:
        self._keep(client)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._in_thread(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        try:
            with client.makefile("rb") as stream, Upstream(self._target, self._keep) as server:
                while not self._stopping.is_set():
                    request = read_request(stream)
                    if request is None or not self._exchange(client, server, request):
                        return
        except OSError as error:
            log.debug("a connection ended: %s", error)
        finally:
            client.close()

    def _exchange(self, client: socket.socket, server: Upstream, request: Message) -> bool:
        """Do one exchange, well or badly; whether the connection goes on."""
        faults, kind = self._draw(request.path)
        if kind is FaultKind.REQUEST_LOST or kind is FaultKind.REFUSED:
            if kind is FaultKind.REFUSED:
                self._door.shut_for(faults.refuse_seconds)
            return _end(client, reset=self._coin())
        if kind is FaultKind.STRANGERS_PAGE and self._coin():
            return _send(client, self._strangers_page())
        if kind is FaultKind.REQUEST_TWICE:
            self._in_thread(self._again, request, self._chance() * faults.delay_seconds)
        try:
            answer = server.exchange(request)
        except OSError:
            with self._guard:
                self._unreachable += 1
            return False
        return self._deliver(client, answer, kind, faults) and not (request.ends_connection or answer.ends_connection)

    def _deliver(self, client: socket.socket, answer: Message, kind: FaultKind | None, faults: Faults) -> bool:
        if kind is FaultKind.STRANGERS_PAGE:
            return _send(client, self._strangers_page())
        if kind is FaultKind.ANSWER_RESET or kind is FaultKind.ANSWER_CLOSED:
            return _end(client, reset=kind is FaultKind.ANSWER_RESET)
        if kind is FaultKind.ANSWER_STALLED:
            client.settimeout(faults.stall_seconds)
            client.recv(1)  # Comes back when the client hangs up, or after the time-out as an OSError.
            return False
        if kind is FaultKind.ANSWER_TRUNCATED:
            shown = len(answer.head) + int(self._chance() * len(answer.body))
            client.sendall(answer.raw[: min(shown, len(answer.raw) - 1)])
            return False
        if kind is FaultKind.ANSWER_DELAYED:
            self._stopping.wait(self._chance() * faults.delay_seconds)
        return _send(client, answer.raw)

    def _again(self, request: Message, after_seconds: float) -> None:
        """The second copy of a request; nobody waits for its answer."""
        if self._stopping.wait(after_seconds):
            return
        try:
            with Upstream(self._target, self._keep) as server:
                server.exchange(request)
        except OSError as error:
            log.debug("a second copy was lost: %s", error)

    def _strangers_page(self) -> bytes:
        status = _PAGE_STATUS[int(self._chance() * len(_PAGE_STATUS))]
        head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (status, len(_PAGE))
        return head + _PAGE

    # -- chance and book-keeping --------------------------------------------------------------------------------------

    def _draw(self, path: str) -> tuple[Faults, FaultKind | None]:
        faults, prefix = self._plan
        if not path.startswith(prefix):
            return faults, None
        with self._guard:
            self._exchanges += 1
            kind = faults.draw(self._random.random())
            if kind is not None:
                self._counts[kind] += 1
        if kind is not None:
            log.debug("%s: %s", path, kind)
        return faults, kind

    def _chance(self) -> float:
        with self._guard:
            return self._random.random()

    def _coin(self) -> bool:
        return self._chance() < 0.5

    def _in_thread(self, work: Callable[..., None], *arguments: object) -> None:
        def run() -> None:
            try:
                work(*arguments)
            finally:
                with self._guard:
                    self._threads.discard(thread)

        thread = threading.Thread(target=run, name="fault-proxy", daemon=True)
        with self._guard:
            self._threads.add(thread)
        thread.start()

    def _keep(self, one: socket.socket) -> None:
        with self._guard:
            self._sockets = {kept for kept in self._sockets if kept.fileno() >= 0} | {one}


def _send(client: socket.socket, raw: bytes) -> bool:
    client.sendall(raw)
    return True


def _end(client: socket.socket, *, reset: bool) -> bool:
    if reset:
        # With nothing to linger for, close() sends RST.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False
