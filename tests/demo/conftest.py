"""What tests of the demo's windows share: Qt without a display, and none of its warnings."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ui import text
from pos_app.ui.look import theme

HERE = Path(__file__).parent
OF_THE_PLATFORM = "This plugin does not support"
"""What Qt's platform without a display warns of on its own account."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt's own fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(OF_THE_PLATFORM))


@pytest.fixture
def styled(qapp: QApplication) -> QApplication:
    """The application in the light theme, speaking Japanese."""
    theme.apply(qapp, "light")
    text.set_language(qapp, text.JAPANESE)
    return qapp
