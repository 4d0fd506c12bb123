"""Where a pad is: what pyserial may be asked to open.

Some of pyserial's own kinds of address are refused: ``spy://`` and anything with ``logging=`` write every byte to disk,
``alt://`` and ``hwgrep://`` open what nobody named.
"""

import ipaddress
import re
from urllib.parse import urlsplit

from pos_app.devices.tenkey.events import PadTrouble
from pos_app.errors import PadFault

_COM = re.compile(r"(?:\\\\\.\\)?COM[1-9][0-9]{0,2}", re.IGNORECASE)
_DEVICE = re.compile(r"/dev/[A-Za-z0-9_.:+-][A-Za-z0-9_.:/+-]*")
_NETWORK = ("socket", "rfc2217")
_LOOP = "loop://"
_HIGHEST_PORT = 65535


def pad_address(text: str, *, clear_digits: bool) -> str:
    """Give what to open; raises PadFault(bad_address) for anything that is none or is refused.

    Allowed are device paths, COMn, ``socket://host:port``, ``rfc2217://host:port`` and ``loop://``, none with options.
    With ``clear_digits`` a network address must be this PC's own: a card number in the clear never goes over a network.
    Nor may it then be ``rfc2217``: pyserial reads that in large pieces, which would be copies of the number.
    """
    address = text.strip()
    if _COM.fullmatch(address) or address == _LOOP:
        return address
    if _DEVICE.fullmatch(address) and ".." not in address:
        return address
    host = _host(address)
    if host is None or (clear_digits and not (address.lower().startswith("socket:") and _is_this_pc(host))):
        raise PadFault(PadTrouble.BAD_ADDRESS)
    return address


def network_address(host: str, port: int) -> str:
    """Write プライベートIP and ポート番号 as an address (T-03); what is wrong with them is seen when it is opened."""
    name = host.strip()
    return f"socket://[{name}]:{port}" if ":" in name and not name.startswith("[") else f"socket://{name}:{port}"


def _host(address: str) -> str | None:
    """The host of a network address that says nothing but host and port; None for any other."""
    if not (address.isascii() and address.isprintable()):
        return None  # Parsing would silently leave out a line break.
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    plain = parts.path in ("", "/") and not (parts.query or parts.fragment or "?" in address or "#" in address)
    named = bool(parts.hostname) and parts.username is None and parts.password is None
    if parts.scheme not in _NETWORK or not plain or not named or port is None or not 0 < port <= _HIGHEST_PORT:
        return None
    return parts.hostname


def _is_this_pc(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
