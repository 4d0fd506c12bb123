"""What came out, over the whole pane: nobody has to come near to see it (requirements row D-24)."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.ui.look import icons
from pos_app.ui.look.tokens import Tone, tokens
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.outcome_amount import OutcomeAmount
from pos_app.ui.widgets.restyle import set_property
from pos_app.ui.widgets.scrolled import Scrolled

__all__ = ["Outcome", "Tone"]

_LOW, _TALL, _WIDE = 600, 900, 1200
"""Below the first height, in pixels, everything stands closer and smaller; from the second on, if the pane is wide as
well, larger: it is read from further away."""


class _Fit(NamedTuple):
    """How large everything is, in pixels; ``name`` is what the style sheet calls it."""

    name: str
    side: int
    above: int
    gap: int
    badge: int
    icon: int
    amount: int


_SMALL = _Fit("low", side=32, above=20, gap=8, badge=56, icon=32, amount=56)
_USUAL = _Fit("", side=48, above=40, gap=16, badge=72, icon=44, amount=tokens().sizes.outcome_amount)
_LARGE = _Fit("tall", side=80, above=64, gap=28, badge=104, icon=64, amount=168)


class Outcome(QWidget):
    """Icon, title, amount and what else is to be known, on a ground of the outcome's colour.

    ``body`` takes what stands between the words and the footer, ``footer`` the actions (plain ones are drawn light).
    Where there is too little room the words scroll, never the actions.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # From the beginning: the style sheet finds out only once that a button stands on an outcome's ground.
        self.setProperty("outcome", Tone.QUIET.value)
        self._icon = ""
        self._badge = QLabel()
        self._badge.setProperty("part", "outcome-badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _words("outcome-title")
        self._lines = _words("outcome-line")
        self._amount = OutcomeAmount()
        self._facts = QGridLayout()
        self._rows: list[tuple[Label, Label]] = []
        self._facts.setHorizontalSpacing(32)
        self._facts.setColumnStretch(1, 1)
        self.body = QVBoxLayout()
        self.footer = QHBoxLayout()
        self.footer.setSpacing(12)
        self._lay_out()
        self._take(_USUAL)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        content = QWidget()
        self._upper = QVBoxLayout(content)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.addLayout(head)
        self._upper.addWidget(self._amount)
        self._upper.addLayout(self._facts)
        self._upper.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(Scrolled(content, sideways=False), 1)
        self._outer.addLayout(self.body)
        self._outer.addLayout(self.footer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low pane gets smaller words, a large one larger ones."""
        tall = self.height() >= _TALL and self.width() >= _WIDE
        self._take(_SMALL if self.height() < _LOW else _LARGE if tall else _USUAL)
        super().resizeEvent(event)

    def _take(self, fit: _Fit) -> None:
        self._fit = fit
        self._outer.setContentsMargins(fit.side, fit.above, fit.side, fit.above)
        self._outer.setSpacing(fit.gap)
        self._upper.setSpacing(fit.gap)
        self._facts.setVerticalSpacing(fit.gap // 2)
        self._badge.setFixedSize(fit.badge, fit.badge)
        self._draw_icon()
        for words in (self._badge, *self.findChildren(Label)):
            set_property(words, "fit", fit.name)
        self._amount.set_size(fit.amount)

    def _draw_icon(self) -> None:
        if self._icon:
            self._badge.setPixmap(icons.pixmap(self._icon, self._fit.icon, tokens().outcome.ink))

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
        self._icon = icon
        self._draw_icon()
        self._title.setText(title)
        said = [line for line in lines if line]
        self._lines.setText("\n".join(said))
        self._lines.setVisible(bool(said))
        self._amount.show_amount(amount)
        self._show_facts(facts)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(said))

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            pair = (_words("outcome-line"), _words("outcome-strong"))
            for column, words in enumerate(pair):
                words.setProperty("fit", self._fit.name)
                self._facts.addWidget(words, len(self._rows), column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(pair)
        for row, pair in enumerate(self._rows):
            for column, words in enumerate(pair):
                words.setText(facts[row][column] if row < len(facts) else "")
                words.setVisible(row < len(facts))


def _words(part: str) -> Label:
    words = Label(wrap=True)
    words.setProperty("part", part)
    return words
