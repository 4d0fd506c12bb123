"""HTTP for the hot route: what usually comes is answered without a task, a scope and two messages for each payment.

The server's own protocol parses; only a plain ``PUT`` of an operation leaves its way, after the headers: a body of
stated and lawful length, nothing expected, nothing upgraded, no earlier request of the connection under way. Everything
else goes on as ever, also such operations as are not plain, and gets the same answers (see ``Envelope``).
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from pos_app.server.api.envelope import MAX_BODY_BYTES, Envelope
from pos_app.server.api.operations import PREFIX, Plain, credential_in
from pos_app.server.store.values import moment_text

_PREFIX = PREFIX.encode()
_PLAIN_PATH = frozenset(b"0123456789abcdefABCDEF-")


def hot_protocol(envelope: Envelope) -> Callable[..., asyncio.Protocol]:
    """Give what makes the protocol of each connection."""
    return partial(_HotProtocol, envelope)


class _Exchange:
    """One plain operation and its answer; has what the connection asks of any request under way."""

    __slots__ = ("body", "credential", "disconnected", "keep_alive", "more_body", "path", "response_complete")

    def __init__(self, path: str, credential: str | None, *, keep_alive: bool) -> None:
        self.path = path
        self.credential = credential
        self.keep_alive = keep_alive
        self.body = bytearray()
        self.more_body = True
        self.disconnected = False
        self.response_complete = False

    @property
    def message_event(self) -> "_Exchange":
        """Nobody waits for more of the body."""
        return self

    def set(self) -> None:
        """See ``message_event``."""


class _HotProtocol(HttpToolsProtocol):
    def __init__(
        self,
        envelope: Envelope,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._envelope = envelope
        self.cycle: Any

    def on_headers_complete(self) -> None:
        """Take a plain operation out of the usual way."""
        is_free = self.cycle is None or self.cycle.response_complete
        if is_free and self.parser.get_method() == b"PUT" and self.url.startswith(_PREFIX) and self._is_plain():
            keep_alive = self.parser.should_keep_alive()
            self.cycle = _Exchange(self.url.decode("ascii"), credential_in(self.headers), keep_alive=keep_alive)
        else:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Start a plain operation once its body is whole."""
        super().on_message_complete()
        exchange = self.cycle
        if type(exchange) is _Exchange:
            self._envelope.put.start(
                exchange.path, exchange.credential, bytes(exchange.body), partial(self._answer, exchange)
            )

    def _is_plain(self) -> bool:
        stated = None
        for name, value in self.headers:
            if name == b"content-length":
                stated = value
            elif name in (b"transfer-encoding", b"expect", b"upgrade"):
                return False
        return (
            stated is not None
            and stated.isdigit()
            and int(stated) <= MAX_BODY_BYTES
            and self.parser.get_http_version() == "1.1"
            and _PLAIN_PATH.issuperset(self.url[len(_PREFIX) :])
        )

    def _answer(self, exchange: _Exchange, answer: Plain) -> None:
        if exchange.disconnected:
            return
        lines = [STATUS_LINE[answer.status]]
        for name, value in (*self.server_state.default_headers, *answer.headers):
            lines += (name, b": ", value, b"\r\n")
        lines.append(b"server-time: %s\r\n" % moment_text(self._envelope.now()).encode())
        if not exchange.keep_alive:
            lines.append(b"connection: close\r\n")
        lines.append(b"content-length: %d\r\n\r\n" % len(answer.body))
        lines.append(answer.body)
        exchange.response_complete = True
        self.transport.write(b"".join(lines))
        if not exchange.keep_alive:
            self.transport.close()
        self.on_response_complete()
