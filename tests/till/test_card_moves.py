from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Bug
from pos_app.till import events as ev
from pos_app.till.payment import ASKING, FINAL, Attention, Method, Payment, State, allows, apply
from pos_app.wire.operations import Decline
from tests.till import card_facts as card
from tests.till.card_facts import (
    ADOPTED_CAPTURED,
    ADOPTED_HELD,
    AUTHORISED,
    CAPTURE,
    HELD,
    NOT_AUTHORISED,
    PART,
    RAN_OUT,
    RELEASE,
    RELEASED,
    THEIR_CAPTURE,
    THEIR_RELEASE,
    THEIR_RETURN,
    UNDO,
    UNDONE,
    captured,
    card_after,
    give_back,
    given_back,
    not_captured,
    not_given_back,
    not_released,
)
from tests.till.worlds import facts
from tests.till.worlds.facts import AMOUNT, PAYMENT

S = State
DONE = (AUTHORISED, CAPTURE, captured())
WAYS: dict[State, tuple[ev.Event, ...]] = {
    S.SUBMITTED: (),
    S.CANCELED: (facts.CANCELED,),
    S.IN_DOUBT: (facts.DOUBTED,),
    S.DECLINED: (NOT_AUTHORISED,),
    S.AUTHORISED: (AUTHORISED,),
    S.CAPTURING: (AUTHORISED, CAPTURE),
    S.APPROVED: DONE,
    S.VOIDING: (*DONE, give_back()),
    S.VOIDED: (*DONE, give_back(), given_back()),
    S.REVERSING: (AUTHORISED, UNDO),
    S.REVERSED: (AUTHORISED, UNDO, UNDONE),
    S.EXPIRED: (AUTHORISED, HELD, RAN_OUT),
}
REFUSED = not_captured(Decline.NOT_PERMITTED)
EVENTS: tuple[ev.Event, ...] = (
    facts.SUBMITTED, facts.CANCELED, facts.DOUBTED, facts.SEEN, AUTHORISED, NOT_AUTHORISED, UNDO, UNDONE, facts.RENEWED,
    HELD, RAN_OUT, CAPTURE, captured(), REFUSED, RELEASE, RELEASED, give_back(), given_back(), THEIR_CAPTURE,
    THEIR_RETURN, THEIR_RELEASE, ev.Contradicted(at=facts.AT), ev.Attended(at=facts.AT, staff_name="山田"),
    ev.ReceiptMarked(at=facts.AT, given=True, staff_name="山田"),
)  # fmt: skip
RECEIPT, CONTRADICTED, ATTENDED = EVENTS[-1], EVENTS[-3], EVENTS[-2]
MOVES: dict[tuple[State, ev.Event], State] = {
    (S.SUBMITTED, facts.CANCELED): S.CANCELED,
    (S.SUBMITTED, facts.DOUBTED): S.IN_DOUBT,
    (S.IN_DOUBT, UNDO): S.REVERSING,
    **{(state, AUTHORISED): S.AUTHORISED for state in (S.SUBMITTED, S.IN_DOUBT)},
    **{(state, NOT_AUTHORISED): S.DECLINED for state in (S.SUBMITTED, S.IN_DOUBT)},
    **{(state, event): state for state in (S.REVERSING, S.REVERSED) for event in (AUTHORISED, NOT_AUTHORISED)},
    (S.AUTHORISED, HELD): S.AUTHORISED,
    (S.AUTHORISED, CAPTURE): S.CAPTURING,
    (S.AUTHORISED, UNDO): S.REVERSING,
    (S.AUTHORISED, RELEASE): S.VOIDING,
    (S.AUTHORISED, RAN_OUT): S.EXPIRED,
    (S.AUTHORISED, THEIR_CAPTURE): S.APPROVED,
    (S.AUTHORISED, THEIR_RETURN): S.AUTHORISED,
    (S.AUTHORISED, THEIR_RELEASE): S.VOIDED,
    (S.CAPTURING, captured()): S.APPROVED,
    (S.CAPTURING, REFUSED): S.AUTHORISED,
    (S.CAPTURING, facts.RENEWED): S.CAPTURING,
    (S.REVERSING, UNDONE): S.REVERSED,
    (S.REVERSING, facts.RENEWED): S.REVERSING,
    (S.APPROVED, give_back()): S.VOIDING,
    (S.APPROVED, RECEIPT): S.APPROVED,
    (S.APPROVED, THEIR_CAPTURE): S.APPROVED,
    (S.APPROVED, THEIR_RETURN): S.APPROVED,
    (S.APPROVED, THEIR_RELEASE): S.VOIDED,
    (S.VOIDING, given_back()): S.VOIDED,
    (S.VOIDING, RELEASED): S.VOIDED,
    (S.VOIDING, facts.RENEWED): S.VOIDING,
    (S.VOIDING, THEIR_RELEASE): S.VOIDED,
    (S.EXPIRED, THEIR_CAPTURE): S.APPROVED,
    (S.EXPIRED, THEIR_RELEASE): S.VOIDED,
    **{(state, event): state for state in (S.VOIDED, S.REVERSED) for event in (RELEASED, given_back(), facts.RENEWED)},
    **{(state, event): state for state in (S.VOIDED, S.REVERSED) for event in (THEIR_CAPTURE, THEIR_RETURN)},
    **{(state, THEIR_CAPTURE): state for state in ASKING},
    **{(state, THEIR_RETURN): state for state in ASKING},
    **{(state, THEIR_RELEASE): state for state in (S.SUBMITTED, S.IN_DOUBT, S.CAPTURING, S.REVERSING)},
    **{(state, CONTRADICTED): state for state in FINAL},
    **{(state, ATTENDED): state for state in set(State) - {S.CREATED}},
}
"""The card's table, written a second time by hand."""


