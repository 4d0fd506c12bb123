"""One sale on the pad, from the typed amount to its outcome: an immutable value."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pos_app.till.notice import Notice


class Stage(StrEnum):
    """What the pad shows."""

    IDLE = "idle"
    """No amount yet; the last outcome may still stand beside it (D-24)."""
    AMOUNT = "amount"
    CONFIRM_AMOUNT = "confirm_amount"
    """五万二千円 でよろしいですか？ (D-15)."""
    SCANNING = "scanning"
    WAITING = "waiting"
    """The request is on its way."""
    ASKED_DOUBLE = "asked_double"
    """The same customer paid the same amount a moment ago: another sale? (D-13)"""
    IN_DOUBT = "in_doubt"
    """確認中 with F1..F4 (D-13 c)."""
    UNDOING = "undoing"
    """F4: undone first, read anew only when that is accepted."""
    DONE = "done"


UNDER_WAY = frozenset({Stage.SCANNING, Stage.WAITING, Stage.ASKED_DOUBLE, Stage.IN_DOUBT, Stage.UNDOING})
"""A customer stands there: the pad is not locked and nobody is logged out."""


@dataclass(frozen=True, slots=True)
class Sale:
    """``amount`` in whole yen; ``payment`` the one that this sale made last."""

    stage: Stage = Stage.IDLE
    amount: int = 0
    payment: UUID | None = None
    double_confirmed: bool = False
    notice: Notice | None = None
