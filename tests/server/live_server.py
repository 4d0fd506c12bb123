"""A real server in this process: uvicorn in a thread, on a loopback port of its own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import requests
import uvicorn

from pos_app.server.app import build, protocol_of
from pos_app.server.context import Context

TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True)
class LiveServer:
    url: str

    def request(
        self,
        method: str,
        path: str,
        *,
        bearer: str | None = None,
        staff: str | None = None,
        body: bytes | None = None,
        json: Any = None,
        **options: Any,
    ) -> requests.Response:
        headers: dict[str, str] = dict(options.pop("headers", {}))
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        if staff is not None:
            headers["Staff-Session"] = staff
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self.url + path,
                headers=headers,
                data=body,
                json=json,
                timeout=TIMEOUT_SECONDS,
                **options,
            )


@contextmanager
def serve(context: Context, http: Any = None) -> Iterator[LiveServer]:
    """Once for each ``context``. ``http``: another protocol than the usual one."""
    app = build(context)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http=http or protocol_of(app),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_keep_alive=30,
        )
    )
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="uvicorn", daemon=True)
    thread.start()
    try:
        yield LiveServer(f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        context.bell.close()  # As the real one does: whoever waits for news is let go.
        server.should_exit = True
        thread.join(TIMEOUT_SECONDS)
        listening.close()
