"""暗証番号: six digits of one's own, to unlock and to change over without the network (row D-17)."""

from functools import partial

from pos_app.domain.password import PIN_LENGTH, RuleResult, all_fulfilled, check_pin
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Sheet
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field


class NewPinScreen(Sheet):
    """Shown once after a log-in; it may wait until later."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till, speaks=False)
        self._new, self._again = Field(secret=True, digits=True), Field(secret=True, digits=True)
        self._later = Action(key="Esc")
        for field in (self._new, self._again):
            field.set_limit(PIN_LENGTH)
            field.changed.connect(self._typed)
        self.add_fields(self._new, self._again)
        self.buttons.insertWidget(0, self._later)
        self._later.clicked.connect(lambda: self.wants.emit(None))

    def answered(self, snapshot: Snapshot) -> None:
        """It is set, or it says why not."""
        if snapshot.login_trouble is not None:
            self.refused(self.words.text(snapshot.login_trouble))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        staff = snapshot.staff
        self.set_origin(tr("{name}・担当者番号 {number}", name=staff.name, number=staff.number) if staff else "")

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        note = tr("ロックを解くとき、担当者を切り替えるとき、承認するときに使います。ほかの人に教えないでください。")
        self.set_heading(tr("暗証番号を決めてください"), note)
        self._new.set_label(tr("暗証番号"))
        self._again.set_label(tr("暗証番号の確認"))
        self._later.set_words(tr("あとで"))
        self.primary.set_words(tr("決定"))
        self._typed()

    def submit(self) -> None:
        """Set it."""
        if not (all_fulfilled(self._results()) and self._typed_twice()):
            self.begin_at(self._again if all_fulfilled(self._results()) else self._new)
            return
        self.ask(partial(self.till.sessions.set_pin, self._new.text()))

    def _typed(self) -> None:
        self._new.set_rules([(self.words.text(result.rule.value), result.fulfilled) for result in self._results()])
        self._again.set_rules([(tr("同じ番号を2回"), self._typed_twice())])

    def _results(self) -> tuple[RuleResult, ...]:
        return check_pin(self._new.text())

    def _typed_twice(self) -> bool:
        return bool(self._new.text()) and self._new.text() == self._again.text()
