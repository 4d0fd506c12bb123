from uuid import UUID

import pytest

from pos_app.devices.tenkey.events import CardKeyed, PadReady
from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.card_lists import StoreCardsShown
from pos_app.wire.cards import DefaultCardBody, RegisterCardBody, StoreCard, StoreCards
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right
from tests.till.keying import BLOB, Bench

ONE = StoreCard(card=UUID(int=1), brand=Brand.VISA, last3="242", expiry="2712", default=True)
TWO = StoreCard(card=UUID(int=2), brand=Brand.JCB, last3="000", expiry="2811", default=False)


def bench(*cards: StoreCard) -> Bench:
    made = Bench(None, Right.SELL, Right.KEEP_CARDS)
    made.server.answers["/v1/store/cards"] = StoreCards(cards=cards)
    return made


def looked(*cards: StoreCard) -> Bench:
    made = bench(*cards)
    made.store_cards.look()
    made.answer()
    return made


def test_the_stores_cards_are_asked_for_and_shown() -> None:
    made = bench(ONE, TWO)
    assert made.store_cards.shown == StoreCardsShown()
    made.store_cards.look()
    assert made.store_cards.shown.busy
    made.answer()
    assert made.store_cards.shown == StoreCardsShown((ONE, TWO))


def test_a_keyed_card_is_registered_by_its_token() -> None:
    made = looked()
    made.store_cards.register()
    made.entering.pad_event(PadReady(made.number))
    made.entering.pad_event(CardKeyed(made.number, BLOB, Brand.VISA, "242"))
    made.answer()
    assert made.entering.entry is None
    made.server.answers["/v1/store/cards"] = StoreCards(cards=(ONE,))
    made.answer()
    method, path, body = made.server.asked[-1]
    assert (method, path.rpartition("/")[0]) == ("PUT", "/v1/store/cards")
    assert RegisterCardBody.model_validate_json(body).token == "A" * 22
    assert made.store_cards.shown == StoreCardsShown((ONE,))


def test_a_third_card_is_refused_before_it_is_keyed() -> None:
    made = looked(ONE, TWO)
    with pytest.raises(Refusal, match="card_register_full"):
        made.store_cards.register()
    assert made.entering.entry is None


def test_a_third_card_that_only_the_server_knows_of_is_said_afterwards() -> None:
    made = looked(ONE)
    made.server.refusal = ProblemCode.CARD_REGISTER_FULL
    made.store_cards.make_default(ONE.card)
    made.answer()
    assert made.store_cards.shown == StoreCardsShown((ONE,), trouble="card_register_full")


def test_another_card_becomes_the_default_and_one_is_deleted() -> None:
    made = looked(ONE, TWO)
    made.store_cards.make_default(TWO.card)
    made.answer()
    assert made.server.asked[-1] == ("PUT", "/v1/store/cards/default", DefaultCardBody(card=TWO.card).to_json())
    made.server.answers["/v1/store/cards"] = StoreCards(cards=(TWO,))
    made.store_cards.delete(ONE.card)
    made.answer()
    assert made.server.asked[-1][:2] == ("DELETE", f"/v1/store/cards/{ONE.card}")
    assert made.store_cards.shown.cards == (TWO,)


def test_one_thing_at_a_time() -> None:
    made = bench()
    made.store_cards.look()
    with pytest.raises(Refusal, match="not_now"):
        made.store_cards.delete(ONE.card)


def test_only_who_keeps_cards_sees_or_changes_them() -> None:
    made = Bench()
    for move in (made.store_cards.look, made.store_cards.register, lambda: made.store_cards.delete(ONE.card)):
        with pytest.raises(Refusal, match="forbidden"):
            move()


def test_the_next_person_does_not_see_what_a_manager_looked_at() -> None:
    made = looked(ONE)
    made.sessions.log_out()
    made.store_cards.tick()
    assert made.store_cards.shown == StoreCardsShown()


def test_without_the_server_it_is_said_and_what_was_known_stays() -> None:
    made = looked(ONE)
    made.server.fault = "not_sent"
    made.store_cards.look()
    made.answer()
    assert made.store_cards.shown == StoreCardsShown((ONE,), trouble="offline_set_up")
