"""A state in one word, with its colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.restyle import set_property

__all__ = ["Chip", "Tone"]


class Chip(QLabel):
    """A pill that says a state."""

    def __init__(self, text: str = "", tone: Tone = Tone.QUIET, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Say this state; without a text nothing is drawn."""
        self.setText(text)
        set_property(self, "chip", tone.value if text else None)
