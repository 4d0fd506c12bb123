"""登録カード: the store's own cards, keyed on the same pad (G-06)."""

import pytest

from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.card_entry import EntryStep
from tests.scenarios.cards.conftest import Call


def register(call: Call, number: str) -> None:
    call.till.store_cards.register()
    call.until_step(EntryStep.KEYING)
    call.key(number)
    call.counter.until(lambda s: s.card_entry is None and not s.store_cards.busy)


def test_two_cards_are_registered_a_third_is_refused_and_the_default_moves(call: Call) -> None:
    call.as_manager()
    cards = call.till.store_cards
    cards.look()
    call.counter.until(lambda s: s.store_cards.cards == ())
    register(call, "4242424242424242")
    register(call, "3566002020360505")
    call.counter.until(lambda s: s.store_cards.cards is not None and len(s.store_cards.cards) == 2)
    second, first = sorted(cards.shown.cards or (), key=lambda card: card.brand)
    assert (first.brand, first.default, second.brand, second.default) == (Brand.VISA, True, Brand.JCB, False)
    with pytest.raises(Refusal, match="card_register_full"):
        cards.register()
    cards.make_default(second.card)
    call.counter.until(lambda s: not s.store_cards.busy)
    assert {card.card: card.default for card in cards.shown.cards or ()} == {first.card: False, second.card: True}
    cards.delete(second.card)
    call.counter.until(lambda s: not s.store_cards.busy)
    (left,) = cards.shown.cards or ()
    assert (left.card, left.default) == (first.card, True)


def test_a_clerk_keeps_no_cards(call: Call) -> None:
    with pytest.raises(Refusal, match="forbidden"):
        call.till.store_cards.look()
