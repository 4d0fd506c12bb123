"""Every state of the history's screens, from made-up snapshots."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from pos_app.till.card_lists import Held
from pos_app.till.history import Detail, Found
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.held_pane import HeldPane
from pos_app.ui.screens.history.screen import HistoryScreen
from pos_app.ui.screens.history.void_panel import VoidPanel
from pos_app.ui.text import current
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.table import Table
from pos_app.wire.approvals import RefusalReason, RequestState
from pos_app.wire.payments import PaymentRecord

NO_TILL = cast(
    "Till",
    SimpleNamespace(
        search=SimpleNamespace(clear=lambda: None),
        details=SimpleNamespace(look_at=lambda _: None),
        held_sales=SimpleNamespace(look=lambda: None, close=lambda: None),
        voiding=SimpleNamespace(begin=lambda _: None, dismiss=lambda: None),
    ),
)
"""Nobody makes a move in a picture."""


class _StillBridge(Bridge):
    """Every move is made, and nothing comes of it."""

    def act(self, do: Callable[[], object], otherwise: Callable[[str], object] | None = None) -> bool:
        """Make none."""
        del do, otherwise
        return True


def _bridge() -> Bridge:
    return _StillBridge(current())


def press_action(widget: QWidget, key: str) -> None:
    """Press what has this key now."""
    next(each for each in widget.findChildren(Action) if each.key == key and each.isVisibleTo(widget)).click()


def void_panel(case: VoidCase, *keys: str, partly: bool = False) -> VoidPanel:
    """The panel after these keys; ``Enter`` is its primary action."""
    bridge = _bridge()
    panel = VoidPanel(bridge, NO_TILL)
    panel.begin(partly=partly)
    bridge.setParent(panel)
    panel.retranslate()
    panel.show_snapshot(made_up.snapshot(void=case))
    for key in keys:
        if key == "Enter":
            press_action(panel, key)
        else:
            panel.press(key)
    return panel


def _void(name: str, case: Callable[[], VoidCase], *keys: str, partly: bool = False) -> None:
    picture(f"history.void.{name}", pane=True)(lambda: cast("QWidget", void_panel(case(), *keys, partly=partly)))


_READY = VoidStage.READY
_NEEDED = VoidStage.APPROVAL_NEEDED
_void("looking", lambda: made_up.case(VoidStage.LOOKING, preview=None, record=None))
_void("reason", lambda: made_up.case(_READY))
_void("number", lambda: made_up.case(_READY), "3")
_void("receipt", lambda: made_up.case(_READY, receipt_given=True), "3", "7")
_void("confirm", lambda: made_up.case(_READY), "3", "7")
_void("confirm-approved", lambda: made_up.case(_READY, approval=made_up.APPROVAL), "3", "8")
_void("expired", lambda: made_up.case(_READY, expired=300), "4", "7")
_void("approver", lambda: made_up.case(_NEEDED), "3")
_void("approver-wrong", lambda: made_up.case(_NEEDED, trouble="wrong_credentials"), "3")
_void(
    "refused-by-manager",
    lambda: made_up.case(
        _NEEDED,
        trouble="approval_refused",
        asked=made_up.request(0, RequestState.REFUSED, RefusalReason.COME_TO_ME),
        reason=made_up.request().reason,
    ),
)
_void("asked", lambda: made_up.case(VoidStage.ASKED, asked=made_up.request(), reason=made_up.request().reason))
_void("sent", lambda: made_up.case(VoidStage.SENT))
_void("done", lambda: made_up.case(VoidStage.DONE, approval=made_up.APPROVAL))
_void("done-expired", lambda: made_up.case(VoidStage.DONE, expired=300))
_void("closed", lambda: made_up.case(VoidStage.NOT_POSSIBLE, trouble="window_closed"))
_void("offline", lambda: made_up.case(VoidStage.NOT_POSSIBLE, preview=None, record=None, trouble="offline"))
_void("declined", lambda: made_up.case(VoidStage.REFUSED, trouble="already_voided"))


def history(snapshot: Snapshot, *, typed: str = "", key: str = "", requests: bool = False) -> HistoryScreen:
    """The screen, with this in its search field."""
    bridge = _bridge()
    screen = HistoryScreen(bridge, NO_TILL)
    bridge.setParent(screen)
    screen.retranslate()
    screen.show_snapshot(snapshot)
    if typed:
        screen.typed(typed)
    if snapshot.detail.payment is not None:
        for table in screen.findChildren(Table):
            table.choose(snapshot.detail.payment)
    screen.show_snapshot(snapshot)
    if requests:
        action = next(each for each in screen.findChildren(Action) if each.key == "F6")
        action.click()
    if key:
        press_action(screen, key)
    return screen


def _looking_at(payment: Payment, record: PaymentRecord | None, **changes: object) -> Snapshot:
    return made_up.snapshot(detail=Detail(payment.id, payment, record), **changes)


def _history(name: str, snapshot: Callable[[], Snapshot], **options: Any) -> None:
    picture(f"history.{name}", pane=True)(lambda: cast("QWidget", history(snapshot(), **options)))


_WITH_ATTENTION = (made_up.STRANGE,)
_VOIDED, _DECLINED, _DOUBTFUL = made_up.TODAY[5], made_up.TODAY[3], made_up.TODAY[2]
_history("day", made_up.snapshot)
_history("manager", lambda: made_up.snapshot(staff=made_up.MANAGER, approvals=made_up.WAITING))
_history("receipt", lambda: _looking_at(replace(made_up.CHOSEN, receipt_given=True), made_up.record()))
_history("attention", lambda: _looking_at(made_up.STRANGE, None, attention=_WITH_ATTENTION))
_history("open", lambda: _looking_at(_DOUBTFUL, None))
_history("declined", lambda: _looking_at(_DECLINED, made_up.record(_DECLINED)))
_history("voided", lambda: _looking_at(_VOIDED, made_up.record(_VOIDED)))
_history("closed", lambda: _looking_at(replace(made_up.CHOSEN, void_until=made_up.AT - timedelta(days=1)), None))
_history("last-day", lambda: _looking_at(replace(made_up.CHOSEN, void_until=made_up.AT + timedelta(hours=8)), None))
_history(
    "offline",
    lambda: made_up.snapshot(detail=Detail(made_up.CHOSEN.id, made_up.CHOSEN, None, "offline")),
)
_history("empty", lambda: made_up.snapshot(today=(), open=(), detail=Detail()))
_history("search", lambda: made_up.snapshot(search=Found((made_up.record(),))), typed="1273")
_history("search-nothing", made_up.snapshot, typed="99")
_history("search-busy", lambda: made_up.snapshot(search=Found(busy=True)), typed="1273")
_history("search-error", lambda: made_up.snapshot(search=Found(trouble="offline")), typed="1273")


def _asked(**changes: object) -> Snapshot:
    return made_up.snapshot(staff=made_up.MANAGER, approvals=replace(made_up.WAITING, **changes))  # type: ignore[arg-type]


_history("requests", _asked, requests=True)
_history("requests-why", _asked, requests=True, key="F3")
_history("requests-wrong", lambda: _asked(trouble="pin_wrong"), requests=True)
_history("requests-none", lambda: _asked(requests=()), requests=True)


# -- cards ------------------------------------------------------------------------------------------------------------

_PART = ("1", "2", "0", "0", "Enter", "3")
_void("card.amount", lambda: made_up.card_case(_READY), "1", "2", partly=True)
_void("card.amount-too-high", lambda: made_up.card_case(_READY), "9", "9", "9", "9", partly=True)
_void("card.check", lambda: made_up.card_case(_READY), "3")
_void("card.part", lambda: made_up.card_case(_READY), *_PART, "7", partly=True)
_void("card.all", lambda: made_up.card_case(_READY), "3", "7")
_void("card.release", lambda: made_up.card_case(_READY, made_up.HELD_ONE), "4", "7")
_void("card.done", lambda: made_up.card_case(VoidStage.DONE))
_void("card.released", lambda: made_up.card_case(VoidStage.DONE, made_up.HELD_ONE))


def _card(payment: Payment) -> Callable[[], Snapshot]:
    return lambda: made_up.snapshot(
        terminal=made_up.BY_CARD,
        today=(payment, *made_up.TODAY),
        detail=Detail(payment.id, payment, made_up.card_record(payment)),
    )


_history("card.held", _card(made_up.HELD_ONE))
_history("card.taken", _card(made_up.TAKEN))
_history("card.partly", _card(made_up.PARTLY))
_history("card.expired", _card(made_up.card_payment(43, State.EXPIRED)))
_history("card.not-captured", _card(made_up.NOT_CAPTURED))
_history("card.capturing", _card(made_up.card_payment(44, State.CAPTURING)))


def held(snapshot: Snapshot, *keys: str) -> HistoryScreen:
    """与信済み(未計上) after these keys."""
    screen = history(snapshot, key="F5")
    for key in keys:
        press_action(screen.findChildren(HeldPane)[0], key)
    return screen


def _held(name: str, shown: Held, *keys: str) -> None:
    picture(f"history.held.{name}", pane=True)(
        lambda: cast("QWidget", held(made_up.snapshot(terminal=made_up.BY_CARD, held=shown), *keys))
    )


def _held_gone() -> HistoryScreen:
    """F2 on a sale that is not among them."""
    return history(replace(_card(made_up.HELD_ONE)(), held=made_up.HELD), key="F2")


picture("history.held.gone", pane=True)(lambda: cast("QWidget", _held_gone()))


_held("list", made_up.HELD)
_held("sure", made_up.HELD, "Enter")
_held("none", Held(()))
_held("loading", Held(busy=True))
_held("offline", Held(trouble="offline"))
_held("refused", replace(made_up.HELD, trouble="authorisation_gone", whose=made_up.CALLER.name))
