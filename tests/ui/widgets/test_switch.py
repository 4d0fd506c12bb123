from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.switch import Switch
from tests.ui.widgets.stage import on_stage


def test_space_and_a_click_toggle_it(qtbot: QtBot) -> None:
    switch, heard = Switch(), list[bool]()
    switch.set_words("音を鳴らす")
    switch.toggled.connect(heard.append)
    on_stage(qtbot, switch)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert heard == [True, False]
    assert switch.accessibleName() == "音を鳴らす"


def test_its_state_is_seen(qtbot: QtBot) -> None:
    switch = Switch()
    switch.set_words("音を鳴らす")
    on_stage(qtbot, switch)
    off = switch.grab().toImage()
    switch.setChecked(True)
    assert switch.grab().toImage() != off
    assert switch.height() >= 48
