"""Puts widgets on a window that has the keyboard."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.look import theme


def on_stage(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """A window with these below each other; it is active, and nothing has the focus by itself."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    window = QWidget()
    window.setObjectName("window")
    # qtbot alone would let go of a window that the test keeps no name for.
    qtbot.addWidget(window, before_close_func=lambda _: window.hide())
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(800, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if (focused := window.focusWidget()) is not None:
        focused.clearFocus()
    return window
