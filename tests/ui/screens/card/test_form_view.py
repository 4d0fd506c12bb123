from dataclasses import replace

import pytest

from pos_app.till.card_entry import EntryText
from pos_app.till.card_sale import CardSale
from pos_app.till.notice import notice
from pos_app.till.pads import PadShown
from pos_app.till.payment import Method, State
from pos_app.till.words import Words
from pos_app.ui.screens.card.draft import FormDraft, Part
from pos_app.ui.screens.card.form_view import FormView, form_view
from pos_app.ui.screens.card.pictures import CALLER, FILLED, KEYED, READY, payment
from pos_app.ui.screens.sale.payments import line as line_on_the_pad
from pos_app.wire.operations import Decline

WORDS = Words("ja", strict=True)
WITH_CARD = replace(READY, card=CardSale(amount=4_800, caller=CALLER, card=KEYED))


def view(draft: FormDraft = FILLED, snapshot: object = READY) -> FormView:
    return form_view(snapshot, draft, WORDS)  # type: ignore[arg-type] # always a Snapshot


def test_there_is_one_thing_to_do_next_the_card_and_then_the_confirmation() -> None:
    assert (view().proceed, view().ready) == ("カード情報を入力", True)
    shown = view(snapshot=WITH_CARD)
    assert (shown.proceed, shown.ready) == ("確認画面に進む", True)


def test_the_card_is_said_by_brand_and_last_three_only() -> None:
    assert view(snapshot=WITH_CARD).card == "JCB 下3桁 505  有効期限 12/27"


def test_a_card_with_an_unusual_number_is_warned_of_and_goes_on() -> None:
    unusual = replace(WITH_CARD, card=replace(WITH_CARD.card, card=replace(KEYED, unusual=True)))
    assert "復唱" in view(snapshot=unusual).warning
    assert view(snapshot=unusual).ready
    assert view(snapshot=WITH_CARD).warning == ""


@pytest.mark.parametrize("part", [Part.NAME, Part.PHONE])
def test_a_form_with_a_gap_does_not_go_on_and_says_why_only_when_asked(part: Part) -> None:
    draft = replace(FILLED, name="") if part is Part.NAME else replace(FILLED, phone="")
    shown = view(draft, WITH_CARD)
    assert (shown.ready, shown.missing, shown.troubles[part]) == (False, part, "")
    assert view(replace(draft, asked=True), WITH_CARD).troubles[part] != ""


def test_the_card_may_be_keyed_as_soon_as_the_amount_is_there() -> None:
    assert not view(FormDraft()).can_key
    assert view(FormDraft().typed("5", 0.0)).can_key


def test_without_a_pad_no_card_is_taken_and_the_settings_are_offered() -> None:
    shown = view(snapshot=replace(READY, pad=PadShown()))
    assert (shown.stopped, shown.can_set) == (WORDS.text("pad_is_off"), True)
    assert not shown.ready
    assert not shown.can_key


def test_without_a_contract_no_card_is_taken() -> None:
    assert READY.terminal is not None
    uncontracted = replace(READY, terminal=READY.terminal.model_copy(update={"cards": None}))
    assert view(snapshot=uncontracted).stopped == WORDS.text("no_card_contract")


def test_an_amount_above_the_stores_limit_is_said() -> None:
    draft = FormDraft()
    for digit in "2000000":
        draft = draft.typed(digit, 0.0)
    shown = view(draft)
    assert "1,000,000円" in shown.amount_note
    assert not shown.can_key


def test_a_refused_authorisation_says_its_text_and_below_it_the_reason() -> None:
    said = notice(Decline.CARD_FUNDS_NOT_ENOUGH.value)
    sale = CardSale(amount=4_800, caller=CALLER, text=EntryText.A, notice=said)
    shown = view(snapshot=replace(READY, card=sale))
    assert shown.trouble == "クレジットカードの利用サービスを確認ください。"
    assert shown.advice.split("\n")[-1] == WORDS.notice(said)


def test_open_sales_by_card_stay_in_view_and_those_by_code_do_not() -> None:
    doubtful = payment(State.IN_DOUBT, 40)
    by_code = replace(doubtful, method=Method.WALLET)
    assert len(view(snapshot=replace(READY, open=(doubtful, by_code))).lines) == 1


def test_only_a_doubtful_sale_of_this_till_can_be_taken_up() -> None:
    doubtful = payment(State.IN_DOUBT, 40)
    opened = (doubtful, replace(doubtful, state=State.REVERSING), replace(doubtful, own=False))
    lines = view(snapshot=replace(READY, open=opened)).lines
    assert sorted(line.can_be_taken_up for line in lines) == [False, False, True]
    assert not line_on_the_pad(doubtful, WORDS, READY.at).can_be_taken_up


def test_a_sale_whose_amount_was_held_after_it_was_left_can_be_taken_up() -> None:
    late = payment(State.AUTHORISED, 40)
    [line] = view(snapshot=replace(READY, unconfirmed=(late,))).lines
    assert (line.payment, line.can_be_taken_up) == (late.id, True)
    on_screen = replace(READY, unconfirmed=(late,), card=replace(READY.card, payment=late.id))
    assert view(snapshot=on_screen).lines == ()
