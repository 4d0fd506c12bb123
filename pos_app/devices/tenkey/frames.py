"""The envelope in which an encrypting pad speaks (ID TECH's, tenkey.md), found in a stream of bytes.

::

    binary   02 LenL LenH <body> LRC SUM 03      LRC: XOR of the body's bytes; SUM: their sum, modulo 256
    hex      the same as text, two characters for each byte but where the body itself is text;
             length, LRC and SUM count the characters as sent
"""

from functools import reduce
from operator import xor
from typing import NamedTuple

LONGEST_BODY = 2048
"""Bytes, or characters in hex mode."""

_STX, _ETX = b"\x02", b"\x03"
_HEX_STX, _HEX_ETX = b"02", b"03"


class Frame(NamedTuple):
    """The body of a frame that was complete and undamaged; in hex mode the characters as sent."""

    body: bytes
    hexed: bool = False

    def plain(self) -> bytes | None:
        """The body's bytes, where all of it is hex in hex mode; None where it is not."""
        return unhexed(self.body) if self.hexed else self.body


def binary(body: bytes) -> bytes:
    """Wrap a body of at most 2048 bytes."""
    return _STX + len(body).to_bytes(2, "little") + body + bytes(_checks(body)) + _ETX


def hexed(body: bytes) -> bytes:
    """Wrap a body that is text already, as keyboard mode sends it."""
    return _HEX_STX + b"%s%s%s" % (_hex(len(body).to_bytes(2, "little")), body, _hex(bytes(_checks(body)))) + _HEX_ETX


def unhexed(text: bytes) -> bytes | None:
    """Read hex characters in pairs, and nothing between them; None where there is anything else."""
    if len(text) % 2 or not all(character in b"0123456789ABCDEFabcdef" for character in text):
        return None
    return bytes.fromhex(text.decode("ascii"))


class FrameReader:
    """Finds frames. Keeps one unfinished frame, so never more than the longest there may be.

    A frame is believed only as a whole: its length, LRC, SUM and end must fit. Of one that is damaged everything after
    its first byte is looked through again, for the next may begin anywhere in it.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._known_bad = 0
        """So many bytes at the front belong to a frame that was damaged: what begins in them is not damaged anew."""

    @property
    def unfinished(self) -> bool:
        """Whether more is awaited."""
        return bool(self._buffer)

    def clear(self) -> None:
        """Forget what came."""
        self._buffer.clear()
        self._known_bad = 0

    def take(self, data: bytes) -> list[Frame | None]:
        """Give the frames that are complete now, in order; None stands for each that was damaged."""
        self._buffer += data
        return self._found(no_more=False)

    def quiet(self) -> list[Frame | None]:
        """Nothing comes any more: what is unfinished is damaged. A good frame behind it is still found."""
        return self._found(no_more=True)

    def _found(self, *, no_more: bool) -> list[Frame | None]:
        found: list[Frame | None] = []
        while self._skip_noise(no_more=no_more):
            size, frame = _at_start(self._buffer)
            if frame is not None:
                found.append(frame)
                self._drop(size)
            elif size > len(self._buffer) and not no_more:
                break
            else:
                if not self._known_bad:
                    found.append(None)
                self._known_bad = max(self._known_bad, min(size, len(self._buffer)))
                self._drop(1)
        return found

    def _skip_noise(self, *, no_more: bool) -> bool:
        """Bring the next possible beginning to the front; say whether there is one."""
        starts = [place for start in (_STX, _HEX_STX) if (place := self._buffer.find(start)) >= 0]
        if starts:
            self._drop(min(starts))
            return True
        half_a_start = self._buffer.endswith(_HEX_STX[:1]) and not no_more
        self._drop(len(self._buffer) - half_a_start)
        return False

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._known_bad = max(0, self._known_bad - count)


class _Layout(NamedTuple):
    """Where the parts of a frame are: sizes in bytes as sent."""

    header: int
    trailer: int


_BINARY = _Layout(header=3, trailer=3)
_HEX = _Layout(header=6, trailer=6)


def _at_start(buffer: bytearray) -> tuple[int, Frame | None]:
    """Read the frame that begins ``buffer``.

    Gives how many bytes it is, as far as is known, and the frame if it is complete and good. A size beyond the buffer
    means that more is needed; any other size without a frame, that it is none.
    """
    is_hex = buffer.startswith(_HEX_STX)
    layout = _HEX if is_hex else _BINARY
    if len(buffer) < layout.header:
        return layout.header, None
    header = bytes(buffer[2:6]) if is_hex else _hex(bytes(buffer[1:3]))
    length = unhexed(header)
    # Small letters are damage: a frame has one way to be written.
    if (
        length is None
        or header != header.upper()
        or not 0 < (body_length := int.from_bytes(length, "little")) <= LONGEST_BODY
    ):
        return layout.header, None
    size = layout.header + body_length + layout.trailer
    if len(buffer) < size:
        return size, None
    body = bytes(buffer[layout.header : layout.header + body_length])
    trailer = bytes(buffer[layout.header + body_length : size])
    checks = bytes(_checks(body))
    expected = _hex(checks) + _HEX_ETX if is_hex else checks + _ETX
    return size, Frame(body, hexed=is_hex) if trailer == expected else None


def _checks(body: bytes) -> tuple[int, int]:
    return reduce(xor, body, 0), sum(body) % 256


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode("ascii")
