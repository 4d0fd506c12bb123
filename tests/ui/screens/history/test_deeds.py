from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.till.payment import Payment, State
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.card_side import card_side
from pos_app.ui.screens.history.deeds import Deeds, deeds
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.staff import Right

WORDS = Words("ja", strict=True)


def of(payment: Payment, **changes: object) -> Deeds:
    snapshot = made_up.snapshot(terminal=made_up.BY_CARD, **changes)
    return deeds(snapshot, payment, None, card_side(payment, None), WORDS)


def test_what_is_held_is_captured_or_let_go() -> None:
    can = of(made_up.HELD_ONE)
    assert (can.capture, can.void, can.can_void, can.partly) == ("売上計上する", "与信を取り消す", True, "")


def test_what_was_taken_goes_back_as_a_whole_or_in_part() -> None:
    can = of(made_up.TAKEN)
    assert (can.void, can.partly, can.can_void, can.capture) == ("全額を取り消す", "一部を返金する", True, "")
    assert of(made_up.PARTLY).void == "残りをすべて返金する"


def test_of_a_single_yen_no_part_is_offered() -> None:
    assert of(replace(made_up.TAKEN, returned=4_799)).partly == ""


def test_past_the_deadline_it_is_said_and_nothing_is_offered() -> None:
    late = of(made_up.HELD_ONE, at=made_up.UNTIL + timedelta(seconds=1))
    assert (late.capture, late.can_void) == ("", False)
    assert "与信の期限が過ぎています" in late.void_note
    over = of(made_up.TAKEN, at=made_up.AT + timedelta(days=200))
    assert (over.partly, over.can_void) == ("", False)
    assert "返金できる期限が過ぎています" in over.void_note


def test_what_nobody_confirmed_yet_is_decided_where_it_is_sold() -> None:
    can = of(replace(made_up.HELD_ONE, held=False))
    assert not can.can_void
    assert "確認画面で" in can.void_note


@pytest.mark.parametrize("state", sorted(set(State) - {State.AUTHORISED, State.APPROVED}))
def test_whatever_can_not_be_undone_says_why(state: State) -> None:
    can = of(replace(made_up.TAKEN, state=state, returned=4_800 if state is State.VOIDED else 0))
    assert not can.can_void
    assert can.void_note
    assert (can.capture, can.partly) == ("", "")


def theirs(payment: Payment, minutes: int) -> Deeds:
    """Another till's, authorised so long ago; only the server's books know of it."""
    record = made_up.card_record(payment, recorded_at=made_up.AT - timedelta(minutes=minutes))
    return deeds(made_up.snapshot(terminal=made_up.BY_CARD), None, record, card_side(None, record), WORDS)


def test_another_tills_sale_is_captured_by_the_rule_of_the_list_of_what_is_held() -> None:
    assert (theirs(made_up.HELD_ONE, 9).capture, theirs(made_up.HELD_ONE, 10).capture) == ("", "売上計上する")
    at_once = replace(made_up.HELD_ONE, capture_when=CaptureWhen.NOW)
    assert (theirs(at_once, 9).capture, theirs(at_once, 9_999).capture) == ("", "")
    assert theirs(at_once, 9_999).can_void, "whose till never comes back is let go"


def test_rights_decide_what_is_offered() -> None:
    reader = replace(made_up.CLERK, rights=(Right.READ_HISTORY,))
    assert (of(made_up.HELD_ONE, staff=reader).capture, of(made_up.HELD_ONE, staff=reader).void) == ("", "")
    assert (of(made_up.TAKEN, staff=reader).partly, of(made_up.TAKEN, staff=reader).void) == ("", "")
