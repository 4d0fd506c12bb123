"""Every state of the history's screens, from made-up snapshots."""

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from pos_app.till.till import Till
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.void_panel import VoidPanel
from pos_app.ui.text import current
from pos_app.wire.approvals import RefusalReason, RequestState

NO_TILL = cast("Till", None)
"""Nobody makes a move in a picture."""


def _bridge() -> Bridge:
    bridge = Bridge(current())
    bridge.setObjectName("pictured")
    return bridge


def void_panel(case: VoidCase, *keys: str) -> VoidPanel:
    """The panel after these keys."""
    bridge = _bridge()
    panel = VoidPanel(bridge, NO_TILL)
    bridge.setParent(panel)
    panel.retranslate()
    panel.show_snapshot(made_up.snapshot(void=case))
    for key in keys:
        panel.press(key)
    return panel


def _void(name: str, case: Callable[[], VoidCase], *keys: str) -> None:
    picture(f"history.void.{name}", pane=True)(lambda: cast("QWidget", void_panel(case(), *keys)))


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
