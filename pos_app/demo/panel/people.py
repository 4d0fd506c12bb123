"""Who works in the demo's store, and how each of them logs in: a click, or words to type."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.demo.panel.hints import LOG_IN_KEY
from pos_app.domain.typed_digits import in_fours
from pos_app.server.seed_demo import WORLD, DemoPerson
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.text import current, tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Line


class PeopleCard(Card):
    """A line for each of ``staff``, and one for the terminal."""

    wanted = Signal(object)
    """The :class:`DemoPerson` who is to be logged in."""

    def __init__(self, staff: Sequence[DemoPerson], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title, self._note = Label(Text.TITLE), Label(Text.NOTE, wrap=True)
        self._terminal = Label(Text.NOTE, wrap=True)
        self._rows = [_Row(person, partial(self.wanted.emit, person)) for person in staff]
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        for row in self._rows:
            self.body.addWidget(row)
            self.body.addWidget(Line())
        self.body.addWidget(self._terminal)

    def draw(self, till: Snapshot) -> None:
        """Only at the log-in screen somebody can be logged in from here."""
        for row in self._rows:
            row.log_in.setEnabled(till.phase is Phase.LOGGED_OUT and not till.busy)

    def retranslate(self) -> None:
        """Say everything again."""
        self._title.setText(tr("この店の担当者"))
        self._note.setText(
            tr(
                "レジのログイン画面で入力するか、「ログイン」を押してください。先頭の担当者は {key} でも入れます。",
                key=LOG_IN_KEY,
            )
        )
        terminal, password = in_fours(WORLD.terminal), in_fours(WORLD.terminal_password)
        self._terminal.setText(
            tr(
                "端末ID {terminal}・端末パスワード {password}(このレジは設定済みです)",
                terminal=terminal,
                password=password,
            )
        )
        for row in self._rows:
            row.retranslate()

    def log_in_of(self, person: DemoPerson) -> Action:
        """The action that logs somebody in."""
        return next(row.log_in for row in self._rows if row.person == person)


class _Row(QWidget):
    def __init__(self, person: DemoPerson, wanted: Callable[[], None]) -> None:
        super().__init__()
        self.person = person
        self._who, self._how = Label(Text.STRONG, wrap=True), Label(Text.NOTE, wrap=True)
        self._how.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.log_in = Action()
        self.log_in.clicked.connect(wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.log_in)

    def retranslate(self) -> None:
        role = Words(current()).label(self.person.role)
        self._who.setText(tr("{name}({role})", name=self.person.name, role=role))
        self._how.setText(
            tr(
                "ログインID {login}\nパスワード {password}\n担当者番号 {number}・暗証番号 {pin}",
                login=self.person.login_id,
                password=self.person.password,
                number=self.person.number,
                pin=self.person.pin,
            )
        )
        self.log_in.set_words(tr("ログイン"))
        self.log_in.setAccessibleDescription(self.person.name)
