"""What an encrypting pad encrypts: ``;number=YYMM?``, its LRC character, zeros up to whole blocks (tenkey.md).

As on track 2 of a card (ISO/IEC 7813) each character stands for four bits, and so does the LRC: it is written as
``0`` to ``?``, whether the number has an even or an odd count of digits.
"""

import re
from dataclasses import dataclass, field

_TRACK = re.compile(rb";([0-9]{1,24})=([0-9]{4})\?(.)(\x00*)", re.DOTALL)
_FOUR_BITS = 0x0F
_FIRST = 0x30


@dataclass(frozen=True, slots=True)
class KeyedTrack:
    """A keyed number and the last month of the card's life, YYMM; neither is judged here."""

    number: str = field(repr=False)
    expiry: str = field(repr=False)


def written(number: str, expiry: str, block_bytes: int) -> bytes:
    """Write what is to be encrypted, in whole blocks of a cipher."""
    track = f";{number}={expiry}?".encode("ascii")
    whole = track + bytes([_lrc(track)])
    return whole + bytes(-len(whole) % block_bytes)


def read(plain: bytes, block_bytes: int) -> KeyedTrack | None:
    """Read what was decrypted; None where it is no track, as after a wrong key or a damaged cipher."""
    found = _TRACK.fullmatch(plain)
    if found is None or len(found[4]) >= block_bytes or found[3][0] != _lrc(plain[: found.start(3)]):
        return None
    return KeyedTrack(found[1].decode("ascii"), found[2].decode("ascii"))


def _lrc(track: bytes) -> int:
    xored = 0
    for character in track:
        xored ^= character
    return _FIRST | xored & _FOUR_BITS
