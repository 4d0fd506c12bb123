"""Keys as plain values: what a person typed, told from what a hand scanner typed into the window (row D-24).

A scanner that is a keyboard types wherever the focus is. The window hands every printable key, Enter and Tab to
:class:`Keys` before anything else gets them, and passes on what comes back: typing to its field, a code to the sale.
"""

from dataclasses import dataclass, field

from pos_app.devices.scanner.events import Reading
from pos_app.devices.scanner.wedge import HICCUP, Unusable, Wedge, WedgeOutput

ENDS = frozenset("\r\n\t")
"""What ends a scanner's code: Enter or Tab."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A person typed this. Not printed: it may be part of a password."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A hand scanner read this; as good as money, so never printed."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Garbled:
    """A scanner typed, and no code came of it: ``reason`` is ``incomplete``, ``too_long`` or ``input_method``."""

    reason: str


Sorted = Typed | Scanned | Garbled


class Keys:
    """Sorts keys. Times are monotonic seconds and are handed in; nothing happens by itself, so call :meth:`tick`."""

    def __init__(self) -> None:
        self._wedge = Wedge()
        self._held = ""
        self._code_at = float("-inf")

    @property
    def held(self) -> str:
        """What was typed last and may still turn out to be a scanner's."""
        return self._held

    def takes(self, text: str, at: float) -> bool:
        """Whether this key needs sorting.

        An Enter or Tab right after nothing ends nothing: the window may have it at once, with its shortcuts.
        """
        if not text or (len(text) == 1 and text not in ENDS and not text.isprintable()):
            return False
        return text not in ENDS or bool(self._held) or at - self._code_at <= HICCUP

    def key(self, text: str, at: float) -> tuple[Sorted, ...]:
        """Take one key that :meth:`takes` named; give back what is certain now."""
        before = self.tick(at)
        outputs = self._wedge.key(text, at)
        self._held = "" if outputs or text in ENDS else self._held + text
        return before + self._told(outputs, at)

    def tick(self, now: float) -> tuple[Sorted, ...]:
        """Let time pass: what waited for a next key in a scanner's rhythm is certain when none came."""
        outputs = self._wedge.tick(now)
        if outputs:
            self._held = ""
        return self._told(outputs, now)

    def interrupted(self, now: float) -> tuple[Sorted, ...]:
        """A key has come that no scanner types: nothing will follow what is held, so it comes before that key."""
        outputs = self._wedge.tick(float("inf"))
        if outputs:
            self._held = ""
        return self._told(outputs, now)

    def wait(self) -> float | None:
        """Seconds after the last key at which :meth:`tick` is due; None while nothing is held."""
        return self._wedge.wait()

    def _told(self, outputs: tuple[WedgeOutput, ...], at: float) -> tuple[Sorted, ...]:
        if any(isinstance(output, Reading | Unusable) for output in outputs):
            self._code_at = at
        return tuple(map(_plain, outputs))


def _plain(output: WedgeOutput) -> Sorted:
    if isinstance(output, Reading):
        return Scanned(output.payload)
    if isinstance(output, Unusable):
        return Garbled(output.reason)
    return Typed(output.text)
