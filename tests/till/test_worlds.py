"""Every world of one payment: what the walk promises, and that it notices each rule that is broken."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from pos_app.sync import attempt
from pos_app.sync.attempt import Knowledge, Outcome
from pos_app.till import events as ev
from pos_app.till import payment, recovery
from pos_app.till.payment import Payment, State
from pos_app.wire.operations import PaymentApproved
from tests.till.worlds.facts import ELSEWHERE
from tests.till.worlds.server_model import ServerRules
from tests.till.worlds.walk import Setting, Walk
from tests.till.worlds.world import Rules, Violation

OWN = Setting(net_limit=2)
ADOPTED = Setting(adopted=True, elsewhere=ELSEWHERE)
VOIDED_AGAIN = Setting(adopted=True, voids=2, elsewhere=(), net_limit=2)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("setting", "least_worlds", "states", "ends"),
    [
        (
            OWN,
            150_000,
            set(State) - {State.AUTHORISED, State.CAPTURING, State.EXPIRED},
            {"created": 0, "approved": 1, "declined": 0, "canceled": 0, "reversed": 0, "voided": 0},
        ),
        (
            ADOPTED,
            15_000,
            {State.APPROVED, State.VOIDING, State.VOIDED, State.REVERSED},
            {"approved": 1, "reversed": 0, "voided": 0},
        ),
        (VOIDED_AGAIN, 3_000, {State.APPROVED, State.VOIDING, State.VOIDED}, {"approved": 1, "voided": 0}),
    ],
    ids=["own", "adopted", "voided again"],
)
def test_in_every_world_money_moves_once_and_till_and_server_agree_in_the_end(
    setting: Setting, least_worlds: int, states: set[State], ends: dict[str, int]
) -> None:
    found = Walk(setting).run()
    print(f"{found.worlds:,} worlds, {found.moves:,} moves, {found.quiet} quiet ends")
    assert found.worlds >= least_worlds
    assert found.moves >= 5 * least_worlds
    assert found.states == states
    assert {state.value: net for state, net in found.ends} == ends


# -- sabotage --------------------------------------------------------------------------------------------------------


def _refused_for_now_is_not_sent(knowledge: Knowledge, outcome: Outcome) -> Knowledge:
    return knowledge if outcome is Outcome.NOTHING_DONE else attempt.after_send(knowledge, outcome)


def _silence_is_not_sent(knowledge: Knowledge, outcome: Outcome) -> Knowledge:
    return knowledge if outcome is Outcome.UNKNOWN else attempt.after_send(knowledge, outcome)


def _late_approval_ends_the_undo(before: Payment, event: Any) -> Payment:
    approved = isinstance(event, ev.Answered) and isinstance(event.answer, PaymentApproved)
    if before.state is State.REVERSING and approved:
        return replace(payment.apply(before, event), state=State.APPROVED)
    return payment.apply(before, event)


def _late_decline_ends_the_undo(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    if before.state is State.REVERSING and isinstance(event, ev.Answered) and after.approved_at is None:
        return replace(after, state=State.DECLINED)
    return after


def _start_cancels_what_was_asked(payments: Iterable[Payment], at: datetime) -> Iterator[tuple[Payment, ev.Event]]:
    for found in payments:
        if found.state is State.SUBMITTED:
            yield found, ev.Canceled(at=at, why=ev.CancelReason.STOPPED)
        else:
            yield from recovery.on_start([found], at)


def _void_ends_when_undone_elsewhere(before: Payment, event: type) -> bool:
    return payment.allows(before, event) and not (before.state is State.VOIDED and event is ev.VoidAnswered)


SABOTAGES = {
    "a 503 counts as not sent": (Rules(after_send=_refused_for_now_is_not_sent), "money_kept"),
    "a time-out counts as not sent": (Rules(after_send=_silence_is_not_sent), "money_kept"),
    "a request in flight is withdrawn": (
        Rules(withdraws=lambda knowledge, _: knowledge is Knowledge.FRESH),
        "money_kept",
    ),
    "rows are fresh again after a restart": (Rules(resumed=Knowledge.FRESH), "money_kept"),
    "rows are forgotten at a restart": (Rules(keeps_rows_over_restart=False), "stuck"),
    "a row ends before its answer is committed": (Rules(keeps_rows_until_commit=False), "stuck"),
    "an answer is dropped when its commit fails": (Rules(asks_again_after_failure=False), "stuck"),
    "a resend has a new id": (Rules(resends_by_the_same_id=False), "charged_twice"),
    "silence is shown as declined": (Rules(waits_for_the_answer=False), "money_kept"),
    "a request not on record is called off": (Rules(undoes_what_is_absent=False), "money_kept"),
    "an undo is shown before the server has it": (Rules(undo_waits_for_the_server=False), "forbidden_answer"),
    "a late approval ends the undo": (Rules(apply=_late_approval_ends_the_undo), "shown_but_undone"),
    "a late decline ends the undo": (Rules(apply=_late_decline_ends_the_undo), "forbidden_answer"),
    "a start cancels what was asked": (Rules(on_start=_start_cancels_what_was_asked), "money_kept"),
    "the answer to a needless void is forbidden": (Rules(allows=_void_ends_when_undone_elsewhere), "forbidden_answer"),
    "the feed is not read": (Rules(hears_the_feed=False), "disagree"),
    "the server forgets ids": (Rules(server=ServerRules(keeps_answers_by_id=False)), "money_kept"),
    "the server forgets declines": (Rules(server=ServerRules(keeps_declines=False)), "money_kept"),
    "an unseen undo leaves no tombstone": (Rules(server=ServerRules(leaves_tombstones=False)), "money_kept"),
    "a payment is undone twice": (Rules(server=ServerRules(undoes_once=False)), "paid_back_twice"),
    "an undo of a declined payment is refused": (Rules(server=ServerRules(accepts_every_undo=False)), "stuck"),
    "execute_until is not looked at": (Rules(server=ServerRules(keeps_deadlines=False)), "charged_late"),
}


@pytest.mark.parametrize(("rules", "kind"), SABOTAGES.values(), ids=SABOTAGES)
def test_a_broken_rule_is_noticed(rules: Rules, kind: str) -> None:
    with pytest.raises(Violation) as found:
        Walk(replace(OWN, net_limit=1 if kind in ("stuck", "disagree") else 2), rules).run()
    print(found.value)
    assert found.value.kind == kind
