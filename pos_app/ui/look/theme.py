"""Puts the look on the application and its windows; tells widgets that paint themselves which colours hold now.

The style sheet is each window's, not the application's: with one of the application's, Qt styles a part of a screen
anew each time that it is put into a larger part, before anybody sees it.
"""

from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui.look import fonts, qss
from pos_app.ui.look.focus_ring import FocusRing
from pos_app.ui.look.tokens import Colours, ThemeName, Tokens, tokens

_PROPERTY = "till_theme"
_RING = "till_focus_ring"
_DRESSED = "till_dressed"


def apply(app: QApplication, name: str) -> None:
    """Show every window in the theme ``light`` or ``dark``, at once; any other name is a ValueError.

    May be called again at any time; only a change costs anything. What paints itself gets a ``StyleChange`` event.
    """
    theme = ThemeName(name)
    if app.property(_PROPERTY) == theme.value:
        return
    look = tokens()
    app.setProperty(_PROPERTY, theme.value)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(fonts.font(look.sizes.body))
    app.setPalette(_palette(look.colours(theme)))
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            dress(window)
    if app.findChild(FocusRing, _RING) is None:
        FocusRing(app, colours).setObjectName(_RING)


def dress(window: QWidget) -> None:
    """Put the look on a window, for as long as it is there; best when all that it begins with is in it."""
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(_style_sheet(current()))


@cache
def _style_sheet(theme: ThemeName) -> str:
    return qss.style_sheet(tokens(), theme)


def current() -> ThemeName:
    """The theme that :func:`apply` chose last; light before that."""
    app = QCoreApplication.instance()
    return ThemeName((app.property(_PROPERTY) if app else None) or ThemeName.LIGHT)


def colours(look: Tokens | None = None) -> Colours:
    """The colours that hold now."""
    return (look or tokens()).colours(current())


def _palette(colour: Colours) -> QPalette:
    palette = QPalette()
    for role, value in {
        QPalette.ColorRole.Window: colour.paper,
        QPalette.ColorRole.WindowText: colour.ink,
        QPalette.ColorRole.Base: colour.surface,
        QPalette.ColorRole.AlternateBase: colour.sunken,
        QPalette.ColorRole.Text: colour.ink,
        QPalette.ColorRole.PlaceholderText: colour.ink_faint,
        QPalette.ColorRole.Button: colour.surface,
        QPalette.ColorRole.ButtonText: colour.ink,
        QPalette.ColorRole.Highlight: colour.accent,
        QPalette.ColorRole.HighlightedText: colour.accent_ink,
        QPalette.ColorRole.ToolTipBase: colour.surface,
        QPalette.ColorRole.ToolTipText: colour.ink,
        QPalette.ColorRole.Link: colour.accent,
    }.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour.ink_faint))
    return palette
