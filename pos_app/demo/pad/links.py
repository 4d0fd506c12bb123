"""The cable of a simulated pad: a port in the network, or a pseudo terminal that looks like a serial port."""

import contextlib
import os
import select
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pos_app.errors import Fault

NO_LINK = "pad_no_link"

_MOST = 4096

_End = socket.socket | int


class Link(Protocol):
    """A cable that can be pulled."""

    @property
    def address(self) -> str:
        """What a till opens."""

    def plug_in(self) -> None:
        """Be there; raises Fault(pad_no_link)."""

    def unplug(self) -> None:
        """Be gone."""

    def wait(self, seconds: float) -> None:
        """Wait for something to read. The cable may be pulled meanwhile, from another thread; then it ends as well."""

    def read(self) -> bytes:
        """Read what is there; nothing where there is none, or nobody."""

    def write(self, data: bytes) -> None:
        """Send; lost where nobody is there."""


class SocketLink:
    """Listens for one till at a time; a later one takes the place of the one before. Port 0: any that is free."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host, self._port = host, port
        self._listener: socket.socket | None = None
        self._till: socket.socket | None = None

    @property
    def address(self) -> str:
        """What a till opens."""
        return f"socket://{self._host}:{self._port}"

    def plug_in(self) -> None:
        """Listen; the same port again after having been unplugged."""
        if self._listener is not None:
            return
        try:
            self._listener = socket.create_server((self._host, self._port))
        except OSError as error:
            raise Fault(NO_LINK, type(error).__name__) from error
        self._port = self._listener.getsockname()[1]

    def unplug(self) -> None:
        """Hang up, and listen no more."""
        self._hang_up()
        if self._listener is not None:
            # Closing alone lets it listen on for as long as another thread waits for it.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None

    def wait(self, seconds: float) -> None:
        """Wait for a till, or for what it says."""
        _wait([one for one in (self._listener, self._till) if one is not None], seconds)

    def read(self) -> bytes:
        """Let a till in, or read what it says."""
        ready = _wait([one for one in (self._listener, self._till) if one is not None], 0.0)
        if self._listener in ready and self._listener is not None:
            self._hang_up()
            with contextlib.suppress(OSError):
                self._till, _ = self._listener.accept()
                self._till.settimeout(1.0)
                self._till.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return b""
        if self._till is None or self._till not in ready:
            return b""
        try:
            data = self._till.recv(_MOST)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def write(self, data: bytes) -> None:
        """Send to the till that is there."""
        if self._till is not None and data:
            try:
                self._till.sendall(data)
            except OSError:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._till is not None:
            self._till.close()
            self._till = None


class PtyLink:
    """A pseudo terminal; ``name`` is a link to it that stays the same when it is plugged in again (Linux, macOS)."""

    def __init__(self, name: Path | None = None) -> None:
        self._name = name
        self._ours = self._theirs = -1
        self._path = ""

    @property
    def address(self) -> str:
        """What a till opens."""
        return str(self._name) if self._name is not None else self._path

    def plug_in(self) -> None:
        """Make the terminal, without echo and line by line."""
        if sys.platform == "win32":
            raise Fault(NO_LINK, "no pseudo terminals here")
        if self._ours >= 0:
            return
        import tty

        try:
            self._ours, self._theirs = os.openpty()
            tty.setraw(self._theirs)
            os.set_blocking(self._ours, False)
            self._path = os.ttyname(self._theirs)
            if self._name is not None:
                self._name.unlink(missing_ok=True)
                self._name.symlink_to(self._path)
        except OSError as error:
            raise Fault(NO_LINK, type(error).__name__) from error

    def unplug(self) -> None:
        """Close it: a till that has it open notices."""
        for end in (self._theirs, self._ours):
            if end >= 0:
                os.close(end)
        self._ours = self._theirs = -1
        if self._name is not None:
            self._name.unlink(missing_ok=True)

    def wait(self, seconds: float) -> None:
        """Wait for what a till says."""
        _wait([self._ours], seconds)

    def read(self) -> bytes:
        """Read what a till says."""
        if self._ours < 0:
            return b""
        try:
            return os.read(self._ours, _MOST)
        except OSError:
            return b""

    def write(self, data: bytes) -> None:
        """Send; what nobody reads in time is lost, as on a real line."""
        if self._ours >= 0 and data:
            with contextlib.suppress(OSError):
                os.write(self._ours, data)


def _wait(ends: Sequence[_End], seconds: float) -> list[_End]:
    """Those with something to read; none where one of them was shut meanwhile."""
    if not ends:
        return []
    try:
        return select.select(ends, [], [], seconds)[0]
    except (OSError, ValueError):
        return []
