from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from pos_app.ui.shell.placement import SMALLEST, placed

MAIN, SECOND = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 984)


def test_a_window_is_left_where_it_was() -> None:
    assert placed(QRect(2000, 40, 1024, 768), [MAIN, SECOND]) == QRect(2000, 40, 1024, 768)


def test_a_window_whose_screen_is_gone_comes_to_the_main_one() -> None:
    found = placed(QRect(2000, 40, 1024, 768), [MAIN])
    assert MAIN.contains(found)
    assert found.size() == QRect(0, 0, 1024, 768).size()


def test_a_window_larger_than_the_screen_is_made_to_fit() -> None:
    assert placed(QRect(0, 0, 3000, 2000), [QRect(0, 0, 1024, 728)]) == QRect(0, 0, 1024, 728)


def test_a_window_without_any_screen_is_left_alone() -> None:
    assert placed(QRect(9, 9, 700, 500), []) == QRect(9, 9, 700, 500)


@given(
    x=st.integers(-5_000, 9_000),
    y=st.integers(-5_000, 9_000),
    width=st.integers(1, 5_000),
    height=st.integers(1, 5_000),
    screens=st.lists(
        st.builds(QRect, st.integers(-3_000, 3_000), st.integers(-3_000, 3_000), st.just(1280), st.just(800)),
        min_size=1,
        max_size=3,
    ),
)
def test_wherever_a_window_was_it_is_seen_whole(x: int, y: int, width: int, height: int, screens: list[QRect]) -> None:
    found = placed(QRect(x, y, width, height), screens)
    assert any(screen.contains(found) for screen in screens)
    assert found.width() >= SMALLEST.width()
    assert found.height() >= SMALLEST.height()
