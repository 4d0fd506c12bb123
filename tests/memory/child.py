"""The part of a till that a card number passes through, in a process of its own: ``python -m tests.memory.child KIND``.

It obeys lines of JSON on stdin and tells what its pad tells on stdout. Nothing here ever hears the number but by keys,
unless it is told to hold it on purpose.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from pos_app.devices.tenkey.encrypting import EncryptingReceiver
from pos_app.devices.tenkey.events import PadEvent
from pos_app.devices.tenkey.keypad import KeypadPad
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.devices.tenkey.plain import PlainReceiver
from pos_app.devices.tenkey.receiver import Receiver
from pos_app.devices.tenkey.tenkey import Tenkey
from pos_app.wire.cards import SealingKey
from tests.memory.holding import hold

Pad = Tenkey | KeypadPad


class Clock:
    """Seconds that can be let pass."""

    def __init__(self) -> None:
        self.later = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.later


class Child:
    """Obeys, and keeps what it was told to hold."""

    def __init__(self, kind: str) -> None:
        self.clock = Clock()
        self._telling = threading.Lock()
        self._held: list[object] = []
        self._until = 0.0
        self.pad: Pad = KeypadPad(self.heard, _today, self.clock) if kind == "keypad" else self._on_a_port()

    def _on_a_port(self) -> Tenkey:
        receivers: dict[str, Callable[[], Receiver]] = {
            "encrypting": EncryptingReceiver,
            "serial": lambda: PlainReceiver(_today),
        }
        pad = Tenkey(self.heard, receivers, monotonic=self.clock)
        pad.start()
        return pad

    def heard(self, event: PadEvent) -> None:
        """An event of the pad's."""
        self.tell(event=type(event).__name__, **{name: _plain(value) for name, value in asdict(event).items()})

    def tell(self, **facts: object) -> None:
        """One line to the parent."""
        with self._telling:
            sys.stdout.write(json.dumps(facts) + "\n")
            sys.stdout.flush()

    def obey(self, line: str) -> bool:
        """Do it; False: it was the last."""
        order: dict[str, Any] = json.loads(line)
        match order.pop("do"):
            case "use":
                assert isinstance(self.pad, Tenkey)
                self.pad.use(**order)
            case "begin":
                key = order.pop("key")
                self._until = self.clock() + order["seconds"]
                self.pad.begin(key=SealingKey(**key) if key else None, **order)
            case "cancel":
                self.pad.cancel()
            case "later":
                self.clock.later += order["seconds"]
                if isinstance(self.pad, KeypadPad) and self.clock() >= self._until:
                    self.pad.cancel()  # Only a keyboard has no clock of its own: ``CardEntering.tick`` ends its entry.
            case "hold":
                self._held.append(hold(**order, singletons=singletons()))
            case "end":
                return False
        self.tell(done=True)
        return True


def singletons() -> dict[str, list[object]]:
    """The objects that stand for digits, of each kind ten."""
    return {
        "int": list(range(10)),
        "str": [chr(0x30 + digit) for digit in range(10)],
        "bytes": [bytes([0x30 + digit]) for digit in range(10)],
        "key": [KeypadKey(str(digit)) for digit in range(10)],
    }


def _today() -> date:
    return datetime.now(UTC).date()


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return {name: _plain(part) for name, part in value.items()} if isinstance(value, dict) else value


def main(kind: str) -> None:
    """Run until told to end."""
    child = Child(kind)
    child.tell(addresses={name: [id(one) for one in ten] for name, ten in singletons().items()})
    if kind == "keypad":
        from tests.memory.keypad_window import run

        assert isinstance(child.pad, KeypadPad)
        run(child.obey, child.pad, child.tell)
    else:
        while child.obey(sys.stdin.readline()):
            pass
        assert isinstance(child.pad, Tenkey)
        child.pad.stop()
        child.pad.join()


if __name__ == "__main__":
    main(sys.argv[1])
