"""The positive control: a number, and a key, kept on purpose in every shape that is looked for."""

import base64
import struct
from collections.abc import Mapping, Sequence

from tests.memory.shapes import ALPHABETS, MIDDLE, STRIDES, WIDTHS, grouped

Singletons = Mapping[str, Sequence[object]]


def hold(number: str, key: str, singletons: Singletons) -> list[object]:
    """Give objects that hold it."""
    return [*_spread(number), *_pointed_to(number, singletons), *_as_numbers(number), *_key(bytes.fromhex(key))]


def _spread(number: str) -> list[object]:
    digits = list(map(int, number[MIDDLE]))
    kept: list[object] = []
    for alphabet in ALPHABETS.values():
        values = [alphabet[digit] for digit in digits]
        for stride in STRIDES:
            for ordered in (values, values[::-1]):
                cells = bytearray(b"\xee" * (stride * len(digits)))
                cells[::stride] = bytes(ordered)
                kept.append(cells)
    for width in WIDTHS[:3]:
        cells = bytearray(b"\xee" * (16 * width))
        for place, digit in zip(grouped(number), digits, strict=True):
            cells[place * width] = 0x30 + digit
        kept.append(cells)
    return kept


def _pointed_to(number: str, singletons: Singletons) -> list[object]:
    kept: list[object] = []
    for ten in singletons.values():
        for stride in (stride for stride in STRIDES if stride % 8 == 0):
            pointers: list[object] = [None] * (stride // 8 * 8)
            pointers[:: stride // 8] = [ten[int(digit)] for digit in number[MIDDLE]]
            kept.append(tuple(pointers))
    return kept


def _as_numbers(number: str) -> list[object]:
    middle, whole = int(number[MIDDLE]), int(number)
    packed = number if len(number) % 2 == 0 else number + "0"
    swapped = "".join(packed[at + 1] + packed[at] for at in range(0, len(packed), 2))
    return [
        bytes.fromhex(number[MIDDLE]),
        bytes.fromhex(number[1:15]),
        bytes.fromhex(swapped),
        struct.pack(">I", middle),
        struct.pack(">Q", whole),
        struct.pack("<Q", whole),
        middle,
        whole,
        float(middle),
        float(whole),
        *(base64.b64encode(number[shift : shift + 12].encode()) for shift in range(3)),
    ]


def _key(key: bytes) -> list[object]:
    turned = b"".join(key[at : at + 4][::-1] for at in range(0, len(key), 4))
    return [key, key[::-1], key.hex(), turned, base64.urlsafe_b64encode(key)]
