"""Take a payment: read the facts, decide, write it down."""

import math
from datetime import datetime

from pydantic_core import to_json

from pos_app.domain.calendar import void_until
from pos_app.server.ledger import codes
from pos_app.server.ledger.accounts import shared_account
from pos_app.server.ledger.booking import Leg, book
from pos_app.server.ledger.facts import wrong_numbers
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payment_rules import (
    WRONG_NUMBER_WINDOW,
    WRONG_NUMBERS,
    Captured,
    Declined,
    PaymentFacts,
    decide_payment,
)
from pos_app.server.ledger.request import Outcome, Request, entry_of
from pos_app.server.ledger.service import service_of
from pos_app.server.ledger.spending import balance
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Tx
from pos_app.server.store.values import moment_text
from pos_app.wire.operations import KEEPS_THE_CODE, PaymentBody, PaymentDeclined
from pos_app.wire.problems import ProblemCode


def take_payment(tx: Tx, request: Request, body: PaymentBody, facts: PaymentFacts, at: Moment) -> bytes:
    """Capture or decline; gives the recorded answer. Raises Refused ``rate_limited``, which is not recorded."""
    if body.code.kind == "number":
        _limit_guesses(tx, request, at.at)
    decision = decide_payment(body, request.terminal, facts, at)
    outcome: Outcome = "approved" if isinstance(decision, Captured) else "declined"
    answer = _answer(tx, request, body, facts, decision, at)
    entry = entry_of(request, outcome, answer, at, seq_free=not facts.seq_used)
    entry["number"], entry["amount"] = body.number, body.amount
    entry["wallet"] = facts.code.wallet if facts.code else None
    entry["code_kind"] = body.code.kind
    entry["session"] = body.staff_session.bytes
    if isinstance(decision, Captured):
        entry["void_until"] = _void_until(tx, at)[1]
        book(tx, entry, _legs(tx, request, decision))
    else:
        entry["reason"] = decision.reason.value
        book(tx, entry)
    if facts.code and not facts.code.spent and _burns(decision):
        codes.spend(tx, facts.code.code, request.id.bytes)
    return entry["answer"]


def _answer(
    tx: Tx, request: Request, body: PaymentBody, facts: PaymentFacts, decision: Captured | Declined, at: Moment
) -> bytes:
    if isinstance(decision, Captured):
        # The very bytes of a PaymentApproved, which costs twice as much: nothing here is in need of its checks.
        return to_json(
            {
                "id": request.id,
                "recorded_at": at.at,
                "transaction_date": at.day,
                "kind": "payment",
                "outcome": "approved",
                "number": body.number,
                "amount": body.amount,
                "balance_after": balance(facts.lots, at.day) - body.amount,
                "void_until": _void_until(tx, at)[0],
            }
        )
    return PaymentDeclined(
        id=request.id,
        recorded_at=at.at,
        transaction_date=at.day,
        reason=decision.reason,
        number=body.number,
        earlier=decision.earlier,
    ).to_json()


def _void_until(tx: Tx, at: Moment) -> tuple[datetime, str]:
    """Give until when today's payments can be voided, also as text."""

    def work_out() -> tuple[datetime, str]:
        until = void_until(at.at, service_of(tx).void_days)
        return until, moment_text(until)

    return tx.once(("void until", at.day), work_out)


def _legs(tx: Tx, request: Request, decision: Captured) -> list[Leg]:
    payable = shared_account(tx, "merchant_payable", request.terminal.store)
    return [Leg(taken.lot.account, payable, taken.lot.lot, taken.amount) for taken in decision.taken]


def _burns(decision: Captured | Declined) -> bool:
    return isinstance(decision, Captured) or decision.reason not in KEEPS_THE_CODE


def _limit_guesses(tx: Tx, request: Request, now: datetime) -> None:
    """D-22: who guesses お支払い番号 is not listened to for a while."""
    wrong = wrong_numbers(tx, request.terminal, now)
    if len(wrong) >= WRONG_NUMBERS:
        until = wrong[WRONG_NUMBERS - 1] + WRONG_NUMBER_WINDOW
        raise Refused(
            ProblemCode.RATE_LIMITED,
            retry_after=max(1, math.ceil((until - now).total_seconds())),
        )
