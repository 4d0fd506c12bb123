"""The till's errands about cards, with a real server; and the patience that they have."""

import time
import uuid
from datetime import timedelta

import pytest

from pos_app.errors import Refusal, ServerFault
from pos_app.sync import cards
from pos_app.sync.client import Client, Credential
from pos_app.wire.cards import (
    CardTokenBody,
    DefaultCardBody,
    PadBlob,
    RegisterCardBody,
    SealedBlob,
)
from tests.server.cards.conftest import shop, world
from tests.server.cards.shop import SERVICE, Shop, sealed
from tests.server.conftest import clock, context, database, server
from tests.sync.scripted_server import scripted, stall
from tests.sync.test_http import line

__all__ = ["clock", "context", "database", "server", "shop", "world"]


def client_of(shop: Shop) -> Client:
    return Client(line(shop.world.server.url), Credential(shop.till.credential))


def body_of(blob: PadBlob | SealedBlob) -> CardTokenBody:
    return CardTokenBody(service=SERVICE.id, blob=blob, brand=None, last3="242")


def test_a_card_is_sealed_tokenised_registered_chosen_and_deleted(shop: Shop) -> None:
    client = client_of(shop)
    key = cards.sealing_key(client, shop.clerk)
    blob = SealedBlob.model_validate(sealed(key))
    request = uuid.uuid4()
    token = cards.tokenise(client, request, body_of(blob), shop.clerk)
    assert cards.tokenise(client, request, body_of(blob), shop.clerk) == token
    first, second = uuid.uuid4(), uuid.uuid4()
    assert cards.register(client, first, RegisterCardBody(token=token.token), shop.manager).cards[0].default
    shop.world.clock.advance(timedelta(seconds=1))
    other = cards.tokenise(client, uuid.uuid4(), body_of(PadBlob.model_validate(shop.pad("aes").blob())), shop.clerk)
    cards.register(client, second, RegisterCardBody(token=other.token), shop.manager)
    assert [one.default for one in cards.make_default(client, DefaultCardBody(card=second), shop.manager).cards] == [
        False,
        True,
    ]
    assert [one.card for one in cards.delete(client, second, shop.manager).cards] == [first]
    assert cards.store_cards(client, shop.manager).cards[0].default


def test_what_the_server_refuses_is_a_refusal_with_its_code(shop: Shop) -> None:
    blob = SealedBlob.model_validate(sealed(shop.sealing_key(), "4242424242424241"))
    with pytest.raises(Refusal) as refusal:
        cards.tokenise(client_of(shop), uuid.uuid4(), body_of(blob), shop.clerk)
    assert refusal.value.code == "card_invalid"


def test_who_may_not_keep_cards_is_refused(shop: Shop) -> None:
    with pytest.raises(Refusal) as refusal:
        cards.store_cards(client_of(shop), shop.clerk)
    assert refusal.value.code == "forbidden"


def test_no_answer_is_waited_for_longer_than_a_caller_on_the_telephone_bears(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert cards.ANSWER_SECONDS == 10
    monkeypatch.setattr(cards, "ANSWER_SECONDS", 0.3)
    began = time.monotonic()
    with scripted(stall(1.5)) as quiet, pytest.raises(ServerFault):
        cards.sealing_key(Client(line(quiet.url), Credential("secret")), "token")
    assert time.monotonic() - began < 5
