"""A simulated pad at work: a machine, a cable, and the thread between them."""

import logging
import threading
import time
from collections.abc import Callable

from pos_app.demo.pad.links import Link
from pos_app.demo.pad.machine import Face, Mode, Output, PadMachine
from pos_app.demo.pad.mischief import Mischief
from pos_app.devices.step_thread import StepThread
from pos_app.errors import Fault

log = logging.getLogger(__name__)

_WAIT = 0.02
"""Seconds that the cable is listened to at a time."""
_NOTHING_IN = 0.1
_STOP_DEADLINE = 3.0


class SimulatedPad:
    """Keys come by :meth:`press` and :meth:`type`, from any thread. ``trouble`` gets the reason of a Fault, once each.

    ``with`` plugs it in, and pulls it at the end.
    """

    def __init__(
        self,
        machine: PadMachine,
        link: Link,
        *,
        trouble: Callable[[str], None] = lambda reason: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._machine = machine
        self._link = link
        self._tell_trouble = trouble
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._plugged = False
        self._thread = StepThread("simulated-pad", self._step, monotonic, self.unplug)

    @property
    def address(self) -> str:
        """What a till opens."""
        return self._link.address

    @property
    def face(self) -> Face:
        """What is to be seen on the pad."""
        with self._lock:
            return self._machine.face

    @property
    def plugged_in(self) -> bool:
        """Whether the cable is in."""
        return self._plugged

    def start(self) -> None:
        """Plug it in and begin; raises Fault(pad_no_link)."""
        self.plug_in()
        self._thread.start()

    def stop(self) -> None:
        """Pull the cable, end the thread."""
        self._thread.stop()
        self._thread.join(_STOP_DEADLINE)

    def __enter__(self) -> "SimulatedPad":
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop()

    def press(self, key: str) -> None:
        """Press one key, see ``machine.KEYS``."""
        with self._lock:
            self._act(lambda: self._machine.press(key))

    def type(self, digits: str) -> None:
        """Press digits, one after the other."""
        for digit in digits:
            self.press(digit)

    def card(self, number: str, printed_expiry: str) -> None:
        """Key a whole card: the number, Enter, the expiry as printed (MMYY), Enter."""
        for part in (number, printed_expiry):
            self.type(part)
            self.press("enter")

    def misbehave(self, mischief: Mischief | None) -> None:
        """Misbehave so from now on; None: behave."""
        with self._lock:
            self._machine.mischief = mischief

    def plug_in(self) -> None:
        """Put the cable in; raises Fault(pad_no_link)."""
        with self._lock:
            self._link.plug_in()
            self._plugged = True

    def unplug(self) -> None:
        """Pull the cable; what was keyed is gone."""
        with self._lock:
            self._pull()

    def waits(self, mode: Mode = Mode.NUMBER, seconds: float = 10.0) -> bool:
        """Wait until keys are for ``mode``; say whether it came to that."""
        until = self._monotonic() + seconds
        while self.face.mode is not mode:
            if self._monotonic() >= until:
                return False
            time.sleep(_WAIT)
        return True

    def _step(self, now: float) -> float:
        if not self._plugged:
            return _NOTHING_IN
        self._link.wait(_WAIT)
        with self._lock:
            data = self._link.read()
            if data:
                self._act(lambda: self._machine.take(data, now))
            self._act(lambda: self._machine.tick(now))
        return 0.0

    def _act(self, action: Callable[[], Output]) -> None:
        try:
            output = action()
        except Fault as fault:
            log.error("the pad can't go on: %s", fault.reason)
            self._tell_trouble(fault.reason)
            return
        if self._plugged:
            self._link.write(output.write)
        if output.unplug:
            self._pull()

    def _pull(self) -> None:
        self._plugged = False
        self._machine.power_off()
        self._link.unplug()
