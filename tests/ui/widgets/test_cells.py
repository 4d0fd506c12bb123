from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.cells import CellKind, State, figure, written


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (CellKind.TEXT, "みどり", "みどり"),
        (CellKind.AMOUNT, 1_000, "1,000 円"),
        (CellKind.AMOUNT, -1_900, "\N{MINUS SIGN}1,900 円"),
        (CellKind.TIME, datetime(2026, 7, 12, 15, 4, tzinfo=UTC), "00:04"),
        (CellKind.TIME, "昨日 12:04", "昨日 12:04"),
        (CellKind.NUMBER, "021000041281", "0210 0004 1281"),
        (CellKind.NUMBER, "0210 0004 1281", "0210 0004 1281"),
        (CellKind.NUMBER, "1281", "1281"),
        (CellKind.CHIP, State("完了", Tone.OK), "完了"),
    ],
)
def test_each_kind_is_written_in_its_way(kind: CellKind, value: object, text: str) -> None:
    assert written(kind, value) == text


@pytest.mark.parametrize("kind", list(CellKind))
def test_nothing_is_an_empty_cell(kind: CellKind) -> None:
    assert written(kind, None) == ""


@given(st.integers(-(10**12), 10**12))
def test_a_figure_says_its_amount(amount: int) -> None:
    assert int(figure(amount).replace(",", "").replace("\N{MINUS SIGN}", "-")) == amount
