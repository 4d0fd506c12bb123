"""``/v1/store/cards`` at a real server (requirements row G-06)."""

import uuid
from datetime import timedelta

import requests

from pos_app.server.cards.tokens import LIFE
from pos_app.wire.cards import StoreCards
from pos_app.wire.staff import Role
from tests.server.cards.shop import Shop, sealed
from tests.server.staff.world import SISTER_STORE, Till, code

JCB = "3530111333300000"


def register(
    shop: Shop, card: uuid.UUID, token: str, till: Till | None = None, by: str | None = None
) -> requests.Response:
    path = f"/v1/store/cards/{card}"
    return shop.world.ask("PUT", path, till or shop.till, by or shop.manager, {"token": token})


def choose(shop: Shop, card: uuid.UUID) -> requests.Response:
    return shop.world.ask("PUT", "/v1/store/cards/default", shop.till, shop.manager, {"card": str(card)})


def remove(shop: Shop, card: uuid.UUID) -> requests.Response:
    return shop.world.ask("DELETE", f"/v1/store/cards/{card}", shop.till, shop.manager)


def new_token(shop: Shop, number: str = JCB) -> str:
    return shop.token(sealed(shop.sealing_key(), number)).token


def defaults(shop: Shop) -> list[bool]:
    return [one.default for one in shop.cards().cards]


def test_a_card_is_registered_by_a_live_token_and_the_first_is_the_default(shop: Shop) -> None:
    card = uuid.uuid4()
    answer = register(shop, card, new_token(shop))
    (one,) = StoreCards.model_validate_json(answer.content).cards
    assert (one.card, one.brand, one.last3, one.expiry, one.default) == (card, "jcb", "000", "2912", True)
    assert shop.cards().cards == (one,)


def test_asking_again_changes_nothing_also_after_the_token_would_have_died(shop: Shop) -> None:
    card, token = uuid.uuid4(), new_token(shop)
    first = register(shop, card, token)
    shop.world.clock.advance(LIFE)
    assert register(shop, card, token).content == first.content


def test_a_third_card_is_refused_and_its_token_lives_on(shop: Shop) -> None:
    first, _ = shop.registered(), shop.registered(JCB)
    card, token = uuid.uuid4(), new_token(shop)
    assert code(register(shop, card, token)) == "card_register_full"
    assert remove(shop, first).status_code == 200
    assert register(shop, card, token).status_code == 200
    assert len(shop.cards().cards) == 2


def test_a_token_registers_one_card_once(shop: Shop) -> None:
    token = new_token(shop)
    assert register(shop, uuid.uuid4(), token).status_code == 200
    assert code(register(shop, uuid.uuid4(), token)) == "card_token_gone"


def test_a_dead_a_used_and_an_unknown_token_register_nothing(shop: Shop) -> None:
    dead = new_token(shop)
    shop.world.clock.advance(LIFE)
    used = new_token(shop)
    shop.world.write(lambda tx: tx._execute("UPDATE card_token SET used_by = x'00' WHERE token = ?", (used,)))
    for token in (dead, used, "A" * 22):
        assert code(register(shop, uuid.uuid4(), token)) == "card_token_gone"
    assert shop.cards().cards == ()


def test_another_token_under_a_cards_id_is_refused(shop: Shop) -> None:
    card = shop.registered()
    assert code(register(shop, card, new_token(shop))) == "id_reused"


def test_the_default_is_chosen_and_there_is_never_another(shop: Shop) -> None:
    first, second = shop.registered(), shop.registered(JCB)
    assert defaults(shop) == [True, False]
    for _ in range(2):
        assert choose(shop, second).status_code == 200
        assert defaults(shop) == [False, True]
    assert choose(shop, first).status_code == 200
    assert defaults(shop) == [True, False]


def test_the_default_moves_when_it_is_deleted_and_stays_when_the_other_is(shop: Shop) -> None:
    first, second = shop.registered(), shop.registered(JCB)
    assert [one.card for one in StoreCards.model_validate_json(remove(shop, first).content).cards] == [second]
    assert defaults(shop) == [True]
    third = shop.registered()
    assert remove(shop, third).status_code == 200
    assert defaults(shop) == [True]
    assert remove(shop, second).status_code == 200
    assert shop.cards().cards == ()
    assert code(remove(shop, second)) == "not_found"


def test_a_deleted_cards_token_registers_nothing_any_more(shop: Shop) -> None:
    card, token = uuid.uuid4(), new_token(shop)
    register(shop, card, token)
    assert remove(shop, card).status_code == 200
    assert code(register(shop, card, token)) == "card_token_gone"


def test_a_card_or_token_of_ours_is_nothing_to_another_store(shop: Shop) -> None:
    world = shop.world
    ours, token = shop.registered(), new_token(shop)
    till = world.add_till(SISTER_STORE)
    by = world.log_in(till, world.add_person(Role.COMPANY_ADMIN, "company-admin"))
    assert code(register(shop, uuid.uuid4(), token, till, by)) == "card_token_gone"
    assert code(register(shop, ours, token, till, by)) == "id_reused"
    assert code(world.ask("DELETE", f"/v1/store/cards/{ours}", till, by)) == "not_found"
    assert code(world.ask("PUT", "/v1/store/cards/default", till, by, {"card": str(ours)})) == "not_found"
    assert world.ask("GET", "/v1/store/cards", till, by).json() == {"cards": []}
    assert defaults(shop) == [True]


def test_who_kept_chose_and_dropped_a_card_is_written_down(shop: Shop) -> None:
    first, second = shop.registered(), shop.registered(JCB)
    choose(shop, second)
    shop.world.clock.advance(timedelta(seconds=1))
    remove(shop, first)
    acts = shop.world.rows("SELECT what, subject FROM audit WHERE what LIKE '%_card' ORDER BY id")
    assert acts == [
        ("keep_card", str(first)),
        ("keep_card", str(second)),
        ("choose_card", str(second)),
        ("drop_card", str(first)),
    ]
