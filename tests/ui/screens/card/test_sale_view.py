from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.till.card_sale import CardStage
from pos_app.till.payment import State
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.card.pictures import CALLER, NOON, payment, selling
from pos_app.ui.screens.card.sale_view import card_doubt_view, confirm_view, outcome_view
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import Decline

WORDS = Words("ja", strict=True)


def test_the_confirmation_shows_amount_name_brand_and_last_three() -> None:
    shown = confirm_view(selling(CardStage.CONFIRM, payment(State.AUTHORISED)), WORDS)
    values = [value for _, value in shown.facts]
    assert shown.amount == 4_800
    assert {CALLER.name, CALLER.phone, CALLER.memo, "JCB 下3桁 505", "確定時"} <= set(values)


def test_the_confirmation_counts_down_to_its_own_release() -> None:
    early = selling(CardStage.CONFIRM, payment(State.AUTHORISED, 75))
    assert "8:45" in confirm_view(early, WORDS).note
    late = replace(early, at=NOON + timedelta(hours=1))
    assert "0:00" in confirm_view(late, WORDS).note


def test_it_says_when_the_charge_follows() -> None:
    now, later = (
        confirm_view(selling(CardStage.CONFIRM, payment(State.AUTHORISED, capture_when=when)), WORDS).confirm_note
        for when in (CaptureWhen.NOW, CaptureWhen.DELIVERY)
    )
    assert now == "売上を計上します"
    assert "出荷・受渡" in later


def test_a_held_sale_says_until_when_and_where_it_is_charged() -> None:
    shown = outcome_view(selling(CardStage.DONE, payment(State.AUTHORISED, held=True)), WORDS)
    assert shown.title == "与信済み(未計上)"
    assert "期限" in dict(shown.facts)
    assert "取引履歴" in shown.lines[0]


def test_a_capture_that_is_still_asked_for_is_amber_and_says_not_to_key_again() -> None:
    shown = outcome_view(selling(CardStage.CAPTURING, payment(State.CAPTURING)), WORDS)
    assert shown.tone is Tone.WAIT
    assert "もう一度入力しないでください" in shown.lines[0]


def test_a_refused_capture_is_red_and_says_that_nothing_was_charged() -> None:
    refused = payment(State.DECLINED, capture_refused=Decline.AUTHORISATION_GONE)
    shown = outcome_view(selling(CardStage.DONE, refused), WORDS)
    assert shown.tone is Tone.STOP
    assert shown.lines == ("売上は計上されていません。", WORDS.text("authorisation_gone"))


@pytest.mark.parametrize("state", list(State))
def test_every_state_that_a_sale_may_end_in_has_words(state: State) -> None:
    shown = outcome_view(selling(CardStage.DONE, payment(state)), WORDS)
    assert shown.title
    assert all(shown.lines[:1])


def test_while_an_answer_settles_nothing_can_be_given_up() -> None:
    doubtful = payment(State.IN_DOUBT, 12)
    assert not card_doubt_view(selling(CardStage.IN_DOUBT, doubtful), WORDS).settling
    assert card_doubt_view(selling(CardStage.IN_DOUBT, replace(doubtful, state=State.REVERSING)), WORDS).settling
