"""A tenkey as a way to type an amount: its keys go to the one amount field that is active, else nowhere."""

from collections.abc import Callable

from pos_app.devices.tenkey.events import AmountKey
from pos_app.till.pads import CardPad


class AmountPad:
    """Only the control thread uses it. A field that is left says so; CARD mode goes before either."""

    def __init__(self, pad: CardPad) -> None:
        self._pad = pad
        self._take: Callable[[str], None] | None = None

    def activate(self, take: Callable[[str], None]) -> None:
        """An amount field is active; ``take`` gets ``0`` to ``9``, ``enter``, ``back``, ``clear``, ``cancel``."""
        if self._take is None:
            self._pad.take_amounts(True)
        self._take = take

    def deactivate(self) -> None:
        """It no longer is; harmless when none was."""
        if self._take is not None:
            self._take = None
            self._pad.take_amounts(False)

    def key(self, event: AmountKey) -> None:
        """A key of the pad's."""
        if self._take is not None:
            self._take(event.key)
