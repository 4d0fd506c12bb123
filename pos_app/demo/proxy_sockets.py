"""The fault proxy's two ends: the door that clients come in by, and a kept connection to the server."""

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO

from pos_app.demo.http_message import Message, read_answer

LOOPBACK = "127.0.0.1"
CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 60.0
"""How long the server may take; longer than any long poll."""
_BACKLOG = 128
_DEADLINE_SECONDS = 2.0


class Door:
    """Listens on loopback on a thread of its own; while it is shut, connections are refused as by a dead server."""

    def __init__(self, port: int, welcome: Callable[[socket.socket], None]) -> None:
        self.port = port
        self._welcome = welcome
        self._guard = threading.Lock()
        self._open_at = 0.0
        self._closing = False
        self._shut = threading.Event()
        self._bell, self._ring = socket.socketpair()
        self._listener: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="fault-proxy-door", daemon=True)

    def open(self) -> None:
        """Begin to listen; :attr:`port` says where."""
        self._listener = self._listen()
        self._thread.start()

    def shut_for(self, seconds: float) -> None:
        """Listen no more for so long; when this returns, nobody gets in."""
        with self._guard:
            self._open_at = max(self._open_at, time.monotonic() + seconds)
            self._shut.clear()
        self._ring.send(b"!")
        self._shut.wait(_DEADLINE_SECONDS)

    def reopen(self) -> None:
        """Listen again, however long it was to be shut."""
        with self._guard:
            self._open_at = 0.0
        self._ring.send(b"!")

    def close(self) -> None:
        """Listen no more."""
        self._closing = True
        self._ring.send(b"!")
        self._thread.join(_DEADLINE_SECONDS)
        self._bell.close()
        self._ring.close()

    def _listen(self) -> socket.socket:
        listener = socket.socket()
        # Coming back to the port that is being waited for, whatever connections still linger there.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, self.port))
        listener.listen(_BACKLOG)
        self.port = listener.getsockname()[1]
        return listener

    def _run(self) -> None:
        while not self._closing:
            wait = self._open_at - time.monotonic()
            if wait > 0:
                self._let_go()
                self._shut.set()
                self._wait_for_bell(wait)
            else:
                self._receive()
        self._let_go()
        self._shut.set()

    def _receive(self) -> None:
        if self._listener is None:
            self._listener = self._listen()
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._listener, selectors.EVENT_READ)
            waiting.register(self._bell, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in waiting.select()]
        if self._bell in ready:
            self._bell.recv(64)
        elif self._listener in ready:
            with contextlib.suppress(OSError):
                client, _ = self._listener.accept()
                self._welcome(client)

    def _wait_for_bell(self, seconds: float) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._bell, selectors.EVENT_READ)
            if waiting.select(seconds):
                self._bell.recv(64)

    def _let_go(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None


class Upstream:
    """A connection to the server that is kept from exchange to exchange; ``opened`` is told of each new socket."""

    def __init__(self, address: tuple[str, int], opened: Callable[[socket.socket], None]) -> None:
        self._address = address
        self._opened = opened
        self._socket: socket.socket | None = None
        self._stream: BinaryIO | None = None

    def __enter__(self) -> "Upstream":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def exchange(self, request: Message) -> Message:
        """Send a request once, and give its whole answer; raises OSError where there is none."""
        try:
            stream = self._send(request)
            answer = read_answer(stream, request.method)
        except OSError:
            self.close()
            raise
        if answer.ends_connection:
            self.close()
        return answer

    def close(self) -> None:
        """Hang up."""
        for one in (self._stream, self._socket):
            if one is not None:
                with contextlib.suppress(OSError):
                    one.close()
        self._socket = self._stream = None

    def _send(self, request: Message) -> BinaryIO:
        if self._socket is not None and _has_ended(self._socket):
            self.close()
        if self._socket is None or self._stream is None:
            self._socket = socket.create_connection(self._address, CONNECT_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.settimeout(ANSWER_SECONDS)
            self._opened(self._socket)
            self._stream = self._socket.makefile("rb")
        self._socket.sendall(request.raw)
        return self._stream


def hang_up(one: socket.socket) -> None:
    """Wake whoever waits on this socket: it is over."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


def _has_ended(one: socket.socket) -> bool:
    """An idle connection on which something can be read was closed by the server."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(one, selectors.EVENT_READ)
        return bool(waiting.select(0))
