"""Where other devices find this machine, for what is typed or photographed by people."""

import ipaddress
import socket

_ANYWHERE = {"0.0.0.0": socket.AF_INET, "::": socket.AF_INET6}  # noqa: S104 - compared with, not listened to
_OUTSIDE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that belong to nobody (RFC 5737, RFC 3849): asking for the way there sends nothing."""


def reachable(host: str, port: int) -> tuple[str, ...]:
    """Give the web addresses of a server that listens on ``host``, the likeliest first.

    For a host that means every address of the machine: those that others in the same network can reach; none when it
    is in no network.
    """
    family = _ANYWHERE.get(host)
    hosts = (host,) if family is None else _own(family)
    return tuple(f"http://{f'[{one}]' if ':' in one else one}:{port}" for one in hosts)


def is_local(host: str) -> bool:
    """Say whether only this machine itself can reach a server that listens on ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _own(family: socket.AddressFamily) -> tuple[str, ...]:
    found = [address for address in (_way_out(family), *_named(family)) if address]
    return tuple(dict.fromkeys(address for address in found if _is_for_others(address)))


def _way_out(family: socket.AddressFamily) -> str:
    """Give the address from which this machine would speak to the world; "" when it has no way there."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((_OUTSIDE[family], 9))
            return str(asking.getsockname()[0])
    except OSError:
        return ""


def _named(family: socket.AddressFamily) -> list[str]:
    """Give the addresses that go with this machine's name."""
    try:
        return [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, family)]
    except OSError:
        return []


def _is_for_others(address: str) -> bool:
    read = ipaddress.ip_address(address.partition("%")[0])
    return not (read.is_loopback or read.is_link_local or read.is_unspecified)
