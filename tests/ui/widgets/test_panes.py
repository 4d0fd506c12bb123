from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.panes import Card, EmptyPane, ErrorPane, LoadingPane, Page
from tests.ui.inspection import cut_off
from tests.ui.widgets.stage import on_stage


def words(widget: Page | EmptyPane | ErrorPane | LoadingPane) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def test_a_page_says_its_heading_and_note(qtbot: QtBot) -> None:
    page = Page()
    on_stage(qtbot, page)
    assert words(page) == []
    page.set_heading("設定", "このレジの設定です")
    assert words(page) == ["設定", "このレジの設定です"]
    page.set_heading("設定")
    assert words(page) == ["設定"]


def test_the_primary_action_stands_bottom_right_and_stays_in_view(qtbot: QtBot) -> None:
    page, primary, quiet = Page(), Action(Kind.PRIMARY, "Enter"), Action(key="Esc")
    primary.set_words("変更する")
    quiet.set_words("もどる")
    page.set_primary(primary)
    page.add_quiet(quiet)
    for _ in range(40):
        page.body.addWidget(QLabel("x"))
    window = on_stage(qtbot, page)
    window.resize(500, 300)
    qtbot.waitUntil(lambda: window.height() == 300)
    place = primary.mapTo(page, QPoint(primary.width(), primary.height()))
    assert page.width() - 40 < place.x() <= page.width()
    assert page.height() - 40 < place.y() <= page.height()
    assert quiet.mapTo(page, QPoint(0, 0)).x() < 60
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() > 0


def test_nothing_to_show_is_said_in_words(qtbot: QtBot) -> None:
    for kind in (EmptyPane, ErrorPane, LoadingPane):
        pane = kind("まだ会計がありません", "最初の会計がここに並びます。")
        window = on_stage(qtbot, pane)
        assert words(pane) == ["まだ会計がありません", "最初の会計がここに並びます。"]
        assert cut_off(window) == []
        pane.set_words("別の言葉")
        assert words(pane) == ["別の言葉"]


def test_a_pane_offers_what_to_do(qtbot: QtBot) -> None:
    again, heard = Action(key="F5"), list[str]()
    again.set_words("もう一度試す")
    again.clicked.connect(lambda: heard.append("again"))
    window = on_stage(qtbot, ErrorPane("カメラが使えません", action=again))
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert heard == ["again"]


def test_a_ring_turns_only_in_view(qtbot: QtBot) -> None:
    from pos_app.ui.widgets.spinner import Spinner

    spinner = Spinner()
    window = on_stage(qtbot, spinner)
    clock = spinner.findChildren(type(spinner._clock))[0]
    assert clock.isActive()
    window.hide()
    assert not clock.isActive()


def test_a_card_is_filled_from_top_to_bottom(qtbot: QtBot) -> None:
    card = Card()
    first, second = QLabel("1"), QLabel("2")
    card.body.addWidget(first)
    card.body.addWidget(second)
    on_stage(qtbot, card)
    assert first.y() < second.y()
