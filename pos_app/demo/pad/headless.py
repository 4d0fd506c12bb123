"""A simulated pad without a window: what its keys do is read line by line."""

from collections.abc import Callable, Iterable

from pos_app.demo.pad.machine import KEYS, Mode
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.telling import Teller
from pos_app.errors import Fault

_WAITS = 3600.0
"""Seconds that ``wait`` waits for an entry."""


class Lines:
    """Obeys lines: digits are keyed, then Enter; ``resources/demo`` has the other words (``pad_lines``)."""

    def __init__(self, pad: SimulatedPad, teller: Teller) -> None:
        self._pad = pad
        self._teller = teller
        self._words: dict[str, Callable[[], None]] = {
            "wait": self._wait,
            "plug": self._plug,
            "unplug": pad.unplug,
            "behave": lambda: pad.misbehave(None),
        }

    def run(self, lines: Iterable[str]) -> None:
        """Obey until ``quit`` or the end."""
        for line in lines:
            word = line.strip()
            if word == "quit":
                return
            if word:
                self._obey(word)

    def _obey(self, word: str) -> None:
        if word.isascii() and word.isdecimal():
            self._pad.type(word)
            self._pad.press("enter")
        elif word in KEYS:
            self._pad.press(word)
        elif word in self._words:
            self._words[word]()
        elif word in list(Mischief):
            self._pad.misbehave(Mischief(word))
        else:
            self._teller.detail("pad_unknown")  # Not repeated: it may be a number with a slip in it.

    def _wait(self) -> None:
        if not self._pad.waits(Mode.NUMBER, _WAITS):
            self._teller.detail("pad_waited")

    def _plug(self) -> None:
        try:
            self._pad.plug_in()
        except Fault as fault:
            self._teller.detail(fault.reason)
