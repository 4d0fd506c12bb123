"""A keyed card's record as it is sent (ID TECH SREDKey's shape, tenkey.md)."""

from pos_app.demo.pad.injected import Record
from pos_app.devices.tenkey import frames

_HASH = bytes(20)
_HIDDEN_FROM, _HIDDEN_TO = 4, -4


def record_frame(record: Record, number: str, expiry: str, *, hexed: bool) -> bytes:
    """Write the frame. Of the number it says the first and the last four digits."""
    stars = "*" * len(number[_HIDDEN_FROM:_HIDDEN_TO])
    masked = f";{number[:_HIDDEN_FROM]}{stars}{number[_HIDDEN_TO:]}={expiry}?*".encode("ascii")
    present = 0x92 if record.aes else 0x82
    header = bytes([0xC0, 0x17, 0x00, len(masked), 0x00, present, 0x92])
    rest = record.cipher + _HASH + record.serial + record.ksn
    if hexed:
        return frames.hexed(_text(header) + masked + _text(rest))
    return frames.binary(header + masked + rest)


def damaged(frame: bytes, *, hexed: bool) -> bytes:
    """The same frame with a wrong LRC."""
    place = -6 if hexed else -3
    wrong = frame[place] ^ 0x01
    return frame[:place] + bytes([wrong]) + frame[place + 1 :]


def _text(data: bytes) -> bytes:
    return data.hex().upper().encode("ascii")
