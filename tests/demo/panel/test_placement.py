from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from pos_app.demo.panel.placement import side_by_side


@given(st.integers(640, 7_680), st.integers(480, 4_320), st.integers(-2_000, 2_000), st.integers(-500, 500))
def test_both_windows_lie_on_the_screen(width: int, height: int, left: int, top: int) -> None:
    area = QRect(left, top, width, height)
    till, panel = side_by_side(area)
    assert area.contains(till)
    assert area.contains(panel)


@given(st.integers(1_040, 7_680))
def test_from_a_small_laptop_on_neither_hides_the_other(width: int) -> None:
    till, panel = side_by_side(QRect(0, 0, width, 768))
    assert not till.intersects(panel)
    assert till.width() >= 640
    assert panel.width() >= 400
