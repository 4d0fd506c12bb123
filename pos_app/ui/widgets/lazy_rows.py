"""Rows that are written when they come into view: of ten thousand, a few dozen ever are."""

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import overload

from pos_app.ui.widgets.cells import Row


class LazyRows(Sequence[Row]):
    """``ids`` name the rows in their order; ``write`` makes the one at a place."""

    def __init__(self, ids: Sequence[Hashable], write: Callable[[int], Row]) -> None:
        self.ids = ids
        self._write = write
        self._written: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """Write the row, or those of a slice."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place not in self._written:
            self._written[place] = self._write(range(len(self))[place])
        return self._written[place]

    def place_of(self, row_id: object) -> int | None:
        """Where the row with this id stands, without writing any."""
        return self._places.get(row_id)

    @cached_property
    def _places(self) -> dict[object, int]:
        return {row_id: place for place, row_id in enumerate(self.ids)}


def place_of(rows: Sequence[Row], row_id: object) -> int | None:
    """Where the row with this id stands; None where there is none."""
    if isinstance(rows, LazyRows):
        return rows.place_of(row_id)
    return next((place for place, row in enumerate(rows) if row.id == row_id), None)
