"""テンキーパッド in 設定 and in the bar at the bottom: its ports, its test, what is wrong with it (T-03)."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_app.devices.tenkey.events import PadBack, PadEvent, PadFailed, PadReady, PadTrouble
from pos_app.errors import Refusal
from pos_app.till.pads import PadChoice, PadPort, PadShown, PadTest

_GONE = frozenset({PadTrouble.NOT_THERE, PadTrouble.DISCONNECTED, PadTrouble.NO_ANSWER, PadTrouble.BAD_ADDRESS})
"""What lasts until the pad answers again; the other troubles are one entry's."""


@dataclass(frozen=True, slots=True)
class PortsFound:
    """What is plugged in."""

    ports: tuple[PadPort, ...]


def in_background(work: Callable[[], None]) -> None:
    """Do it on a thread of its own: a pad that doesn't answer takes its time, and the errands thread may not wait."""
    threading.Thread(target=work, name="pad-test", daemon=True).start()


@dataclass(frozen=True, slots=True)
class PadFittings:
    """What the composition root does with pads; ``ports`` and ``test`` may take seconds and run on another thread."""

    use: Callable[[PadChoice], None]
    ports: Callable[[], Sequence[PadPort]]
    test: Callable[[PadChoice], PadTest]


class PadSettings:
    """Only the control thread uses it; ``post`` hands what was found to its mailbox.

    What is chosen is a preference: ``choices.set(replace(..., pad=...))``.
    """

    def __init__(
        self,
        fittings: PadFittings,
        choice: Callable[[], PadChoice],
        post: Callable[[PadTest | PortsFound], None],
        begin: Callable[[Callable[[], None]], None] = in_background,
    ) -> None:
        self._fittings = fittings
        self._post = post
        self._begin = begin
        self._choice = choice
        self.may_test: Callable[[], bool] = lambda: True
        """Not while a card is being keyed: a pad answers one at a time."""
        self._trouble: PadTrouble | None = None
        self._ports: tuple[PadPort, ...] = ()
        self._testing: PadChoice | None = None
        self._test: PadTest | None = None

    @property
    def shown(self) -> PadShown:
        """What a screen may know of it."""
        choice = self._choice()
        trouble = self._trouble if choice.on else None
        return PadShown(choice, trouble, self._ports, self._testing is not None, self._test)

    def look_for_ports(self) -> None:
        """List what is plugged in now."""
        self._begin(lambda: self._post(PortsFound(tuple(self._fittings.ports()))))

    def test(self, choice: PadChoice | None = None) -> None:
        """Try a pad, also one that is not chosen yet.

        Raises :class:`Refusal` ``not_now`` while one is tried or used.
        """
        if self._testing is not None or not self.may_test():
            raise Refusal("not_now")
        wished = choice or self._choice()
        self._testing, self._test = wished, None
        self._begin(lambda: self._post(self._fittings.test(wished)))

    def dismiss_test(self) -> None:
        """It was read."""
        self._test = None

    def chosen(self, choice: PadChoice) -> None:
        """Use this one from now on; what was known of the one before says nothing of it."""
        self._trouble = self._test = None
        self._fittings.use(choice)

    def pad_event(self, event: PadEvent) -> None:
        """The pad went, or is back: the bar at the bottom says so, whether or not a card is being keyed."""
        if isinstance(event, PadFailed) and event.trouble in _GONE:
            self._trouble = event.trouble
        elif isinstance(event, PadBack | PadReady):
            self._trouble = None

    def found(self, found: PadTest | PortsFound) -> None:
        """The end of a test, or of looking for ports."""
        if isinstance(found, PortsFound):
            self._ports = found.ports
        else:
            self._testing, self._test = None, found
