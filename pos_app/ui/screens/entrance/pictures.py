"""Getting in, and the frame around every screen, in every state, for ``make screens``."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.till.payment import State
from pos_app.till.practice import Practising
from pos_app.till.sample_codes import Sample, SampleCode
from pos_app.till.session import Colleague, Phase
from pos_app.till.snapshot import Activation, Snapshot
from pos_app.till.till import Till
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.sheet import Sheet
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.sample import AT, LOGGED_OUT, NEW, TERMINAL, WORKING, payment
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.trouble import TroubleWindow
from pos_app.ui.shell.views import Aside
from pos_app.ui.shell.window import Window
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.panes import EmptyPane
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Role

_PEOPLE = (Colleague(2, "中津 まこと"), Colleague(7, "岩村 さとし"))
_OPEN = (
    payment(1, State.IN_DOUBT, 1_000, AT - timedelta(minutes=4)),
    payment(2, State.VOIDING, 12_800, AT - timedelta(minutes=2)),
)
_ENDED = (
    payment(1, State.APPROVED, 1_000, AT - timedelta(minutes=4)),
    payment(2, State.DECLINED, 12_800, AT - timedelta(minutes=2)),
)


class _Blank(Screen):
    """Stands in for a screen of the rail."""

    def __init__(self, bridge: Bridge, till: Till) -> None:
        super().__init__(bridge, till)
        QVBoxLayout(self).addWidget(EmptyPane("…"))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        del snapshot

    def retranslate(self) -> None:
        pass


def window_over(snapshot: Snapshot, place: Aside | None = None, notice: str | None = None) -> Window:
    """A window over a made-up snapshot, with blank screens behind the rail; nobody answers what is done in it."""
    bridge = Bridge(text.current())
    nobody = SimpleNamespace(sessions=SimpleNamespace(colleagues=_PEOPLE, touch=lambda: None))
    till = cast("Till", nobody)
    screens = entrance(bridge, till, notice)
    screens |= {entry: partial(_Blank, bridge, till) for entry in Entry}
    bridge.publish(replace(snapshot, language=text.current()))
    window = Window(bridge, till, screens)
    bridge.setParent(window)
    if place is not None:
        window.go(place)
    return window


def _draw(name: str, snapshot: Snapshot, place: Aside | None = None, notice: str | None = None) -> None:
    picture(name)(lambda: window_over(snapshot, place, notice))


def _typed(snapshot: Snapshot, *typed: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        window = window_over(snapshot)
        sheet = window.screen_in_view
        if isinstance(sheet, Sheet):
            for field, words in zip(sheet.findChildren(Field), typed, strict=False):
                field.set_text(words)
        return window

    return build


_draw("entrance.terminal-id", NEW)
_draw("entrance.terminal-id-after-damage", NEW, notice="journal_damaged")
_draw("entrance.store", replace(NEW, activation=Activation(True, TERMINAL, None)))
_draw("entrance.log-in", LOGGED_OUT)
_draw("entrance.new-password", replace(WORKING, phase=Phase.PASSWORD_CHANGE))
_draw("entrance.locked", replace(WORKING, phase=Phase.LOCKED))
_draw("entrance.locked-with-payments", replace(WORKING, phase=Phase.LOCKED, open=_OPEN))
_draw(
    "entrance.locked-pin-off",
    replace(WORKING, phase=Phase.LOCKED, staff=WORKING.staff and replace(WORKING.staff, has_pin=False)),
)
_draw("entrance.switch", WORKING, Aside.SWITCH)
_draw("entrance.log-in-aside", WORKING, Aside.LOG_IN)
_draw("entrance.log-out", WORKING, Aside.LOG_OUT)
_draw("entrance.log-out-with-payments", replace(WORKING, open=_OPEN, attention=_ENDED[:1]), Aside.LOG_OUT)
_draw("entrance.recovered", replace(LOGGED_OUT, recovered=_OPEN))
_draw("entrance.recovered-known", replace(LOGGED_OUT, recovered=_ENDED))
picture("entrance.new-password-typed")(
    _typed(replace(WORKING, phase=Phase.PASSWORD_CHANGE), "hidamari-shop", "hidamari")
)


@picture("entrance.log-in-refused")
def log_in_refused() -> QWidget:
    """The password was wrong, and it was forgotten."""
    window = window_over(LOGGED_OUT)
    sheet = window.screen_in_view
    if isinstance(sheet, LogInScreen):
        sheet.refused(sheet.words.text("wrong_credentials"))
        sheet.show_help()
    return window


@picture("entrance.new-pin")
def new_pin() -> QWidget:
    """After the first log-in."""
    window = window_over(LOGGED_OUT)
    staff = WORKING.staff and replace(WORKING.staff, has_pin=False)
    window.show_snapshot(replace(WORKING, staff=staff, language=text.current()))
    return window


def _all_rights() -> Snapshot:
    staff = WORKING.staff and replace(WORKING.staff, role=Role.STORE_MANAGER, rights=tuple(Right))
    return replace(WORKING, staff=staff)


_draw("shell.manager", _all_rights())
_draw(
    "shell.troubles",
    replace(
        _all_rights(),
        attention=_ENDED,
        status=replace(
            WORKING.status,
            line_problem=ProblemCode.TERMINAL_DISABLED,
            unsent=2,
            in_doubt=1,
            overdue=1,
            camera="camera_missing",
            clock_is_skewed=True,
            disk_is_low=True,
            bug_met=True,
        ),
    ),
)
_draw(
    "shell.practice",
    replace(
        WORKING,
        practice=Practising(
            AT + timedelta(minutes=30), (SampleCode(Sample.APPROVED, "1"), SampleCode(Sample.USED, "2"))
        ),
    ),
)
_draw("shell.offline", replace(WORKING, status=replace(WORKING.status, line_up=False, unsent=1)))


@picture("shell.can-not-start")
def can_not_start() -> QWidget:
    """Another till runs already."""
    return TroubleWindow("journal_in_use", Bridge(text.current()).words)


@picture("shell.secrets-lost")
def secrets_lost() -> QWidget:
    """The keyring has forgotten this till."""
    return TroubleWindow("keyring_empty", Bridge(text.current()).words)
