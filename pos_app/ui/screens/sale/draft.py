"""What the cashier has typed and the till doesn't know yet. Pure: each move gives a new draft."""

from dataclasses import dataclass, replace
from enum import StrEnum, unique
from uuid import UUID

from pos_app.till.events import CancelReason
from pos_app.till.payment import Payment, State
from pos_app.till.sale import UNDER_WAY, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.sale.entry import AMOUNT, LAST_FOUR, PAYMENT_CODE, Entry, yen


@unique
class Panel(StrEnum):
    """What the cashier opened above the sale."""

    NONE = "none"
    NUMBER = "number"
    """F6 番号で入力 (D-22)."""
    LAST_FOUR = "last_four"
    """F2 of 確認中: the last four of the 決済番号 on the customer's screen (D-13)."""
    ATTENTION = "attention"
    """要対応 (D-13 e)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``held`` may still turn out to be a scanner's typing. ``total`` is お会計合計 in yen (D-21).

    ``void`` is the payment whose void was begun from here.
    """

    amount: Entry = AMOUNT
    held: str = ""
    panel: Panel = Panel.NONE
    code: Entry = PAYMENT_CODE
    total: int | None = None
    void: UUID | None = None

    @property
    def entry(self) -> Entry:
        """What digits go to now."""
        return self.code if self.panel in (Panel.NUMBER, Panel.LAST_FOUR) else self.amount

    @property
    def shown(self) -> Entry:
        """The entry with what is held at its end."""
        return self.entry.typed(self.held) if self.held else self.entry

    def with_entry(self, entry: Entry) -> "Draft":
        """The draft with this in the place of what digits go to."""
        if self.panel in (Panel.NUMBER, Panel.LAST_FOUR):
            return replace(self, code=entry)
        return replace(self, amount=entry)

    def typed(self, digits: str) -> "Draft":
        """Digits that are certain."""
        return self.with_entry(self.entry.typed(digits))

    def opened(self, panel: Panel) -> "Draft":
        """Open or close what stands above the sale."""
        return replace(self, panel=panel, code=LAST_FOUR if panel is Panel.LAST_FOUR else PAYMENT_CODE)

    def changing(self, declined: int) -> "Draft":
        """金額を変更: the declined amount is お会計合計 from now on, and the first digit replaces it (D-21)."""
        return Draft(amount=yen(declined), total=max(declined, self.total or 0))


def followed(draft: Draft, snapshot: Snapshot) -> Draft:
    """Give up what no longer fits what the till says."""
    stage = snapshot.sale.stage
    if not _fits(draft.panel, snapshot):
        draft = draft.opened(Panel.NONE)
    if snapshot.staff is None:
        return Draft()
    if draft.void is not None and (snapshot.void is None or snapshot.void.payment != draft.void):
        draft = replace(draft, void=None)
    if stage in UNDER_WAY:
        return replace(draft, amount=yen(snapshot.sale.amount))
    if stage is Stage.DONE and not was_returned(snapshot):
        return replace(draft, amount=AMOUNT)
    return draft


def was_returned(snapshot: Snapshot) -> bool:
    """もどる was pressed before a code was read: nothing happened, so the amount stands there again."""
    payment = snapshot.payment
    return snapshot.sale.stage is Stage.DONE and payment is not None and _was_dropped(payment)


def _was_dropped(payment: Payment) -> bool:
    return payment.state is State.CANCELED and payment.cancel is CancelReason.CASHIER and payment.code_last4 is None


def _fits(panel: Panel, snapshot: Snapshot) -> bool:
    stage = snapshot.sale.stage
    match panel:
        case Panel.NUMBER:
            return stage is Stage.SCANNING
        case Panel.LAST_FOUR:
            return stage is Stage.IN_DOUBT
        case Panel.ATTENTION:
            return stage not in UNDER_WAY and bool(snapshot.attention)
        case Panel.NONE:
            return True
