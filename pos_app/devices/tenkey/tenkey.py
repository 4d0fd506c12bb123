"""A pad on a port: its thread, which moves bytes between the port and the pad's receiver."""

import queue
import time
from collections.abc import Callable, Mapping
from functools import partial

from pos_app.devices.step_thread import StepThread
from pos_app.devices.tenkey.events import CardKeyed, PadBack, PadCancelled, PadEvent, PadFailed, PadReady, PadTrouble
from pos_app.devices.tenkey.line import Line
from pos_app.devices.tenkey.port import Plugged, Port, SerialPort, plugged_in
from pos_app.devices.tenkey.receiver import Receiver, Step
from pos_app.devices.tenkey.trial import try_out
from pos_app.errors import PadFault
from pos_app.wire.cards import SealingKey

ENCRYPTING = "encrypting"
"""The one kind that has a language of its own, and may be on the network."""

AT_REST = 1.0
"""Seconds between two looks where no pad is set; any call wakes the thread."""
STOP_DEADLINE = 8.0
"""Seconds in which the thread must have ended; a network address that does not answer takes five."""
TEST_DEADLINE = 20.0

_Command = Callable[[float], None]


class Tenkey:
    """Keys cards with a pad on a serial port or in the network; a ``CardPad``.

    Every method but :meth:`test` returns at once, from any thread. ``post`` gets every event from this pad's own thread
    (or from whoever calls :meth:`step`) and must return at once. ``receivers`` makes the receiver of a kind.
    """

    def __init__(
        self,
        post: Callable[[PadEvent], None],
        receivers: Mapping[str, Callable[[], Receiver]],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        open_port: Callable[[str], Port] = SerialPort,
    ) -> None:
        self._post = post
        self._receivers = receivers
        self._monotonic = monotonic
        self._open_port = open_port
        self._commands: queue.SimpleQueue[_Command] = queue.SimpleQueue()
        self._used = ("", "")
        self._line: Line | None = None
        self._make: Callable[[], Receiver] | None = None
        self._receiver: Receiver | None = None
        self._entry: int | None = None
        self._amounts = False
        self._told: PadTrouble | None = None
        self._told_anything = False
        self._thread = StepThread("tenkey", self.step, monotonic, self._finish)

    def start(self) -> None:
        """Begin the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Wipe, let go of the port, end the thread."""
        self._thread.stop()

    def join(self, deadline: float = STOP_DEADLINE) -> bool:
        """Wait for the thread's end; say whether it came."""
        return self._thread.join(deadline)

    def use(self, kind: str, address: str) -> None:
        """Use this pad from now on; an empty address: none. An entry under way fails as unplugged."""
        self._command(partial(self._use, kind, address))

    def begin(self, entry: int, seconds: int, key: SealingKey | None) -> None:
        """CARD mode: key one card within ``seconds``."""
        self._command(partial(self._begin, entry, seconds, key))

    def extend(self, seconds: int) -> None:
        """The entry under way gets so many seconds from now."""
        self._command(partial(self._extend, seconds))

    def cancel(self) -> None:
        """End the entry under way: the pad is told, what was keyed is wiped, nothing more is posted of it."""
        self._command(self._cancel)

    def take_amounts(self, active: bool) -> None:
        """AMOUNT mode on or off; the pad gets to know it again whenever it comes back."""
        self._command(partial(self._take_amounts, active))

    def ports(self) -> tuple[Plugged, ...]:
        """List the ports of this PC with what is plugged in."""
        return plugged_in()

    def test(self, kind: str, address: str) -> str | PadTrouble:
        """Try a pad out; waits for the end, up to twenty seconds. Gives its model as it names itself, or what is wrong.

        A plain pad can't be asked: an empty text says that its port opened. So it is while an entry is under way.
        """
        answer: queue.SimpleQueue[str | PadTrouble] = queue.SimpleQueue()
        self._command(lambda now: answer.put(self._test(kind, address, now)))
        try:
            return answer.get(timeout=TEST_DEADLINE)
        except queue.Empty:
            return PadTrouble.NO_ANSWER

    def step(self, now: float) -> float:
        """Obey, read, tell; gives the seconds until the next step. Reading waits a moment itself."""
        self._obey(now)
        line, receiver = self._line, self._receiver
        if line is None or receiver is None:
            return AT_REST
        try:
            if line.open(now):
                self._resume(line, receiver, now)
            if not line.is_open:
                return AT_REST
            self._turn(line, receiver, now)
        except PadFault as fault:
            self._lost(PadTrouble(fault.reason), now)
        self._tell_health()
        return 0.0

    def _turn(self, line: Line, receiver: Receiver, now: float) -> None:
        if self._entry is None:
            line.ask(now)
        data = line.read(receiver.read_size)
        now = self._monotonic()
        if data:
            line.listen(data, now)
            self._carry_out(line, receiver.take(data, now), now)
        self._carry_out(line, receiver.tick(now), now)

    def _carry_out(self, line: Line, step: Step, now: float) -> None:
        for event in step.events:
            self._tell(line, event, now)
        if line.is_open:
            line.write(step.write)

    def _tell(self, line: Line, event: PadEvent, now: float) -> None:
        if isinstance(event, PadReady | CardKeyed):
            line.proven(now)
            self._tell_health()
        if isinstance(event, CardKeyed | PadCancelled | PadFailed):
            self._entry = None
        self._post(event)
        if isinstance(event, PadFailed) and event.trouble is PadTrouble.NO_ANSWER:
            # The port may lead nowhere any more; opening it anew is the one cure that is known.
            self._told, self._told_anything = PadTrouble.NO_ANSWER, True
            line.lose(PadTrouble.NO_ANSWER, now)

    def _tell_health(self) -> None:
        """Post that the pad went or came, each change once."""
        line = self._line
        if line is None or line.unknown or (self._told_anything and line.trouble is self._told):
            return
        self._told, self._told_anything = line.trouble, True
        self._post(PadBack() if line.trouble is None else PadFailed(None, line.trouble))

    def _lost(self, trouble: PadTrouble, now: float) -> None:
        """The port failed: wipe, end the entry, try again later."""
        line = self._line
        if line is not None and line.is_open:
            line.lose(trouble, now)
        self._fail_entry(trouble, now)
        if self._make is not None:
            # A pad that comes back owes no answers to what was said before.
            self._receiver = self._make()

    def _fail_entry(self, trouble: PadTrouble, now: float) -> None:
        if self._receiver is not None:
            self._receiver.cancel(now)
        if self._entry is not None:
            entry, self._entry = self._entry, None
            self._told, self._told_anything = trouble, True
            self._post(PadFailed(entry, trouble))

    def _obey(self, now: float) -> None:
        while True:
            try:
                command = self._commands.get_nowait()
            except queue.Empty:
                return
            try:
                command(now)
            except PadFault as fault:
                self._lost(PadTrouble(fault.reason), now)

    def _command(self, command: _Command) -> None:
        self._commands.put(command)
        self._thread.wake()

    def _use(self, kind: str, address: str, now: float) -> None:
        if self._used == (kind, address):
            return
        self._used = (kind, address)
        self._fail_entry(PadTrouble.DISCONNECTED, now)
        if self._line is not None:
            self._line.close()
        self._line = self._receiver = self._make = None
        self._told_anything = False
        make = self._receivers.get(kind)
        if address and make is not None:
            self._line = Line(address, encrypting=kind == ENCRYPTING, open_port=self._open_port)
            self._make, self._receiver = make, make()

    def _begin(self, entry: int, seconds: int, key: SealingKey | None, now: float) -> None:
        self._entry, self._amounts = entry, False
        line, receiver = self._line, self._receiver
        if line is None or receiver is None:
            self._fail_entry(PadTrouble.NOT_THERE, now)
            return
        line.open_at_once(now)
        line.write(receiver.begin(entry, seconds, key, self._monotonic()))

    def _extend(self, seconds: int, now: float) -> None:
        if self._line is not None and self._receiver is not None:
            self._line.write(self._receiver.extend(seconds, now))

    def _cancel(self, now: float) -> None:
        self._entry = None
        if self._line is not None and self._receiver is not None:
            goodbye = self._receiver.cancel(now)
            if self._line.is_open:
                self._line.write(goodbye)

    def _take_amounts(self, active: bool, now: float) -> None:
        self._amounts = active
        if self._line is not None and self._receiver is not None:
            said = self._receiver.amounts(active, now)
            if self._line.is_open:
                self._line.write(said)

    def _resume(self, line: Line, receiver: Receiver, now: float) -> None:
        if self._amounts and self._entry is None:
            line.write(receiver.amounts(active=True, now=now))

    def _test(self, kind: str, address: str, now: float) -> str | PadTrouble:
        if self._entry is not None:
            return ""
        if self._line is not None:
            # Nobody else may have a port that is tried, not even this thread itself.
            self._line.close()
        encrypting = kind == ENCRYPTING
        return try_out(address, encrypting=encrypting, open_port=self._open_port, monotonic=self._monotonic)

    def _finish(self) -> None:
        now = self._monotonic()
        self._cancel_quietly(now)
        if self._line is not None:
            self._line.close()

    def _cancel_quietly(self, now: float) -> None:
        try:
            self._cancel(now)
        except PadFault:
            self._entry = None
