"""What every section of 設定 is: a page that draws snapshots and hands each choice to the till."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from pos_app.errors import Bug
from pos_app.till.preferences import Preferences
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.words import Words
from pos_app.ui.bridge import Bridge
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page


class SettingsPane(Ringless, Page):
    """:meth:`retranslate` is called before the first :meth:`show_snapshot`, and at each change of language."""

    wants = Signal(object)
    """Another place, as a screen's."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.till = till
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def words(self) -> Words:
        """The words of codes, in the language spoken now."""
        return self.bridge.words

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now; called while the section is in view."""
        raise Bug(f"{type(self).__name__} shows nothing")

    def retranslate(self) -> None:
        """Set every text again."""
        raise Bug(f"{type(self).__name__} says nothing")

    def left(self) -> None:
        """The section goes out of view: forget what was typed."""

    def takes_code(self, payload: bytes) -> bool:
        """Take what a hand scanner read; True where it is done with."""
        del payload
        return False

    def takes_garbled(self, reason: str) -> bool:
        """A hand scanner typed something that is no code; True where that is done with."""
        del reason
        return False

    def _rest(self) -> None:
        """Let no button have the keyboard, so that Enter is the primary action's."""
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_preference(self, **changes: object) -> bool:
        """Choose something for this till; why it can't be is said in one line. True: it holds now."""
        before: Preferences = self.till.choices.now
        wished = replace(before, **changes)  # type: ignore[arg-type]
        return self.bridge.act(partial(self.till.choices.set, wished))


class Setting(Card):
    """One thing to choose: what it is, what follows from it, and how to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title, self._note = Label(Text.STRONG, wrap=True), Label(Text.NOTE, wrap=True)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        self.body.addSpacing(4)
        self.body.addLayout(self.content)
        self.set_words("")

    def set_words(self, title: str, note: str = "") -> None:
        """What is chosen here."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, part: QWidget | QLayout) -> None:
        """Put something below the words."""
        if isinstance(part, QWidget):
            self.content.addWidget(part)
        else:
            self.content.addLayout(part)
