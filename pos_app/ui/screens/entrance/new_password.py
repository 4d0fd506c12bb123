"""パスワード: a new one before anything else, its rules ticked off while it is typed (rows E-08, E-26, D-1)."""

from functools import partial

from pos_app.domain.password import MAX_PASSWORD_LENGTH, RuleResult, all_fulfilled, check
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.sheet import Link, Sheet
from pos_app.ui.screens.entrance.typed_before import TypedBefore
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field


class NewPasswordScreen(Sheet):
    """Shown as long as the session is good for nothing else."""

    def __init__(self, bridge: Bridge, till: Till, before: TypedBefore) -> None:
        super().__init__(bridge, till)
        self._before = before
        self._new, self._again = Field(secret=True), Field(secret=True)
        self._clear = Action(key="Esc")
        self._leave = Link()
        for field in (self._new, self._again):
            field.set_limit(MAX_PASSWORD_LENGTH)
            field.changed.connect(self._typed)
        self.add_fields(self._new, self._again)
        self.buttons.insertWidget(0, self._clear)
        self.links.addWidget(self._leave)
        self._clear.clicked.connect(self._start_again)
        self._leave.clicked.connect(lambda: bridge.act(till.sessions.log_out))

    def answered(self, snapshot: Snapshot) -> None:
        """It is changed, or it says why not."""
        if snapshot.login_trouble is not None:
            self.refused(self.words.text(snapshot.login_trouble))

    def draw(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self.set_origin(snapshot.staff.name if snapshot.staff else "")

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        why, what = self.words.text("password_change_needed"), self.words.text("screen_new_password")
        self.set_heading(tr("パスワード"), f"{why}\n{what}")
        self._new.set_label(tr("新しいパスワード"))
        self._again.set_label(tr("パスワードの確認"))
        self._clear.set_words(tr("クリア"))
        self.primary.set_words(tr("変更する"))
        self._leave.say(tr("ログイン画面へ戻る"))
        self._typed()

    def left(self) -> None:
        """Nothing that was typed stays, here or from the log-in."""
        super().left()
        self._before.forget()

    def submit(self) -> None:
        """Change it."""
        if not self._is_good():
            self.begin_at(self._again if self._rules_kept() else self._new)
            return
        self.ask(partial(self.till.sessions.change_password, self._new.text()))

    def _typed(self) -> None:
        results = self._results()
        self._new.set_rules([(self.words.text(result.rule.value), result.fulfilled) for result in results])
        self._again.set_rules([(tr("同じパスワードを2回"), self._typed_twice())])

    def _results(self) -> tuple[RuleResult, ...]:
        new = self._new.text()
        return check(new, self._before.login_id, same_as_old=self._before.is_the_password(new))

    def _rules_kept(self) -> bool:
        return all_fulfilled(self._results())

    def _typed_twice(self) -> bool:
        return bool(self._new.text()) and self._new.text() == self._again.text()

    def _is_good(self) -> bool:
        return self._rules_kept() and self._typed_twice()

    def _start_again(self) -> None:
        self.clear()
        self.begin_at(self._new)
