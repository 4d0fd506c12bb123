"""The books of the practice (row D-28): every operation gets the answer that its sample code stands for; no money."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from pos_app.domain.calendar import days_left, transaction_date, void_until
from pos_app.till.sample_codes import DECLINES, Sample, sample_of
from pos_app.wire.operations import (
    Decline,
    Earlier,
    OperationAnswer,
    PaymentApproved,
    PaymentBody,
    PaymentDeclined,
    ReversalBody,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
    VoidBody,
    VoidDeclined,
    VoidReason,
)
from pos_app.wire.payments import PaymentRecord, PaymentState, VoidPreview, VoidRoute
from pos_app.wire.store import TerminalInfo

Body = PaymentBody | VoidBody | ReversalBody
BALANCE = 10_000
"""Yen in every practising customer's wallet, before each payment."""
_A_MOMENT_AGO = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Kept:
    body: PaymentBody
    answer: PaymentApproved | PaymentDeclined
    state: PaymentState
    undone_at: datetime | None = None
    void_reason: VoidReason | None = None


class PracticeBooks:
    """``now`` gives server time, ``info`` the store that practises."""

    def __init__(self, now: Callable[[], datetime], info: TerminalInfo, staff_name: Callable[[], str]) -> None:
        self._now = now
        self._info = info
        self._staff_name = staff_name
        self._payments: dict[UUID, _Kept] = {}
        self._answers: dict[UUID, OperationAnswer] = {}

    def execute(self, operation: UUID, body: Body) -> OperationAnswer:
        """The answer to an operation; the same id always gets the same."""
        known = self._answers.get(operation)
        if known is None:
            if isinstance(body, PaymentBody):
                known = self._pay(operation, body)
            else:
                known = self._void(operation, body) if isinstance(body, VoidBody) else self._reverse(operation, body)
            self._answers[operation] = known
        return known

    def answer(self, operation: UUID) -> OperationAnswer | None:
        """What is on record."""
        return self._answers.get(operation)

    def record(self, payment: UUID) -> PaymentRecord | None:
        """A payment as a detail pane shows it."""
        kept = self._payments.get(payment)
        if kept is None:
            return None
        approved = kept.answer if isinstance(kept.answer, PaymentApproved) else None
        return PaymentRecord(
            id=payment,
            number=kept.body.number,
            amount=kept.body.amount,
            state=kept.state,
            recorded_at=kept.answer.recorded_at,
            transaction_date=kept.answer.transaction_date,
            code_kind=kept.body.code.kind,
            terminal_id=self._info.terminal_id,
            store_name=self._info.store_name,
            staff_number=None,
            staff_name=self._staff_name(),
            void_until=approved.void_until if approved else None,
            undone_at=kept.undone_at,
            void_reason=kept.void_reason,
            decline=kept.answer.reason if isinstance(kept.answer, PaymentDeclined) else None,
        )

    def preview(self, payment: UUID) -> VoidPreview | None:
        """What a void would mean: in practice everybody may."""
        kept = self._payments.get(payment)
        if kept is None:
            return None
        captured = kept.state is PaymentState.CAPTURED and isinstance(kept.answer, PaymentApproved)
        until = kept.answer.void_until if isinstance(kept.answer, PaymentApproved) else None
        return VoidPreview(
            id=payment,
            number=kept.body.number,
            amount=kept.body.amount,
            void_until=until,
            days_left=max(0, days_left(until, self._now())) if until else None,
            route=VoidRoute.ALLOWED if captured else VoidRoute.NOT_VOIDABLE,
            expired=0,
        )

    def _pay(self, operation: UUID, body: PaymentBody) -> PaymentApproved | PaymentDeclined:
        at, sample = self._now(), sample_of(body.code.token)
        why = DECLINES.get(sample)
        if sample is Sample.DOUBLE and not body.double_confirmed:
            why = Decline.POSSIBLE_DOUBLE
        answer: PaymentApproved | PaymentDeclined
        if why is None:
            answer = PaymentApproved(
                id=operation,
                recorded_at=at,
                transaction_date=transaction_date(at),
                number=body.number,
                amount=body.amount,
                balance_after=max(0, BALANCE - body.amount),
                void_until=void_until(at),
            )
        else:
            earlier = Earlier(number=body.number, recorded_at=at - _A_MOMENT_AGO)
            answer = PaymentDeclined(
                id=operation,
                recorded_at=at,
                transaction_date=transaction_date(at),
                reason=why,
                number=body.number,
                earlier=earlier if why is Decline.POSSIBLE_DOUBLE else None,
            )
        self._payments[operation] = _Kept(body, answer, PaymentState.DECLINED if why else PaymentState.CAPTURED)
        return answer

    def _void(self, operation: UUID, body: VoidBody) -> VoidApproved | VoidDeclined:
        at, kept = self._now(), self._payments.get(body.original)
        who = {"id": operation, "recorded_at": at, "transaction_date": transaction_date(at), "original": body.original}
        if kept is None:
            return VoidDeclined.model_validate({**who, "reason": Decline.ORIGINAL_NOT_FOUND})
        if kept.state is not PaymentState.CAPTURED:
            return VoidDeclined.model_validate({**who, "reason": Decline.ALREADY_VOIDED})
        self._undo(body.original, kept, PaymentState.VOIDED, body.reason)
        return VoidApproved.model_validate({**who, "amount": body.amount, "balance_after": BALANCE, "expired": 0})

    def _reverse(self, operation: UUID, body: ReversalBody) -> ReversalDone:
        at, kept = self._now(), self._payments.get(body.original)
        effect = ReversalEffect.TOMBSTONE if kept is None else ReversalEffect.NOTHING
        if kept is not None and kept.state is PaymentState.CAPTURED:
            self._undo(body.original, kept, PaymentState.REVERSED, None)
            effect = ReversalEffect.COMPENSATED
        return ReversalDone(
            id=operation,
            recorded_at=at,
            transaction_date=transaction_date(at),
            original=body.original,
            effect=effect,
        )

    def _undo(self, payment: UUID, kept: _Kept, state: PaymentState, reason: VoidReason | None) -> None:
        self._payments[payment] = replace(kept, state=state, undone_at=self._now(), void_reason=reason)
