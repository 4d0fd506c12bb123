import os

import pytest

from pos_app.demo.display import can_show_windows


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_a_display(platform: str) -> None:
    assert can_show_windows({}, platform)


def test_without_a_display_nothing_is_even_tried() -> None:
    assert not can_show_windows({"PATH": os.environ["PATH"]}, "linux")


def test_a_display_that_is_not_there_is_found_out_before_qt_aborts() -> None:
    named = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    assert not can_show_windows({**named, "DISPLAY": ":4095", "WAYLAND_DISPLAY": ""}, "linux")


def test_what_qt_can_draw_on_is_taken() -> None:
    assert can_show_windows({**os.environ, "QT_QPA_PLATFORM": "offscreen"}, "linux")
