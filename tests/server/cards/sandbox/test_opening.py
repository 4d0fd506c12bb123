"""The sandbox's sixth call: a sealed card in, facts or a reason out, the same for the same request."""

import asyncio
from uuid import uuid4

from pos_app.domain.card import Brand
from pos_app.server.cards.processor import CardFacts, SealedCard, Unusable
from pos_app.server.cards.sandbox.references import Card, card_of
from pos_app.wire.cards import PadBlob, SealedBlob
from tests.server.cards.shop import EXPIRY, VISA, Shop, sealed

ALL = frozenset(Brand)


def tokenised(shop: Shop, card: SealedCard, count: int = 2) -> list[CardFacts | Unusable]:
    processor, request = shop.world.context.processor, uuid4()
    return [asyncio.run(processor.tokenise(request, card)) for _ in range(count)]


def test_a_request_gets_the_same_facts_again_and_another_a_reference_of_its_own(shop: Shop) -> None:
    card = SealedCard(PadBlob.model_validate(shop.pad("aes").blob("4000000000009995")), ALL)
    first, second = tokenised(shop, card)
    assert isinstance(first, CardFacts)
    assert first == second
    assert (first.brand, first.last3, first.expiry) == (Brand.VISA, "995", EXPIRY)
    assert card_of(first.reference) == Card("insufficient", EXPIRY)
    assert tokenised(shop, card) != [first, second]


def test_what_it_says_of_a_card_holds_and_shows_no_number(shop: Shop) -> None:
    card = SealedCard(SealedBlob.model_validate(sealed(shop.sealing_key())), ALL)
    (found,) = tokenised(shop, card, 1)
    assert isinstance(found, CardFacts)
    assert VISA[4:12] not in f"{found} {found.reference} {card}"
    assert found.reference not in repr(found)
    assert card.blob.to_json().decode() not in repr(card)


def test_why_a_card_is_no_use_is_said(shop: Shop) -> None:
    key, pad = shop.sealing_key(), shop.pad("tdes").blob()
    wrong = SealedBlob.model_validate(sealed(key, "4242424242424241"))
    assert tokenised(shop, SealedCard(wrong, ALL), 1) == [Unusable.INVALID]
    good = SealedBlob.model_validate(sealed(key))
    assert tokenised(shop, SealedCard(good, {Brand.JCB}), 1) == [Unusable.NOT_ACCEPTED]
    for blob in (SealedBlob(jwe="a.b.c.d.e"), PadBlob.model_validate({**pad, "serial": "0" * 20})):
        assert tokenised(shop, SealedCard(blob, ALL), 1) == [Unusable.NOT_OPENED]