def test_every_state_but_the_wallets_first_can_be_reached() -> None:
    assert {state: card_after(*way).state for state, way in WAYS.items()} == {s: s for s in set(State) - {S.CREATED}}


@pytest.mark.parametrize(("state", "event"), list(product(WAYS, EVENTS)), ids=lambda v: getattr(v, "kind", v))
def test_a_move_is_in_the_table_or_a_bug(state: State, event: ev.Event) -> None:
    payment = card_after(*WAYS[state])
    goal = MOVES.get((state, event))
    assert allows(payment, type(event)) == (goal is not None)
    if goal is None:
        with pytest.raises(Bug):
            apply(payment, event)
    else:
        assert apply(payment, event).state is goal


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_an_event_comes_back_from_its_json_as_it_was(event: ev.Event) -> None:
    assert ev.EVENT.validate_json(event.model_dump_json()) == event


def test_the_payment_keeps_what_was_asked_and_what_the_issuer_said() -> None:
    payment = card_after(AUTHORISED)
    assert (payment.method, payment.brand, payment.last3, payment.expiry) == (Method.CARD, "jcb", "505", "2712")
    assert (payment.caller, payment.approval_code, payment.expires_at) == (card.CALLER, "A1B2C3", card.EXPIRES_AT)
    assert (payment.epoch, payment.seq) == (1, 7)
    assert payment.is_unconfirmed


def test_what_is_confirmed_for_delivery_is_held_and_no_longer_unconfirmed() -> None:
    payment = card_after(AUTHORISED, HELD)
    assert (payment.state, payment.held, payment.is_unconfirmed) == (S.AUTHORISED, True, False)


def test_a_capture_keeps_its_amount_and_until_when_it_can_be_returned() -> None:
    payment = card_after(AUTHORISED, CAPTURE, captured(700))
    assert (payment.captured, payment.return_until, payment.void_until) == (700, card.RETURN_UNTIL, card.RETURN_UNTIL)
    assert payment.left_to_return == 700


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (Decline.AUTHORISATION_EXPIRED, S.EXPIRED),
        (Decline.AUTHORISATION_GONE, S.DECLINED),
        (Decline.ALREADY_VOIDED, S.DECLINED),
        (Decline.ALREADY_CAPTURED, S.APPROVED),
        (Decline.NOT_PERMITTED, S.AUTHORISED),
        (Decline.TERMINAL_DISABLED, S.AUTHORISED),
    ],
)
def test_a_refused_capture_ends_only_what_is_surely_not_held_any_more(reason: Decline, state: State) -> None:
    payment = card_after(AUTHORISED, CAPTURE, not_captured(reason))
    assert (payment.state, payment.capture_refused) == (state, reason)


