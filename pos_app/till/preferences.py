"""設定: what is chosen on this PC, as one immutable value, and the rules for it."""

import ipaddress
import urllib.parse
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pos_app.config import DEFAULT_CAMERA, DEFAULT_SERVER
from pos_app.errors import Refusal
from pos_app.till.pads import PadChoice, PadKind, PadWay

Language = Literal["ja", "en"]
LOUDEST = 100
_MOST_CHARACTERS = 500
_SCHEMES = ("http", "https")
_HIGHEST_PORT = 65_535
_IDLE_SECONDS = range(30, 241)
_WHOLE_SECONDS = range(60, 901)


class Theme(StrEnum):
    """How bright the screens are."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"
    """As the operating system is set."""


class ScannerKind(StrEnum):
    """What reads the customer's code."""

    CAMERA = "camera"
    KEYBOARD = "keyboard"
    """A hand scanner that types what it reads; no camera is opened."""
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Preferences:
    """``camera`` is an index, a file or an address, which may hold a password; ``volume`` 0 to 100.

    ``ca_file``: a certificate to trust besides the usual ones. ``language``: before anybody has logged in, None: as the
    surroundings speak; afterwards each account has its own (D-16). ``pad``: テンキーパッド入力 (T-03).
    """

    server: str = DEFAULT_SERVER
    ca_file: Path | None = None
    camera: str = field(default=DEFAULT_CAMERA, repr=False)
    scanner: ScannerKind = ScannerKind.BOTH
    language: Language | None = None
    theme: Theme = Theme.SYSTEM
    sounds: bool = True
    volume: int = 70
    pad: PadChoice = field(default_factory=PadChoice)

    @property
    def camera_in_use(self) -> str:
        """What to open; empty where only a hand scanner is used."""
        return "" if self.scanner is ScannerKind.KEYBOARD else self.camera


DEFAULTS = Preferences()


def checked(preferences: Preferences) -> Preferences:
    """The preferences with what was typed in its plain form.

    Raises :class:`Refusal` ``server_address``, ``camera_not_chosen``, ``volume_out_of_range``, and for the pad
    ``pad_not_chosen``, ``pad_host``, ``pad_port_number``, ``pad_times``.
    """
    camera = preferences.camera.strip()
    if preferences.scanner is not ScannerKind.KEYBOARD and not 0 < len(camera) <= _MOST_CHARACTERS:
        raise Refusal("camera_not_chosen")
    if not 0 <= preferences.volume <= LOUDEST:
        raise Refusal("volume_out_of_range")
    pad = _checked_pad(preferences.pad)
    return replace(preferences, server=server_address(preferences.server), camera=camera, pad=pad)


def server_address(typed: str) -> str:
    """A typed address in its plain form: ``pos.example.jp`` means ``https://pos.example.jp``.

    Raises :class:`Refusal` ``server_address`` for what is none, and for one that holds a password or a path.
    """
    text = typed.strip()
    whole = text if "://" in text else f"https://{text}"
    try:
        parts = urllib.parse.urlsplit(whole)
        port = parts.port
    except ValueError:
        raise Refusal("server_address") from None
    plain = parts.scheme in _SCHEMES and parts.path in ("", "/") and not (parts.query or parts.fragment)
    if not plain or "@" in parts.netloc or len(text) > _MOST_CHARACTERS or not _is_host(parts.hostname):
        raise Refusal("server_address")
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def is_secret_on_the_way(address: str) -> bool:
    """Whether nobody between till and server can listen: over TLS, or within this PC."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _checked_pad(pad: PadChoice) -> PadChoice:
    """Whether its port can be opened, and may be, is for the pad to say: it may be plugged in later."""
    plain = replace(pad, port=pad.port.strip(), host=pad.host.strip())
    # A pad that is a keyboard has no address.
    addressed = plain.on and plain.kind is not PadKind.KEYPAD
    if addressed and plain.way is PadWay.PORT and not 0 < len(plain.port) <= _MOST_CHARACTERS:
        raise Refusal("pad_not_chosen")
    if addressed and plain.way is PadWay.NETWORK and not _is_host(plain.host):
        raise Refusal("pad_host")
    if not 0 < plain.network_port <= _HIGHEST_PORT:
        raise Refusal("pad_port_number")
    times = plain.idle_seconds in _IDLE_SECONDS and plain.whole_seconds in _WHOLE_SECONDS
    if not times or plain.idle_seconds > plain.whole_seconds:
        raise Refusal("pad_times")
    return plain


def _is_host(host: str | None) -> bool:
    if not host:
        return False
    if ":" in host:
        return _is_ip(host)
    return host.isascii() and all(label and label.replace("-", "").isalnum() for label in host.split("."))


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
