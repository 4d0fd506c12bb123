"""Till and panel side by side, as far as the screen allows. Pure."""

from PySide6.QtCore import QRect

_PANEL = (400, 760)
"""The panel's least and most width in pixels; in between the till gets its due first."""
_TILL = 1_120
_HIGHEST = 900
_TITLE_BAR = 40


def side_by_side(area: QRect) -> tuple[QRect, QRect]:
    """The places of till and panel in the usable area of a screen; on a narrow one the panel lies over the till."""
    least, most = _PANEL
    panel_width = min(max(area.width() - _TILL, least), most, area.width())
    top = area.top() + _TITLE_BAR
    height = min(area.height() - _TITLE_BAR, _HIGHEST)
    till_width = max(area.width() - panel_width, min(area.width(), 640))
    till = QRect(area.left(), top, till_width, height)
    panel = QRect(area.right() + 1 - panel_width, top, panel_width, height)
    return till, panel
