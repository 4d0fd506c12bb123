import pytest

from pos_app.domain.codes import CustomerCode
from pos_app.errors import Bug
from pos_app.till import events as ev
from pos_app.till.requests import (
    authorise_request,
    capture_request,
    payment_request,
    renewed_request,
    return_request,
    reversal_request,
    void_request,
)
from pos_app.wire.operations import OPERATION_BODY, AuthoriseBody, PaymentBody, ReversalBody, VoidBody
from tests.till import card_facts as card
from tests.till.test_payment import APPROVED, IN_DOUBT, VOID, after
from tests.till.worlds import facts
from tests.till.worlds.facts import IDS, PAYMENT, Op

CODE = CustomerCode("00000008", "number", "123456789012")
STAFF = facts.CREATED.staff_session


def test_a_payment_carries_what_was_made_durable_and_the_code() -> None:
    outgoing = payment_request(after(), facts.SUBMITTED, CODE, 3, STAFF)
    body = outgoing.body
    assert isinstance(body, PaymentBody)
    assert (outgoing.operation, outgoing.payment, outgoing.numbered) == (PAYMENT, PAYMENT, True)
    assert (body.number, body.amount, body.epoch, body.execute_until) == (
        facts.NUMBER,
        facts.AMOUNT,
        3,
        facts.EXECUTE_UNTIL,
    )
    assert (body.code.operator, body.code.kind, body.code.token) == ("00000008", "number", "123456789012")


def test_the_code_is_in_no_repr_on_its_way() -> None:
    outgoing = payment_request(after(), facts.SUBMITTED, CODE, 3, STAFF)
    assert "123456789012" not in repr(outgoing) + repr(CODE)


def test_a_reversal_carries_its_originals_epoch_and_number() -> None:
    outgoing = reversal_request(after(*IN_DOUBT), facts.UNDO_REQUESTED, 2, 17)
    assert isinstance(outgoing.body, ReversalBody)
    assert (outgoing.body.epoch, outgoing.body.seq, outgoing.body.original) == (2, 17, PAYMENT)
    assert (outgoing.operation, outgoing.payment, outgoing.numbered) == (IDS[Op.UNDO], PAYMENT, False)


def test_a_void_names_its_original_and_the_amount_once_more() -> None:
    outgoing = void_request(after(facts.SUBMITTED, APPROVED), VOID, 2)
    assert isinstance(outgoing.body, VoidBody)
    assert (outgoing.body.original, outgoing.body.amount, outgoing.numbered) == (PAYMENT, facts.AMOUNT, True)


@pytest.mark.parametrize("event", [facts.UNDO_REQUESTED, VOID], ids=["reversal", "void"])
def test_a_request_made_anew_from_the_journal_is_the_same_bytes(event: object) -> None:
    payment = after(facts.SUBMITTED, APPROVED)
    if event is VOID:
        first = void_request(payment, VOID, 2).body.model_copy(update={"seq": 5})
    else:
        first = reversal_request(payment, facts.UNDO_REQUESTED, 2, 5).body
    assert event in (VOID, facts.UNDO_REQUESTED)
    again = renewed_request(payment, event, 2, 5)
    assert again.body.to_json() == first.to_json()
    assert not again.numbered
    assert OPERATION_BODY.validate_json(first.to_json()) == first


def test_a_payment_is_never_made_anew() -> None:
    with pytest.raises(Bug):
        renewed_request(after(facts.SUBMITTED), facts.SUBMITTED, 2, 5)


def test_an_authorisation_carries_the_token_and_shows_it_to_nobody() -> None:
    outgoing = authorise_request(card.REQUESTED, PAYMENT, "tOkEn-0123456789_AbCdE", 3)
    body = outgoing.body
    assert isinstance(body, AuthoriseBody)
    assert (outgoing.operation, outgoing.payment, outgoing.numbered) == (PAYMENT, PAYMENT, True)
    assert (body.token, body.number, body.amount, body.caller) == (
        "tOkEn-0123456789_AbCdE",
        facts.NUMBER,
        facts.AMOUNT,
        card.CALLER,
    )
    assert "tOkEn" not in repr(outgoing)
    assert card.CALLER.name not in repr(outgoing)


@pytest.mark.parametrize("event", [card.CAPTURE, card.give_back(card.PART)], ids=["capture", "return"])
def test_a_cards_request_made_anew_from_the_journal_is_the_same_bytes(event: ev.Event) -> None:
    payment = card.card_after(card.AUTHORISED)
    if isinstance(event, ev.CaptureRequested):
        first = capture_request(payment, event, 2)
    else:
        assert isinstance(event, ev.ReturnRequested)
        first = return_request(payment, event, 2)
    numbered = first.body.model_copy(update={"seq": 5})
    again = renewed_request(payment, event, 2, 5)
    assert (again.body.to_json(), again.operation, again.numbered) == (numbered.to_json(), first.operation, False)
    assert OPERATION_BODY.validate_json(numbered.to_json()) == numbered
    assert first.numbered
