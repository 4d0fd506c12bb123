"""Finds shapes in large pieces of memory, fast enough to look through a whole process some fifty times a minute."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.memory.shapes import Piece, Spread

_STEP = 128 << 20
_REACH = 512 * 8
"""How far a shape may stretch from the digit that is looked for first."""

Names = set[str]
Cells = NDArray[np.uint8] | NDArray[np.uint64]


class _Anchored(NamedTuple):
    """A spread, seen from the digit that is looked for first: where the others are, in cells, nearest first."""

    name: str
    others: tuple[tuple[int, int], ...]


def found(memory: bytes, spreads: Iterable[Spread], pieces: Iterable[Piece]) -> Names:
    """Names of the shapes that are in there."""
    names = {piece.name for piece in pieces if piece.data in memory}
    by_anchor: dict[tuple[int, int], list[_Anchored]] = defaultdict(list)
    for spread in spreads:
        # The highest value is as a rule the rarest in memory.
        place = max(range(len(spread.values)), key=spread.values.__getitem__)
        by_anchor[spread.values[place], spread.width].append(_anchored(spread, place))
    whole = np.frombuffer(memory, np.uint8)
    for start in range(0, len(whole), _STEP):
        low, high = max(0, start - _REACH), min(len(whole), start + _STEP + _REACH)
        names |= _found_in(whole[low:high], by_anchor)
    return names


def _found_in(memory: NDArray[np.uint8], by_anchor: dict[tuple[int, int], list[_Anchored]]) -> Names:
    names: Names = set()
    words = memory[: len(memory) // 8 * 8].view(np.uint64)
    for (value, width), anchored in by_anchor.items():
        cells: Cells = memory if width == 1 else words
        at = np.flatnonzero(cells == value)
        # Close to an end a shape is cut off; it is whole in the step before or after.
        at = at[(at >= _REACH // width) & (at < len(cells) - _REACH // width)]
        if len(at):
            names |= {one.name for one in anchored if _is_at(cells, at, one)}
    return names


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
