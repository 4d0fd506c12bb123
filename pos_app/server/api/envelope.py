"""What surrounds every request: the size of its body is limited, its answer carries the server's time."""

from collections.abc import Callable
from datetime import datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.server.api.answers import problem_answer
from pos_app.server.api.operations import PREFIX, PutOperation, operation_in
from pos_app.server.problems import Refused
from pos_app.server.store.values import moment_text
from pos_app.wire.problems import ProblemCode

MAX_BODY_BYTES = 64 * 1024


class Envelope:
    """ASGI middleware; ``now`` gives the server's time. ``put`` takes operations, ``app`` everything else."""

    def __init__(self, app: ASGIApp, put: PutOperation, now: Callable[[], datetime]) -> None:
        self._app = app
        self.put = put
        self.now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection's scope."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamp = (b"server-time", moment_text(self.now()).encode())
                message["headers"] = [*message.get("headers", ()), stamp]
            await send(message)

        is_operation = scope["method"] == "PUT" and scope["path"].startswith(PREFIX)
        stated = _stated_length(scope)
        if stated is None and not is_operation:
            await self._app(scope, receive, stamped)
            return
        body = await _whole_body(stated or 0, receive)
        if body is None:
            # What was not read is still under way: the connection can't be used for another request.
            answer = problem_answer(Refused(ProblemCode.TOO_LARGE), operation_in(scope["path"]))
            answer.headers["Connection"] = "close"
            await answer(scope, receive, stamped)
            return
        if is_operation:
            await self.put(scope, body, stamped)
        else:
            await self._app(scope, _replay(body, receive), stamped)


def _stated_length(scope: Scope) -> int | None:
    """Give how long the body says it is, 0 when it comes in chunks; None: there is none."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
        if name == b"transfer-encoding":
            return 0
    return None


async def _whole_body(stated: int, receive: Receive) -> bytes | None:
    """Read the body; None when it is too large."""
    if stated > MAX_BODY_BYTES:
        return None
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        more = message.get("more_body", False)
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
