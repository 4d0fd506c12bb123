"""What is said between till and encrypting pad, but for the keyed card itself (docs/tenkey.md has the table).

Bodies of frames. ACK, NAK and the question for the model are ID TECH's; the others are this project's own.
"""

ACK = b"\x06"
"""Alone: done. With more behind it: the answer to a question."""
NAK = 0x15
NAK_DAMAGED = b"\x15\x05\x01"
"""What came was damaged; the pad sends its last frame again."""

GET_MODEL = b"\x78\x46\x20"
CANCEL = b"\x53\x02"
STATUS = b"\x52\x22"
_START = b"\x53\x01"
_NUMBER_AND_EXPIRY = 0x03
_AMOUNTS = b"\x53\x03"

LONGEST_START = 255
"""Seconds; the frame has one byte for them."""

EVENT = 0x45
NUMBER_KEYS = 0x01
"""Followed by how many, never which."""
EXPIRY_KEYS = 0x02
TIMED_OUT = 0x10
CANCELLED = 0x11
INVALID = 0x12
"""Length, check digit or expiry: the pad itself saw that it is no card."""
AMOUNT_KEY = 0x20
"""Followed by the key as a plain pad sends it."""

AMOUNT_KEYS = {
    **{ord(str(digit)): str(digit) for digit in range(10)},
    0x0D: "enter",
    0x0A: "enter",
    0x08: "back",
    0x7F: "back",
    0x2A: "clear",
    0x1B: "cancel",
}
"""A plain pad's bytes, by their names in ``AmountKey``."""


def start(seconds: int) -> bytes:
    """Key a number and an expiry within ``seconds`` (1 to 255); while one is keyed, it gets so many from now."""
    return _START + bytes([max(1, min(seconds, LONGEST_START)), _NUMBER_AND_EXPIRY])


def start_seconds(body: bytes) -> int | None:
    """Read what :func:`start` wrote; None for anything else."""
    fits = len(body) == len(start(1)) and body.startswith(_START) and body[3] == _NUMBER_AND_EXPIRY and body[2] > 0
    return body[2] if fits else None


def amounts(active: bool) -> bytes:
    """Send single keys from now on, or no more. Starting a card ends it."""
    return _AMOUNTS + bytes([active])


def amounts_active(body: bytes) -> bool | None:
    """Read what :func:`amounts` wrote; None for anything else."""
    return {amounts(active=True): True, amounts(active=False): False}.get(body)


def event(kind: int, *more: int) -> bytes:
    """Write an event of the pad."""
    return bytes([EVENT, kind, *more])
