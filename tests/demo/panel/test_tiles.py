"""Tiles, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.demo.panel.tiles import Tile, Tiles


@pytest.fixture
def tiles(styled: QApplication, qtbot: QtBot) -> Tiles:
    tiles = Tiles()
    tiles.set_tiles([Tile(number, "ok", f"tile {number}") for number in range(5)])
    tiles.choose(0)
    qtbot.addWidget(tiles)
    with qtbot.waitExposed(tiles):
        tiles.show()
    tiles.activateWindow()
    qtbot.waitUntil(tiles.isActiveWindow)
    return tiles


@pytest.fixture
def chosen(tiles: Tiles) -> list[object]:
    heard: list[object] = []
    tiles.chosen.connect(heard.append)
    return heard


def test_choosing_in_code_says_nothing(tiles: Tiles, chosen: list[object]) -> None:
    tiles.choose(3)
    assert tiles.button(3).isChecked()
    assert chosen == []


def test_a_click_chooses_and_leaves_the_focus_where_it_was(tiles: Tiles, chosen: list[object]) -> None:
    tiles.button(1).setFocus()
    QTest.mouseClick(tiles.button(4), Qt.MouseButton.LeftButton)
    assert chosen == [4]
    assert tiles.button(1).hasFocus()


def test_the_chosen_one_may_be_chosen_again(tiles: Tiles, chosen: list[object]) -> None:
    QTest.mouseClick(tiles.button(0), Qt.MouseButton.LeftButton)
    assert chosen == [0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_arrow_keys_walk_and_a_key_chooses(tiles: Tiles, chosen: list[object], key: Qt.Key) -> None:
    tiles.button(0).setFocus()
    for step in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget() or QWidget(), step)
    assert tiles.button(1).hasFocus(), "the last step would have left the tiles"
    assert chosen == []
    QTest.keyClick(tiles.button(1), key)
    assert chosen == [1]
