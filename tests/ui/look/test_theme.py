from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.ui.look import fonts, theme
from pos_app.ui.look.tokens import ThemeName, tokens


class _Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard.append(event.type())
        return False


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_theme_colours_everything(name: ThemeName, qapp: QApplication) -> None:
    theme.apply(qapp, name)
    assert theme.current() is name
    assert theme.colours() == tokens().colours(name)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == theme.colours().paper


def test_widgets_hear_of_another_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, ThemeName.LIGHT)
    label, ear = QLabel("x"), _Ear()
    qtbot.addWidget(label)
    label.ensurePolished()
    label.installEventFilter(ear)
    theme.apply(qapp, ThemeName.DARK)
    assert QEvent.Type.StyleChange in ear.heard
    assert label.palette().color(label.foregroundRole()).name().upper() == theme.colours().ink


def test_every_window_of_the_program_is_dressed() -> None:
    """Tests and pictures dress what they show, and would not see it."""
    told = {path: path.read_text("utf-8") for path in Path(theme.__file__).parents[2].rglob("*.py")}
    windows = {path for path, said in told.items() if 'setObjectName("window")' in said}
    assert len(windows) >= 6
    assert {path for path in windows if "theme.dress(" not in told[path]} == set()


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="pink"):
        theme.apply(qapp, "pink")


def test_figures_are_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetrics

    for bold in (False, True):
        metrics = QFontMetrics(fonts.font(40, bold=bold))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_font_can_write_japanese(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(fonts.font(16))
    assert all(metrics.inFont(sign) for sign in "金額を入力カード券〜・※")
