"""One of a few: all answers are in view, the chosen one is marked by a tick."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QWidget

from pos_app.ui.look import icons, theme

_ICON = 20
_BORDERS = 2
"""Pixels by which the chosen one's two borders are wider."""
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Choice(QWidget):
    """Tab reaches the chosen answer, the arrow keys walk on and choose at once.

    ``tall``: the answers stand one below the other, their words from the left.
    """

    chosen = Signal(object)
    """The answer that a person chose; :meth:`choose` says nothing."""

    def __init__(self, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tall = tall
        self._answers: list[Hashable] = []
        self._buttons: list[_Answer] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._answers[place]))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row = QBoxLayout(down if tall else across, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._add_button()
        self._buttons[0].hide()

    def set_answers(self, answers: Sequence[tuple[Hashable, str]]) -> None:
        """The answers with their words; the chosen one stays chosen."""
        before = self.answer()
        self._answers = [answer for answer, _ in answers]
        while len(self._buttons) < len(answers):
            self._add_button()
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(answers))
            if place < len(answers):
                button.say(answers[place][1])
        if before in self._answers:
            self.choose(before)

    def set_label(self, text: str) -> None:
        """What is asked, for those who hear the screen."""
        self.setAccessibleName(text)
        for button in self._buttons:
            button.setAccessibleDescription(text)

    def choose(self, answer: Hashable) -> None:
        """Mark this answer; an unknown one is a ValueError."""
        chosen = self._buttons[self._answers.index(answer)]
        chosen.setChecked(True)
        for button in self._buttons:  # By itself Qt does so only once one of them has had the focus.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is chosen else Qt.FocusPolicy.NoFocus)

    def answer(self) -> Hashable | None:
        """The chosen answer."""
        place = self._group.checkedId()
        return self._answers[place] if 0 <= place < len(self._answers) else None

    def _add_button(self) -> None:
        button = _Answer()
        if self._tall:
            button.setProperty("aligned", "left")
        self._group.addButton(button, len(self._buttons))
        self._row.addWidget(button)
        if self._buttons:
            # Where the question stands, not after whatever else was made before the answers were known.
            QWidget.setTabOrder(self._buttons[-1], button)
        self._buttons.append(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to the answer before or after."""
        step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
        place = self._group.checkedId() + step
        if step and 0 <= place < len(self._answers):
            self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._buttons[place].click()
            return
        super().keyPressEvent(event)


class _Answer(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("answer", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        self.toggled.connect(self._draw)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        # As wide as when it is chosen, for then its words are bold: nothing is cut, and its neighbours stay in place.
        usual, bold = super().sizeHint(), self.font()
        bold.setWeight(QFont.Weight.Bold)
        grows = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(usual.width() + max(0, grows) + (0 if self.isChecked() else _BORDERS), usual.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_BACK, *_ON):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        colour = theme.colours()
        self.setIcon(
            icons.icon("ok" if self.isChecked() else "ring", colour.accent if self.isChecked() else colour.edge)
        )
