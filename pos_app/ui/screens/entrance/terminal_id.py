"""端末ID入力: which terminal this PC is to be (rows E-22, E-23, D-3)."""

from functools import partial

from pos_app.domain.password import TERMINAL_PASSWORD_LENGTH
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Link, Sheet
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

_TERMINAL_ID_DIGITS = 12


class TerminalIdScreen(Sheet):
    """``notice`` is the code of what happened to an earlier set-up of this PC, if anything did."""

    def __init__(self, bridge: Bridge, till: Till, notice: str | None = None) -> None:
        super().__init__(bridge, till)
        self._notice = notice
        self._told = Label(Text.BODY, wrap=True)
        told = Card(attention=True)
        told.body.addWidget(self._told)
        self._id, self._password = Field(digits=True), Field(secret=True, digits=True)
        self._id.set_limit(_TERMINAL_ID_DIGITS)
        self._password.set_limit(TERMINAL_PASSWORD_LENGTH)
        self._clear, self.server_link = Action(key="Esc"), Link()
        self.body.addWidget(told)
        told.setVisible(notice is not None)
        self.add_fields(self._id, self._password)
        self.buttons.insertWidget(0, self._clear)
        self.links.addWidget(self.server_link)
        self._clear.clicked.connect(self._start_again)
        self.server_link.clicked.connect(partial(self.wants.emit, Aside.SERVER))

    def answered(self, snapshot: Snapshot) -> None:
        """A store is shown next, or the password is typed again."""
        trouble = snapshot.activation.trouble
        if trouble is not None:
            self.refused(self.words.text(trouble))

    def refused(self, words: str) -> None:
        """The password is typed again."""
        super().refused(words)
        self._password.clear()
        self.begin_at(self._password)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.set_heading(tr("端末ID入力"), self.words.text("screen_activate"))
        self._told.setText(self.words.text(self._notice) if self._notice else "")
        self._id.set_label(tr("端末ID"))
        self._id.set_placeholder("000000000000")
        self._password.set_label(tr("パスワード"))
        self._clear.set_words(tr("クリア"))
        self.primary.set_words(tr("OK"))
        self.server_link.say(tr("サーバーの設定"))
        self.set_origin(tr("このパソコンをレジとして設定します"))

    def submit(self) -> None:
        """Ask which store this would be."""
        self.ask(partial(self.till.terminal.preview, self._id.text(), self._password.text()))

    def _start_again(self) -> None:
        self.clear()
        self.begin_at(self._id)
