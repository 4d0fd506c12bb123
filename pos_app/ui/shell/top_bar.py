"""The bar on top: store, terminal and environment, who works here, what time it is (rows D-14, D-17, D-26)."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from pos_app.domain.calendar import in_jst
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.shell.elided import Elided
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.label import Label, Text
from pos_app.wire.store import Environment

_ICON = 22


def environment_tag(environment: Environment, words: Words) -> str:
    """【テスト】 where no real money moves, nothing in production (row D-26)."""
    return "" if environment is Environment.PRODUCTION else words.label(environment)


class TopBar(QFrame):
    """``show_people``: the lock keeps the person's name and the keys that need somebody to itself."""

    switch = Signal()
    lock = Signal()
    speak = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._store = Elided(Text.TITLE)
        self._terminal = Label(Text.NOTE)
        self._tag, self._practice = Chip(parent=self), Chip(parent=self)
        self._role = Label(Text.NOTE)
        self._name = Elided(Text.STRONG)
        self._switch = Action(key="F9")
        self._lock = _Icon("lock")
        self._language = _Icon("language")
        self._clock = Label(Text.STRONG)
        self._people: tuple[QWidget, ...] = (self._role, self._name, self._switch, self._lock)
        self._narrow = self._somebody = False
        self._switch.setFixedHeight(tokens().sizes.target)
        self._switch.clicked.connect(self.switch)
        self._lock.clicked.connect(self.lock)
        self._language.clicked.connect(self.speak)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        left: tuple[QWidget, ...] = (self._store, self._terminal, self._tag, self._practice)
        right: tuple[QWidget, ...] = (*self._people, self._language, self._clock)
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        for part in right:
            row.addWidget(part)

    def show_snapshot(self, snapshot: Snapshot, words: Words, *, show_people: bool) -> None:
        """Draw what the till is like now."""
        info, staff = snapshot.terminal, snapshot.staff
        self._store.set_text(info.store_name if info else "")
        self._terminal.setText(info.terminal_name if info else "")
        self._tag.show_state(environment_tag(info.environment, words) if info else "", Tone.WAIT)
        self._practice.show_state(tr("【練習】") if snapshot.practice else "", Tone.ACCENT)
        self._somebody = show_people and staff is not None
        self._role.setText(words.label(staff.role) if staff else "")
        self._name.set_text(f"{staff.name} ({staff.number})" if staff else "")
        self._clock.setText(in_jst(snapshot.at).strftime("%H:%M"))
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what can be missed."""
        self._narrow = narrow
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._switch.set_words(tr("切替") if self._narrow else tr("担当者切替"))
        self._lock.say(tr("ロック"), "F12")
        self._language.say(tr("English / 日本語"), "F10")
        self._clock.setAccessibleName(tr("サーバーの時刻"))

    def _arrange(self) -> None:
        for part in self._people:
            part.setVisible(self._somebody)
        self._role.setVisible(self._somebody and not self._narrow)
        self._terminal.setVisible(not self._narrow)


class _Icon(QToolButton):
    """A small button that is an icon; its word is its tool tip."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        size = tokens().sizes.target
        self.setFixedSize(size, size)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw()

    def say(self, word: str, key: str) -> None:
        """What it does, and by which key."""
        self.setAccessibleName(word)
        self.setToolTip(f"{word}  {key}")

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._icon, theme.colours().ink_soft, _ICON))
