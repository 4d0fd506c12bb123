"""Which pane a sale shows now. Pure."""

from enum import StrEnum, unique

from pos_app.till.sale import UNDER_WAY, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.sale.draft import Draft, Panel, was_returned


@unique
class Pane(StrEnum):
    """One at a time; each fills the screen."""

    PAD = "pad"
    SCAN = "scan"
    NUMBER = "number"
    WAIT = "wait"
    """On its way, or being undone before it is read anew."""
    DOUBLE = "double"
    DOUBT = "doubt"
    LAST_FOUR = "last_four"
    OUTCOME = "outcome"
    VOID = "void"
    ATTENTION = "attention"


_BY_STAGE = {
    Stage.WAITING: Pane.WAIT,
    Stage.UNDOING: Pane.WAIT,
    Stage.ASKED_DOUBLE: Pane.DOUBLE,
}


def pane_of(snapshot: Snapshot, draft: Draft) -> Pane:
    """Choose by what the till says first, by what the cashier opened second."""
    stage = snapshot.sale.stage
    if stage not in UNDER_WAY:
        return _beside_a_sale(snapshot, draft)
    if stage is Stage.SCANNING:
        return Pane.NUMBER if draft.panel is Panel.NUMBER else Pane.SCAN
    if stage is Stage.IN_DOUBT:
        return Pane.LAST_FOUR if draft.panel is Panel.LAST_FOUR else Pane.DOUBT
    return _BY_STAGE[stage]


def _beside_a_sale(snapshot: Snapshot, draft: Draft) -> Pane:
    if draft.void is not None and snapshot.void is not None and snapshot.void.payment == draft.void:
        return Pane.VOID
    if draft.panel is Panel.ATTENTION:
        return Pane.ATTENTION
    over = snapshot.sale.stage is Stage.DONE and not was_returned(snapshot)
    # A digit starts the next amount at once, also while it is not certain yet that no scanner typed it (D-24).
    return Pane.OUTCOME if over and not draft.held.strip() else Pane.PAD


TAKES_DIGITS = frozenset({Pane.PAD, Pane.OUTCOME, Pane.NUMBER, Pane.LAST_FOUR})
"""Where typing goes to the draft."""
