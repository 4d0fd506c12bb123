"""A USB keypad, which is a keyboard: the window takes its keys one by one and hands them on (tenkey.md)."""

from collections.abc import Callable
from datetime import date

from pos_app.devices.tenkey.events import PadEvent, PadReady
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.devices.tenkey.plain_cards import PlainCards
from pos_app.wire.cards import SealingKey


class KeypadPad:
    """Implements :class:`pos_app.till.pads.CardPad` on the control thread, which calls all of it.

    ``post`` gets what happens, ``today`` gives the date in Japan, ``monotonic`` seconds. No thread is behind it:
    whoever began an entry ends it by :meth:`cancel` when its time is over; a key that comes later ends it, too.
    """

    def __init__(
        self, post: Callable[[PadEvent], None], today: Callable[[], date], monotonic: Callable[[], float]
    ) -> None:
        self._post = post
        self._monotonic = monotonic
        self._cards = PlainCards(today)

    def begin(self, entry: int, seconds: int, key: SealingKey | None) -> None:
        """CARD mode; raises Bug without a key to seal to."""
        self._cards.begin(entry, seconds, key, self._monotonic())
        self._post(PadReady(entry))

    def extend(self, seconds: int) -> None:
        """More time."""
        self._cards.extend(seconds, self._monotonic())

    def cancel(self) -> None:
        """Wipe, and end without an event."""
        self._cards.cancel()

    def take_amounts(self, active: bool) -> None:
        """AMOUNT mode on or off."""
        self._cards.take_amounts(active)

    def key(self, key: KeypadKey) -> None:
        """One press."""
        for event in self._cards.press(key, self._monotonic()):
            self._post(event)
