"""A real HTTP server on loopback that does what a script says: answer, cut, reset, stall, trickle, talk nonsense."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Act = Callable[[socket.socket, Request], bool]
"""Does something with one request; whether the connection stays open."""


@dataclass
class ScriptedServer:
    """``script`` acts in order; the last one goes on for ever."""

    port: int
    script: list[Act]
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def next_act(self) -> Act:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def scripted(*script: Act) -> Iterator[ScriptedServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = ScriptedServer(listener.getsockname()[1], list(script))
    threads: list[threading.Thread] = []
    open_sockets: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            server.connections += 1
            open_sockets.append(connection)
            thread = threading.Thread(target=_serve, args=(server, connection), daemon=True)
            threads.append(thread)
            thread.start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(2)
        for connection in open_sockets:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(2)


def _serve(server: ScriptedServer, connection: socket.socket) -> None:
    try:
        while True:
            request = _read(connection)
            if request is None:
                return
            server.requests.append(request)
            if not server.next_act()(connection, request):
                return
    except OSError:
        return
    finally:
        connection.close()


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, path, _ = first.split(" ", 2)
    return Request(method, path, headers, body)


def head(status: int, length: int | None, media_type: str = "application/json", more: str = "") -> bytes:
    size = "" if length is None else f"Content-Length: {length}\r\n"
    return f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n{size}{more}\r\n".encode()


def answer(status: int, body: bytes, media_type: str = "application/json", more: str = "") -> Act:
    def act(connection: socket.socket, _: Request) -> bool:
        connection.sendall(head(status, len(body), media_type, more) + body)
        return True

    return act


def computed(reply: Callable[[Request], tuple[int, bytes, str]]) -> Act:
    def act(connection: socket.socket, request: Request) -> bool:
        status, body, media_type = reply(request)
        connection.sendall(head(status, len(body), media_type) + body)
        return True

    return act


def then_close(first: Act) -> Act:
    def act(connection: socket.socket, request: Request) -> bool:
        first(connection, request)
        return False

    return act


def raw(data: bytes) -> Act:
    """These bytes and the end."""

    def act(connection: socket.socket, _: Request) -> bool:
        connection.sendall(data)
        return False

    return act


def drop(_: socket.socket, __: Request) -> bool:
    """Close without a word."""
    return False


def reset(connection: socket.socket, _: Request) -> bool:
    """RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def stall(seconds: float = 5.0) -> Act:
    """Say nothing until the client has gone."""

    def act(connection: socket.socket, _: Request) -> bool:
        connection.settimeout(seconds)
        with suppress(TimeoutError):
            connection.recv(1)
        return False

    return act


def trickle(every: float, pieces: int) -> Act:
    """A whole head, then a byte now and then."""

    def act(connection: socket.socket, _: Request) -> bool:
        connection.sendall(head(200, pieces))
        waiter = threading.Event()
        for _piece in range(pieces):
            connection.sendall(b" ")
            waiter.wait(every)
        return True

    return act
