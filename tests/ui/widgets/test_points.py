from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.points import Point, Points
from tests.ui.inspection import cut_off

FINE = Point("Camera", "It works.", Tone.OK)
BAD = Point("Server", "Nobody listens there, whatever is tried, " * 4, Tone.STOP, mend="Set it")


def said(points: Points) -> list[str]:
    return [label.text() for label in points.findChildren(QLabel) if label.isVisibleTo(points) and label.text()]


def test_each_line_says_what_and_how_it_is(qtbot: QtBot) -> None:
    points = Points()
    qtbot.addWidget(points)
    points.show_points([FINE, BAD])
    assert said(points) == ["Camera", FINE.text, "Server", BAD.text]
    assert [points.action(place).isVisibleTo(points) for place in (0, 1)] == [False, True]


def test_a_pressed_button_tells_its_place(qtbot: QtBot) -> None:
    points = Points()
    qtbot.addWidget(points)
    points.show_points([FINE, BAD])
    with qtbot.waitSignal(points.mended) as told:
        points.action(1).click()
    assert told.args == [1]


def test_lines_that_are_no_more_are_gone(qtbot: QtBot) -> None:
    points = Points()
    qtbot.addWidget(points)
    points.show_points([FINE, BAD])
    points.show_points([FINE])
    assert said(points) == ["Camera", FINE.text]


def test_long_words_take_the_lines_that_they_need(qtbot: QtBot) -> None:
    points = Points()
    qtbot.addWidget(points)
    points.show_points([BAD, FINE])
    points.resize(420, points.heightForWidth(420))
    points.show()
    assert cut_off(points) == []
