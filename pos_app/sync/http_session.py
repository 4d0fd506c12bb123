"""What requests and urllib3 do for an exchange: sessions, answers read within bounds, what their errors prove.

They take a while to import, which only a thread that asks the server is to pay (see ``http.py``).
"""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError
from urllib3.exceptions import SSLError as Urllib3SSLError

from pos_app.errors import ServerFault

ANSWER_LIMIT_BYTES = 4 * 1024 * 1024
_PIECE_BYTES = 64 * 1024


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


def open_session(url: str, ca_file: Path | None) -> requests.Session:
    """Make a session for one server; raises :class:`ServerFault` as :func:`trusted` does."""
    session = requests.Session()
    # With REQUESTS_CA_BUNDLE or a proxy in the environment a session would silently go other ways.
    session.trust_env = False
    session.mount("http://", HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
    if url.startswith("https:"):
        session.mount("https://", _Adapter(trusted(ca_file)))
    return session


@contextmanager
def errors_as_faults() -> Iterator[None]:
    """Say the library's errors as :class:`ServerFault` ``not_sent`` or ``no_answer``."""
    try:
        yield
    except requests.RequestException as error:
        # The error's own text may quote the address with its query: only its kind is kept.
        raise ServerFault("not_sent" if _surely_not_sent(error) else "no_answer", type(error).__name__) from None


def read_all(response: requests.Response, deadline: float) -> bytes:
    """Read a streamed answer until ``deadline`` (monotonic seconds); raises :class:`ServerFault` ``no_answer``."""
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
