"""The receiver for a plain serial pad, which sends its keys in clear (tenkey.md, "A plain pad")."""

from collections.abc import Callable
from datetime import date

from pos_app.devices.tenkey.events import PadEvent, PadReady
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.devices.tenkey.plain_cards import PlainCards
from pos_app.devices.tenkey.receiver import NOTHING, Step
from pos_app.wire.cards import SealingKey

_KEYS = {
    **{ord(key): key for key in KeypadKey if key.isdecimal()},
    **dict.fromkeys(b"\r\n", KeypadKey.ENTER),
    **dict.fromkeys(b"\x08\x7f", KeypadKey.BACK),
    ord("*"): KeypadKey.CLEAR,
    0x1B: KeypadKey.CANCEL,
}
_RETURN, _LINE_FEED = b"\r\n"


class PlainReceiver:
    """Implements :class:`pos_app.devices.tenkey.receiver.Receiver`; ``today`` gives the date in Japan.

    Such a pad answers nothing, so an entry is ready as soon as it began. A pad that ends a line by both CR and LF
    presses Enter once.
    """

    read_size = 1
    """Several bytes at once would be an object that holds neighbouring digits."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._cards = PlainCards(today)
        self._ready: PadReady | None = None
        self._after_return = False

    def begin(self, entry: int, seconds: int, key: SealingKey | None, now: float) -> bytes:
        """CARD mode; raises Bug without a key to seal to."""
        self._cards.begin(entry, seconds, key, now)
        self._ready = PadReady(entry)
        return b""

    def extend(self, seconds: int, now: float) -> bytes:
        """More time."""
        self._cards.extend(seconds, now)
        return b""

    def cancel(self, now: float) -> bytes:
        """Wipe, and end without an event."""
        del now
        self._cards.cancel()
        self._ready = None
        return b""

    def amounts(self, active: bool, now: float) -> bytes:
        """AMOUNT mode on or off."""
        del now
        self._cards.take_amounts(active)
        return b""

    def take(self, data: bytes, now: float) -> Step:
        """Bytes of the pad; those that are no key of it are dropped."""
        events: list[PadEvent] = list(self._became_ready())
        for byte in data:
            second_half = self._after_return and byte == _LINE_FEED
            self._after_return = byte == _RETURN
            key = _KEYS.get(byte)
            if key is not None and not second_half:
                events += self._cards.press(key, now)
        return Step(tuple(events)) if events else NOTHING

    def tick(self, now: float) -> Step:
        """Time went by."""
        events = (*self._became_ready(), *self._cards.tick(now))
        return Step(events) if events else NOTHING

    def _became_ready(self) -> tuple[PadEvent, ...]:
        ready, self._ready = self._ready, None
        return () if ready is None else (ready,)
