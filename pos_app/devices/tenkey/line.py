"""The line to one pad: opened, lost, opened again, and asked now and then whether the pad is still there."""

from collections.abc import Callable

from pos_app.devices.tenkey.address import pad_address
from pos_app.devices.tenkey.encrypting import ModelQuestion
from pos_app.devices.tenkey.events import PadTrouble
from pos_app.devices.tenkey.port import Port
from pos_app.errors import PadFault

OPEN_AGAIN = 2.0
"""Seconds between two vain attempts to open a port."""
ASK_AGAIN = 10.0
"""Seconds between two questions to a pad that is at rest: a network that went away says nothing by itself."""
ANSWER_WITHIN = 2.0
ASKED_IN_VAIN = 3


class Line:
    """One pad's port. A pad of our language is asked for its model; of any other, an open port is all there is to know.

    ``trouble`` None: the pad is there, as far as is known; ``unknown`` until the first word of it.
    """

    def __init__(self, address: str, *, encrypting: bool, open_port: Callable[[str], Port]) -> None:
        self._wanted = address
        self._encrypting = encrypting
        self._open_port = open_port
        self._port: Port | None = None
        self._open_at = 0.0
        self._question: ModelQuestion | None = None
        self._asked = 0
        self._ask_at = 0.0
        self.trouble: PadTrouble | None = None
        self.unknown = True
        self.model = ""

    @property
    def is_open(self) -> bool:
        """Whether bytes can come and go."""
        return self._port is not None

    def open(self, now: float) -> bool:
        """Open it if it is shut and it is time to; say whether it was opened. Raises PadFault for a vain attempt."""
        if self._port is not None or now < self._open_at:
            return False
        self.open_at_once(now)
        return True

    def open_at_once(self, now: float) -> None:
        """Open it if it is shut; raises PadFault."""
        if self._port is not None:
            return
        self._open_at = now + OPEN_AGAIN
        try:
            self._port = self._open_port(pad_address(self._wanted, clear_digits=not self._encrypting))
        except PadFault as fault:
            self._note(PadTrouble(fault.reason))
            raise
        self._question, self._asked, self._ask_at = None, 0, now
        if not self._encrypting:
            self._note(None)

    def read(self, size: int) -> bytes:
        """Wait a moment for bytes; raises PadFault when the pad is gone."""
        return self._opened().read(size)

    def write(self, data: bytes) -> None:
        """Send; raises PadFault when the pad is gone."""
        if data:
            self._opened().write(data)

    def ask(self, now: float) -> None:
        """At rest: ask for the model when it is time to; raises PadFault(no_answer) after three questions in vain."""
        if not self._encrypting or now < self._ask_at:
            return
        if self._asked >= ASKED_IN_VAIN:
            self.lose(PadTrouble.NO_ANSWER, now)
            raise PadFault(PadTrouble.NO_ANSWER)
        self._question = ModelQuestion()
        self._asked += 1
        self._ask_at = now + ANSWER_WITHIN
        self.write(ModelQuestion.ask)

    def listen(self, data: bytes, now: float) -> None:
        """Look for the answer in what came."""
        if self._question is None:
            return
        model = self._question.take(data)
        if model is not None:
            self.model = model
            self.proven(now)

    def proven(self, now: float) -> None:
        """The pad spoke: it is there, and need not be asked for a while."""
        self._question, self._asked, self._ask_at = None, 0, now + ASK_AGAIN
        self._note(None)

    def lose(self, trouble: PadTrouble, now: float) -> None:
        """The pad is gone: shut the port, and try again after a while."""
        self.close()
        self._open_at = now + OPEN_AGAIN
        self._note(trouble)

    def close(self) -> None:
        """Shut the port."""
        if self._port is not None:
            self._port.close()
            self._port = None

    def _opened(self) -> Port:
        if self._port is None:
            raise PadFault(PadTrouble.DISCONNECTED)
        return self._port

    def _note(self, trouble: PadTrouble | None) -> None:
        self.trouble, self.unknown = trouble, False
