from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.look import theme
from pos_app.ui.look.focus_ring import Frame
from pos_app.ui.look.tokens import tokens

REACH = tokens().sizes.focus_width + tokens().sizes.focus_offset


def frame(window: QWidget) -> QRect | None:
    """Where the ring is, in the window's coordinates."""
    shown = [each for each in window.findChildren(Frame) if each.isVisible()]
    assert len(shown) <= 1
    return QRect(shown[0].mapTo(window, QPoint(0, 0)), shown[0].size()) if shown else None


def around(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-REACH, -REACH, REACH, REACH)


def stage(qtbot: QtBot, app: QApplication, *widgets: QWidget) -> QWidget:
    theme.apply(app, "light")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    for widget in widgets:
        column.addWidget(widget)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_ring_lies_around_what_has_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    one, other = QLineEdit(), QLineEdit()
    window = stage(qtbot, qapp, one, other)
    one.setFocus()
    assert frame(window) == around(one, window)
    other.setFocus()
    assert frame(window) == around(other, window)


def test_the_ring_goes_where_the_widget_goes(qtbot: QtBot, qapp: QApplication) -> None:
    line = QLineEdit()
    window = stage(qtbot, qapp, line)
    line.setFocus()
    window.resize(500, 300)
    qapp.processEvents()
    assert frame(window) == around(line, window)
    line.hide()
    assert frame(window) is None


def test_nothing_is_ringed_when_nothing_has_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    line = QLineEdit()
    window = stage(qtbot, qapp, line)
    line.setFocus()
    line.clearFocus()
    assert frame(window) is None


def test_a_ring_scrolls_along(qtbot: QtBot, qapp: QApplication) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    lines = [QPushButton(str(place)) for place in range(40)]
    for line in lines:
        column.addWidget(line)
    area = QScrollArea()
    area.setWidget(content)
    window = stage(qtbot, qapp, area)
    lines[3].setFocus()
    area.verticalScrollBar().setValue(20)
    assert frame(window) == around(lines[3], window)


def test_a_ring_survives_the_end_of_what_it_surrounds(qtbot: QtBot, qapp: QApplication) -> None:
    first, second = QLineEdit(), QLineEdit()
    window = stage(qtbot, qapp, first, second)
    first.setFocus()
    first.setParent(None)
    first.deleteLater()
    qapp.processEvents()
    second.setFocus()
    assert frame(window) == around(second, window)


def test_the_ring_lets_clicks_through(qtbot: QtBot, qapp: QApplication) -> None:
    line = QLineEdit()
    window = stage(qtbot, qapp, line)
    line.setFocus()
    assert window.childAt(line.geometry().topLeft() + QPoint(1, 1)) is line
