"""From what frames show to one reading: the rules of a presentation, without camera or thread."""

from collections.abc import Callable

from pos_app.devices.scanner.events import Reading, Symbology, TwoCodes, Unreadable
from pos_app.devices.scanner.sight import Sight, Symbol

SINGLE_AFTER_TWO = 5
"""Frames with one and the same code, before it is believed that the second one has gone."""
UNREADABLE_AFTER = 1.0
"""Seconds of a code in view without a reading, before the cashier gets a tip."""
HINT_GAP = 0.5
"""Seconds without any trace of a code, after which the next one is a new try."""


class Presentation:
    """What one arming of the scanner has seen so far.

    A QR code counts at once: its error correction leaves no doubt. A Code128 counts when its text is of the known
    ``grammar`` and two looks agree, for its one check character lets wrong readings through. Where a phone shows both
    (requirements row D-22), they are one payment and the QR code speaks.
    """

    def __init__(self, grammar: Callable[[str], bool], arming: int = 0) -> None:
        self._grammar = grammar
        self._arming = arming
        self._looks: dict[bytes, set[str]] = {}
        self._wait_for_single = 0
        self._single: Symbol | None = None
        self._hinted_since: float | None = None
        self._hinted_last = 0.0
        self._told_unreadable = False

    def see(self, sight: Sight, at: float) -> Reading | TwoCodes | Unreadable | None:
        """Take what one frame showed; say what there is to tell, which mostly is nothing."""
        codes = self._codes(sight)
        if len(codes) > 1:
            first_time = not self._wait_for_single
            self._wait_for_single, self._single = SINGLE_AFTER_TWO, None
            return TwoCodes(at) if first_time else None
        if not codes:
            return self._tip(at) if sight.unreadable else None
        (symbol,) = codes
        if self._wait_for_single:
            self._wait_for_single -= 1
            if symbol != self._single:
                self._single, self._wait_for_single = symbol, SINGLE_AFTER_TWO - 1
            if self._wait_for_single:
                return None
        return Reading(symbol.payload, symbol.symbology, at, self._arming)

    def _codes(self, sight: Sight) -> tuple[Symbol, ...]:
        squares = {symbol for symbol in sight.symbols if symbol.symbology is Symbology.QR}
        if squares:
            return tuple(squares)
        known = {symbol for symbol in sight.symbols if self._grammar(symbol.payload.decode("latin-1"))}
        for symbol in known:
            self._looks.setdefault(symbol.payload, set()).add(sight.look)
        if len(known) > 1:
            return tuple(known)
        return tuple(symbol for symbol in known if len(self._looks[symbol.payload]) > 1)

    def _tip(self, at: float) -> Unreadable | None:
        if self._hinted_since is None or at - self._hinted_last > HINT_GAP:
            self._hinted_since, self._told_unreadable = at, False
        self._hinted_last = at
        if self._told_unreadable or at - self._hinted_since < UNREADABLE_AFTER:
            return None
        self._told_unreadable = True
        return Unreadable(at)
