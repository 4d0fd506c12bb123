"""One HTTP exchange with the server: bounded in time and size, its end told apart by what can be concluded from it."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import requests
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError
from urllib3.exceptions import SSLError as Urllib3SSLError

from pos_app.errors import ServerFault
from pos_app.sync.server_clock import ServerClock

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
ANSWER_LIMIT_BYTES = 4 * 1024 * 1024
_PIECE_BYTES = 64 * 1024


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
        self._session = requests.Session()

    def close(self) -> None:
        """Let the connection go."""
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
        address = self._go_there()
        asked_at = time.monotonic()
        patience = self._read_seconds if read_seconds is None else read_seconds
        try:
            with self._session.request(
                method,
                address.url + path,
                params=params,
                data=body,
                headers={"Content-Type": "application/json", "Accept-Encoding": "identity", **headers},
                timeout=(self._connect_seconds, patience),
                allow_redirects=False,
                stream=True,
            ) as response:
                self._learn_time(response, asked_at)
                content = _read_all(response, time.monotonic() + patience)
                return Reply(
                    response.status_code,
                    content,
                    response.headers.get("Content-Type", "").partition(";")[0].strip(),
                    response.headers.get("Idempotent-Replayed") == "true",
                )
        except requests.RequestException as error:
            # The error's own text may quote the address with its query: only its kind is kept.
            raise ServerFault("not_sent" if _surely_not_sent(error) else "no_answer", type(error).__name__) from None

    def _go_there(self) -> Address:
        address = self._where.address
        if address is not self._address:
            self._session.close()
            try:
                self._session = _session(address)
            except ServerFault as fault:
                raise ServerFault("not_sent", str(fault)) from None
            self._address = address
        return address

    def _learn_time(self, response: requests.Response, asked_at: float) -> None:
        told = response.headers.get("Server-Time")
        if told is None:
            return
        try:
            at = datetime.fromisoformat(told)
        except ValueError:
            return
        if at.tzinfo is not None:
            self._clock.learn(at, asked_at, time.monotonic())


class _Adapter(HTTPAdapter):
    """Trusts one more certificate than usual; requests itself would trust that one alone."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        self._trusted = trusted
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options, ssl_context=self._trusted)


def trusted(ca_file: Path | None) -> ssl.SSLContext:
    """Whose certificates are believed; raises :class:`ServerFault` ``ca_file`` for a file that holds none."""
    context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
    try:
        if ca_file is not None:
            context.load_verify_locations(ca_file)
    except OSError as error:  # ssl.SSLError is one
        raise ServerFault("ca_file", type(error).__name__) from None
    return context


def _session(address: Address) -> requests.Session:
    session = requests.Session()
    # With REQUESTS_CA_BUNDLE or a proxy in the environment a session would silently go other ways.
    session.trust_env = False
    session.mount("http://", HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
    if address.url.startswith("https:"):
        session.mount("https://", _Adapter(trusted(address.ca_file)))
    return session


def _read_all(response: requests.Response, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        # One piece as it comes: reading a fixed size would wait for as long as something trickles in.
        while part := response.raw.read1(_PIECE_BYTES, decode_content=False):
            parts.append(part)
            size += len(part)
            if size > ANSWER_LIMIT_BYTES:
                raise ServerFault("no_answer", "the answer is too long")
            if time.monotonic() > deadline:
                raise ServerFault("no_answer", "the answer trickles")
    except (HTTPError, OSError) as error:
        raise ServerFault("no_answer", type(error).__name__) from None
    return b"".join(parts)


def _surely_not_sent(error: requests.RequestException) -> bool:
    """Whether the connection itself never came about; TLS fails in its handshake, before any byte of a request."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause: object = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(reason, NewConnectionError | NameResolutionError) or (
        isinstance(error, requests.exceptions.SSLError)
        and isinstance(reason, Urllib3SSLError)
        and _in_handshake(reason)
    )


def _in_handshake(error: Urllib3SSLError) -> bool:
    """A certificate or protocol refusal; an SSL error while reading may come after the request was sent."""
    text = str(error)
    return "CERTIFICATE_VERIFY_FAILED" in text or "WRONG_VERSION_NUMBER" in text or "hostname" in text.lower()
