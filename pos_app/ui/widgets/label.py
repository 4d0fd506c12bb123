"""Text by the part that it plays on a screen."""

from enum import StrEnum, unique

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


@unique
class Text(StrEnum):
    """The parts that text plays; the style sheet knows each."""

    HEADING = "heading"
    TITLE = "title"
    BODY = "body"
    STRONG = "strong"
    NOTE = "note"
    LABEL = "label"
    SMALL = "small"
    FIGURE = "figure"
    TROUBLE = "trouble"


class Label(QLabel):
    """Plain text, never markup; ``wrap`` lets it take several lines."""

    def __init__(self, part: Text = Text.BODY, text: str = "", *, wrap: bool = False, parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setProperty("part", part.value)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
