from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pos_app.till.history import Found
from pos_app.till.payment import Payment, State
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.entries import (
    Totals,
    entry_of,
    found,
    in_order,
    matching,
    state_of,
    totals,
)

WORDS = Words("ja", strict=True)


def test_what_needs_somebody_comes_first_then_what_is_open_then_the_newest() -> None:
    yesterday = replace(made_up.payment(30, 60 * 30, 500, State.REVERSING), id=UUID(int=77))
    doubtful = made_up.TODAY[2]
    shown = in_order(made_up.snapshot(attention=(made_up.STRANGE,), open=(yesterday, doubtful)))
    assert [each.id for each in shown[:4]] == [made_up.STRANGE.id, doubtful.id, yesterday.id, made_up.TODAY[0].id]


@given(st.sets(st.sampled_from(made_up.TODAY)), st.sets(st.sampled_from(made_up.TODAY)))
def test_nothing_is_lost_or_shown_twice(attention: set[Payment], opened: set[Payment]) -> None:
    shown = in_order(made_up.snapshot(attention=tuple(attention), open=tuple(opened)))
    assert sorted(each.id for each in shown) == sorted(each.id for each in made_up.TODAY)


def test_a_contradiction_is_named_before_its_state() -> None:
    assert state_of(made_up.STRANGE, WORDS) == ("要対応", Tone.STOP)
    assert state_of(made_up.TODAY[0], WORDS) == ("完了", Tone.OK)
    assert state_of(made_up.TODAY[2], WORDS) == ("確認中", Tone.WAIT)


def test_what_did_not_stay_with_us_is_faded() -> None:
    faded = [each.state for each in made_up.TODAY if entry_of(each, made_up.AT, WORDS).faded]
    assert set(faded) == {State.VOIDED, State.CANCELED, State.REVERSED}


def test_another_day_is_told_with_its_date() -> None:
    payment = made_up.TODAY[0]
    assert entry_of(payment, made_up.AT, WORDS).time == "12:04"
    assert entry_of(payment, made_up.AT + timedelta(days=1), WORDS).time == "7/12 12:04"
    assert entry_of(made_up.record(payment), made_up.AT, WORDS).time == "12:04"


@given(st.text("0123456789", max_size=12))
def test_typing_narrows_to_numbers_that_end_or_begin_so(digits: str) -> None:
    shown = matching(made_up.TODAY, digits)
    if len(digits) <= 4:
        assert all(each.number[8:].startswith(digits) for each in shown)
    else:
        assert all(each.number.startswith(digits) for each in shown)
    for payment in made_up.TODAY:
        assert matching([payment], payment.number) == matching([payment], payment.number[-4:]) == (payment,)


def test_what_a_search_found_is_shown_as_the_journal_has_it() -> None:
    voiding = replace(made_up.CHOSEN, state=State.VOIDING)
    stranger = replace(made_up.CHOSEN, id=UUID(int=4711))
    search = Found((made_up.record(made_up.CHOSEN), made_up.record(stranger)))
    shown = found(made_up.snapshot(today=(voiding,), open=(), search=search))
    assert [entry_of(each, made_up.AT, WORDS).state for each in shown] == ["取消中", "完了"]


def test_the_days_total_counts_a_voided_sale_and_says_what_was_voided() -> None:
    day = totals(made_up.TODAY)
    assert (day.voided_count, day.voided_amount) == (1, 900)
    assert day.count == sum(each.state in (State.APPROVED, State.VOIDED) for each in made_up.TODAY)
    assert day.amount == sum(e.amount for e in made_up.TODAY if e.state in (State.APPROVED, State.VOIDED))
    assert totals(()).count == 0


def test_a_sale_by_card_counts_for_what_was_captured_and_given_back_and_not_while_it_is_held() -> None:
    partly, held = made_up.PARTLY, made_up.HELD_ONE
    released = replace(held, state=State.VOIDED)
    back = replace(made_up.TAKEN, state=State.VOIDED, returned=4_800)
    less = made_up.card_payment(60, State.APPROVED, captured=3_000)
    assert totals([held, released]) == Totals(0, 0, 0, 0)
    assert totals([partly, back, less, held]) == Totals(3, 12_600, 2, 6_000)


def test_a_line_shows_what_was_captured_where_that_is_less_than_was_held() -> None:
    less = made_up.card_payment(60, State.APPROVED, captured=3_000)
    assert entry_of(less, made_up.AT, WORDS).amount == 3_000
    assert entry_of(made_up.card_record(less), made_up.AT, WORDS).amount == 3_000
    assert entry_of(made_up.HELD_ONE, made_up.AT, WORDS).amount == 4_800


def test_part_of_a_sale_given_back_has_its_own_word_and_all_of_it_is_a_void() -> None:
    back = made_up.card_payment(61, State.APPROVED, captured=4_800, returned=4_800)
    for partly in (made_up.PARTLY, made_up.card_record(made_up.PARTLY)):
        assert entry_of(partly, made_up.AT, WORDS).state == "一部返金"
    assert entry_of(made_up.card_record(back), made_up.AT, WORDS).state == "取消済み"
    assert entry_of(made_up.HELD_ONE, made_up.AT, WORDS).state == "与信済み"


def test_a_sale_by_card_is_found_by_the_digits_of_its_memo_and_of_the_callers_number() -> None:
    day = (made_up.TAKEN, *made_up.TODAY)
    assert made_up.TAKEN in matching(day, "0712")
    assert made_up.TAKEN in matching(day, "0573000135")
    assert made_up.TAKEN not in matching(day, "9999")
