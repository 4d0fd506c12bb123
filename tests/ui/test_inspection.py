"""The inspection finds what it looks for, and nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.table import Column, Row, Table
from tests.ui.inspection import cut_off, faults, not_english, unnamed, unreachable

NewWindow = Callable[[], QWidget]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made, before_close_func=lambda _: made.hide())
    made.resize(400, 300)
    return made


def label(window: QWidget, text: str, width: int, height: int, *, wrap: bool = False) -> QLabel:
    made = QLabel(text, window)
    made.setWordWrap(wrap)
    made.setGeometry(10, 10, width, height)
    return made


def test_a_tidy_window_has_no_faults(window: QWidget) -> None:
    label(window, "Amount", 200, 40)
    button = QPushButton("Go", window)
    button.setGeometry(10, 80, 100, 48)
    window.show()
    assert faults(window, english=True) == []


def test_a_line_that_is_too_narrow_is_cut(window: QWidget) -> None:
    label(window, "a line that is too long for this", 50, 40)
    window.show()
    assert len(cut_off(window)) == 1


def test_lines_that_are_too_many_are_cut(window: QWidget) -> None:
    made = label(window, "a line that is too long for this " * 3, 100, 20, wrap=True)
    window.show()
    assert len(cut_off(window)) == 1
    made.resize(100, made.heightForWidth(100))
    assert cut_off(window) == []


def test_a_word_that_no_line_can_hold_is_cut(window: QWidget) -> None:
    label(window, "Donaudampfschifffahrtsgesellschaft", 60, 100, wrap=True)
    window.show()
    assert len(cut_off(window)) == 1


def test_japanese_breaks_anywhere(window: QWidget) -> None:
    label(window, "もう一度読み取らないでください", 60, 200, wrap=True)
    window.show()
    assert cut_off(window) == []


def test_a_button_that_is_too_narrow_is_cut(window: QWidget) -> None:
    QPushButton("a line that is too long for this", window).setGeometry(0, 0, 60, 48)
    window.show()
    assert len(cut_off(window)) == 1


def test_an_action_says_itself_that_it_is_cut(window: QWidget) -> None:
    action = Action(parent=window)
    action.set_words("a line that is too long for this")
    action.setGeometry(0, 0, 60, 48)
    window.show()
    assert len(cut_off(window)) == 1


def test_what_lies_outside_of_its_parent_is_cut(window: QWidget) -> None:
    box = QFrame(window)
    box.setGeometry(0, 0, 100, 100)
    label(box, "Amount", 120, 40).move(50, 10)
    window.show()
    assert cut_off(window) == ["70 px outside of what holds it: QLabel 'Amount'"]


def test_what_can_be_scrolled_to_is_not_cut(window: QWidget) -> None:
    content = QWidget()
    content.resize(1000, 1000)
    label(content, "Amount", 120, 40).move(800, 800)
    area = QScrollArea(window)
    area.setWidget(content)
    window.show()
    assert cut_off(window) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert len(cut_off(window)) == 1


def test_what_is_hidden_has_no_faults(window: QWidget) -> None:
    label(window, "もう一度読み取らないでください", 10, 10).hide()
    button = QPushButton(window)
    window.show()
    button.hide()
    assert faults(window, english=True) == []


def test_a_control_without_a_name_is_told(window: QWidget) -> None:
    button, line = QPushButton(window), QLineEdit(window)
    window.show()
    assert len(unnamed(window)) == 2
    button.setAccessibleName("Clear")
    line.setAccessibleName("Password")
    assert unnamed(window) == []


def test_a_control_that_tab_passes_by_is_told(window: QWidget) -> None:
    button = QPushButton("Go", window)
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    window.show()
    assert unreachable(window) == ["Tab never comes here: QPushButton 'Go'"]
    button.setEnabled(False)
    assert unreachable(window) == []
    button.setEnabled(True)
    button.setProperty("typed_instead", True)
    assert unreachable(window) == []


def test_japanese_is_found_wherever_it_is_said(window: QWidget) -> None:
    label(window, "金額", 100, 40)
    QPushButton("取消", window).setToolTip("もどす")
    line = QLineEdit(window)
    line.setPlaceholderText("例")
    line.setAccessibleName("ログインID")
    line.setAccessibleDescription("違います。")
    table = Table(window)
    table.set_columns([Column("a", "状態")])
    table.set_rows([Row(Tone.OK, {"a": "完了"})])
    window.show()
    assert len(not_english(window)) == 8


def test_names_and_the_customers_own_language_may_stay(window: QWidget) -> None:
    label(window, "エーナ食堂 (レジ1)", 100, 40)
    label(window, "Payment complete · お支払いが完了しました", 100, 40)
    window.show()
    assert not_english(window, ("エーナ食堂", "レジ1")) == []
    assert len(not_english(window, ("エーナ食堂",))) == 1


def test_a_line_that_begins_in_japanese_is_not_excused(window: QWidget) -> None:
    label(window, "支払い完了 · Payment complete", 100, 40)
    window.show()
    assert len(not_english(window)) == 1
