"""Who keys: somebody at each kind of pad. The number is here, and must not be where the till is."""

import contextlib
import os
import socket
import sys
import tempfile
import termios
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pos_app.demo.pad.injected import InjectedKey
from pos_app.demo.pad.links import PtyLink, SocketLink
from pos_app.demo.pad.machine import Mode, PadMachine
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.server_process import ServerProcess
from pos_app.devices.tenkey.events import PadFailed
from tests.devices.tenkey import pads
from tests.memory.till_process import TillProcess
from tests.virtual_display import virtual_display, xdotool

_PATIENCE_SECONDS = 30.0


class Fingers(Protocol):
    """Somebody at a pad that is connected to a till."""

    till: TillProcess
    seals: bool
    """Whether the till has to seal what is keyed, as the pad doesn't."""

    def key(self, keys: str) -> None:
        """Press these: digits, and ``\\r`` for Enter, ``\\x1b`` for cancel."""

    def run_out_of_time(self, seconds: int) -> None:
        """Let the entry's time go by; comes back when it has ended."""


class _AtPlainPad:
    """Writes the keys' bytes, all at once: a till that reads more than it may is found out."""

    seals = True

    def __init__(self, till: TillProcess, write: int) -> None:
        self.till = till
        self._write = write

    def key(self, keys: str) -> None:
        os.write(self._write, keys.encode())

    def run_out_of_time(self, seconds: int) -> None:
        self.till.order("later", seconds=seconds)
        self.till.event(PadFailed)


class _AtEncryptingPad:
    """Presses the keys of a pad that encrypts inside itself, which is in this process."""

    seals = False

    def __init__(self, till: TillProcess, pad: SimulatedPad) -> None:
        self.till = till
        self._pad = pad

    def key(self, keys: str) -> None:
        for key in keys:
            self._pad.press({"\r": "enter", "\x1b": "cancel"}.get(key, key))

    def run_out_of_time(self, seconds: int) -> None:
        del seconds
        self._pad.misbehave(Mischief.TIME_OUT)
        assert self._pad.waits(Mode.REST)
        self._pad.misbehave(None)
        self.till.event(PadFailed)


class _AtKeypad:
    """Presses real keys of a real X server."""

    seals = True

    def __init__(self, till: TillProcess, display: str) -> None:
        self.till = till
        self._display = display
        xdotool(self._display, "windowfocus", "--sync", str(till.next("window")["window"]))

    def key(self, keys: str) -> None:
        names = {"\r": "KP_Enter", "\x1b": "minus", **{str(digit): f"KP_{digit}" for digit in range(10)}}
        xdotool(self._display, "key", "--delay", "5", *(names[key] for key in keys))

    def run_out_of_time(self, seconds: int) -> None:
        self.till.order("later", seconds=seconds)  # The till ends it by its own clock, and hears nothing of the pad.


@contextlib.contextmanager
def encrypting_by_pty() -> Iterator[Fingers]:
    """An encrypting pad on a serial port."""
    with tempfile.TemporaryDirectory() as folder:
        machine = PadMachine(InjectedKey(pads.AES, Path(folder) / "counter"))
        till = TillProcess("child", "encrypting")
        try:
            with SimulatedPad(machine, PtyLink()) as pad:
                till.order("use", kind="encrypting", address=pad.address)
                till.next("event")
                yield _AtEncryptingPad(till, pad)
                till.end()
        finally:
            till.kill()


@contextlib.contextmanager
def serial_by_pty() -> Iterator[Fingers]:
    """A plain pad on a serial port."""
    with _cable() as (ours, address):
        till = TillProcess("child", "serial")
        try:
            till.order("use", kind="serial", address=address)
            till.next("event")
            yield _AtPlainPad(till, ours)
            till.end()
        finally:
            till.kill()


@contextlib.contextmanager
def serial_by_socket() -> Iterator[Fingers]:
    """A plain pad behind a socket of this PC."""
    till = TillProcess("child", "serial")
    try:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.settimeout(_PATIENCE_SECONDS)
            till.order("use", kind="serial", address=f"socket://127.0.0.1:{listening.getsockname()[1]}")
            connection, _ = listening.accept()
        with connection:
            till.next("event")
            yield _AtPlainPad(till, connection.fileno())
            till.end()
    finally:
        till.kill()


@contextlib.contextmanager
def keypad() -> Iterator[Fingers]:
    """A keypad that is a keyboard."""
    with virtual_display("800x600") as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        till = TillProcess("child", "keypad", environment=environment)
        try:
            yield _AtKeypad(till, display)
            till.end()
        finally:
            till.kill()


@contextlib.contextmanager
def whole(kind: str, folder: Path, server: ServerProcess, injection: Path) -> Iterator[Fingers]:
    """A whole till with its window, and somebody at a pad of this kind; all that it writes is in ``folder``."""
    with contextlib.ExitStack() as things:
        display = things.enter_context(virtual_display("800x600"))
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        address, pad, ours = "", None, -1
        if kind == "encrypting":
            pad = things.enter_context(SimulatedPad(PadMachine(InjectedKey.of(injection)), SocketLink()))
            address = pad.address
        elif kind == "serial":
            ours, address = things.enter_context(_cable())
        till = TillProcess("whole_till", str(folder), server.url, kind, address, environment=environment)
        things.callback(till.kill)
        if pad is not None:
            yield _AtEncryptingPad(till, pad)
        elif kind == "serial":
            yield _AtPlainPad(till, ours)
        else:
            yield _AtKeypad(till, display)


@contextlib.contextmanager
def _cable() -> Iterator[tuple[int, str]]:
    ours, theirs = os.openpty()
    tty.setraw(theirs, termios.TCSANOW)
    try:
        yield ours, os.ttyname(theirs)
    finally:
        os.close(ours)
        os.close(theirs)


CAN_READ_MEMORY = sys.platform == "linux"
