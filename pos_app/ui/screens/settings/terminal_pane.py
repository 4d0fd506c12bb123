"""端末: which terminal this PC is, and how it becomes another one (rows E-22..E-24, D-3)."""

from enum import Enum, auto, unique
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.config import VERSION
from pos_app.domain.password import TERMINAL_PASSWORD_LENGTH
from pos_app.domain.typed_digits import in_fours
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Facts
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.shell.top_bar import environment_tag
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card
from pos_app.wire.store import TerminalInfo

_TERMINAL_ID_DIGITS = 12


@unique
class _Stage(Enum):
    SHOWN = auto()
    TYPING = auto()
    SURE = auto()


class TerminalPane(SettingsPane):
    """Three steps: what is so; id and password of another terminal; the store that this would be."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._stage = _Stage.SHOWN
        self._asked = False
        self._now, self._facts = Setting(), Facts()
        self._warning, self._warned = Card(attention=True), Label(Text.BODY, wrap=True)
        self._form, self._id, self._password = Setting(), Field(digits=True), Field(secret=True, digits=True)
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._becomes, self._store = Setting(), Facts()
        self._begin, self._back = Action(key="F2"), Action(key="Esc")
        self._go = Action(Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._begin.clicked.connect(self._start)
        self._back.clicked.connect(self._stop)
        self._go.clicked.connect(self._go_on)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._follow(snapshot)
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("端末"), tr("このパソコンがどの端末かを確かめます。"))
        self._now.set_words(tr("今の端末"))
        self._warned.setText(
            tr(
                "設定し直すと、全員がログアウトします。別の端末にすると、このパソコンは今の端末として使えなくなります。"
                "端末IDと新しい端末パスワードを事務局から受け取ってから進めてください。"
            )
        )
        self._form.set_words(tr("設定する端末"))
        self._id.set_label(tr("端末ID"))
        self._password.set_label(tr("端末パスワード"))
        self._becomes.set_words(tr("この店舗の端末として設定します"))
        self._begin.set_words(tr("設定し直す"))
        self._back.set_words(tr("やめる"))
        self._draw()

    def left(self) -> None:
        """Nothing that was typed stays."""
        self._stop()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._now.add(self._facts)
        self._warning.body.addWidget(self._warned)
        self._id.set_limit(_TERMINAL_ID_DIGITS)
        self._password.set_limit(TERMINAL_PASSWORD_LENGTH)
        for part in (self._id, self._password, self._trouble):
            self._form.add(part)
        self._becomes.add(self._store)
        for setting in (self._now, self._warning, self._form, self._becomes):
            self.body.addWidget(setting)
        self.body.addStretch(1)
        self.add_quiet(self._begin)
        self.add_quiet(self._back)
        self.set_primary(self._go)

    def _draw(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        if snapshot.terminal is not None:
            self._facts.show_facts(*self._facts_of(snapshot.terminal), (tr("レジの版"), VERSION))
        if snapshot.activation.to_be_confirmed is not None:
            self._store.show_facts(*self._facts_of(snapshot.activation.to_be_confirmed))
        stage = self._stage
        self._trouble.setVisible(bool(self._trouble.text()))
        self._now.setVisible(stage is _Stage.SHOWN)
        self._begin.setVisible(stage is _Stage.SHOWN)
        for part in (self._warning, self._back, self._go):
            part.setVisible(stage is not _Stage.SHOWN)
        self._form.setVisible(stage is _Stage.TYPING)
        self._becomes.setVisible(stage is _Stage.SURE)
        self._go.set_words(tr("この店舗で設定する") if stage is _Stage.SURE else tr("次へ"))

    def _follow(self, snapshot: Snapshot) -> None:
        """The server has answered: with the store that this would be, or why not."""
        if not self._asked or snapshot.busy:
            return
        self._asked = False
        trouble = snapshot.activation.trouble
        if trouble is not None:
            self._refused(self.words.text(trouble))
        elif self._stage is _Stage.TYPING and snapshot.activation.to_be_confirmed is not None:
            self._rest()  # Else the focus falls from the field that goes to whatever button comes next.
            self._stage = _Stage.SURE

    def _facts_of(self, info: TerminalInfo) -> tuple[tuple[str, str], ...]:
        return (
            (tr("端末ID"), in_fours(info.terminal_id)),
            (tr("レジの名前"), info.terminal_name),
            (tr("店舗"), tr("{name}(店舗ID {number})", name=info.store_name, number=info.store_id)),
            (tr("会社"), info.company_name),
            (tr("環境"), environment_tag(info.environment, self.words) or tr("本番")),
        )

    def _start(self) -> None:
        self._stage = _Stage.TYPING
        self._draw()
        self._id.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        self._stage, self._asked = _Stage.SHOWN, False
        for field in (self._id, self._password):
            field.clear()
        self._trouble.setText("")
        self._draw()

    def _go_on(self) -> None:
        if self._asked:
            return
        empty = next((field for field in (self._id, self._password) if not field.text()), None)
        if self._stage is _Stage.TYPING and empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
            return
        terminal = self.till.terminal
        preview = partial(terminal.preview, self._id.text(), self._password.text())
        self._trouble.setText("")
        self._asked = True
        if not self.bridge.act(terminal.confirm if self._stage is _Stage.SURE else preview, self._refused):
            self._asked = False
        self._draw()

    def _refused(self, words: str) -> None:
        self._stage = _Stage.TYPING
        self._password.clear()
        self._trouble.setText(words)
        self.bring_into_view(self._trouble)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
