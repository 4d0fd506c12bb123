"""A line to type in, with its label, its rules, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pos_app.domain.typed_digits import plain_digits
from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.text import tr
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.restyle import set_property
from pos_app.ui.widgets.rules import Rules

_ICON = 22


class Field(QWidget):
    """``secret`` hides what is typed until the eye is pressed; ``digits`` takes nothing but digits, full-width too.

    Both switch the input method off. The accessible name is the label.
    """

    changed = Signal(str)
    """The text, after each change of it."""
    submitted = Signal()
    """Enter was pressed here, on a screen where no visible action has that key."""

    def __init__(self, *, secret: bool = False, digits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secret = secret
        self._digits = digits
        self._label = Label(Text.LABEL)
        self._box = QFrame()
        self._box.setProperty("surface", "field")
        self._line = _Line(self._box)
        self._clear = _side_button(Qt.FocusPolicy.NoFocus)
        self._clear.setProperty("typed_instead", True)
        self._eye = _side_button(Qt.FocusPolicy.TabFocus)
        self._rules = Rules()
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._trouble.hide()
        self._lay_out()
        self._line.textChanged.connect(self._text_changed)
        self._line.returnPressed.connect(self.submitted)
        self._clear.clicked.connect(self._cleared_by_hand)
        self._eye.clicked.connect(lambda: self._hide_text(not self._is_hidden()))
        self.setFocusProxy(self._line)
        self._hide_text(secret)
        self._retranslate()

    def _lay_out(self) -> None:
        inner = QHBoxLayout(self._box)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.setSpacing(0)
        inner.addWidget(self._line, 1)
        inner.addWidget(self._clear)
        inner.addWidget(self._eye)
        self._box.setMinimumHeight(tokens().sizes.action)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._eye.setVisible(self._secret)
        self._clear.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        for part in (self._label, self._box, self._trouble, self._rules):
            outer.addWidget(part)

    def text(self) -> str:
        """What was typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        self._line.setText(text)

    def begin(self) -> None:
        """Put the keyboard here; typing replaces what stands here."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def clear(self) -> None:
        """Take everything out, and hide a secret again."""
        self._line.clear()
        self._hide_text(self._secret)

    def set_label(self, text: str) -> None:
        """Say what belongs here."""
        self._label.setText(text)
        self._line.setAccessibleName(text)

    def set_placeholder(self, text: str) -> None:
        """An example, while nothing is typed."""
        self._line.setPlaceholderText(text)

    def set_limit(self, characters: int) -> None:
        """Take no more than this many characters."""
        self._line.setMaxLength(characters)

    def set_rules(self, rules: Sequence[tuple[str, bool]]) -> None:
        """Each rule in words, and whether it is kept; shown as ticks below."""
        self._rules.show_rules(rules)

    def set_trouble(self, text: str | None) -> None:
        """What is wrong with it, in words; None when nothing is."""
        self._trouble.setText(text or "")
        self._trouble.setVisible(bool(text))
        self._line.setAccessibleDescription(text or "")
        set_property(self._box, "trouble", bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A secret that was shown is hidden when its screen goes."""
        self._hide_text(self._secret)
        super().hideEvent(event)

    def _text_changed(self, text: str) -> None:
        if self._digits:
            kept = "".join(sign for sign in plain_digits(text) if sign.isascii() and sign.isdigit())
            if kept != text:
                self._line.setText(kept)
                return
        self._clear.setVisible(bool(text))
        self.changed.emit(text)

    def _cleared_by_hand(self) -> None:
        self._line.clear()
        self._line.setFocus()

    def _is_hidden(self) -> bool:
        return self._line.echoMode() is QLineEdit.EchoMode.Password

    def _hide_text(self, hide: bool) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Password if hide else QLineEdit.EchoMode.Normal)
        if self._secret or self._digits:
            hints = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
            if self._digits:
                hints |= Qt.InputMethodHint.ImhDigitsOnly
            if self._secret:
                hints |= Qt.InputMethodHint.ImhSensitiveData
            self._line.setInputMethodHints(hints)
            # Last: setting the echo mode switches the input method on again.
            self._line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._name_eye()
        self._draw()

    def _retranslate(self) -> None:
        self._clear.setAccessibleName(tr("入力を消す"))
        self._name_eye()

    def _name_eye(self) -> None:
        self._eye.setAccessibleName(tr("パスワードを表示") if self._is_hidden() else tr("パスワードを隠す"))
        self._eye.setToolTip(self._eye.accessibleName())

    def _draw(self) -> None:
        colour = theme.colours().ink_soft
        self._clear.setIcon(icons.icon("clear", colour))
        self._eye.setIcon(icons.icon("eye" if self._is_hidden() else "eye-off", colour))


class _Line(QLineEdit):
    """The line itself; the ring goes around its whole box."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._box = box
        self.setProperty("bare", "true")

    def ring_around(self) -> QWidget | None:
        return self._box

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


def _side_button(focus: Qt.FocusPolicy) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(focus)
    size = tokens().sizes.target
    button.setFixedSize(size, size)
    button.setIconSize(QSize(_ICON, _ICON))
    return button
