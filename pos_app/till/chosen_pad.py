"""The one pad that the use cases know: whichever kind was chosen, or none."""

from collections.abc import Callable, Mapping

from pos_app.devices.tenkey.address import network_address
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.till.pads import CardPad, PadChoice, PadKind, PadWay
from pos_app.wire.cards import SealingKey


def url_of(choice: PadChoice) -> str | None:
    """Where pyserial finds it; None for no pad, and for one that is a keyboard."""
    if not choice.on or choice.kind is PadKind.KEYPAD:
        return None
    if choice.way is PadWay.PORT:
        return choice.port
    return network_address(choice.host, choice.network_port)


class ChosenPad:
    """An :class:`~pos_app.till.pads.AnyPad` on the control thread.

    ``pads`` has one for each kind (two kinds may share one), ``keyboard`` takes the keys of a keypad.
    """

    def __init__(
        self, pads: Mapping[PadKind, CardPad], keyboard: Callable[[KeypadKey], None], choice: PadChoice
    ) -> None:
        self._pads = pads
        self._keyboard = keyboard
        self._choice = choice
        self._amounts = False

    def use(self, choice: PadChoice) -> None:
        """Follow another choice; what was under way in the one before is wiped."""
        before = self._now
        if before is not None:
            before.cancel()
            before.take_amounts(False)
        self._choice = choice
        if self._amounts:
            self.take_amounts(True)

    def begin(self, entry: int, seconds: int, key: SealingKey | None) -> None:
        """CARD mode."""
        if self._now is not None:
            self._now.begin(entry, seconds, key)

    def extend(self, seconds: int) -> None:
        """More time."""
        if self._now is not None:
            self._now.extend(seconds)

    def cancel(self) -> None:
        """Tell the pad, wipe."""
        if self._now is not None:
            self._now.cancel()

    def take_amounts(self, active: bool) -> None:
        """AMOUNT mode on or off, also of a pad that is chosen later."""
        self._amounts = active
        # A keypad that is a keyboard types amounts as one: its keys come through the window.
        if self._now is not None and self._choice.kind is not PadKind.KEYPAD:
            self._now.take_amounts(active)

    def key(self, key: KeypadKey) -> None:
        """A key of a keypad that is a keyboard."""
        if self._choice.on and self._choice.kind is PadKind.KEYPAD:
            self._keyboard(key)

    @property
    def _now(self) -> CardPad | None:
        return self._pads.get(self._choice.kind) if self._choice.on else None
