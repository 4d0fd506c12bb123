"""What a test shows by itself wears the look, as every window of the program does."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.look import theme


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """``qtbot.addWidget`` dresses what it is given."""
    add = qtbot.addWidget

    def add_dressed(widget: QWidget, **options: Any) -> None:
        theme.dress(widget)
        add(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_dressed)
    return qtbot
