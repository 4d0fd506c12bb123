"""Small helpers of layout for the gallery's sections."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.widgets.label import Label, Text


def section(title: str, *parts: QWidget | QHBoxLayout | QVBoxLayout | QGridLayout) -> QWidget:
    """Parts below a title."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(Label(Text.TITLE, title))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return whole


def row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    """Widgets side by side; ``stretch`` shares the width out."""
    made = QHBoxLayout()
    made.setSpacing(12)
    for widget in widgets:
        made.addWidget(widget, int(stretch), Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignVCenter)
    if not stretch:
        made.addStretch(1)
    return made


def grid(columns: int, *widgets: QWidget) -> QGridLayout:
    """Widgets in so many columns of one width."""
    made = QGridLayout()
    made.setSpacing(16)
    for place, widget in enumerate(widgets):
        made.addWidget(widget, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(columns):
        made.setColumnStretch(column, 1)
    return made


def tall(widget: QWidget, height: int) -> QWidget:
    """The widget at this height, in pixels."""
    widget.setFixedHeight(height)
    return widget
