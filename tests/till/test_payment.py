from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import get_args

import pytest

from pos_app.errors import Bug
from pos_app.till import events as ev
from pos_app.till.payment import ASKING, FINAL, Attention, Payment, State, allows, apply
from pos_app.wire.operations import Decline, ReversalEffect
from tests.till import card_facts as card
from tests.till.worlds import facts
from tests.till.worlds.facts import AT, IDS, PAYMENT, Op, event_of, undone_elsewhere, void_requested
from tests.till.worlds.server_model import Outcome

APPROVED = event_of(Op.PAY, Outcome("approved"))
DECLINED = event_of(Op.PAY, Outcome("declined", Decline.CODE_EXPIRED))
UNDONE = event_of(Op.UNDO, Outcome("approved", effect=ReversalEffect.COMPENSATED))
VOID = void_requested(Op.VOID)
VOID_DONE = event_of(Op.VOID, Outcome("approved"))
VOID_REFUSED = event_of(Op.VOID, Outcome("declined", Decline.VOID_WINDOW_CLOSED))
ELSEWHERE = undone_elsewhere(Op.VOID_ELSEWHERE)
CONTRADICTED = ev.Contradicted(at=AT)
MARKED = ev.ReceiptMarked(at=AT, given=True, staff_name="山田")
ATTENDED = ev.Attended(at=AT, staff_name="山田")


def after(*events: ev.Event) -> Payment:
    payment = apply(None, facts.CREATED, PAYMENT)
    for event in events:
        payment = apply(payment, event)
    return payment


IN_DOUBT = (facts.SUBMITTED, facts.DOUBTED)
REVERSING = (*IN_DOUBT, facts.UNDO_REQUESTED)
WAYS: dict[State, tuple[ev.Event, ...]] = {
    State.CREATED: (),
    State.CANCELED: (facts.CANCELED,),
    State.SUBMITTED: (facts.SUBMITTED,),
    State.IN_DOUBT: IN_DOUBT,
    State.REVERSING: REVERSING,
    State.REVERSED: (*REVERSING, UNDONE),
    State.APPROVED: (facts.SUBMITTED, APPROVED),
    State.DECLINED: (facts.SUBMITTED, DECLINED),
    State.VOIDING: (facts.SUBMITTED, APPROVED, VOID),
    State.VOIDED: (facts.SUBMITTED, APPROVED, VOID, VOID_DONE),
}
EVENTS: tuple[ev.Event, ...] = (
    facts.SUBMITTED, facts.CANCELED, facts.DOUBTED, facts.SEEN, APPROVED, DECLINED, facts.UNDO_REQUESTED, UNDONE,
    facts.RENEWED, VOID, VOID_DONE, VOID_REFUSED, ELSEWHERE, CONTRADICTED, ATTENDED, MARKED, card.HELD, card.RAN_OUT,
    card.CAPTURE, card.captured(), card.give_back(), card.given_back(), card.THEIR_CAPTURE, card.THEIR_RETURN,
)  # fmt: skip
S = State
MOVES: dict[tuple[State, ev.Event], State] = {
    (S.CREATED, facts.SUBMITTED): S.SUBMITTED,
    (S.CREATED, facts.CANCELED): S.CANCELED,
    (S.SUBMITTED, facts.CANCELED): S.CANCELED,
    (S.SUBMITTED, facts.DOUBTED): S.IN_DOUBT,
    (S.SUBMITTED, APPROVED): S.APPROVED,
    (S.SUBMITTED, DECLINED): S.DECLINED,
    (S.SUBMITTED, ELSEWHERE): S.SUBMITTED,
    (S.IN_DOUBT, facts.SEEN): S.IN_DOUBT,
    (S.IN_DOUBT, APPROVED): S.APPROVED,
    (S.IN_DOUBT, DECLINED): S.DECLINED,
    (S.IN_DOUBT, facts.UNDO_REQUESTED): S.REVERSING,
    (S.IN_DOUBT, ELSEWHERE): S.IN_DOUBT,
    (S.REVERSING, APPROVED): S.REVERSING,
    (S.REVERSING, DECLINED): S.REVERSING,
    (S.REVERSING, UNDONE): S.REVERSED,
    (S.REVERSING, facts.RENEWED): S.REVERSING,
    (S.REVERSING, ELSEWHERE): S.REVERSING,
    (S.REVERSED, APPROVED): S.REVERSED,
    (S.REVERSED, DECLINED): S.REVERSED,
    (S.REVERSED, VOID_DONE): S.REVERSED,
    (S.REVERSED, VOID_REFUSED): S.REVERSED,
    (S.REVERSED, facts.RENEWED): S.REVERSED,
    (S.APPROVED, VOID): S.VOIDING,
    (S.APPROVED, ELSEWHERE): S.VOIDED,
    (S.APPROVED, MARKED): S.APPROVED,
    (S.VOIDING, VOID_DONE): S.VOIDED,
    (S.VOIDING, VOID_REFUSED): S.APPROVED,
    (S.VOIDING, facts.RENEWED): S.VOIDING,
    (S.VOIDING, ELSEWHERE): S.VOIDED,
    (S.VOIDED, VOID_DONE): S.VOIDED,
    (S.VOIDED, VOID_REFUSED): S.VOIDED,
    (S.VOIDED, facts.RENEWED): S.VOIDED,
    **{(state, CONTRADICTED): state for state in FINAL - {State.EXPIRED}},
    **{(state, ATTENDED): state for state in FINAL - {State.EXPIRED}},
}
"""The wallet's table, written a second time by hand."""
CARDS = {State.AUTHORISED, State.CAPTURING, State.EXPIRED}
"""No wallet's payment gets there."""


