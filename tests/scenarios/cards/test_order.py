"""An order by telephone, from the keyed card to money and back (T-04 to T-06, D-20)."""

import pytest

from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.card_entry import EntryStep, EntryText
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import State
from pos_app.wire.operations import Decline
from tests.scenarios.cards.conftest import PADS, Call, NewCall


@pytest.mark.parametrize("kind", PADS)
def test_a_card_that_is_told_by_telephone_is_charged_once(new_call: NewCall, kind: str) -> None:
    call = new_call(kind)
    payment = call.authorised(12_000)
    assert (payment.state, payment.brand, payment.last3) == (State.AUTHORISED, Brand.VISA, "242")
    assert call.processor == (12_000, 0, 0, ["held"])
    call.till.card.confirm()
    call.until_stage(CardStage.DONE)
    assert (call.payment.state, call.payment.captured) == (State.APPROVED, 12_000)
    assert call.processor == (12_000, 12_000, 0, ["captured"])
    call.books_are_whole()


@pytest.mark.parametrize("kind", PADS)
def test_a_declined_card_never_reaches_the_confirmation_and_another_one_can_be_keyed(
    new_call: NewCall, kind: str
) -> None:
    call = new_call(kind)
    call.form()
    call.keyed("4000000000000002")
    call.till.card.authorise()
    call.counter.until(lambda s: s.card.text is not None)
    assert (call.sale.stage, call.sale.text, call.sale.card) == (CardStage.FORM, EntryText.A, None)
    assert call.payment.decline is Decline.CARD_DECLINED
    call.keyed("5555555555554444")
    call.till.card.authorise()
    call.until_stage(CardStage.CONFIRM)
    assert call.payment.brand is Brand.MASTERCARD


@pytest.mark.parametrize("kind", PADS)
def test_back_on_the_confirmation_releases_what_is_held(new_call: NewCall, kind: str) -> None:
    call = new_call(kind)
    payment = call.authorised()
    call.till.card.back()
    call.counter.until(lambda _: call.again(payment).state is State.REVERSED)
    assert call.processor == (12_000, 0, 0, ["released"])
    assert (call.sale.stage, call.sale.amount, call.sale.card) == (CardStage.FORM, 12_000, None)
    call.books_are_whole()


def test_a_correction_on_the_pad_is_none_of_the_tills_business(call: Call) -> None:
    call.form()
    call.open()
    call.keyer.type("42424")
    call.counter.until(lambda s: s.card_entry is not None and s.card_entry.count == 5)
    call.keyer.press("back")
    call.counter.until(lambda s: s.card_entry is not None and s.card_entry.count == 4)
    call.key("424242424242")
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is not None
    assert call.sale.card.last3 == "242"


def test_keys_before_the_pop_up_opens_and_after_it_has_closed_land_nowhere(call: Call) -> None:
    call.form()
    call.key()
    call.open()
    assert call.until_step(EntryStep.KEYING).count == 0
    call.till.card_entering.close()
    call.key()
    call.counter.until(lambda s: s.card_entry is None and not s.busy)
    assert call.sale.card is None


def test_a_sale_is_voided_whole_and_given_back_in_parts(call: Call) -> None:
    call.as_manager()
    first, second = call.sold(12_000), None
    call.till.card.next_customer()
    second = call.sold(5_000)
    call.take_back(first)
    assert call.again(first).state is State.VOIDED
    call.take_back(second, 1_000)
    assert (call.again(second).state, call.again(second).returned) == (State.APPROVED, 1_000)
    with pytest.raises(Refusal, match="amount_too_high"):
        call.take_back(second, 4_001)
    call.till.voiding.dismiss()
    call.take_back(second, 1_500)
    call.take_back(second)
    assert (call.again(second).state, call.again(second).returned) == (State.VOIDED, 5_000)
    assert call.processor == (17_000, 17_000, 17_000, ["captured", "captured"])
    call.books_are_whole()


def test_a_brand_that_the_store_has_no_contract_for_is_said_at_once(call: Call) -> None:
    call.form()
    call.open()
    call.key("6011111111111117")
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.A, "card_not_accepted")
