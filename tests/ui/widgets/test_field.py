import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label
from tests.ui.widgets.stage import on_stage


def line(field: Field) -> QLineEdit:
    found = field.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def button(field: Field, name: str) -> QToolButton:
    (found,) = (each for each in field.findChildren(QToolButton) if each.accessibleName() == name)
    return found


def shown(field: Field) -> list[str]:
    return [label.text() for label in field.findChildren(Label) if label.isVisible() and label.text()]


def test_it_is_called_what_its_label_says(qtbot: QtBot) -> None:
    field = Field()
    on_stage(qtbot, field)
    field.set_label("ログインID")
    assert line(field).accessibleName() == "ログインID"
    assert shown(field) == ["ログインID"]


def test_typing_and_setting_tell_the_text(qtbot: QtBot) -> None:
    field, heard = Field(), list[str]()
    field.changed.connect(heard.append)
    on_stage(qtbot, field)
    field.setFocus()
    QTest.keyClicks(line(field), "ab")
    field.set_text("xyz")
    assert heard == ["a", "ab", "xyz"]
    assert field.text() == "xyz"


def test_the_cross_takes_everything_out_and_one_types_on(qtbot: QtBot) -> None:
    field = Field()
    window = on_stage(qtbot, field)
    field.set_text("xyz")
    QTest.mouseClick(button(field, "入力を消す"), Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert window.focusWidget() is line(field)
    assert not button(field, "入力を消す").isVisible()


def test_full_width_digits_become_plain_ones(qtbot: QtBot) -> None:
    field, heard = Field(digits=True), list[str]()
    field.changed.connect(heard.append)
    on_stage(qtbot, field)
    field.set_text("０１２3-4567 ８９１０")
    assert field.text() == "012345678910"
    assert heard == ["012345678910"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_a_field_of_digits_never_holds_anything_else(qtbot: QtBot, typed: str) -> None:
    field = Field(digits=True)
    qtbot.addWidget(field)
    field.set_text(typed)
    assert all(sign in "0123456789" for sign in field.text())


def test_letters_leave_a_field_of_digits_as_it_is(qtbot: QtBot) -> None:
    field = Field(digits=True)
    on_stage(qtbot, field)
    field.setFocus()
    QTest.keyClicks(line(field), "1a2")
    assert field.text() == "12"


@pytest.mark.parametrize(
    ("secret", "digits", "method"), [(True, False, False), (False, True, False), (False, False, True)]
)
def test_the_input_method_is_off_where_it_would_be_in_the_way(
    secret: bool, digits: bool, method: bool, qtbot: QtBot
) -> None:
    field = Field(secret=secret, digits=digits)
    on_stage(qtbot, field)
    field.setFocus()
    field.clear()
    assert line(field).testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) is method


def test_a_secret_is_seen_only_while_the_eye_is_open(qtbot: QtBot) -> None:
    field = Field(secret=True)
    window = on_stage(qtbot, field)
    field.set_text("himitsu")
    assert line(field).displayText() == "●" * 7
    QTest.mouseClick(button(field, "パスワードを表示"), Qt.MouseButton.LeftButton)
    assert line(field).displayText() == "himitsu"
    assert not line(field).testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.mouseClick(button(field, "パスワードを隠す"), Qt.MouseButton.LeftButton)
    assert line(field).displayText() == "●" * 7
    QTest.mouseClick(button(field, "パスワードを表示"), Qt.MouseButton.LeftButton)
    window.hide()
    window.show()
    assert line(field).displayText() == "●" * 7


def test_the_eye_is_reached_by_tab_and_the_cross_is_not(qtbot: QtBot) -> None:
    field = Field(secret=True)
    window = on_stage(qtbot, field)
    field.set_text("x")
    field.setFocus()
    QTest.keyClick(line(field), Qt.Key.Key_Tab)
    assert window.focusWidget() is button(field, "パスワードを表示")


def test_rules_are_ticked_off(qtbot: QtBot) -> None:
    field = Field(secret=True)
    on_stage(qtbot, field)
    field.set_label("パスワード")
    field.set_rules([("12文字以上", False), ("英字を含む", True)])
    assert shown(field) == ["パスワード", "12文字以上", "英字を含む"]
    said = [label.accessibleName() for label in field.findChildren(Label) if label.accessibleName()]
    assert said == ["12文字以上: まだです", "英字を含む: 満たしています"]
    field.set_rules([("12文字以上", True)])
    assert shown(field) == ["パスワード", "12文字以上"]
    field.set_rules([])
    assert shown(field) == ["パスワード"]


def test_trouble_is_said_and_taken_back(qtbot: QtBot) -> None:
    field = Field()
    on_stage(qtbot, field)
    field.set_label("端末ID")
    field.set_trouble("違います。")
    assert shown(field) == ["端末ID", "違います。"]
    assert line(field).accessibleDescription() == "違います。"
    field.set_trouble(None)
    assert shown(field) == ["端末ID"]


def test_enter_submits_where_no_action_has_that_key(qtbot: QtBot) -> None:
    field, other, heard = Field(), Action(key="Enter"), list[str]()
    other.set_words("Go")
    field.submitted.connect(lambda: heard.append("field"))
    other.clicked.connect(lambda: heard.append("action"))
    on_stage(qtbot, field, other)
    field.setFocus()
    QTest.keyClick(line(field), Qt.Key.Key_Return)
    other.hide()
    QTest.keyClick(line(field), Qt.Key.Key_Return)
    assert heard == ["action", "field"]