def test_every_state_of_a_wallets_payment_can_be_reached() -> None:
    assert {state: after(*way).state for state, way in WAYS.items()} == {state: state for state in set(State) - CARDS}


@pytest.mark.parametrize(
    ("state", "event"), list(product(WAYS, EVENTS)), ids=lambda value: getattr(value, "kind", value)
)
def test_a_move_is_in_the_table_or_a_bug(state: State, event: ev.Event) -> None:
    payment = after(*WAYS[state])
    goal = MOVES.get((state, event))
    assert allows(payment, type(event)) == (goal is not None)
    if goal is None:
        with pytest.raises(Bug):
            apply(payment, event)
    else:
        assert apply(payment, event).state is goal


def test_every_kind_of_event_is_tried() -> None:
    beginnings = {ev.Created, ev.Adopted, ev.AuthoriseRequested, ev.CardAdopted}
    assert {type(event) for event in EVENTS} == set(get_args(ev.Event)) - beginnings


def test_the_states_are_told_apart_as_asking_final_and_the_rest() -> None:
    assert set(State) - ASKING - FINAL == {State.CREATED, State.AUTHORISED, State.APPROVED}
    assert not ASKING & FINAL


@pytest.mark.parametrize("event", EVENTS)
def test_a_payment_begins_only_by_being_made_or_adopted(event: ev.Event) -> None:
    with pytest.raises(Bug):
        apply(None, event, PAYMENT)


def test_a_payment_cannot_begin_twice_nor_without_an_id() -> None:
    with pytest.raises(Bug):
        apply(after(), facts.CREATED)
    with pytest.raises(Bug):
        apply(None, facts.CREATED)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_an_event_comes_back_from_its_json_as_it_was(event: ev.Event) -> None:
    assert ev.EVENT.validate_json(event.model_dump_json()) == event


def test_a_late_approval_is_recorded_and_leaves_the_undo_alone() -> None:
    payment = after(*REVERSING, APPROVED)
    assert (payment.state, payment.approved_at) == (State.REVERSING, AT)
    assert apply(payment, UNDONE).state is State.REVERSED


def test_goods_that_left_on_the_customers_word_and_a_decline_want_attention() -> None:
    payment = after(*IN_DOUBT, facts.SEEN, DECLINED)
    assert payment.attention is Attention.SEEN_BUT_DECLINED
    assert apply(payment, ATTENDED).attention is None
    assert after(*IN_DOUBT, facts.SEEN, APPROVED).attention is None


@pytest.mark.parametrize("state", sorted(FINAL - CARDS))
def test_a_contradiction_wants_attention_and_changes_no_state(state: State) -> None:
    payment = after(*WAYS[state], CONTRADICTED)
    assert (payment.state, payment.attention) == (state, Attention.CAPTURED_AFTER_ALL)


@pytest.mark.parametrize("before", [(facts.SUBMITTED,), IN_DOUBT])
def test_a_void_elsewhere_that_the_feed_tells_first_is_kept_until_the_answer(before: tuple[ev.Event, ...]) -> None:
    assert after(*before, ELSEWHERE, APPROVED).state is State.VOIDED
    reversal = undone_elsewhere(Op.UNDO_ELSEWHERE)
    assert after(*before, reversal, APPROVED).state is State.REVERSED


def test_a_refused_void_can_be_asked_for_again_under_another_id() -> None:
    payment = after(*WAYS[State.VOIDING], VOID_REFUSED)
    assert (payment.state, payment.void_refused) == (State.APPROVED, Decline.VOID_WINDOW_CLOSED)
    again = apply(payment, void_requested(Op.VOID_ONCE_MORE))
    assert (again.void, again.void_refused) == (IDS[Op.VOID_ONCE_MORE], None)


def test_every_event_moves_the_time_of_the_last_change() -> None:
    later = facts.SUBMITTED.model_copy(update={"at": AT + timedelta(seconds=3)})
    payment = after(later)
    assert (payment.created_at, payment.changed_at) == (AT, AT + timedelta(seconds=3))


def test_an_adopted_payment_is_captured_and_nobody_asks_for_it() -> None:
    payment = apply(None, facts.ADOPTED, PAYMENT)
    assert (payment.state, payment.own, payment.amount, payment.number) == (State.APPROVED, False, 1000, facts.NUMBER)
    assert replace(payment, own=True).state not in ASKING


def test_goods_that_left_before_the_payment_was_undone_ask_for_attention() -> None:
    seen = after(*IN_DOUBT, facts.SEEN, facts.UNDO_REQUESTED, UNDONE)
    assert (seen.state, seen.attention) == (State.REVERSED, Attention.SEEN_BUT_DECLINED)
    assert after(*REVERSING, UNDONE).attention is None


def test_the_mark_of_a_receipt_is_set_taken_away_and_outlives_a_refused_void() -> None:
    marked = after(facts.SUBMITTED, APPROVED, MARKED)
    assert marked.receipt_given
    assert not apply(marked, MARKED.model_copy(update={"given": False})).receipt_given
    assert apply(apply(marked, VOID), VOID_REFUSED).receipt_given
