from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.till.payment import State
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.card_side import CardSide, Standing, card_facts, card_name, card_side, until_words
from pos_app.wire.payments import PaymentState

WORDS = Words("ja", strict=True)


def side(*of: object) -> CardSide:
    known, record = of
    found = card_side(known, record)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_wallets_payment_has_no_card() -> None:
    assert card_side(made_up.CHOSEN, made_up.record()) is None
    assert card_side(None, made_up.record()) is None


@pytest.mark.parametrize("of", [made_up.HELD_ONE, made_up.TAKEN, made_up.PARTLY], ids=["held", "taken", "partly"])
def test_journal_and_books_tell_the_same_of_the_same_sale(of: object) -> None:
    assert side(of, None) == side(None, made_up.card_record(of))  # type: ignore[arg-type]


def test_the_journal_goes_before_the_books_that_were_read_earlier() -> None:
    returned = replace(made_up.TAKEN, returned=4_800, state=State.VOIDED)
    assert side(returned, made_up.card_record(made_up.TAKEN)).standing is Standing.ELSE


def test_only_what_was_confirmed_for_delivery_is_held() -> None:
    assert side(made_up.HELD_ONE, None).standing is Standing.HELD
    assert side(replace(made_up.HELD_ONE, held=False), None).standing is Standing.ELSE


@pytest.mark.parametrize("state", sorted(set(State) - {State.AUTHORISED, State.APPROVED}))
def test_while_something_is_asked_for_and_after_the_end_nothing_can_be_done(state: State) -> None:
    assert not side(replace(made_up.TAKEN, state=state), None).is_open(made_up.AT)


def test_what_was_given_back_altogether_can_not_be_given_back_again() -> None:
    record = made_up.card_record(made_up.card_payment(1, State.APPROVED, captured=4_800, returned=4_800))
    assert (side(None, record).standing, side(None, record).left) == (Standing.ELSE, 0)


def test_what_is_held_can_be_decided_until_its_deadline_and_what_was_taken_until_its_own() -> None:
    held, taken = side(made_up.HELD_ONE, None), side(made_up.TAKEN, None)
    assert held.is_open(made_up.UNTIL)
    assert not held.is_open(made_up.UNTIL + timedelta(seconds=1))
    assert taken.is_open(made_up.UNTIL + timedelta(seconds=1))
    assert not taken.is_open(made_up.AT + timedelta(days=181))


def test_the_facts_name_brand_last_three_and_caller() -> None:
    facts = dict(card_facts(side(made_up.PARTLY, None)))
    assert facts == {
        "カード": "Visa 下3桁 242",
        "承認番号": "A1B2C3",
        "お名前(カナ)": "エナ タロウ",
        "電話番号": "0573000135",
        "注文番号・メモ": "2026-0712",
        "売上計上": "確定時",
        "売上金額": "4,800 円",
        "返金済み": "1,200 円",
    }
    assert card_name(None, "") == ""


def test_the_deadline_is_told_by_date_and_days() -> None:
    assert until_words(side(made_up.HELD_ONE, None), made_up.AT, WORDS) == "期限 2026年8月21日(金)まで(あと40日)"
    assert until_words(side(made_up.TAKEN, None), made_up.AT, WORDS).startswith("取消期限")
    assert until_words(side(made_up.card_payment(1, State.EXPIRED), None), made_up.AT, WORDS) == ""


def test_an_expired_one_of_the_books_is_over() -> None:
    record = made_up.card_record(made_up.card_payment(1, State.EXPIRED))
    assert record.state is PaymentState.EXPIRED
    assert side(None, record).standing is Standing.ELSE
