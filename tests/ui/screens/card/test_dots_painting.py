from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.screens.card.entry_view import PlacesView
from pos_app.ui.screens.card.shade import Shade

FOURS = (4, 4, 4, 4)


class Beneath(QWidget):
    """What lies under the pop-up, and counts its paints."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self.painted += 1


def test_a_dot_more_paints_nothing_of_what_lies_beneath_the_pop_up(styled: QApplication, qtbot: QtBot) -> None:
    window, beneath = QWidget(), Beneath()
    beneath.setParent(window)
    shade = Shade(window)
    qtbot.addWidget(window)
    for widget in (window, beneath, shade):
        widget.resize(900, 600)
    dots = shade.sheet.number
    dots.show_places(PlacesView(FOURS, 3, active=True), "カード番号")
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(50)
    dots.show_places(PlacesView(FOURS, 4, active=True), "カード番号")
    styled.processEvents()
    before = beneath.painted
    assert before > 0
    dots.show_places(PlacesView(FOURS, 5, active=True), "カード番号")
    assert dots.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    styled.processEvents()
    assert beneath.painted == before
