"""What surrounds every request: the size of its body is limited, its answer carries the server's time."""

from collections.abc import Callable
from datetime import datetime

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.server.api.answers import problem_answer
from pos_app.server.api.operations import operation_in
from pos_app.server.problems import Refused
from pos_app.server.store.values import moment_text
from pos_app.wire.problems import ProblemCode

MAX_BODY_BYTES = 64 * 1024


class Envelope:
    """ASGI middleware; ``now`` gives the server's time."""

    def __init__(self, app: ASGIApp, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection's scope."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamp = (b"server-time", moment_text(self._now()).encode())
                message["headers"] = [*message.get("headers", ()), stamp]
            await send(message)

        headers = Headers(scope=scope)
        if "content-length" not in headers and "transfer-encoding" not in headers:
            await self._app(scope, receive, stamped)
            return
        body = await _whole_body(headers, receive)
        if body is None:
            # What was not read is still under way: the connection can't be used for another request.
            answer = problem_answer(Refused(ProblemCode.TOO_LARGE), operation_in(scope["path"]))
            answer.headers["Connection"] = "close"
            await answer(scope, receive, stamped)
            return
        await self._app(scope, _replay(body, receive), stamped)


async def _whole_body(headers: Headers, receive: Receive) -> bytes | None:
    """Read the body; None when it is too large."""
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MAX_BODY_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        part: bytes = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if size > MAX_BODY_BYTES:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
