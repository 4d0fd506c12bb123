"""``PUT /v1/card-tokens/{id}`` and ``GET /v1/card-keys/current`` at a real server."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from pos_app.domain.card import Brand
from pos_app.server.admin import places
from pos_app.server.cards import contracts
from pos_app.server.cards.sandbox.mood import Mood, set_mood
from pos_app.server.cards.sandbox.references import Card, card_of
from pos_app.server.cards.tokens import KEPT_AFTER, LIFE
from pos_app.wire.cards import CardService
from pos_app.wire.staff import Role
from tests.server.cards.shop import EXPIRY, SERVICE, VISA, Algorithm, Pad, Shop, sealed
from tests.server.staff.world import SISTER_STORE, STORE, code

ALGORITHMS: list[Algorithm] = ["tdes", "aes"]
OTHER_SERIAL = "54504B30303030303032"


def token_rows(shop: Shop) -> list[tuple[Any, ...]]:
    return shop.world.rows("SELECT token, store, service, reference, brand, last3, expiry FROM card_token")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_an_encrypting_pad_gave_becomes_a_token(shop: Shop, algorithm: Algorithm) -> None:
    token = shop.token(shop.pad(algorithm).blob())
    assert (token.brand, token.last3, token.expiry) == (Brand.VISA, VISA[-3:], EXPIRY)
    assert token.valid_until == shop.world.clock() + timedelta(minutes=15)
    (row,) = token_rows(shop)
    assert row[0] == token.token
    assert row[2] == "ena-card"
    assert card_of(row[3]) == Card("ok", EXPIRY)
    assert row[4:] == ("visa", "242", EXPIRY)


def test_what_a_plain_pad_sealed_becomes_a_token(shop: Shop) -> None:
    token = shop.token(sealed(shop.sealing_key(), "378282246310005"))
    assert (token.brand, token.last3) == (Brand.AMEX, "005")
    assert card_of(token_rows(shop)[0][3]) == Card("not_secured", EXPIRY)


def test_the_processors_word_counts_not_the_pads(shop: Shop) -> None:
    token = shop.token(sealed(shop.sealing_key()), brand="jcb", last3="999")
    assert (token.brand, token.last3) == (Brand.VISA, "242")


def test_a_token_is_in_no_repr_and_no_two_are_alike(shop: Shop) -> None:
    pad = shop.pad("aes")
    made = [shop.token(pad.blob()) for _ in range(8)]
    assert len({one.token for one in made}) == 8
    assert all(one.token not in repr(one) for one in made)


# -- the same again, and replays


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_same_request_again_gets_the_same_answer_while_the_token_lives(shop: Shop, algorithm: Algorithm) -> None:
    blob, request = shop.pad(algorithm).blob(), uuid.uuid4()
    first = shop.put(blob, request=request)
    shop.world.clock.advance(LIFE - timedelta(milliseconds=1))
    assert shop.put(blob, request=request).content == first.content
    shop.world.clock.advance(timedelta(milliseconds=1))
    assert shop.refused(blob, request=request) == "card_token_gone"
    assert len(token_rows(shop)) == 1


def test_another_body_under_the_same_id_is_refused(shop: Shop) -> None:
    pad, request = shop.pad("aes"), uuid.uuid4()
    shop.token(pad.blob(), request=request)
    assert shop.refused(pad.blob(), request=request) == "id_reused"
    assert len(token_rows(shop)) == 1


def test_the_same_body_from_another_till_is_refused(shop: Shop) -> None:
    blob, request = shop.pad("aes").blob(), uuid.uuid4()
    shop.token(blob, request=request)
    other = shop.world.add_till()
    person = shop.world.add_person(Role.STORE_CLERK, "another-clerk")
    assert shop.refused(blob, request=request, till=other, token=shop.world.log_in(other, person)) == "id_reused"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_key_that_was_used_is_a_replay_and_so_is_one_before_it(shop: Shop, algorithm: Algorithm) -> None:
    pad = shop.pad(algorithm)
    skipped, used = pad.blob(), pad.blob()
    shop.token(used)
    assert shop.refused(used) == "card_key_replayed"
    assert shop.refused(skipped) == "card_key_replayed"
    assert shop.refused(pad.blob("5555555555554444", count=2)) == "card_key_replayed"
    assert shop.token(pad.blob()).last3 == "242"


def test_a_key_is_used_up_by_a_card_that_is_none(shop: Shop) -> None:
    pad, request = shop.pad("aes"), uuid.uuid4()
    wrong = pad.blob("4242424242424241")
    assert shop.refused(wrong, request=request) == "card_invalid"
    assert shop.refused(wrong, request=request) == "card_invalid"
    assert shop.refused(wrong) == "card_key_replayed"


def test_what_can_not_be_opened_uses_up_nothing(shop: Shop) -> None:
    pad = shop.pad("aes")
    high = pad.blob(count=0x8000)
    assert shop.refused({**high, "cipher": "00" * 32}) == "card_not_opened"
    assert shop.token(pad.blob(count=1)).last3 == "242"


def test_two_pads_count_apart(shop: Shop) -> None:
    first, second = shop.pad("aes"), shop.pad("aes", OTHER_SERIAL)
    shop.token(first.blob(count=0x8000))
    assert shop.token(second.blob(count=1)).last3 == "242"
    assert shop.refused({**second.blob(count=2), "serial": first.injection.serial}) == "card_not_opened"


def test_a_pad_that_is_made_ready_anew_starts_over_and_its_old_key_opens_nothing(shop: Shop) -> None:
    old = shop.pad("tdes")
    shop.token(old.blob())
    new = shop.pad("tdes")
    assert shop.token(new.blob()).last3 == "242"
    assert shop.refused(old.blob()) == "card_not_opened"


def test_the_same_blob_sent_at_once_under_many_ids_becomes_one_token(shop: Shop) -> None:
    blob = shop.pad("tdes").blob()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: shop.put(blob), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 15
    assert len(token_rows(shop)) == 1


def test_one_request_sent_many_times_at_once_gets_one_answer(shop: Shop) -> None:
    blob, request = shop.pad("tdes").blob(), uuid.uuid4()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: shop.put(blob, request=request), range(16)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


# -- what is refused


@pytest.mark.parametrize(
    ("number", "expiry", "wanted"),
    [
        ("4242424242424241", EXPIRY, "card_invalid"),
        ("424242424242", EXPIRY, "card_invalid"),
        (VISA, "2603", "card_invalid"),
        ("9000000000000001", EXPIRY, "card_not_accepted"),
        ("6011000000000004", EXPIRY, "card_not_accepted"),
    ],
    ids=["luhn", "12 digits", "expired", "unknown brand", "no contract"],
)
def test_a_card_that_can_not_be_used_is_refused_for_its_reason(
    shop: Shop, number: str, expiry: str, wanted: str
) -> None:
    assert shop.refused(sealed(shop.sealing_key(), number, expiry)) == wanted
    if number.startswith(("4", "6", "9")) and len(number) > 12 and expiry == EXPIRY:
        assert shop.refused(shop.pad("aes").blob(number, expiry)) == wanted
    assert token_rows(shop) == []


def test_a_service_that_the_store_has_not_is_refused_and_the_pads_key_kept(shop: Shop) -> None:
    blob = shop.pad("aes").blob()
    assert shop.refused(blob, service="another") == "card_not_accepted"
    assert shop.token(blob).last3 == "242"


def test_the_brands_are_those_of_the_service_that_is_asked_for(shop: Shop) -> None:
    shop.contract(service=CardService(id="jcb-only", name="JCBだけ", brands=(Brand.JCB,)))
    pad = shop.pad("aes")
    assert shop.refused(pad.blob(), service="jcb-only") == "card_not_accepted"
    assert shop.token(pad.blob("3530111333300000"), service="jcb-only").brand is Brand.JCB
    assert token_rows(shop)[0][2] == "jcb-only"


def test_an_unknown_pad_is_not_opened(shop: Shop) -> None:
    pad = shop.pad("aes")
    assert shop.refused({**pad.blob(), "serial": "0" * 20}) == "card_not_opened"


def test_what_was_sealed_to_another_key_is_not_opened(shop: Shop) -> None:
    key = shop.sealing_key()
    assert shop.refused(sealed(key.model_copy(update={"kid": "00000000"}))) == "card_not_opened"


def test_what_was_sealed_to_a_key_that_was_replaced_since_is_opened(shop: Shop) -> None:
    blob = sealed(shop.sealing_key())
    shop.rotate()
    assert shop.token(blob).last3 == "242"


def test_a_pad_goes_on_after_a_rotation(shop: Shop) -> None:
    pad = shop.pad("tdes")
    shop.rotate()
    assert shop.token(pad.blob()).last3 == "242"


def test_a_till_that_guesses_is_stopped_after_thirty_and_another_is_not(shop: Shop) -> None:
    key = shop.sealing_key()
    for _ in range(30):
        assert shop.refused(sealed(key, "4242424242424241")) == "card_invalid"
    answer = shop.put(sealed(key))
    assert code(answer) == "rate_limited"
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    other = shop.world.add_till()
    clerk = shop.world.log_in(other, shop.world.add_person(Role.STORE_CLERK, "another-clerk"))
    assert shop.token(sealed(key), till=other, token=clerk).last3 == "242"
    shop.world.clock.advance(timedelta(minutes=10))
    assert shop.token(sealed(key)).last3 == "242"


def test_good_cards_are_never_too_many(shop: Shop) -> None:
    key = shop.sealing_key()
    for _ in range(32):
        assert shop.token(sealed(key)).last3 == "242"


# -- the processor is down


def test_while_the_processor_is_down_nothing_is_opened_and_the_same_request_works_afterwards(shop: Shop) -> None:
    blob, request = shop.pad("aes").blob(), uuid.uuid4()
    shop.world.write(lambda tx: set_mood(tx, Mood(down=True)))
    answer = shop.put(blob, request=request)
    assert (answer.status_code, code(answer)) == (503, "processor_unavailable")
    assert not answer.json()["recorded"]
    shop.world.write(lambda tx: set_mood(tx, Mood()))
    assert shop.token(blob, request=request).last3 == "242"


def test_a_slow_processor_is_waited_for(shop: Shop) -> None:
    shop.world.write(lambda tx: set_mood(tx, Mood(slow_milliseconds=300)))
    began = time.monotonic()
    assert shop.token(shop.pad("aes").blob()).last3 == "242"
    assert time.monotonic() - began >= 0.3


# -- the contract


def test_a_store_without_a_contract_gets_no_key_and_no_token(shop: Shop) -> None:
    world = shop.world
    till = world.add_till(SISTER_STORE)
    clerk = world.log_in(till, world.add_person(Role.STORE_CLERK, "sister-clerk", SISTER_STORE))
    assert code(world.ask("GET", "/v1/card-keys/current", till, clerk)) == "not_found"
    assert shop.refused(sealed(shop.sealing_key()), till=till, token=clerk) == "card_not_accepted"
    assert world.ask("GET", "/v1/terminal", till).json()["cards"] is None


def test_a_till_is_told_its_stores_services_and_terms(shop: Shop) -> None:
    told = shop.world.ask("GET", "/v1/terminal", shop.till).json()["cards"]
    assert told["authorisation_days"] == 60
    assert [one["id"] for one in told["services"]] == ["ena-card"]
    assert told["services"][0]["name"] == SERVICE.name
    store = places.store_of
    take_away = partial(contracts.remove_service, service="ena-card", now=shop.world.clock())
    assert shop.world.write(lambda tx: take_away(tx, store=store(tx, STORE)[0]))
    assert shop.world.ask("GET", "/v1/terminal", shop.till).json()["cards"] is None


# -- what is forgotten


def test_tokens_that_died_unused_are_forgotten_and_used_and_registered_ones_kept(shop: Shop) -> None:
    pad = shop.pad("aes")
    used, dead = shop.token(pad.blob()), shop.token(pad.blob())
    shop.registered()
    operation = uuid.uuid4().bytes
    shop.world.write(
        lambda tx: tx._execute("UPDATE card_token SET used_by = ? WHERE token = ?", (operation, used.token))
    )
    shop.world.clock.advance(KEPT_AFTER + LIFE + timedelta(seconds=1))
    shop.clerk = shop.world.log_in(shop.till, shop.world.add_person(Role.STORE_CLERK, "clerk-of-the-next-week"))
    shop.token(pad.blob())
    kept = {row[0] for row in token_rows(shop)}
    assert used.token in kept
    assert dead.token not in kept
    assert len(kept) == 3


def test_answers_are_kept_by_nobody_on_the_way(shop: Shop) -> None:
    answer = shop.put(Pad(shop.pad("aes").injection).blob())
    assert answer.headers["Cache-Control"] == "no-store"
