import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.action import Action, Kind
from tests.ui.widgets.stage import on_stage

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def action(key: str | None, heard: list[str], title: str = "Go") -> Action:
    made = Action(Kind.PLAIN, key)
    made.set_words(title)
    made.clicked.connect(lambda: heard.append(title))
    return made


@pytest.mark.parametrize("pressed", ENTERS)
def test_both_enter_keys_press_the_action_of_enter(pressed: Qt.Key, qtbot: QtBot) -> None:
    heard: list[str] = []
    window = on_stage(qtbot, action("Enter", heard))
    QTest.keyClick(window, pressed)
    QTest.keyClick(window, pressed, Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["Go", "Go"]


@pytest.mark.parametrize(("key", "pressed"), [("F8", Qt.Key.Key_F8), ("Esc", Qt.Key.Key_Escape), ("3", Qt.Key.Key_3)])
def test_its_key_presses_it(key: str, pressed: Qt.Key, qtbot: QtBot) -> None:
    heard: list[str] = []
    window = on_stage(qtbot, action(key, heard))
    QTest.keyClick(window, pressed)
    assert heard == ["Go"]


def test_a_digit_from_the_numpad_presses_it_too(qtbot: QtBot) -> None:
    heard: list[str] = []
    window = on_stage(qtbot, action("3", heard))
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["Go"]


def test_a_key_held_down_presses_once(qtbot: QtBot) -> None:
    made = action("Enter", [])
    on_stage(qtbot, made)
    assert [shortcut.autoRepeat() for shortcut in made.findChildren(QShortcut)] == [False]


def test_enter_is_heard_while_somebody_types(qtbot: QtBot) -> None:
    heard: list[str] = []
    line = QLineEdit()
    on_stage(qtbot, line, action("Enter", heard))
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard == ["Go"]


@pytest.mark.parametrize("hidden", [True, False])
def test_out_of_sight_or_grey_its_key_does_nothing(hidden: bool, qtbot: QtBot) -> None:
    heard: list[str] = []
    made = action("F8", heard)
    window = on_stage(qtbot, made)
    made.setHidden(hidden)
    made.setEnabled(hidden)
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert heard == []


@pytest.mark.parametrize("pressed", ENTERS)
def test_enter_presses_the_button_that_one_walked_to(pressed: Qt.Key, qtbot: QtBot) -> None:
    heard: list[str] = []
    first, second = action("Enter", heard, "first"), action("F8", heard, "second")
    window = on_stage(qtbot, first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is second
    QTest.keyClick(second, pressed)
    assert heard == ["second"]


def test_enter_is_the_screens_when_the_window_gave_the_focus_by_itself(qtbot: QtBot) -> None:
    heard: list[str] = []
    first, second = action("F8", heard, "first"), action("Enter", heard, "second")
    on_stage(qtbot, first, second)
    first.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert first.ring_around() is None
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert heard == ["second"]


def test_a_click_leaves_the_focus_where_it_was(qtbot: QtBot) -> None:
    heard: list[str] = []
    line, made = QLineEdit(), action(None, heard)
    window = on_stage(qtbot, line, made)
    line.setFocus()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert heard == ["Go"]
    assert window.focusWidget() is line


def test_it_is_called_what_it_says(qtbot: QtBot) -> None:
    made = Action(key="F8")
    made.set_words("直前の会計を取り消す", "1,000円")
    assert (made.accessibleName(), made.accessibleDescription()) == ("直前の会計を取り消す", "1,000円")
    assert (made.title, made.key) == ("直前の会計を取り消す", "F8")


@pytest.mark.parametrize("tile", [True, False])
@pytest.mark.parametrize("note", ["", "引かれていた場合は自動で戻ります"])
def test_it_says_when_its_words_have_no_room(note: str, tile: bool, qtbot: QtBot) -> None:
    made = Action(key="F3", tile=tile)
    made.set_words("やめて、現金などで受け取る", note)
    made.resize(made.sizeHint())
    assert made.cut_off() == []
    made.resize(made.minimumSizeHint())
    assert made.cut_off() == []
    made.resize(made.minimumSizeHint() - QSize(1, 0))
    assert made.cut_off() == ["やめて、現金などで受け取る"]


def test_a_finger_hits_it_at_its_smallest(qtbot: QtBot) -> None:
    made = Action()
    made.set_words("OK")
    window = on_stage(qtbot, made)
    window.resize(100, 10)
    assert made.height() >= 48
