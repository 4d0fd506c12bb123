"""Can the server be reached, is its certificate right, is it a server of ours, and what time does it think it is?

Asks without any credential: an address may have been mistyped.
"""

import math
import socket
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pos_app.errors import Refusal, ServerFault
from pos_app.sync.client import Client, Credential
from pos_app.sync.http import Line, Whereabouts
from pos_app.sync.server_clock import ServerClock
from pos_app.wire.store import Health

PATIENCE_SECONDS = 2.0
"""For each of: connecting, the TLS handshake, the answer."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
# OpenSSL's verification codes, x509_vfy.h.
_NOT_YET_VALID, _EXPIRED, _HOST_DIFFERS, _ADDRESS_DIFFERS = 9, 10, 62, 64


class Reach(StrEnum):
    """How far one gets."""

    FINE = "fine"
    NO_SUCH_NAME = "no_such_name"
    NOBODY_LISTENS = "nobody_listens"
    SILENT = "silent"
    """Something is there, or lies on the way, and does not answer in time."""
    NO_TLS = "no_tls"
    """It answers, but not as an https server."""
    CA_FILE = "ca_file"
    """The certificate to be trusted besides can't be read."""
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NOT_YET = "certificate_not_yet"
    CERTIFICATE_FOR_OTHERS = "certificate_for_others"
    NOT_OURS = "not_ours"
    """Something answers, and it is no server of this service."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The end of one try.

    ``version`` is the server's; ``skew`` how far this PC's clock is ahead of the server's; ``certificate_until`` until
    when the certificate is valid, UTC, None without TLS.
    """

    reach: Reach
    version: str | None = None
    skew: timedelta | None = None
    certificate_until: datetime | None = None


def reach(url: str, ca_file: Path | None, wall: Callable[[], datetime], patience: float = PATIENCE_SECONDS) -> Reached:
    """Try it, within about three times ``patience`` seconds. ``url`` is in its plain form."""
    until = None
    parts = urllib.parse.urlsplit(url)
    host, port = parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]
    try:
        with socket.create_connection((host, port), patience) as plain:
            if parts.scheme == "https":
                until = _certificate_until(plain, host, ca_file)
    except (OSError, ServerFault) as error:
        return Reached(_why(error))
    return _ask(url, ca_file, wall, patience, until)


def _certificate_until(plain: socket.socket, host: str, ca_file: Path | None) -> datetime | None:
    # ssl is a slow import, and nothing else at a window's start needs it.
    import ssl

    from pos_app.sync.http_session import trusted

    with trusted(ca_file).wrap_socket(plain, server_hostname=host) as secure:
        told = (secure.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(told), UTC) if isinstance(told, str) else None


def _why(error: OSError | ServerFault) -> Reach:
    import ssl

    if isinstance(error, ServerFault):
        return Reach.CA_FILE
    if isinstance(error, ssl.SSLCertVerificationError):
        return {
            _EXPIRED: Reach.CERTIFICATE_EXPIRED,
            _NOT_YET_VALID: Reach.CERTIFICATE_NOT_YET,
            _HOST_DIFFERS: Reach.CERTIFICATE_FOR_OTHERS,
            _ADDRESS_DIFFERS: Reach.CERTIFICATE_FOR_OTHERS,
        }.get(error.verify_code, Reach.CERTIFICATE_UNKNOWN)
    if isinstance(error, socket.gaierror):
        return Reach.NO_SUCH_NAME
    if isinstance(error, TimeoutError):
        return Reach.SILENT
    return Reach.NO_TLS if isinstance(error, ssl.SSLError) else Reach.NOBODY_LISTENS


def _ask(
    url: str, ca_file: Path | None, wall: Callable[[], datetime], patience: float, until: datetime | None
) -> Reached:
    clock = ServerClock(time.monotonic, wall)
    client = Client(Line(Whereabouts(url, ca_file), clock, patience, patience), Credential())
    try:
        health = client.call("GET", "/v1/health", Health)
    except Refusal:
        return Reached(Reach.NOT_OURS)
    except ServerFault as fault:
        silent = fault.reason == "unavailable" or fault.detail.endswith("Timeout")
        return Reached(Reach.SILENT if silent else Reach.NOT_OURS, certificate_until=until)
    finally:
        client.close()
    # The header's time, taken in the middle of the exchange, is closer; the body's is there in any case.
    skew = clock.skew() if clock.known else wall() - health.time
    return Reached(Reach.FINE, health.version, timedelta(seconds=math.trunc(skew.total_seconds())), until)
