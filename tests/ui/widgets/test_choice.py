import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.choice import Choice
from tests.ui.inspection import unnamed, unreachable
from tests.ui.widgets.stage import on_stage


def choice(heard: list[object]) -> Choice:
    made = Choice()
    made.set_answers([("ja", "日本語"), ("en", "English"), ("auto", "自動")])
    made.choose("ja")
    made.chosen.connect(heard.append)
    return made


def test_a_click_chooses_and_is_told(qtbot: QtBot) -> None:
    heard: list[object] = []
    made = choice(heard)
    on_stage(qtbot, made)
    QTest.mouseClick(made.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert made.answer() == "en"
    assert heard == ["en"]


def test_tab_comes_to_the_chosen_answer_and_arrows_walk_on(qtbot: QtBot) -> None:
    heard: list[object] = []
    before, made, after = QLineEdit(), choice(heard), QLineEdit()
    window = on_stage(qtbot, before, made, after)
    before.setAccessibleName("before")
    after.setAccessibleName("after")
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert heard == ["en", "auto"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is after
    assert unnamed(window) + unreachable(window) == []


def test_choosing_by_the_program_says_nothing(qtbot: QtBot) -> None:
    heard: list[object] = []
    made = choice(heard)
    qtbot.addWidget(made)
    made.choose("en")
    assert (made.answer(), heard) == ("en", [])


def test_other_words_keep_the_answer(qtbot: QtBot) -> None:
    made = choice([])
    qtbot.addWidget(made)
    made.set_answers([("auto", "Automatic"), ("ja", "Japanese")])
    assert made.answer() == "ja"


def test_an_answer_that_there_is_not_is_refused(qtbot: QtBot) -> None:
    made = choice([])
    qtbot.addWidget(made)
    with pytest.raises(ValueError, match="fr"):
        made.choose("fr")


def test_answers_that_are_made_last_are_reached_where_the_question_stands(qtbot: QtBot) -> None:
    before, made, after = QLineEdit(), Choice(), QLineEdit()
    window = on_stage(qtbot, before, made, after)
    made.set_answers([("a", "A"), ("b", "B")])
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert window.focusWidget() is made.findChildren(QPushButton)[0]


def test_the_first_tab_comes_to_the_chosen_answer_wherever_it_stands(qtbot: QtBot) -> None:
    before, made = QLineEdit(), choice([])
    made.choose("auto")
    window = on_stage(qtbot, before, made)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert window.focusWidget() is made.findChildren(QPushButton)[2]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert (made.answer(), window.focusWidget()) == ("en", made.findChildren(QPushButton)[1])


def test_tall_answers_stand_one_below_the_other_and_are_walked_down(qtbot: QtBot) -> None:
    heard: list[object] = []
    made = Choice(tall=True)
    made.set_answers([("a", "COM3"), ("b", "COM4")])
    made.chosen.connect(heard.append)
    window = on_stage(qtbot, made)
    first, second = made.findChildren(QPushButton)
    assert second.y() >= first.y() + first.height()
    first.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert heard == ["a", "b"], "nothing was chosen before: the first, then the next"
