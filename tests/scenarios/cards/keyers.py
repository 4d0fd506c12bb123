"""Somebody who keys cards: on each kind of pad there is, really plugged in."""

import os
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pos_app.demo.pad.injected import InjectedKey
from pos_app.demo.pad.links import Link, PtyLink, SocketLink
from pos_app.demo.pad.machine import PadMachine
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.till.pads import PadChoice, PadKind


class Keyer(Protocol):
    """A pad with a finger on it."""

    @property
    def choice(self) -> PadChoice:
        """How the till is set to it."""

    def type(self, digits: str) -> None:
        """Press digits."""

    def press(self, key: str) -> None:
        """Press ``enter``, ``back`` or ``cancel``."""

    def unplug(self) -> None:
        """Pull the cable."""

    def stop(self) -> None:
        """Put it away."""


class Encrypting:
    """The simulated pad, by its bytes."""

    def __init__(self, injection: Path, link: Link, *, hexed: bool = False) -> None:
        self.pad = SimulatedPad(PadMachine(InjectedKey.of(injection), hexed=hexed), link)
        self.pad.start()

    @property
    def choice(self) -> PadChoice:
        return PadChoice(on=True, port=self.pad.address)

    def type(self, digits: str) -> None:
        self.pad.type(digits)

    def press(self, key: str) -> None:
        self.pad.press(key)

    def misbehave(self, mischief: Mischief | None) -> None:
        self.pad.misbehave(mischief)

    def unplug(self) -> None:
        self.pad.unplug()

    def stop(self) -> None:
        self.pad.stop()


_PLAIN_KEYS = {"enter": b"\r", "back": b"\x08", "cancel": b"\x1b"}


class Serial:
    """A pad that sends clear digits, on a pseudo terminal."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self._name = os.ttyname(self._theirs)

    @property
    def choice(self) -> PadChoice:
        return PadChoice(on=True, kind=PadKind.SERIAL, port=self._name)

    def type(self, digits: str) -> None:
        os.write(self._ours, digits.encode())

    def press(self, key: str) -> None:
        os.write(self._ours, _PLAIN_KEYS[key])

    def unplug(self) -> None:
        self.stop()

    def stop(self) -> None:
        for end in (self._ours, self._theirs):
            if end >= 0:
                os.close(end)
        self._ours = self._theirs = -1


class Keypad:
    """A keyboard: its keys come through the window, which hands them to the till one by one."""

    def __init__(self, press: Callable[[KeypadKey], None]) -> None:
        self._press = press

    @property
    def choice(self) -> PadChoice:
        return PadChoice(on=True, kind=PadKind.KEYPAD)

    def type(self, digits: str) -> None:
        for digit in digits:
            self._press(KeypadKey(digit))

    def press(self, key: str) -> None:
        self._press(KeypadKey(key))

    def unplug(self) -> None:
        """Nobody notices: its keys just stop."""

    def stop(self) -> None:
        pass


def make(kind: str, injection: Path, press: Callable[[KeypadKey], None]) -> Keyer:
    match kind:
        case "encrypting-socket":
            return Encrypting(injection, SocketLink())
        case "encrypting-pty":
            return Encrypting(injection, PtyLink(), hexed=True)
        case "serial":
            return Serial()
        case "keypad":
            return Keypad(press)
    raise AssertionError(kind)
