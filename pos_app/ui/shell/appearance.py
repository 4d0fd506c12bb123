"""Light or dark: as chosen in 設定, or as the operating system is set; changes at once."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from pos_app.till.preferences import Theme
from pos_app.till.snapshot import Snapshot
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName


class Appearance(QObject):
    """Follows the preferences as long as it lives."""

    def __init__(self, app: QApplication, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._app = app
        self._chosen = Theme.SYSTEM
        bridge.shown.connect(self._follow)
        app.styleHints().colorSchemeChanged.connect(self._apply)
        if bridge.seen is not None:
            self._follow(bridge.seen)
        self._apply()

    def _follow(self, snapshot: Snapshot) -> None:
        if snapshot.settings.preferences.theme is not self._chosen:
            self._chosen = snapshot.settings.preferences.theme
            self._apply()

    def _apply(self) -> None:
        wanted = shown_theme(self._chosen, self._app.styleHints().colorScheme())
        if wanted is not theme.current():
            theme.apply(self._app, wanted)


def shown_theme(chosen: Theme, system: Qt.ColorScheme) -> ThemeName:
    """What is shown; a system that says nothing is light."""
    if chosen is Theme.SYSTEM:
        return ThemeName.DARK if system is Qt.ColorScheme.Dark else ThemeName.LIGHT
    return ThemeName.DARK if chosen is Theme.DARK else ThemeName.LIGHT
