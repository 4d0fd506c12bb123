"""設定: sections on the left, the chosen one beside them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.till.preview import Preview
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.cards_pane import CardsPane
from pos_app.ui.screens.settings.check_pane import CheckPane
from pos_app.ui.screens.settings.display_pane import DisplayPane
from pos_app.ui.screens.settings.pad_pane import PadPane
from pos_app.ui.screens.settings.pane import SettingsPane
from pos_app.ui.screens.settings.practice_pane import PracticePane
from pos_app.ui.screens.settings.reading_pane import ReadingPane
from pos_app.ui.screens.settings.section_list import SectionList
from pos_app.ui.screens.settings.sections import GUARDED, Door, Section, sections
from pos_app.ui.screens.settings.server_pane import ServerPane
from pos_app.ui.screens.settings.sound_pane import SoundPane
from pos_app.ui.screens.settings.terminal_pane import TerminalPane
from pos_app.ui.shell.screen import Screen
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

_MARGIN = 24
_RING = 6
_LIST_WIDTH = 184 + 2 * _RING
_WIDEST = 840
"""Wider than this, a question and its answers drift apart."""
MANAGERS_LOCK_AFTER_MINUTES = 15
"""Row D-17."""


def section_words() -> Mapping[Section, str]:
    """What the sections are called, in the language spoken now."""
    return {
        Section.DISPLAY: tr("画面と言葉"),
        Section.SOUND: tr("音"),
        Section.READING: tr("読み取り"),
        Section.PAD: tr("テンキーパッド"),
        Section.SERVER: tr("サーバー"),
        Section.TERMINAL: tr("端末"),
        Section.CARDS: tr("登録カード"),
        Section.PRACTICE: tr("練習モード"),
        Section.CHECK: tr("開店前チェック"),
    }


class _Side(QWidget):
    def hasHeightForWidth(self) -> bool:
        return False  # Its pages scroll: the screen need not be as high as all their words.


class SettingsScreen(Screen):
    """``door`` says which section a way from elsewhere leads to."""

    def __init__(
        self, bridge: Bridge, till: Till, look: Callable[[], Preview | None], door: Door, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, till, parent)
        self._door = door
        self._snapshot: Snapshot | None = None
        self._section = Section.DISPLAY
        self._list, self._stack = SectionList(), QStackedWidget()
        self._panes: dict[Section, SettingsPane] = {
            Section.DISPLAY: DisplayPane(bridge, till),
            Section.SOUND: SoundPane(bridge, till),
            Section.READING: ReadingPane(bridge, till, look),
            Section.PAD: PadPane(bridge, till),
            Section.SERVER: ServerPane(bridge, till),
            Section.TERMINAL: TerminalPane(bridge, till),
            Section.CARDS: CardsPane(bridge, till),
            Section.PRACTICE: PracticePane(bridge, till),
            Section.CHECK: CheckPane(bridge, till),
        }
        self._above, self._told, self._read = QWidget(), Label(Text.BODY, wrap=True), Action()
        self._lay_out()
        self._list.chosen.connect(self.open)
        self._read.clicked.connect(self._was_read)
        for pane in self._panes.values():
            self._stack.addWidget(pane)
            pane.set_widest(_WIDEST)
            pane.wants.connect(self.wants)

    @property
    def section(self) -> Section:
        """The section in view."""
        return self._section

    @property
    def pane(self) -> SettingsPane:
        """What stands beside the list."""
        return self._panes[self._section]

    def open(self, section: Section) -> None:
        """Show this section."""
        if section is not self._section:
            self.pane.left()
            self._section = section
        self._guard()
        self._bring()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        shown = sections(snapshot.staff.rights if snapshot.staff else ())
        self._list.show_sections(shown)
        if self._section not in shown:
            self.open(Section.DISPLAY)
        said = snapshot.settings.said
        self._told.setText(self.words.notice(said) if said else "")
        self._above.setVisible(said is not None)
        self._bring()

    def retranslate(self) -> None:
        """Set every text again."""
        self._list.set_words(tr("設定の種類"), section_words())
        self._read.set_words(tr("閉じる"))
        for pane in self._panes.values():
            pane.retranslate()
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def entered(self) -> None:
        """Begin in the list."""
        self.open(self._door.take() or self._section)
        self._list.take_focus()

    def left(self) -> None:
        """Nothing that was typed or tried stays."""
        self.pane.left()
        self.till.sessions.lock_within_minutes = None

    def takes_keys(self, event: QKeyEvent) -> bool:
        """In a small window a long section scrolls by Page Up and Page Down; the arrows walk and choose."""
        return self.pane.scrolled_by(event.key(), arrows=False)

    def takes_code(self, payload: bytes) -> bool:
        """The hand scanner's test."""
        return self.pane.takes_code(payload)

    def takes_garbled(self, reason: str) -> bool:
        """The hand scanner's test."""
        return self.pane.takes_garbled(reason)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _guard(self) -> None:
        """What is guarded locks early."""
        guarded = self._section in GUARDED
        self.till.sessions.lock_within_minutes = MANAGERS_LOCK_AFTER_MINUTES if guarded else None

    def _bring(self) -> None:
        self._list.choose(self._section)
        self._stack.setCurrentWidget(self.pane)
        if self._snapshot is not None:
            self.pane.show_snapshot(self._snapshot)

    def _was_read(self) -> None:
        self.bridge.act(self.till.choices.read)

    def _lay_out(self) -> None:
        self._list.setFixedWidth(_LIST_WIDTH)
        told = QHBoxLayout()
        told.setSpacing(16)
        told.addWidget(self._told, 1)
        told.addWidget(self._read)
        said = Card(attention=True)
        said.body.addLayout(told)
        self._above.hide()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        above.addWidget(said)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self._above)
        side.addWidget(self._stack, 1)
        holder = _Side()
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.setContentsMargins(_MARGIN - _RING, _MARGIN - _RING, 0, _MARGIN - _RING)
        left.addWidget(self._list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(holder, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
