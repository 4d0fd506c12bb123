from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.cells import Column, Row
from pos_app.ui.widgets.lazy_rows import LazyRows, place_of
from pos_app.ui.widgets.table import Table


def lazy(ids: Sequence[int], written: list[int]) -> LazyRows:
    def write(place: int) -> Row:
        written.append(place)
        return Row(ids[place], {"text": f"{ids[place]}"})

    return LazyRows(ids, write)


@given(st.lists(st.integers(), unique=True), st.slices(50))
def test_they_are_what_a_list_of_them_would_be(ids: list[int], part: slice) -> None:
    plain = [Row(each, {"text": f"{each}"}) for each in ids]
    rows = lazy(ids, [])
    assert list(rows) == plain
    assert list(rows[part]) == plain[part]
    assert len(rows) == len(plain)
    for each in ids:
        assert place_of(rows, each) == place_of(plain, each)
    assert place_of(rows, "nobody") is None
    assert place_of(plain, "nobody") is None


def test_each_is_written_once_and_none_to_be_found() -> None:
    written: list[int] = []
    rows = lazy(range(1_000), written)
    assert place_of(rows, 700) == 700
    assert written == []
    assert rows[3] is rows[3]
    assert rows[-1] == rows[999]
    assert written == [3, 999, 999]
    with pytest.raises(IndexError):
        rows[1_000]


def test_a_table_of_ten_thousand_writes_those_in_view(qtbot: QtBot) -> None:
    written: list[int] = []
    table = Table()
    qtbot.addWidget(table)
    table.resize(600, 480)
    table.set_columns([Column("text", "")])
    table.set_rows(lazy(range(10_000), written))
    with qtbot.waitExposed(table):
        table.show()
    table.choose(9_000)
    assert table.chosen_id() == 9_000
    assert len(set(written)) < 300
