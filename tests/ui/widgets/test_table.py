from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, State, Table
from tests.ui.widgets.stage import on_stage

COLUMNS = (
    Column("number", "決済番号", kind=CellKind.NUMBER),
    Column("service", "サービス"),
    Column("amount", "金額", Align.RIGHT, CellKind.AMOUNT),
    Column("state", "状態", kind=CellKind.CHIP),
)


def row(place: int) -> Row:
    cells = {"number": f"{place:012}", "service": "券", "amount": place, "state": State("完了", Tone.OK)}
    return Row(f"id-{place}", cells)


class CountedRows(Sequence[Row]):
    """Ten thousand rows that are made when they are asked for, and counted."""

    asked = 0

    def __len__(self) -> int:
        return 10_000

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        self.asked += 1
        return row(place)


def table(qtbot: QtBot, rows: Sequence[Row]) -> tuple[Table, list[tuple[str, object]]]:
    shown, heard = Table(), list[tuple[str, object]]()
    shown.set_columns(COLUMNS)
    shown.chosen.connect(lambda row_id: heard.append(("chosen", row_id)))
    shown.opened.connect(lambda row_id: heard.append(("opened", row_id)))
    on_stage(qtbot, shown)
    shown.set_rows(rows)
    shown.setFocus()
    return shown, heard


def test_ten_thousand_rows_cost_what_is_in_view(qtbot: QtBot) -> None:
    rows = CountedRows()
    shown, _ = table(qtbot, rows)
    shown.grab()
    shown.scrollToBottom()
    shown.grab()
    assert rows.asked < 2_000


def test_arrow_keys_choose_and_enter_opens(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(place) for place in range(5)])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Enter):
        QTest.keyClick(shown, key)
    assert heard == [("chosen", "id-0"), ("chosen", "id-1"), ("chosen", "id-4"), ("opened", "id-4")]


def test_a_click_chooses(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(place) for place in range(5)])
    place = shown.visualRect(shown.model().index(3, 1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [("chosen", "id-3")]


def test_the_chosen_row_stays_chosen_when_others_come_before_it(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(place) for place in range(5)])
    shown.choose("id-2")
    heard.clear()
    shown.set_rows([row(9), *(row(place) for place in range(5))])
    assert shown.chosen_id() == "id-2"
    assert shown.currentIndex().row() == 3
    assert heard == []


def test_a_chosen_row_that_is_gone_is_chosen_no_more(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(1), row(2)])
    shown.choose("id-2")
    heard.clear()
    shown.set_rows([row(1)])
    assert shown.chosen_id() is None
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert heard == []


def test_digits_belong_to_the_screen(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(place) for place in range(5)])
    shown.choose("id-0")
    heard.clear()
    QTest.keyClicks(shown, "0004")
    assert shown.chosen_id() == "id-0"
    assert heard == []


def test_room_that_is_left_goes_to_the_text(qtbot: QtBot) -> None:
    shown, _ = table(qtbot, [row(1)])
    widths = [shown.columnWidth(place) for place in range(len(COLUMNS))]
    assert sum(widths) == shown.viewport().width()
    assert max(widths) == widths[1]


def test_where_there_is_too_little_room_the_table_scrolls(qtbot: QtBot) -> None:
    shown, _ = table(qtbot, [row(1)])
    shown.window().resize(260, 300)
    qtbot.waitUntil(lambda: shown.horizontalScrollBar().maximum() > 0)


def test_a_finger_hits_every_row(qtbot: QtBot) -> None:
    shown, _ = table(qtbot, [row(1)])
    assert shown.rowHeight(0) >= 48


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    shown, _ = table(qtbot, [row(1), row(2)])
    shown.choose("id-1")
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    assert shown.chosen_id() == "id-1"
    assert shown.currentIndex().column() == 0


def test_a_walk_begins_at_the_first_row_and_ends_at_the_last(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [row(place) for place in range(3)])
    for by in (1, 1, 5, -1, -9):
        shown.walk(by)
    assert [row_id for what, row_id in heard if what == "chosen"] == ["id-0", "id-1", "id-2", "id-1", "id-0"]


def test_a_walk_through_no_rows_chooses_nothing(qtbot: QtBot) -> None:
    shown, heard = table(qtbot, [])
    shown.walk(1)
    assert heard == []
