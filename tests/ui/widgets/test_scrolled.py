from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scrolled import Scrolled

WORDS = "お預かりした番号は読み取りのあとすぐに消えます。 " * 12


def test_a_bar_goes_as_soon_as_all_has_room_without_it(styled: QApplication, qtbot: QtBot) -> None:
    """Words that wrap because of the bar would keep it for ever."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.addWidget(Label(text=WORDS, wrap=True))
    scrolled = Scrolled(inner)
    qtbot.addWidget(scrolled)
    scrolled.resize(400, 40)
    scrolled.show()
    styled.processEvents()
    bar = scrolled.verticalScrollBar()
    assert bar.isVisible()
    wide = next(w for w in range(400, 700) if inner.heightForWidth(w) < inner.heightForWidth(w - bar.width()))
    scrolled.resize(wide, 40)
    styled.processEvents()
    assert bar.isVisible()
    scrolled.resize(wide, inner.heightForWidth(wide))
    styled.processEvents()
    assert not bar.isVisible()
    scrolled.resize(wide, inner.heightForWidth(wide) - 1)
    styled.processEvents()
    assert bar.isVisible()
