"""What every pad that sends bytes has in common: a pure receiver, which the pad's thread feeds.

All calls come from that one thread. Times are seconds of a monotonic clock.
"""

from typing import NamedTuple, Protocol

from pos_app.devices.tenkey.events import PadEvent
from pos_app.wire.cards import SealingKey


class Step(NamedTuple):
    """What came of some bytes, or of time: what to tell, and what to send to the pad. Neither may hold a digit."""

    events: tuple[PadEvent, ...] = ()
    write: bytes = b""


NOTHING = Step()


class Receiver(Protocol):
    """Makes values of a pad's bytes.

    An entry ends with exactly one of ``CardKeyed``, ``PadCancelled``, ``PadFailed``, or by :meth:`cancel` with none.
    Outside an entry and outside AMOUNT mode whatever comes is dropped unread. Never raises for what a pad sends.
    A pad that went away is :meth:`cancel` too, its bytes unsent: the thread tells the failure.
    """

    @property
    def read_size(self) -> int:
        """Bytes asked of the port at a time; 1 where they are clear digits."""

    def begin(self, entry: int, seconds: int, key: SealingKey | None, now: float) -> bytes:
        """CARD mode: a new entry, to be over within ``seconds``; one under way is wiped. Returns what to send."""

    def extend(self, seconds: int, now: float) -> bytes:
        """The entry under way gets ``seconds`` from now; without one nothing happens."""

    def cancel(self, now: float) -> bytes:
        """Wipe what was keyed and end the entry, with no event of it any more."""

    def amounts(self, active: bool, now: float) -> bytes:
        """AMOUNT mode on or off. An entry goes before it."""

    def take(self, data: bytes, now: float) -> Step:
        """Bytes of the pad, at most ``read_size`` of them."""

    def tick(self, now: float) -> Step:
        """Time went by; called at least ten times a second while an entry is under way."""
