import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.domain.card import Brand
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.look import theme
from pos_app.ui.screens.card.dots import Dots
from pos_app.ui.screens.card.entry_view import PlacesView
from pos_app.ui.screens.card.places import EXPIRY, number_groups


@pytest.fixture
def dots(styled: QApplication, qtbot: QtBot) -> Dots:
    del styled
    widget = Dots()
    qtbot.addWidget(widget)
    widget.resize(480, 72)
    widget.show()
    return widget


def drawn(dots: Dots) -> QImage:
    return dots.grab().toImage()


def inked_columns(image: QImage) -> int:
    """How many columns of the middle line are in the ink of a dot."""
    ink = theme.colours().ink.lower()
    return sum(image.pixelColor(x, image.height() // 2).name() == ink for x in range(image.width()))


def places(count: int, *, whole: bool = False) -> PlacesView:
    return PlacesView(number_groups(None, count), count, active=True, whole=whole)


def test_each_key_is_a_dot_and_backspace_takes_one(dots: Dots) -> None:
    seen = []
    for count in (0, 1, 2, 1):
        dots.show_places(places(count), "カード番号")
        seen.append(inked_columns(drawn(dots)))
    none, one, two, again = seen
    assert none == 0 < one < two
    assert again == one


def test_a_number_that_is_done_with_has_all_its_dots(dots: Dots) -> None:
    dots.show_places(places(16), "カード番号")
    all_keyed = inked_columns(drawn(dots))
    dots.show_places(places(0, whole=True), "カード番号")
    assert inked_columns(drawn(dots)) == all_keyed


def test_what_is_read_out_is_the_count_and_the_brand(dots: Dots) -> None:
    dots.show_places(places(10), "カード番号", "JCB")
    interface = QAccessible.queryAccessibleInterface(dots)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "カード番号"
    assert interface.text(QAccessible.Text.Description) == "10桁 JCB"


@pytest.mark.parametrize("brand", list(Brand))
def test_every_brand_has_room_beside_the_dots_where_there_is_least_of_it(dots: Dots, brand: Brand) -> None:
    dots.resize(dots.minimumSizeHint())
    view = PlacesView(number_groups(brand, 0), 3, active=True)
    dots.show_places(view, "カード番号", BRAND_NAMES[brand])
    assert dots.cut_off() == []
    dots.setMinimumWidth(0)
    dots.resize(200, 72)
    assert dots.cut_off() == [BRAND_NAMES[brand]]


def test_an_expiry_is_parted_by_a_stroke(styled: QApplication, qtbot: QtBot) -> None:
    del styled
    widget = Dots(slash=True)
    qtbot.addWidget(widget)
    widget.resize(160, 72)
    before = drawn(widget)
    widget.show_places(PlacesView(EXPIRY, 2, active=True), "有効期限")
    assert drawn(widget) != before
