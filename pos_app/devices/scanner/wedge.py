"""A hand scanner that types (a keyboard wedge), told from a person by its rhythm.

The screens hand over every key as a plain character with its time, and get back what to do with it: text that a person
typed and that belongs to the field in focus, or a code. No window system is known here.

A scanner types a character every 1 to 20 ms and ends with Enter or Tab; a person's keys lie further apart, and the
repeats of a held key, some 33 ms apart, are all the same character.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from pos_app.devices.scanner.events import Reading, Symbology

RHYTHM = 0.035
"""Seconds; keys that follow each other faster may come from a scanner."""
HICCUP = 0.150
"""Seconds that a scanner may pause within a code, once its rhythm is known, without the rest counting as a new code."""
CERTAIN = 6
"""Characters in the rhythm after which it is a scanner that types."""
HELD_KEY = 16
"""Equal characters in the rhythm after which it is a key that somebody leans on."""
RESTART = 0.5
"""Seconds after a code that broke off, within which what follows is its other half and no code either."""
SHORTEST = 8
"""Characters of the shortest code; the shortest that the till knows is the payment number of 12 digits."""
LONGEST = 1024
"""Characters of the longest code; an EMV code of 512 bytes has 684."""

_TERMINATORS = frozenset("\r\n\t")
# ISO/IEC 15424: "]Q1" before a QR code, "]C0" before a Code128, where the scanner is set to send it.
_AIM_PREFIX = re.compile(r"\](?P<code>[A-Za-z])[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A person typed this; it belongs to the field that has the focus. Not printed: it may be part of a code."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A scanner typed something that can't be a code.

    ``reason`` is ``incomplete`` (no Enter or Tab came, or too few characters), ``too_long``, or ``input_method`` (the
    Japanese input method was on and has turned the characters into others).
    """

    reason: str
    at: float


WedgeOutput = Typed | Reading | Unusable


class Wedge:
    """Sorts keys into typing and codes. Times are monotonic seconds and are handed in."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._last = float("-inf")
        self._too_long = False
        self._other_half = False
        self._after_code = False
        self._broken_at = float("-inf")

    def key(self, character: str, at: float) -> tuple[WedgeOutput, ...]:
        """Take the text of one key (mostly one character); give back what is certain now."""
        outputs = self.tick(at)
        gap, self._last = at - self._last, at
        if self._after_code and character in _TERMINATORS and gap <= HICCUP:
            return outputs  # the second half of a scanner's CR LF
        self._after_code = False
        if character in _TERMINATORS:
            return outputs + self._end(character, at)
        if not self._held and at - self._broken_at <= RESTART:
            self._other_half = True
        room = LONGEST - len(self._held)
        self._too_long = self._too_long or len(character) > room
        self._held.extend(character[:room])
        if len(self._held) >= HELD_KEY and not self._is_scanner():
            outputs += self._release()
        return outputs

    def tick(self, now: float) -> tuple[WedgeOutput, ...]:
        """Let time pass: what waits for a next key that no longer can come in the rhythm is given back."""
        if not self._held or 0 <= now - self._last <= self._patience():
            return ()
        if self._is_scanner():
            self._broken_at = self._last
            self._clear()
            return (Unusable("incomplete", now),)
        return self._release()

    def wait(self) -> float | None:
        """Seconds after the last key at which :meth:`tick` is due; None while nothing is held."""
        return self._patience() if self._held else None

    def _patience(self) -> float:
        return HICCUP if self._is_scanner() else RHYTHM

    def _is_scanner(self) -> bool:
        return len(self._held) >= CERTAIN and len(set(self._held)) > 1

    def _end(self, terminator: str, at: float) -> tuple[WedgeOutput, ...]:
        if not self._is_scanner():
            return self._release(terminator)
        text, too_long, other_half = "".join(self._held), self._too_long, self._other_half
        self._clear()
        self._after_code = True
        if too_long:
            return (Unusable("too_long", at),)
        return (Unusable("incomplete", at) if other_half else _code(text, at),)

    def _release(self, more: str = "") -> tuple[Typed, ...]:
        text = "".join(self._held) + more
        self._clear()
        return (Typed(text),)

    def _clear(self) -> None:
        self._held.clear()
        self._too_long = self._other_half = False


def _code(text: str, at: float) -> Reading | Unusable:
    text = "".join(map(_half_width, text))
    text = "".join(character for character in text if unicodedata.category(character) != "Cc")
    if not text.isascii():
        return Unusable("input_method", at)
    symbology = Symbology.UNKNOWN
    if prefix := _AIM_PREFIX.match(text):
        text = text[prefix.end() :]
        symbology = {"Q": Symbology.QR, "C": Symbology.CODE128}.get(prefix["code"], Symbology.UNKNOWN)
    if len(text) < SHORTEST:
        return Unusable("incomplete", at)
    return Reading(text.encode("ascii"), symbology, at)


def _half_width(character: str) -> str:
    """Undo what an input method in full-width mode does to ASCII (U+FF01 to U+FF5E, and the wide space)."""
    point = ord(character)
    if 0xFF01 <= point <= 0xFF5E:
        return chr(point - 0xFEE0)
    return " " if character == "　" else character
