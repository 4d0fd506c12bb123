"""The lock: hides the pad, discards nothing, opens by 暗証番号 also without the network (row D-17)."""

from functools import partial
from uuid import UUID

from pos_app.domain.password import PIN_LENGTH
from pos_app.till.payment import Payment
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.open_payments import OpenPayments
from pos_app.ui.screens.entrance.sheet import Link, Sheet
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field


class LockedScreen(Sheet):
    """Above the lock stand the payments whose result was awaited when it engaged, and what became of them."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till, speaks=False)
        self._watched: set[UUID] = set()
        self._has_pin = True
        self._open = OpenPayments()
        self._pin = Field(secret=True, digits=True)
        self._pin.set_limit(PIN_LENGTH)
        self._switch = Action(key="F9")
        self._password = Link()
        self.card.body.insertWidget(0, self._open)
        self.add_fields(self._pin)
        self.buttons.insertWidget(0, self._switch)
        self.links.addWidget(self._password)
        self._pin.changed.connect(self._typed)
        self._switch.clicked.connect(partial(self.wants.emit, Aside.SWITCH))
        self._password.clicked.connect(partial(self.wants.emit, Aside.LOG_IN))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        staff = snapshot.staff
        if staff is not None and staff.has_pin is not self._has_pin:
            self._has_pin = staff.has_pin
            self._pin.setVisible(self._has_pin)
            self._say()
        self.set_origin(tr("{name}・担当者番号 {number}", name=staff.name, number=staff.number) if staff else "")
        self._watched |= {payment.id for payment in snapshot.open}
        self._open.show_payments(tr("ロック中の会計"), self._still_shown(snapshot), self.words)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._pin.set_label(tr("暗証番号"))
        self._switch.set_words(tr("担当者切替"))
        self._password.say(tr("パスワードでログイン"))
        self._say()

    def left(self) -> None:
        """Nothing that was typed stays."""
        super().left()
        self._watched.clear()

    def submit(self) -> None:
        """Open the pad again, or ask for the password where the PIN is switched off."""
        if not self._has_pin:
            self.wants.emit(Aside.LOG_IN)
            return
        pin = self._pin.text()
        self._pin.clear()
        self.bridge.act(partial(self.till.sessions.unlock, pin), self._pin.set_trouble)

    def _typed(self, text: str) -> None:
        if text:
            self._pin.set_trouble(None)
        if len(text) == PIN_LENGTH:
            self.submit()

    def _still_shown(self, snapshot: Snapshot) -> list[Payment]:
        known = {payment.id: payment for payment in (*snapshot.today, *snapshot.open)}
        return sorted((known[id_] for id_ in self._watched if id_ in known), key=lambda p: (p.created_at, p.number))

    def _say(self) -> None:
        note = self.words.text("screen_locked" if self._has_pin else "pin_off")
        self.set_heading(tr("ロック中"), note)
        self.primary.set_words(tr("ロックを解く") if self._has_pin else tr("ログイン"))
        self._password.setVisible(self._has_pin)
