"""Finds shapes in large pieces of memory, fast enough to look through a whole process some fifty times a minute."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.memory.shapes import Piece, Spread, random_card, short_pieces_of

EDGE = 512 * 8
"""How far a shape may stretch; nothing is looked for so close to an end."""
_SAMPLED = 61
"""Each so many bytes one is looked at, to know which are rare."""

Names = set[str]
Cells = NDArray[np.uint8] | NDArray[np.uint64]


class _Anchored(NamedTuple):
    """A shape, seen from the rarest of its values: where the others are, in cells, nearest first."""

    name: str
    others: tuple[tuple[int, int], ...]


def found(memory: bytes, spreads: Iterable[Spread], pieces: Iterable[Piece]) -> Names:
    """Names of the shapes that are in there."""
    whole = np.frombuffer(memory, np.uint8)
    often = np.bincount(whole[::_SAMPLED], minlength=256).tolist()
    by_anchor: dict[tuple[int, int], list[_Anchored]] = defaultdict(list)
    for spread in (*spreads, *(Spread(piece.name, tuple(piece.data), range(len(piece.data))) for piece in pieces)):
        place = _rarest(spread, often)
        by_anchor[spread.values[place], spread.width].append(_anchored(spread, place))
    names: Names = set()
    words = whole[: len(whole) // 8 * 8].view(np.uint64)
    for (value, width), anchored in by_anchor.items():
        cells: Cells = whole if width == 1 else words
        at = np.flatnonzero(cells == value)
        at = at[(at >= EDGE // width) & (at < len(cells) - EDGE // width)]
        names |= {one.name for one in anchored if len(at) and _is_at(cells, at, one)}
    return names


def unseen_card(memory: bytes, choose: Random) -> str:
    """Draw a number of which not even a few bytes are there by chance: they would prove nothing afterwards."""
    number = random_card(choose)
    while found(memory, (), short_pieces_of(number)):
        number = random_card(choose)
    return number


def _rarest(spread: Spread, often: list[int]) -> int:
    if spread.width > 1:
        return 0
    return min(range(len(spread.values)), key=lambda place: often[spread.values[place]])


def _is_at(cells: Cells, anchors: NDArray[np.intp], anchored: _Anchored) -> bool:
    left = anchors
    for offset, value in anchored.others:
        left = left[cells[left + offset] == value]
        if not len(left):
            return False
    return True


def _anchored(spread: Spread, place: int) -> _Anchored:
    others = [
        ((offset - spread.offsets[place]) // spread.width, value)
        for number, (offset, value) in enumerate(zip(spread.offsets, spread.values, strict=True))
        if number != place
    ]
    return _Anchored(spread.name, tuple(sorted(others, key=lambda one: abs(one[0]))))
