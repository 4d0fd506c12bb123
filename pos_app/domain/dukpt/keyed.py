"""What a pad encrypts of a keyed card: number and expiry as track 2 writes them (ISO/IEC 7813), padded with zeros.

``;4111111111111111=2712?:`` and zero bytes up to a whole block. The last character is the track's own check: over the
four low bits of each character before it.
"""

import re
from functools import reduce
from typing import NamedTuple

from pos_app.domain.card import is_expiry
from pos_app.errors import Bug

_TRACK = re.compile(rb";([0-9]{12,19})=([0-9]{4})\?([0-?])\x00*")


class KeyedTrack(NamedTuple):
    """A clear card: only ever inside a pad, and for a moment inside the processor. Writes itself without the number."""

    number: str
    expiry: str
    """YYMM."""

    def __repr__(self) -> str:
        return "KeyedTrack(...)"


def write_track(number: str, expiry: str, block: int) -> bytes:
    """Write what is encrypted, in whole blocks of ``block`` bytes; raises Bug for what is no number or no YYMM."""
    if not (number.isascii() and number.isdecimal() and 12 <= len(number) <= 19 and is_expiry(expiry)):
        raise Bug("what was keyed is no card")
    text = f";{number}={expiry}?".encode("ascii")
    text += bytes([_check(text)])
    return text + bytes(-len(text) % block)


def read_track(text: bytes) -> KeyedTrack | None:
    """Read what was decrypted; None where it is nothing that :func:`write_track` writes: a wrong key, or damage."""
    found = _TRACK.fullmatch(text)
    if found is None or found[3] != bytes([_check(text[: found.start(3)])]):
        return None
    number, expiry = found[1].decode("ascii"), found[2].decode("ascii")
    return KeyedTrack(number, expiry) if is_expiry(expiry) else None


def _check(text: bytes) -> int:
    return ord("0") + reduce(lambda sum_so_far, character: sum_so_far ^ (character & 0x0F), text, 0)