def test_a_refused_capture_can_be_asked_for_again_under_another_id() -> None:
    again = CAPTURE.model_copy(update={"capture": card.CAPTURE_AGAIN_ID})
    payment = card_after(AUTHORISED, HELD, CAPTURE, REFUSED, again)
    assert (payment.state, payment.capture, payment.capture_refused) == (S.CAPTURING, card.CAPTURE_AGAIN_ID, None)


@pytest.mark.parametrize("reason", [Decline.NOT_PERMITTED, Decline.TERMINAL_DISABLED])
def test_a_refused_capture_of_what_was_held_for_delivery_is_attended_to_until_it_is_captured(reason: Decline) -> None:
    refused = card_after(AUTHORISED, HELD, CAPTURE, not_captured(reason))
    assert (refused.state, refused.attention) == (S.AUTHORISED, Attention.CAPTURE_REFUSED)
    again = CAPTURE.model_copy(update={"capture": card.CAPTURE_AGAIN_ID})
    assert apply(refused, again).attention is None
    assert apply(apply(refused, again), captured()).attention is None
    assert apply(refused, ATTENDED).attention is None


def test_a_refused_capture_stays_attended_to_whatever_becomes_of_what_is_held_but_a_capture() -> None:
    refused = (AUTHORISED, HELD, CAPTURE, REFUSED)
    uncharged: list[tuple[ev.Event, ...]] = [(RAN_OUT,), (RELEASE,), (RELEASE, RELEASED), (THEIR_RELEASE,)]
    for way in uncharged:
        assert card_after(*refused, *way).attention is Attention.CAPTURE_REFUSED
        assert card_after(*refused, *way, ATTENDED).attention is None
    already = not_released(Decline.ALREADY_CAPTURED)
    charged: list[tuple[ev.Event, ...]] = [(THEIR_CAPTURE,), (RAN_OUT, THEIR_CAPTURE), (RELEASE, THEIR_CAPTURE)]
    for way in (*charged, (RELEASE, already)):
        assert card_after(*refused, *way).attention is None


def test_a_capture_that_is_refused_on_the_spot_and_let_go_needs_nobody_yet() -> None:
    assert card_after(AUTHORISED, CAPTURE, REFUSED).attention is None


THEIR_REVERSAL = THEIR_RELEASE.model_copy(update={"by": "reversal"})


@pytest.mark.parametrize(
    "way",
    [
        (*DONE, THEIR_REVERSAL),
        (AUTHORISED, HELD, *DONE[1:], THEIR_REVERSAL),
        (AUTHORISED, HELD, CAPTURE, THEIR_REVERSAL, captured()),
        (*DONE, give_back(PART), given_back(PART), THEIR_REVERSAL),
        (*DONE, give_back(PART), THEIR_REVERSAL),
        (*DONE, give_back(PART), THEIR_REVERSAL, given_back(PART)),
    ],
    ids=["captured", "held and captured", "before our answer", "part returned", "being returned", "returned too late"],
)
def test_what_was_captured_here_and_reversed_elsewhere_is_attended_to(way: Sequence[ev.Event]) -> None:
    payment = card_after(*way)
    assert (payment.state, payment.attention) == (S.REVERSED, Attention.CAPTURE_UNDONE)
    assert apply(payment, ATTENDED).attention is None


@pytest.mark.parametrize(
    "way",
    [
        (AUTHORISED, HELD, THEIR_REVERSAL),
        (AUTHORISED, HELD, THEIR_CAPTURE, THEIR_REVERSAL),
        (*DONE, THEIR_RELEASE),
    ],
    ids=["never captured", "captured elsewhere", "somebody decided it"],
)
def test_what_this_till_never_captured_or_somebody_gave_back_needs_nobody(way: Sequence[ev.Event]) -> None:
    assert card_after(*way).attention is None


