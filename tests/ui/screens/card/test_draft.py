from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.card import looks_like_card_number
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.ui.screens.card.draft import FormDraft, Part, followed
from pos_app.ui.screens.card.pictures import CALLER, FILLED, READY
from pos_app.wire.cards import CaptureWhen

LIMIT = 1_000_000
CARD = "4242 4242 4242 4242"


def typed(digits: str, pace: float = 0.2) -> FormDraft:
    draft = FormDraft()
    for place, digit in enumerate(digits):
        draft = draft.typed(digit, place * pace)
    return draft


def test_what_is_missing_is_asked_in_the_order_of_the_form() -> None:
    draft = FormDraft()
    for part, text in ((Part.AMOUNT, ""), (Part.NAME, "エナ"), (Part.PHONE, "0573000135")):
        assert draft.missing(LIMIT) is part
        draft = draft.typed("5", 0.0) if part is Part.AMOUNT else draft.with_text(part, text)
    assert draft.missing(LIMIT) is None


@pytest.mark.parametrize("phone", ["", "573000135", "057300013", "057300013512", "05730001a5"])
def test_a_phone_number_has_ten_or_eleven_digits_and_begins_with_zero(phone: str) -> None:
    assert replace(FILLED, phone=phone).missing(LIMIT) is Part.PHONE


@pytest.mark.parametrize("part", [Part.NAME, Part.PHONE, Part.MEMO])
def test_a_card_number_stays_in_no_field(part: Part) -> None:
    draft = FILLED.with_text(part, CARD)
    assert draft.refused is part
    assert not looks_like_card_number(draft.name + draft.phone + draft.memo)
    emptied = draft.with_text(part, "")
    assert emptied.refused is part, "the field was emptied by us, so the reason stays"
    assert emptied.with_text(part, "5").refused is None


def test_a_card_number_keyed_as_an_amount_leaves_nothing_and_says_so() -> None:
    draft = typed("4242424242424242")
    assert (draft.shown, draft.refused) == (0, Part.AMOUNT)


def test_an_amount_that_is_keyed_slowly_is_an_amount() -> None:
    assert typed("1234567").shown == 1_234_567
    assert typed("12345678", pace=4.0).shown == 1_234_567, "the eighth digit has no place"


@given(st.text("0123456789", max_size=30), st.floats(0.01, 1.2))
def test_of_eight_quick_digits_and_more_never_seven_stay(digits: str, pace: float) -> None:
    if len(digits) >= 8:
        assert len(typed(digits, pace).amount.digits) < 7


def test_after_an_outcome_the_form_is_empty() -> None:
    assert followed(FILLED, CardStage.DONE, READY).is_empty


def test_on_the_way_back_from_an_authorisation_the_form_stays() -> None:
    back = replace(READY, card=CardSale(amount=4_800, caller=CALLER))
    assert followed(FILLED, CardStage.CONFIRM, back) == FILLED


def test_a_sale_that_was_taken_up_and_came_to_nothing_fills_the_form_again() -> None:
    back = replace(READY, card=CardSale(amount=4_800, caller=CALLER, capture=CaptureWhen.DELIVERY))
    draft = followed(FormDraft(), CardStage.IN_DOUBT, back)
    assert (draft.shown, draft.name, draft.phone, draft.memo) == (4_800, CALLER.name, CALLER.phone, CALLER.memo)
    assert draft.capture is CaptureWhen.DELIVERY


def test_nothing_of_a_caller_is_left_for_whoever_logs_in_next() -> None:
    assert followed(FILLED, CardStage.FORM, replace(READY, staff=None)) == FormDraft()


def test_a_caller_is_in_no_log() -> None:
    said = repr(FILLED)
    assert CALLER.name not in said
    assert CALLER.phone not in said
