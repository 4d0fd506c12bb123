"""担当者切替 (F9): another person takes over by number and 暗証番号; a typed amount stays (row D-17)."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.password import PIN_LENGTH
from pos_app.till.session import Colleague
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Link, Sheet
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field

_NUMBER_DIGITS = 4


class SwitchScreen(Sheet):
    """Offers who logged in here before; anybody else logs in with the password, and this one stays logged in."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till, speaks=False)
        self._people: tuple[Colleague, ...] = ()
        self._number, self._pin = Field(digits=True), Field(secret=True, digits=True)
        self._number.set_limit(_NUMBER_DIGITS)
        self._pin.set_limit(PIN_LENGTH)
        self._back = Action(key="Esc")
        self._password = Link()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self.body.addLayout(self._choices)
        self.add_fields(self._number, self._pin)
        self.buttons.insertWidget(0, self._back)
        self.links.addWidget(self._password)
        self._back.clicked.connect(partial(self.wants.emit, None))
        self._password.clicked.connect(self.log_in_by_password)

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        people = self.till.sessions.colleagues
        if people != self._people:
            self._people = people
            self._offer()
        staff = snapshot.staff
        self.set_origin(tr("いまの担当者: {name}", name=staff.name) if staff else "")

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        note = tr("今日このレジにログインした人は、担当者番号と暗証番号で替われます。入力した金額はそのまま残ります。")
        self.set_heading(tr("担当者切替"), note)
        self._number.set_label(tr("担当者番号"))
        self._pin.set_label(tr("暗証番号"))
        self._back.set_words(tr("戻る"))
        self._password.say(tr("パスワードでログイン"))
        self.primary.set_words(tr("切り替える"))
        self._offer()

    def log_in_by_password(self) -> None:
        """Somebody who has not logged in here yet."""
        self.wants.emit(Aside.LOG_IN)

    def submit(self) -> None:
        """Let that person take over."""
        pin = self._pin.text()
        self._pin.clear()
        switch = partial(self.till.sessions.switch_to, int(self._number.text()), pin)
        if self.bridge.act(switch, self._not_switched):
            self.wants.emit(None)

    def _not_switched(self, words: str) -> None:
        self.set_trouble(words)
        self.begin_at(self._pin)

    def _offer(self) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for person in self._people:
            choice = Action()
            choice.set_words(tr("{number}  {name}", number=person.number, name=person.name))
            choice.clicked.connect(partial(self._choose, person.number))
            self._choices.addWidget(choice)

    def _choose(self, number: int) -> None:
        self._number.set_text(str(number))
        self.begin_at(self._pin)
