"""What came out, over the whole pane: nobody has to come near to see it (requirements row D-24)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.ui.look import icons
from pos_app.ui.look.tokens import Tone, tokens
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.outcome_amount import OutcomeAmount
from pos_app.ui.widgets.restyle import set_property

__all__ = ["Outcome", "Text", "Tone"]

_BADGE = 72
_ICON = 44


class Outcome(QWidget):
    """Icon, title, amount and what else is to be known, on a ground of the outcome's colour.

    ``body`` takes what stands between the words and the footer, ``footer`` the actions (plain ones are drawn light).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._badge = QLabel()
        self._badge.setProperty("part", "outcome-badge")
        self._badge.setFixedSize(_BADGE, _BADGE)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _words("outcome-title")
        self._lines = _words("outcome-line")
        self._amount = OutcomeAmount()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(32)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self.body = QVBoxLayout()
        self.footer = QHBoxLayout()
        self.footer.setSpacing(12)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(48, 40, 48, 40)
        outer.setSpacing(16)
        outer.addLayout(head)
        outer.addWidget(self._amount)
        outer.addLayout(self._facts)
        outer.addStretch(1)
        outer.addLayout(self.body)
        outer.addLayout(self.footer)

    def show_outcome(
        self,
        tone: Tone,
        icon: str,
        title: str,
        amount: int | None,
        lines: Sequence[str],
        facts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Say it: ``amount`` in yen or none, ``lines`` under the title, ``facts`` (name, value) under the amount."""
        set_property(self, "outcome", tone.value)
        self._badge.setPixmap(icons.pixmap(icon, _ICON, tokens().outcome.ink))
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self._amount.show_amount(amount)
        self._show_facts(facts)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(lines))

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            for column, (part, text) in enumerate((("outcome-line", name), ("outcome-strong", value))):
                words = _words(part)
                words.setText(text)
                self._facts.addWidget(words, row, column, Qt.AlignmentFlag.AlignTop)


def _words(part: str) -> Label:
    words = Label(wrap=True)
    words.setProperty("part", part)
    return words
