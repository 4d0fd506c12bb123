"""HTTP/1.1 messages as raw bytes, cut where RFC 9112 §6 says that they end; forwarded as they came."""

from dataclasses import dataclass, field
from typing import BinaryIO

MAX_HEAD_BYTES = 64 * 1024
MAX_BODY_BYTES = 16 * 1024 * 1024
_BODILESS = frozenset({204, 304})


class NoMessage(OSError):
    """The other side ended the connection, or said something that is no HTTP message."""


@dataclass(frozen=True, slots=True)
class Message:
    """One request or answer; ``head`` goes up to its empty line, ``body`` is as it was framed."""

    head: bytes = field(repr=False)
    body: bytes = field(repr=False)
    ends_connection: bool

    @property
    def raw(self) -> bytes:
        """The whole of it."""
        return self.head + self.body

    @property
    def method(self) -> str:
        """Of a request."""
        return self.head.partition(b" ")[0].decode("latin-1")

    @property
    def path(self) -> str:
        """Of a request, without its query."""
        return self.head.split(b" ", 2)[1].partition(b"?")[0].decode("latin-1")


def read_request(stream: BinaryIO) -> Message | None:
    """Read one request; None where the client has none left. Raises OSError for a broken one."""
    head = _read_head(stream)
    if head is None:
        return None
    start, headers = _parse(head)
    if len(start.split(b" ")) != 3:
        raise NoMessage("no request line")
    body = _read_body(stream, headers, otherwise=0)
    return Message(head, body, _ends(start.rpartition(b" ")[2], headers))


def read_answer(stream: BinaryIO, method: str) -> Message:
    """Read the final answer to a request with this method. Raises OSError for none or a broken one."""
    while True:
        head = _read_head(stream)
        if head is None:
            raise NoMessage("no answer")
        start, headers = _parse(head)
        version, _, rest = start.partition(b" ")
        status = rest[:3]
        if not status.isdigit():
            raise NoMessage("no status line")
        if status[:1] != b"1":
            break
    if method == "HEAD" or int(status) in _BODILESS:
        return Message(head, b"", _ends(version, headers))
    framed = b"content-length" in headers or b"transfer-encoding" in headers
    return Message(head, _read_body(stream, headers, otherwise=-1), _ends(version, headers) or not framed)


def _read_head(stream: BinaryIO) -> bytes | None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline(MAX_HEAD_BYTES)
        if not line and not head:
            return None
        head += line
        if not line.endswith(b"\r\n") or len(head) > MAX_HEAD_BYTES:
            raise NoMessage("no head")
    return head


def _parse(head: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    start, *lines = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in lines if line)
    return start, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _ends(version: bytes, headers: dict[bytes, bytes]) -> bool:
    wish = headers.get(b"connection", b"").lower()
    return wish == b"close" or (version == b"HTTP/1.0" and wish != b"keep-alive")


def _read_body(stream: BinaryIO, headers: dict[bytes, bytes], otherwise: int) -> bytes:
    """``otherwise`` is the length of a body of which nothing is said; -1: up to the connection's end."""
    if b"chunked" in headers.get(b"transfer-encoding", b"").lower():
        return _read_chunks(stream)
    told = headers.get(b"content-length")
    if told is None:
        return b"" if otherwise == 0 else stream.read(MAX_BODY_BYTES)
    if not told.isdigit() or int(told) > MAX_BODY_BYTES:
        raise NoMessage("no length")
    return _read_exactly(stream, int(told))


def _read_chunks(stream: BinaryIO) -> bytes:
    parts: list[bytes] = []
    size = -1
    while size != 0:
        line = stream.readline(MAX_HEAD_BYTES)
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            raise NoMessage("no chunk") from None
        if not 0 <= size <= MAX_BODY_BYTES or sum(map(len, parts)) > MAX_BODY_BYTES:
            raise NoMessage("no chunk")
        parts += [line, _read_exactly(stream, size)]
        # After the last chunk come the trailers, up to an empty line; after any other just its end.
        while True:
            end = stream.readline(MAX_HEAD_BYTES)
            parts.append(end)
            if not end.endswith(b"\r\n"):
                raise NoMessage("no chunk's end")
            if size or end == b"\r\n":
                break
    return b"".join(parts)


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    body = stream.read(size)
    if len(body) != size:
        raise NoMessage("the body ends early")
    return body
