from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.toast import Toast, Tone
from tests.ui.inspection import cut_off
from tests.ui.widgets.stage import on_stage

WORDS = "通信できません。現金などをご案内ください。"


def middle(toast: Toast, window: QWidget) -> int:
    return abs(toast.geometry().center().x() - window.rect().center().x())


def test_it_lies_bottom_centre_and_stays_there(qtbot: QtBot, qapp: QApplication) -> None:
    window = on_stage(qtbot, QLabel("x"))
    toast = Toast(window)
    toast.say(WORDS, Tone.STOP)
    assert toast.isVisible()
    assert middle(toast, window) <= 1
    window.resize(500, 400)
    qapp.processEvents()
    assert middle(toast, window) <= 1
    assert window.height() - 120 < toast.geometry().bottom() < window.height()


def test_it_goes_by_itself_and_the_next_line_takes_its_place(qtbot: QtBot) -> None:
    window = on_stage(qtbot, QLabel("x"))
    toast = Toast(window)
    toast.say(WORDS)
    (clock,) = toast.findChildren(QTimer)
    clock.timeout.emit()
    assert not toast.isVisible()
    toast.say("接続しました。", Tone.OK)
    assert toast.isVisible()
    assert toast.accessibleName() == "接続しました。"


def test_long_words_take_more_lines(qtbot: QtBot, qapp: QApplication) -> None:
    window = on_stage(qtbot, QLabel("x"))
    window.resize(320, 500)
    qapp.processEvents()
    toast = Toast(window)
    toast.say(WORDS * 4, Tone.WAIT)
    qapp.processEvents()
    assert cut_off(toast) == []


def test_it_takes_neither_focus_nor_clicks(qtbot: QtBot) -> None:
    below = QLabel("x")
    window = on_stage(qtbot, below)
    toast = Toast(window)
    toast.say(WORDS)
    assert window.childAt(toast.geometry().center()) is below
    assert window.focusWidget() is not toast
