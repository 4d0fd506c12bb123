"""The steps of a void (rows E-42, E-43, D-5, D-7, D-9, D-27), and of a card's 取消 and 返金 (D-26).

From what the till says and what was answered. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from types import MappingProxyType

from pos_app.till.card_returns import left_of
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.payments import PaymentState


@unique
class Step(StrEnum):
    """What the panel shows; one at a time."""

    LOOKING = "looking"
    AMOUNT = "amount"
    """返金: how much of what was captured on a card."""
    REASON = "reason"
    APPROVER = "approver"
    """A manager's number and 暗証番号, or the question to another till."""
    ASKED = "asked"
    NUMBER_CHECK = "number_check"
    RECEIPT = "receipt"
    CONFIRM = "confirm"
    SENT = "sent"
    NOT_POSSIBLE = "not_possible"
    DONE = "done"
    REFUSED = "refused"


REASON_KEYS: Mapping[str, VoidReason] = MappingProxyType(
    {str(place): reason for place, reason in enumerate(VoidReason, start=1)}
)
"""Reason by one key (D-7)."""

CHECK_KEYS: Mapping[str, NumberCheck] = MappingProxyType({"7": NumberCheck.MATCHED, "8": NumberCheck.NOT_POSSIBLE})
"""Other keys than the reasons': a key that is leaned on answers one question and not the next."""

RECEIPT_KEYS: Mapping[str, bool] = MappingProxyType({"4": True, "5": False})

CONFIRM_KEY = "F8"
"""Never Enter: a held Enter must not void."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far in one attempt to void; in another nothing was.

    ``amount`` in yen, where only a part is given back; None: all that is left.
    """

    attempt: int | None = None
    reason: VoidReason | None = None
    number_check: NumberCheck | None = None
    receipt_back: bool | None = None
    amount: int | None = None

    def about(self, case: VoidCase | None) -> "Answers":
        """The answers that still hold; the reason that the managers were told is the reason."""
        if case is None:
            return Answers()
        kept = self if self.attempt == case.attempt else Answers(case.attempt)
        if kept.reason is None and case.reason is not None:
            return replace(kept, reason=case.reason)
        return kept


_BY_STAGE = {
    VoidStage.LOOKING: Step.LOOKING,
    VoidStage.ASKED: Step.ASKED,
    VoidStage.NOT_POSSIBLE: Step.NOT_POSSIBLE,
    VoidStage.SENT: Step.SENT,
    VoidStage.DONE: Step.DONE,
    VoidStage.REFUSED: Step.REFUSED,
}


def step_of(case: VoidCase, answers: Answers, *, partly: bool = False) -> Step:
    """The step that is next. The reason comes before an approval, because whoever approves is told it.

    ``partly``: 返金 of a part, whose amount is asked first of all.
    """
    known = _BY_STAGE.get(case.stage)
    if known is not None:
        return known
    if partly and is_return(case) and answers.amount is None:
        return Step.AMOUNT
    if answers.reason is None:
        return Step.REASON
    if case.stage is VoidStage.APPROVAL_NEEDED:
        return Step.APPROVER
    if answers.number_check is None:
        return Step.NUMBER_CHECK
    if case.receipt_given and answers.receipt_back is None:
        return Step.RECEIPT
    return Step.CONFIRM


def number_of(case: VoidCase) -> str:
    """決済番号 of the payment, as the server gave it; empty before."""
    return case.preview.number if case.preview else case.record.number if case.record else ""


def is_by_card(case: VoidCase) -> bool:
    """Whether it is about a payment by card."""
    return case.record is not None and case.record.card is not None


def is_release(case: VoidCase) -> bool:
    """Whether nothing was captured on the card: what is held is let go."""
    return is_by_card(case) and case.record is not None and case.record.state is PaymentState.AUTHORISED


def is_return(case: VoidCase) -> bool:
    """Whether money goes back to a card."""
    return is_by_card(case) and not is_release(case)


def amount_of(case: VoidCase, answers: Answers) -> int | None:
    """What is taken back, whole yen; None before the server said it."""
    if is_by_card(case):
        return answers.amount or left_of(None, case.record)
    return case.preview.amount if case.preview else case.record.amount if case.record else None


def expired_of(case: VoidCase) -> int:
    """How much would go back into lots that have expired, whole yen."""
    return case.preview.expired if case.preview else 0
