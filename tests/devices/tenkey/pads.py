"""Pads for tests: an injected key, a simulated pad on a real cable, and what a tenkey told."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pos_app.demo.pad.injected import InjectedKey
from pos_app.demo.pad.links import Link, PtyLink, SocketLink
from pos_app.demo.pad.machine import PadMachine
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.devices.tenkey.encrypting import EncryptingReceiver
from pos_app.devices.tenkey.events import PadEvent
from pos_app.devices.tenkey.tenkey import ENCRYPTING, Tenkey
from pos_app.wire.cards import PadInjection

NUMBER, PRINTED, EXPIRY = "4111111111111111", "1227", "2712"

TDES = PadInjection(
    algorithm="tdes",
    serial="54504B30303030303031",
    ksn="FFFF9876543210E00000",
    initial_key="6AC292FAA1315B4D858AB3A3D7D5933A",
)
AES = PadInjection(
    algorithm="aes",
    serial="54504B30303030303032",
    ksn="123456789012345600000000",
    initial_key="1273671EA26AC29AFA4D1084127652A1",
)

Event = TypeVar("Event", bound=PadEvent)


class Told:
    """What a tenkey posted, in order."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[PadEvent] = queue.SimpleQueue()

    def post(self, event: PadEvent) -> None:
        self._events.put(event)

    def next(self, seconds: float = 15.0) -> PadEvent:
        return self._events.get(timeout=seconds)

    def until(self, kind: type[Event], seconds: float = 15.0) -> Event:
        """The next event of a kind; those before it are dropped."""
        end = time.monotonic() + seconds
        while True:
            event = self._events.get(timeout=max(0.0, end - time.monotonic()))
            if isinstance(event, kind):
                return event

    def rest(self) -> list[PadEvent]:
        """All that is there by now."""
        return [self._events.get_nowait() for _ in range(self._events.qsize())]


def machine(folder: Path, injection: PadInjection = TDES, *, hexed: bool = False) -> PadMachine:
    return PadMachine(InjectedKey(injection, folder / f"{injection.algorithm}.counter"), hexed=hexed)


def links(folder: Path) -> dict[str, Callable[[], Link]]:
    """Ways to be connected. The pty keeps its name in a folder of devices, where there is one."""
    shared = Path("/dev/shm")  # noqa: S108
    name = shared / f"pos-pad-{folder.name}" if shared.is_dir() else None
    return {"socket": SocketLink, "pty": lambda: PtyLink(name)}


@contextmanager
def tenkey_at(address: str, told: Told, *, pace: float = 1.0) -> Iterator[Tenkey]:
    """A tenkey at work; by its clock ``pace`` seconds go by in one."""
    tenkey = Tenkey(told.post, {ENCRYPTING: EncryptingReceiver}, monotonic=lambda: time.monotonic() * pace)
    tenkey.start()
    tenkey.use(ENCRYPTING, address)
    try:
        yield tenkey
    finally:
        tenkey.stop()
        assert tenkey.join()


@contextmanager
def pad_at(link: Link, folder: Path, injection: PadInjection = TDES, *, hexed: bool = False) -> Iterator[SimulatedPad]:
    """A simulated pad at work."""
    with SimulatedPad(machine(folder, injection, hexed=hexed), link) as pad:
        yield pad
