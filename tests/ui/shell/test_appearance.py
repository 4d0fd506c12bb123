from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.till.choices import SettingsShown
from pos_app.till.preferences import Preferences, Theme
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName
from pos_app.ui.shell.appearance import Appearance, shown_theme
from tests.ui.snapshots import WORKING


@pytest.mark.parametrize(
    ("chosen", "system", "shown"),
    [
        (Theme.LIGHT, Qt.ColorScheme.Dark, ThemeName.LIGHT),
        (Theme.DARK, Qt.ColorScheme.Light, ThemeName.DARK),
        (Theme.SYSTEM, Qt.ColorScheme.Dark, ThemeName.DARK),
        (Theme.SYSTEM, Qt.ColorScheme.Light, ThemeName.LIGHT),
        (Theme.SYSTEM, Qt.ColorScheme.Unknown, ThemeName.LIGHT),
    ],
)
def test_what_was_chosen_goes_before_the_system(chosen: Theme, system: Qt.ColorScheme, shown: ThemeName) -> None:
    assert shown_theme(chosen, system) is shown


def test_another_theme_is_seen_at_once(styled: QApplication) -> None:
    bridge = Bridge()
    appearance = Appearance(styled, bridge)
    bridge.publish(replace(WORKING, settings=SettingsShown(Preferences(theme=Theme.DARK))))
    assert theme.current() is ThemeName.DARK
    bridge.publish(replace(WORKING, settings=SettingsShown(Preferences(theme=Theme.LIGHT))))
    assert theme.current() is ThemeName.LIGHT
    appearance.deleteLater()
