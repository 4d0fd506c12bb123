"""One HTTP exchange with the server: bounded in time and size, its end told apart by what can be concluded from it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pos_app.errors import ServerFault
from pos_app.sync.server_clock import ServerClock

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer."""

    status: int
    body: bytes = field(repr=False)
    media_type: str
    replayed: bool


@dataclass(frozen=True, slots=True)
class Address:
    """``url`` without a slash at its end; ``ca_file``: a certificate (PEM) to trust besides the usual ones."""

    url: str
    ca_file: Path | None = None


class Whereabouts:
    """Where the server is now; may be changed on one thread while others ask there."""

    def __init__(self, url: str, ca_file: Path | None = None) -> None:
        self.address = Address(url.rstrip("/"), ca_file)

    def move(self, url: str, ca_file: Path | None = None) -> None:
        """From the next exchange on, the server is there."""
        self.address = Address(url.rstrip("/"), ca_file)


class Exchange(Protocol):
    """One exchange after the other with a server, or with something that answers like one."""

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        params: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> Reply:
        """Send and wait for the whole answer; raises :class:`ServerFault` ``not_sent`` or ``no_answer``."""

    def close(self) -> None:
        """Let the connection go."""


class Line:
    """A way to the server for ONE thread; it follows where the server moves to.

    :meth:`exchange` raises :class:`ServerFault` with the reason ``not_sent`` (surely no byte of the request left this
    machine) or ``no_answer`` (it may have arrived).
    """

    def __init__(
        self,
        where: Whereabouts,
        clock: ServerClock,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._where = where
        self._clock = clock
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._address: Address | None = None
        self._session: requests.Session | None = None

    def close(self) -> None:
        """Let the connection go."""
        if self._session is not None:
            self._session.close()

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        params: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> Reply:
        """Send and wait for the whole answer: ``read_seconds`` until it begins, and as many until it is whole."""
        # Late: the thread that asks imports requests, and the window's start needn't wait for it.
        from pos_app.sync.http_session import errors_as_faults, read_all

        address, session = self._go_there()
        asked_at = self._clock.monotonic()
        patience = self._read_seconds if read_seconds is None else read_seconds
        with (
            errors_as_faults(),
            session.request(
                method,
                address.url + path,
                params=params,
                data=body,
                headers={"Content-Type": "application/json", "Accept-Encoding": "identity", **headers},
                timeout=(self._connect_seconds, patience),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            self._learn_time(response, asked_at)
            content = read_all(response, time.monotonic() + patience)
            return Reply(
                response.status_code,
                content,
                response.headers.get("Content-Type", "").partition(";")[0].strip(),
                response.headers.get("Idempotent-Replayed") == "true",
            )

    def _go_there(self) -> "tuple[Address, requests.Session]":
        from pos_app.sync.http_session import open_session

        address = self._where.address
        if self._session is None or address is not self._address:
            self.close()
            try:
                self._session = open_session(address.url, address.ca_file)
            except ServerFault as fault:
                raise ServerFault("not_sent", str(fault)) from None
            self._address = address
        return address, self._session

    def _learn_time(self, response: "requests.Response", asked_at: float) -> None:
        told = response.headers.get("Server-Time")
        if told is None:
            return
        try:
            at = datetime.fromisoformat(told)
        except ValueError:
            return
        if at.tzinfo is not None:
            self._clock.learn(at, asked_at, self._clock.monotonic())
