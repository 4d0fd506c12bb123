"""The record of a keyed card, as an encrypting pad sends it (ID TECH SREDKey's shape, tenkey.md).

::

    C0 17 00 L2 00 82 92 | masked track 2 (L2) | cipher | 20 x 00 (hash) | serial (10) | KSN (10 or 12)
                   82: masked track 2 and serial are present; with 10 added the cipher is AES's, otherwise TDES's
                   92: cipher, hash and KSN are present
"""

import re
from typing import NamedTuple

from pos_app.devices.tenkey.events import PadEncrypted
from pos_app.devices.tenkey.frames import Frame, unhexed
from pos_app.domain.card import Brand, brand_of, is_expiry

KEYED = 0xC0

_HEADER = 7
_HAS_SERIAL, _IS_AES, _HAS_KSN = 0x82, 0x10, 0x92
_HASH, _SERIAL = 20, 10
_MASKED = re.compile(rb";([0-9]{4})\*{5,11}([0-9]{4})=([0-9]{4})\?.", re.DOTALL)


class _Kind(NamedTuple):
    """What the algorithm decides: bytes of a KSN and of a block."""

    algorithm: str
    ksn: int
    block: int


_TDES, _AES = _Kind("tdes", 10, 8), _Kind("aes", 12, 16)
_LONGEST_CIPHER = 128


class KeyedRecord(NamedTuple):
    """What is kept of it: neither the first four digits nor the expiry, which the processor finds in the cipher."""

    blob: PadEncrypted
    brand: Brand | None
    last3: str


def is_keyed(frame: Frame) -> bool:
    """Whether a frame says that it is such a record."""
    return frame.body.startswith(b"C0") if frame.hexed else frame.body.startswith(bytes([KEYED]))


def read_keyed(frame: Frame) -> KeyedRecord | None:
    """Read the record of a good frame, binary or hex; None where it is not of this shape throughout."""
    text = frame.hexed
    header = _bytes(frame.body[: _HEADER * (1 + text)], hexed=text)
    if header is None or len(header) < _HEADER or header[:3] != b"\xc0\x17\x00" or header[4] != 0:
        return None
    length, present, more = header[3], header[5], header[6]
    if present & ~_IS_AES != _HAS_SERIAL or more != _HAS_KSN:
        return None
    kind = _AES if present & _IS_AES else _TDES
    track_at = _HEADER * (1 + text)
    masked = _MASKED.fullmatch(frame.body[track_at : track_at + length])
    rest = _bytes(frame.body[track_at + length :], hexed=text)
    if masked is None or not is_expiry(masked[3].decode("ascii")) or rest is None:
        return None
    after_cipher = len(rest) - _HASH - _SERIAL - kind.ksn
    if not 0 < after_cipher <= _LONGEST_CIPHER or after_cipher % kind.block:
        return None
    serial_at = after_cipher + _HASH
    blob = PadEncrypted(
        algorithm=kind.algorithm,
        serial=rest[serial_at : serial_at + _SERIAL],
        ksn=rest[serial_at + _SERIAL :],
        cipher=rest[:after_cipher],
    )
    return KeyedRecord(blob, brand_of(masked[1].decode("ascii")), masked[2][1:].decode("ascii"))


def _bytes(part: bytes, *, hexed: bool) -> bytes | None:
    return unhexed(part) if hexed else part
