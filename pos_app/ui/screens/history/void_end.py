"""How a void ended, over the whole pane: done, refused, or not possible at all (E-42, D-5)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history.void_view import VoidView
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.outcome import Outcome

_ICONS = {Tone.OK: "undo", Tone.WAIT: "clock", Tone.STOP: "stop"}


class VoidEnd(Outcome):
    """Enter closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._close = Action(key="Enter")
        self._close.clicked.connect(self.closed)
        self.footer.addStretch(1)
        self.footer.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def show_view(self, view: VoidView) -> None:
        """Draw it."""
        lines = [line for line in (view.question, view.warning, view.note) if line]
        self.show_outcome(view.tone, _ICONS[view.tone], view.heading, view.amount, lines, view.facts)
        self._close.set_words(view.do)
