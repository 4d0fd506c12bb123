import time
from concurrent.futures import ThreadPoolExecutor

from pos_app.server.ledger.invariants.check import check
from pos_app.wire.feed import FeedPage
from pos_app.wire.store import ChainHeads
from tests.server.api.shop import Shop, answer_of


def feed(shop: Shop, after: int = 0, wait: int = 0) -> FeedPage:
    return FeedPage.model_validate_json(shop.get("/v1/feed", after=after, wait=wait).content)


def test_the_feed_tells_each_effect_once_in_the_order_of_commit(shop: Shop) -> None:
    kept, voided, undone = shop.paid(100), shop.paid(200), shop.paid(300)
    void = shop.world.new_id()
    answer_of(shop.put(void, shop.world.void(shop.till, undone, 300)))
    answer_of(shop.put(shop.world.new_id(), shop.world.reversal(shop.till, voided, 2)))
    page = feed(shop)
    told = [(entry.kind, entry.payment, entry.amount) for entry in page.entries]
    assert told == [
        ("payment", kept, 100),
        ("payment", voided, 200),
        ("payment", undone, 300),
        ("void", undone, 300),
        ("reversal", voided, 200),
    ]
    assert len({entry.number for entry in page.entries}) == 3
    assert page.entries[3].number == page.entries[2].number
    assert page.entries[3].void_until == page.entries[2].void_until
    assert page.entries[0].staff_name is not None
    assert page.position == page.entries[-1].position
    assert feed(shop, page.position).entries == ()
    assert feed(shop, page.entries[2].position).entries == page.entries[3:]


def test_declines_tombstones_and_other_stores_are_not_told(shop: Shop) -> None:
    other_store = shop.world.add_store(shop.company)
    other = shop.world.add_till(other_store, shop.company)
    body = shop.world.payment(other, shop.world.code(shop.wallet), 100)
    assert answer_of(shop.put(shop.world.new_id(), body, other)).outcome == "approved"
    assert answer_of(shop.put(shop.world.new_id(), shop.payment(500_001))).outcome == "declined"
    shop.put(shop.world.new_id(), shop.world.reversal(shop.till, shop.world.new_id(), 9))
    assert feed(shop).entries == ()
    assert FeedPage.model_validate_json(shop.get("/v1/feed", other, after=0).content).entries


def test_who_waits_is_told_at_once_and_not_at_the_end_of_the_wait(shop: Shop) -> None:
    with ThreadPoolExecutor(2) as threads:
        began = time.monotonic()
        waiting = threads.submit(feed, shop, 0, 20)
        # The wait is entered some time within the first answer of the server; a payment before that is told, too.
        payment = shop.paid()
        page = waiting.result(15)
    assert [entry.payment for entry in page.entries] == [payment]
    assert time.monotonic() - began < 15


def test_a_wait_in_which_nothing_happens_ends_empty(shop: Shop) -> None:
    assert feed(shop, 0, 1) == FeedPage(entries=(), position=0)


def test_a_wait_longer_than_allowed_is_refused(shop: Shop) -> None:
    assert shop.get("/v1/feed", after=0, wait=21).status_code == 400


def test_the_chains_end_is_the_one_that_the_check_finds(shop: Shop) -> None:
    before = ChainHeads.model_validate_json(shop.get("/v1/chain").content).chains[0]
    shop.paid()
    after = ChainHeads.model_validate_json(shop.get("/v1/chain").content).chains[0]
    assert after.length == before.length + 1
    assert after.head != before.head
    found = shop.world.context.database.readers.submit(check).result(20)
    assert all(one.holds for one in found)
