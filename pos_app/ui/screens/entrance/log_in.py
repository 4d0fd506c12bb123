"""ログイン: login ID and password; who forgot it is told whom to ask (rows E-07, E-25, D-2, D-4)."""

from functools import partial

from pos_app.domain.typed_digits import in_fours
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Link, Sheet
from pos_app.ui.screens.entrance.typed_before import TypedBefore
from pos_app.ui.shell.top_bar import environment_tag
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text


class LogInScreen(Sheet):
    """``aside``: somebody else is logged in, or the till is locked, and one may go back."""

    def __init__(self, bridge: Bridge, till: Till, before: TypedBefore, *, aside: bool = False) -> None:
        super().__init__(bridge, till, speaks=not aside)
        self._before = before
        self._id, self._password = Field(), Field(secret=True)
        self._hint = Label(Text.NOTE, wrap=True)
        self._forgot, self._help = Link(), Label(Text.NOTE, wrap=True)
        self._help.hide()
        self._back = Action(key="Esc")
        self.add_fields(self._id, self._password)
        self.body.addWidget(self._hint)
        if aside:
            self.buttons.insertWidget(0, self._back)
        self.links.addWidget(self._forgot)
        self.card.body.addWidget(self._help)
        self._forgot.clicked.connect(self.show_help)
        self._back.clicked.connect(lambda: self.wants.emit(None))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        info = snapshot.terminal
        if info is not None:
            origin = tr("{terminal}・端末ID {number}", terminal=info.terminal_name, number=in_fours(info.terminal_id))
            self.set_origin(origin, environment_tag(info.environment, self.words))
            self.set_heading(info.store_name)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._id.set_label(tr("ログインID"))
        self._password.set_label(tr("パスワード"))
        self._hint.setText(tr("初期パスワードはログインIDと同じです。"))
        self.primary.set_words(tr("ログイン"))
        self._back.set_words(tr("戻る"))
        self._forgot.say(tr("パスワードをお忘れですか？"))
        self._help.setText(
            tr(
                "店舗管理者に伝えてください。一回だけ使えるパスワード(24時間有効)を発行できます。"
                "店舗管理者ご自身の場合は、企業管理者か事務局へご連絡ください。"
                "そのパスワードでログインすると、新しいパスワードを決められます。"
            )
        )

    def left(self) -> None:
        """Nothing that was typed stays."""
        super().left()
        self._help.hide()

    def show_help(self) -> None:
        """パスワードをお忘れですか？: whom to ask."""
        self._help.setVisible(self._help.isHidden())

    def submit(self) -> None:
        """Log in."""
        login_id, password = self._id.text().strip(), self._password.text()
        self._before.remember(login_id, password)
        self.ask(partial(self.till.sessions.log_in, login_id, password))

    def answered(self, snapshot: Snapshot) -> None:
        """Somebody is in, or the password is typed again."""
        if snapshot.login_trouble is not None:
            self.refused(self.words.text(snapshot.login_trouble))
        elif snapshot.staff is not None:
            self.wants.emit(None)

    def refused(self, words: str) -> None:
        """The password is typed again."""
        super().refused(words)
        self._password.clear()
        self.begin_at(self._password)
