"""Every world of one payment by card: what the walk promises, and that it notices each rule that is broken."""

from dataclasses import replace
from typing import Any

import pytest

from pos_app.sync import attempt
from pos_app.sync.attempt import Knowledge, Outcome
from pos_app.till import events as ev
from pos_app.till import payment
from pos_app.till.payment import Payment, State
from pos_app.wire.operations import CaptureDeclined, Decline
from tests.till.worlds.card_model import CardServerRules
from tests.till.worlds.card_walk import CardSetting, CardWalk
from tests.till.worlds.facts import Op
from tests.till.worlds.world import Rules, Violation

S = State
OWN = CardSetting(net_limit=2)
SEEN = CardSetting(elsewhere=(Op.CAPTURE_ELSEWHERE, Op.VOID_ELSEWHERE), captures=2)
HELD = CardSetting(S.AUTHORISED, (Op.CAPTURE_ELSEWHERE, Op.VOID_ELSEWHERE), captures=2)
TO_THE_END = CardSetting(S.AUTHORISED, (Op.GIVE_BACK_ELSEWHERE,), returns=2)
RETURNED = CardSetting(S.APPROVED, (Op.GIVE_BACK_ELSEWHERE,), net_limit=2, returns=2)

RELEASED = {("canceled", 0), ("declined", 0), ("reversed", 0), ("voided", 0), ("expired", 0)}
WHOLE = {("authorised", 0), ("approved", 1000)}
LEFT = {("approved", 1000), ("approved", 700), ("approved", 400), ("approved", 300), ("voided", 0)}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("setting", "least_worlds", "ends"),
    [
        (OWN, 40_000, RELEASED | WHOLE),
        (SEEN, 40_000, RELEASED | WHOLE),
        (HELD, 15_000, (RELEASED | WHOLE) - {("canceled", 0), ("reversed", 0)}),
        (TO_THE_END, 8_000, LEFT | {("authorised", 0), ("expired", 0)}),
        (RETURNED, 20_000, LEFT),
    ],
    ids=["own", "seen by others", "held for delivery", "to the end", "given back"],
)
def test_in_every_world_a_card_is_captured_once_or_released_and_both_sides_agree_in_the_end(
    setting: CardSetting, least_worlds: int, ends: set[tuple[str, int]]
) -> None:
    found = CardWalk(setting).run()
    print(f"{found.worlds:,} worlds, {found.moves:,} moves, {found.quiet} quiet ends")
    assert found.worlds >= least_worlds
    assert found.moves >= 4 * least_worlds
    assert {(state.value, net) for state, net in found.ends} == ends


# -- sabotage --------------------------------------------------------------------------------------------------------


def _silence_is_not_sent(knowledge: Knowledge, outcome: Outcome) -> Knowledge:
    return knowledge if outcome is Outcome.UNKNOWN else attempt.after_send(knowledge, outcome)


def _every_refused_capture_ends_the_sale(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    refused = isinstance(event, ev.CaptureAnswered) and isinstance(event.answer, CaptureDeclined)
    return replace(after, state=S.DECLINED) if refused and after.state is S.AUTHORISED else after


def _a_capture_elsewhere_is_a_refusal(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    already = isinstance(event, ev.CaptureAnswered) and after.capture_refused is Decline.ALREADY_CAPTURED
    return replace(after, state=S.DECLINED) if already else after


def _every_return_heard_is_added(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    if isinstance(event, ev.ReturnedElsewhere):
        return replace(after, returned=before.returned + event.amount)
    return after


def _a_return_is_always_of_all(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    return replace(after, state=S.VOIDED) if isinstance(event, ev.ReturnAnswered) else after


def _a_late_authorisation_ends_the_undo(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    late = before.state is S.REVERSING and isinstance(event, ev.Answered)
    return replace(after, state=S.AUTHORISED, held=True) if late else after


def _a_release_elsewhere_ends_our_capture(before: Payment, event: Any) -> Payment:
    after = payment.apply(before, event)
    released = before.state is S.CAPTURING and isinstance(event, ev.UndoneElsewhere)
    return replace(after, state=S.VOIDED) if released else after


SABOTAGES: dict[str, tuple[CardSetting, Rules, str]] = {
    "nobody's authorisation is kept": (OWN, Rules(releases_what_nobody_confirms=False), "stuck"),
    "a capture is shown before the server has it": (
        OWN,
        Rules(capture_waits_for_the_server=False),
        "shown_but_not_captured",
    ),
    "every refused capture ends the sale": (OWN, Rules(apply=_every_refused_capture_ends_the_sale), "still_held"),
    "a time-out counts as not sent": (OWN, Rules(after_send=_silence_is_not_sent), "still_held"),
    "rows are fresh again after a restart": (OWN, Rules(resumed=Knowledge.FRESH), "still_held"),
    "a late authorisation ends the undo": (OWN, Rules(apply=_a_late_authorisation_ends_the_undo), "forbidden_answer"),
    "what is held never runs out": (OWN, Rules(lets_run_out=False), "stuck"),
    "a row ends before its answer is committed": (OWN, Rules(keeps_rows_until_commit=False), "stuck"),
    "a capture elsewhere is a refusal": (HELD, Rules(apply=_a_capture_elsewhere_is_a_refusal), "money_kept"),
    "a release elsewhere ends our capture": (
        HELD,
        Rules(apply=_a_release_elsewhere_ends_our_capture),
        "forbidden_answer",
    ),
    "the feed is not read": (HELD, Rules(hears_the_feed=False), "disagree"),
    "every return that is heard is added": (RETURNED, Rules(apply=_every_return_heard_is_added), "money_kept"),
    "a return is always of all": (RETURNED, Rules(apply=_a_return_is_always_of_all), "money_kept"),
    "the server captures twice": (HELD, Rules(card_server=CardServerRules(captures_once=False)), "captured_twice"),
    "the server captures what was released": (
        HELD,
        Rules(card_server=CardServerRules(captures_only_what_is_held=False)),
        "captured_and_released",
    ),
    "the server releases what was captured": (
        HELD,
        Rules(card_server=CardServerRules(releases_only_before_capture=False)),
        "captured_and_released",
    ),
    "the server returns more than was captured": (
        RETURNED,
        Rules(card_server=CardServerRules(returns_at_most_what_was_captured=False)),
        "returned_too_much",
    ),
    "an unseen undo leaves no tombstone": (
        OWN,
        Rules(card_server=CardServerRules(leaves_tombstones=False)),
        "still_held",
    ),
    "an undo leaves what another till captured": (
        SEEN,
        Rules(card_server=CardServerRules(undoes_what_was_captured=False)),
        "money_kept",
    ),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("setting", "rules", "kind"), SABOTAGES.values(), ids=SABOTAGES)
def test_a_broken_rule_is_noticed(setting: CardSetting, rules: Rules, kind: str) -> None:
    with pytest.raises(Violation) as found:
        CardWalk(replace(setting, net_limit=1) if kind in ("stuck", "disagree") else setting, rules).run()
    print(found.value)
    assert found.value.kind == kind
