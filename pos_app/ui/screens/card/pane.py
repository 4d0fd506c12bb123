"""Which pane 電話注文(カード) shows now. Pure."""

from enum import StrEnum, unique

from pos_app.till.card_sale import CardStage
from pos_app.till.snapshot import Snapshot


@unique
class CardPane(StrEnum):
    """One at a time; each fills the screen."""

    FORM = "form"
    WAIT = "wait"
    CONFIRM = "confirm"
    DOUBT = "doubt"
    OUTCOME = "outcome"


_BY_STAGE = {
    CardStage.FORM: CardPane.FORM,
    CardStage.WAITING: CardPane.WAIT,
    CardStage.CONFIRM: CardPane.CONFIRM,
    CardStage.IN_DOUBT: CardPane.DOUBT,
    CardStage.CAPTURING: CardPane.OUTCOME,
    CardStage.DONE: CardPane.OUTCOME,
}
TAKES_DIGITS = frozenset({CardPane.FORM, CardPane.OUTCOME})
"""Where a digit is one of an amount, if no field has the keyboard."""


def pane_of(snapshot: Snapshot, held: str = "") -> CardPane:
    """Choose by what the till says; a digit begins the next order at once, also while it may be a scanner's (D-24)."""
    pane = _BY_STAGE[snapshot.card.stage]
    return CardPane.FORM if pane is CardPane.OUTCOME and held.strip() else pane