def test_a_release_elsewhere_waits_for_the_answer_to_our_capture() -> None:
    gone = not_captured(Decline.AUTHORISATION_GONE)
    assert card_after(AUTHORISED, CAPTURE, THEIR_RELEASE, gone).state is S.VOIDED


def test_a_part_given_back_leaves_the_rest_and_the_last_part_ends_it() -> None:
    part = card_after(*DONE, give_back(PART), given_back(PART))
    assert (part.state, part.returned, part.left_to_return) == (S.APPROVED, PART, AMOUNT - PART)
    again = give_back(AMOUNT - PART, card.GIVE_BACK_AGAIN_ID)
    done = given_back(AMOUNT - PART, AMOUNT, card.GIVE_BACK_AGAIN_ID)
    whole = apply(apply(part, again), done)
    assert (whole.state, whole.returned, whole.giving_back) == (S.VOIDED, AMOUNT, 0)


def test_a_refused_return_leaves_the_payment_as_it_was_and_says_why() -> None:
    payment = card_after(*DONE, give_back(), not_given_back())
    assert (payment.state, payment.returned, payment.void_refused) == (S.APPROVED, 0, Decline.AMOUNT_TOO_HIGH)


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (Decline.APPROVAL_NEEDED, S.AUTHORISED),
        (Decline.AUTHORISATION_EXPIRED, S.EXPIRED),
        (Decline.ALREADY_CAPTURED, S.APPROVED),
    ],
)
def test_a_refused_release_leaves_the_amount_held_unless_it_ran_out_or_was_taken(reason: Decline, state: State) -> None:
    payment = card_after(AUTHORISED, HELD, RELEASE, not_released(reason))
    assert (payment.state, payment.void_refused) == (state, reason)


def test_what_was_captured_is_not_released() -> None:
    with pytest.raises(Bug):
        card_after(*DONE, RELEASE)


def test_an_adopted_payment_is_held_captured_or_given_back_as_the_books_say() -> None:
    held, done = apply(None, ADOPTED_HELD, PAYMENT), apply(None, ADOPTED_CAPTURED, PAYMENT)
    assert (held.state, held.held, held.own, held.is_unconfirmed) == (S.AUTHORISED, True, False, False)
    assert (done.state, done.left_to_return) == (S.APPROVED, AMOUNT)
    record = ADOPTED_CAPTURED.card.model_copy(update={"returned": AMOUNT})
    assert apply(None, ADOPTED_CAPTURED.model_copy(update={"card": record}), PAYMENT).state is S.VOIDED


def _at(way: Sequence[ev.Event], notes: Sequence[tuple[int, ev.Event]]) -> Payment:
    events: list[ev.Event] = list(way)
    for place, note in sorted(notes, key=lambda pair: pair[0], reverse=True):
        events.insert(min(place, len(events)), note)
    return card_after(*events)


@given(st.integers(2, 5), st.integers(2, 5))
def test_returns_of_two_tills_add_up_whenever_the_feed_tells_them(first: int, second: int) -> None:
    """Another till gives 300 back while this one gives 700 back: the answer may have counted the other already."""
    ours = (*DONE, give_back(AMOUNT - PART), given_back(AMOUNT - PART, AMOUNT))
    payment = _at(ours, [(first, THEIR_RETURN)])
    assert (payment.state, payment.returned) == (S.VOIDED, AMOUNT)
    twice = _at((*DONE, give_back(PART), given_back(PART)), [(first, THEIR_RETURN), (second, THEIR_RETURN)])
    assert (twice.state, twice.returned) == (S.APPROVED, 2 * PART)


@pytest.mark.parametrize("place", [3, 4])
def test_a_capture_elsewhere_counts_whether_it_comes_before_or_after_our_refusal(place: int) -> None:
    already = not_captured(Decline.ALREADY_CAPTURED)
    theirs = THEIR_CAPTURE.model_copy(update={"amount": 900})
    payment = _at((AUTHORISED, HELD, CAPTURE, already), [(place, theirs)])
    assert (payment.state, payment.captured) == (S.APPROVED, 900)
