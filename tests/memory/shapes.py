"""All the shapes in which a card number, or a key, could lie in memory.

A shape is bytes at fixed distances from each other. Of a number its middle eight digits are looked for, so that a
copy with its end cut off is found as well; where eight digits would be too few bytes to mean anything, all of it is.
"""

import base64
import itertools
import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pos_app.domain import card

MIDDLE = slice(4, 12)
STRIDES = (*range(1, 17), *range(24, 513, 8))
"""Bytes between two digits: everything close, then as far as memory is handed out."""
WIDTHS = (1, 2, 4, 8)

ASCII = tuple(0x30 + digit for digit in range(10))
RAW = tuple(range(10))
KEYSYMS = tuple(0xB0 + digit for digit in range(10))
"""Low bytes of X's KP_0 to KP_9."""
KEYPAD_CODES = (90, 87, 88, 89, 83, 84, 85, 79, 80, 81)
"""X's key codes of a keypad."""
KEYBOARD_CODES = (19, 10, 11, 12, 13, 14, 15, 16, 17, 18)
"""X's key codes of the row above the letters."""
ALPHABETS: Mapping[str, Sequence[int]] = {
    "ascii": ASCII,
    "raw": RAW,
    "keysym": KEYSYMS,
    "keypad": KEYPAD_CODES,
    "keyboard": KEYBOARD_CODES,
}

Addresses = Mapping[str, Sequence[int]]
"""Where the ten objects lie that stand for digits, by the kind of object."""


class Spread(NamedTuple):
    """``values`` of ``width`` bytes each at ``offsets``."""

    name: str
    values: tuple[int, ...]
    offsets: Sequence[int]
    width: int = 1


class Piece(NamedTuple):
    """Bytes in a row."""

    name: str
    data: bytes


def random_card(choose: random.Random) -> str:
    """A number that checks, of a known brand; its middle digits are no table's, and have no zeros."""
    while True:
        start = choose.choice(("4", "52", "3530", "34"))
        length = 15 if start == "34" else 16
        body = start + "".join(str(choose.randrange(10)) for _ in range(length - len(start) - 1))
        number = next(body + str(last) for last in range(10) if card.is_luhn(body + str(last)))
        middle = number[MIDDLE]
        steps = {int(after) - int(before) for before, after in itertools.pairwise(middle)}
        if "0" not in middle and len(set(middle)) >= 5 and len(steps) >= 4:
            return number


def spreads_of(number: str, addresses: Addresses) -> Iterator[Spread]:
    """The digits one by one, by whatever stands for them."""
    digits = tuple(map(int, number[MIDDLE]))
    for name, alphabet in ALPHABETS.items():
        values = tuple(alphabet[digit] for digit in digits)
        for stride in STRIDES:
            there = tuple(stride * place for place in range(len(digits)))
            yield Spread(f"{name} every {stride}", values, there)
            yield Spread(f"{name} every -{stride}", values, tuple(-offset for offset in there))
    for width in WIDTHS[:3]:
        there = tuple(width * place for place in grouped(number))
        yield Spread(f"ascii in groups, {width} wide", tuple(ASCII[digit] for digit in digits), there)
    for name, places in addresses.items():
        values = tuple(places[digit] for digit in digits)
        for stride in (stride for stride in STRIDES if stride % 8 == 0):
            yield Spread(f"pointers to {name} every {stride}", values, tuple(stride * n for n in range(8)), 8)


def pieces_of(number: str) -> Iterator[Piece]:
    """The number as numbers, packed, and encoded."""
    middle = number[MIDDLE]
    packed = number if len(number) % 2 == 0 else number + "0"
    yield from short_pieces_of(number)
    yield Piece("packed, shifted", bytes.fromhex(number[1:15]))
    yield Piece("packed, nibbles swapped", bytes.fromhex("".join(b + a for a, b in _pairs(packed)))[:7])
    yield Piece("float, middle", struct.pack("<d", float(middle)))
    whole = int(number)
    yield Piece("integer", struct.pack("<Q", whole))
    yield Piece("integer, big end first", struct.pack(">Q", whole))
    yield Piece("integer of Python", struct.pack("<II", whole & (2**30 - 1), whole >> 30))
    yield Piece("float", struct.pack("<d", float(whole)))
    for shift in range(3):
        inside = number[shift : shift + 12].encode()
        yield Piece(f"base64, from digit {shift}", base64.b64encode(inside))


def short_pieces_of(number: str) -> Iterator[Piece]:
    """Those of four bytes, which may be there by chance."""
    middle = number[MIDDLE]
    yield Piece("packed, middle", bytes.fromhex(middle))
    yield Piece("integer, middle", struct.pack("<I", int(middle)))
    yield Piece("integer, middle, big end first", struct.pack(">I", int(middle)))


def pieces_of_key(key: bytes) -> Iterator[Piece]:
    """A content key, or a half of it, which is how a cipher's own copy begins."""
    for name, half in (("first", key[:16]), ("second", key[16:])):
        yield Piece(f"key, {name} half", half)
        yield Piece(f"key, {name} half, backwards", half[::-1])
        yield Piece(f"key, {name} half, hex", half.hex().encode())
        yield Piece(f"key, {name} half, words turned", b"".join(half[at : at + 4][::-1] for at in range(0, 16, 4)))
    yield Piece("key, base64", base64.urlsafe_b64encode(key[:30]))


def grouped(number: str) -> tuple[int, ...]:
    """Where the middle digits stand in ``4242 4242 4242 4242``, or as the brand groups them."""
    sizes = card.in_groups(len(number), card.brand_of(number[:6]))
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    at = [place + sum(end <= place for end in ends) for place in range(len(number))][MIDDLE]
    return tuple(place - at[0] for place in at)


def _pairs(digits: str) -> Iterator[tuple[str, str]]:
    return zip(digits[::2], digits[1::2], strict=True)
