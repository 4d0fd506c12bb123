"""Cards that are keyed in clear, whichever way the keys come: number, Enter, expiry as printed, Enter, sealed.

Pure but for its randomness. Its digits live on one locked page, which is wiped at each end of an entry.
"""

from collections.abc import Callable
from datetime import date

from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    Keying,
    KeysSoFar,
    PadCancelled,
    PadEvent,
    PadFailed,
    PadTrouble,
    Sealed,
)
from pos_app.devices.tenkey.keyed_number import KeyedExpiry, KeyedNumber
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.devices.tenkey.locked_page import LockedPage
from pos_app.devices.tenkey.sealing import Sealer, card_bytes
from pos_app.errors import Bug
from pos_app.wire.cards import SealingKey

Events = tuple[PadEvent, ...]

_DIGITS = {key: digit for digit, key in enumerate(key for key in KeypadKey if key.isdecimal())}
_NO_AMOUNT_KEYS = frozenset({KeypadKey.NAVIGATION, KeypadKey.OTHER})


class _Card:
    """One card being keyed."""

    def __init__(self, entry: int, deadline: float, key: SealingKey) -> None:
        self.entry = entry
        self.deadline = deadline
        self._page = LockedPage()
        self.number = KeyedNumber(self._page)
        self.expiry = KeyedExpiry(self._page)
        self.keying = Keying.NUMBER
        self._sealer = Sealer(key, self._page)

    @property
    def keyed(self) -> KeyedNumber | KeyedExpiry:
        """The part that keys go to."""
        return self.number if self.keying is Keying.NUMBER else self.expiry

    def so_far(self) -> KeysSoFar:
        """What may be shown of it."""
        return KeysSoFar(self.entry, self.keying, self.keyed.count, self.number.brand)

    def sealed(self) -> CardKeyed:
        """Seal it."""
        jwe = self._sealer.seal(card_bytes(self.number, self.expiry.year_first()))
        number = self.number
        return CardKeyed(self.entry, Sealed(jwe), number.brand, number.last3, unusual=not number.is_checked)

    def wipe(self) -> None:
        """Nothing of it is left."""
        self._page.wipe()


class PlainCards:
    """Entries, one after another, and AMOUNT mode; a key belongs to at most one of them.

    ``today`` gives the date in Japan, ``now`` everywhere seconds of a monotonic clock.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._card: _Card | None = None
        self._amounts = False

    @property
    def under_way(self) -> int | None:
        """The entry under way."""
        return None if self._card is None else self._card.entry

    def begin(self, entry: int, seconds: float, key: SealingKey | None, now: float) -> None:
        """A new entry, to be over within ``seconds``; one under way is wiped."""
        self.cancel()
        if key is None:
            raise Bug("a card that is keyed in clear has no key to be sealed to")
        self._card = _Card(entry, now + seconds, key)

    def extend(self, seconds: float, now: float) -> None:
        """The entry under way gets ``seconds`` from now."""
        if self._card is not None:
            self._card.deadline = now + seconds

    def cancel(self) -> None:
        """Wipe what was keyed; the entry ends without an event."""
        if self._card is not None:
            self._card.wipe()
        self._card = None

    def take_amounts(self, active: bool) -> None:
        """AMOUNT mode on or off."""
        self._amounts = active

    def tick(self, now: float) -> Events:
        """Time went by."""
        if self._card is None or now < self._card.deadline:
            return ()
        return self._fail(self._card, PadTrouble.TIMED_OUT)

    def press(self, key: KeypadKey, now: float) -> Events:
        """One key; dropped where neither an entry nor an amount wants it."""
        if self._card is None:
            return (AmountKey(key.value),) if self._amounts and key not in _NO_AMOUNT_KEYS else ()
        return self.tick(now) or self._card_key(self._card, key)

    def _card_key(self, card: _Card, key: KeypadKey) -> Events:
        digit = _DIGITS.get(key)
        if digit is not None:
            card.keyed.append(digit)
            return (card.so_far(),)
        match key:
            case KeypadKey.ENTER:
                return self._enter(card)
            case KeypadKey.BACK:
                return _back(card)
            case KeypadKey.CLEAR:
                card.keyed.clear()
                return (card.so_far(),)
            case KeypadKey.CANCEL:
                self.cancel()
                return (PadCancelled(card.entry),)
            case KeypadKey.NAVIGATION:
                return self._fail(card, PadTrouble.NUM_LOCK_OFF)
            case _:
                return ()

    def _enter(self, card: _Card) -> Events:
        if not card.keyed.count:
            return ()
        if card.keying is Keying.NUMBER:
            if not card.number.is_card:
                return self._fail(card, PadTrouble.INVALID)
            card.keying = Keying.EXPIRY
            return (card.so_far(),)
        if not card.expiry.is_good_on(self._today()):
            return self._fail(card, PadTrouble.INVALID)
        try:
            return (card.sealed(),)
        finally:
            self.cancel()

    def _fail(self, card: _Card, trouble: PadTrouble) -> Events:
        self.cancel()
        return (PadFailed(card.entry, trouble),)


def _back(card: _Card) -> Events:
    if card.keying is Keying.EXPIRY and not card.expiry.count:
        card.keying = Keying.NUMBER
    else:
        card.keyed.pop()
    return (card.so_far(),)
