"""店舗情報確認: is this the store? (row E-24)"""

from pos_app.domain.typed_digits import in_fours
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Facts, Sheet
from pos_app.ui.shell.top_bar import environment_tag
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action


class StoreScreen(Sheet):
    """What the typed 端末ID would make of this PC; OK makes it so."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till)
        self._facts = Facts()
        self._back = Action(key="Esc")
        self.body.addWidget(self._facts)
        self.buttons.insertWidget(0, self._back)
        self._back.clicked.connect(lambda: self.wants.emit(None))

    def answered(self, snapshot: Snapshot) -> None:
        """It is this terminal now, or it says why not."""
        trouble = snapshot.activation.trouble
        if trouble is not None:
            self.refused(self.words.text(trouble))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._back.setEnabled(self.primary.isEnabled())
        info = snapshot.activation.to_be_confirmed
        if info is None:
            return
        self.set_origin(info.company_name, environment_tag(info.environment, self.words))
        self._facts.show_facts(
            (tr("端末ID"), in_fours(info.terminal_id)),
            (tr("店舗ID"), info.store_id),
            (tr("店舗名"), info.store_name),
            (tr("店舗電話番号"), info.store_phone),
        )

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.set_heading(tr("店舗情報確認"), self.words.text("screen_activate_confirm"))
        self._back.set_words(tr("戻る"))
        self.primary.set_words(tr("OK"))

    def submit(self) -> None:
        """Become that terminal."""
        self.ask(self.till.terminal.confirm)
