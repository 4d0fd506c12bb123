"""お問い合わせ: the desk, what to have at hand, what helps at once, where the records lie (rows O-14, E-45)."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.entrance.sheet import Facts
from pos_app.ui.screens.help.desk import desk
from pos_app.ui.screens.help.help_view import as_text, at_hand, troubles
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page

_WIDEST = 1080


class HelpScreen(Ringless, Screen):
    """Reads well while one is on the phone: the number is the largest thing in view."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._page = Page()
        self._name, self._phone = Label(Text.STRONG, wrap=True), Label(Text.FIGURE)
        self._hours, self._night = Label(Text.BODY, wrap=True), Label(Text.NOTE, wrap=True)
        self._ask, self._facts = Label(Text.STRONG, wrap=True), Facts()
        self._first = Label(Text.TITLE, wrap=True)
        self._lines = [(Label(Text.STRONG, wrap=True), Label(Text.BODY, wrap=True)) for _ in troubles()]
        self._records, self._folder = Label(Text.STRONG, wrap=True), Label(Text.NOTE, wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy, self._open = Action(key="F3"), Action(key="F4")
        self._check = Action(Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._copy.clicked.connect(self._copy_facts)
        self._open.clicked.connect(self._open_folder)
        self._check.clicked.connect(lambda: self.wants.emit(Aside.CHECK))

    @property
    def folder(self) -> Path:
        """Where this till keeps its log and its records."""
        return self.till.choices.folder

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._facts.show_facts(*at_hand(snapshot))
        self._folder.setText(_breakable(str(self.folder)))

    def retranslate(self) -> None:
        """Set every text again."""
        whom = desk()
        self._page.set_heading(tr("お問い合わせ"))
        self._name.setText(whom.name)
        self._phone.setText(whom.phone)
        self._phone.setAccessibleName(tr("電話番号 {phone}", phone=whom.phone))
        self._hours.setText(whom.hours)
        self._night.setText(whom.night)
        self._ask.setText(tr("お電話の前に、お手元にご用意ください"))
        self._first.setText(tr("よくあるお困りごと"))
        for (what, helps), (title, text) in zip(self._lines, troubles(), strict=True):
            what.setText(title)
            helps.setText(text)
        self._records.setText(tr("レジの記録(ログ)の場所"))
        self._copy.set_words(tr("内容をコピー"))
        self._open.set_words(tr("フォルダーを開く"))
        self._check.set_words(tr("レジを調べる"))
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def entered(self) -> None:
        """Nothing is typed here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def takes_keys(self, event: QKeyEvent) -> bool:
        """In a small window the page scrolls by the arrows."""
        return self._page.scrolled_by(event.key(), arrows=True)

    def _copy_facts(self) -> None:
        if self._snapshot is not None:
            QGuiApplication.clipboard().setText(as_text(at_hand(self._snapshot)))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        call, hand = Card(), Card()
        for part in (self._name, self._phone, self._hours, self._night):
            call.body.addWidget(part)
        call.body.addStretch(1)
        hand.body.addWidget(self._ask)
        hand.body.addWidget(self._facts)
        hand.body.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(call, 2)
        above.addWidget(hand, 3)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(16)
        for place, (what, helps) in enumerate(self._lines):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(what)
            column.addWidget(helps)
            column.addStretch(1)
            grid.addLayout(column, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        common, records = Card(), Card()
        common.body.setSpacing(16)
        common.body.addWidget(self._first)
        common.body.addLayout(grid)
        records.body.addWidget(self._records)
        records.body.addWidget(self._folder)
        self._page.body.addLayout(above)
        self._page.body.addWidget(common)
        self._page.body.addWidget(records)
        self._page.body.addStretch(1)
        self._page.add_quiet(self._copy)
        self._page.add_quiet(self._open)
        self._page.set_primary(self._check)
        self._page.set_widest(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._page)


def _breakable(path: str) -> str:
    """A path that a narrow label may break after each part of it."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
