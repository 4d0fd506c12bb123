"""The seam holds for another processor than the sandbox: one that opens by itself and has a vault of its own."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from pos_app.domain.card import Brand
from pos_app.server.cards.processor import (
    CardFacts,
    CardProcessor,
    Done,
    Order,
    ProcessorAnswer,
    ProcessorFault,
    SealedCard,
    Unusable,
)
from pos_app.server.cards.sandbox.mood import Mood, set_mood
from pos_app.server.context import Context
from pos_app.wire.cards import PadBlob, SealedBlob, SealingKey
from tests.server.cards.counter import CardCounter
from tests.server.cards.shop import EXPIRY, SERVICE, Shop, open_shop
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer, serve
from tests.server.staff.world import World as StaffWorld
from tests.server.staff.world import code
from tests.server.world import World

KEY = SealingKey(kid="theirs-1", n="A" * 342, e="AQAB")
FACTS = CardFacts("vault/0007", Brand.JCB, "505", EXPIRY)


class Vault:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.says: CardFacts | Unusable | ProcessorFault = FACTS
        self.cards: list[tuple[UUID, SealedCard]] = []
        self.orders: list[Order] = []

    async def sealing_key(self) -> SealingKey | None:
        return KEY

    async def tokenise(self, request: UUID, card: SealedCard) -> CardFacts | Unusable:
        self.cards.append((request, card))
        if isinstance(self.says, ProcessorFault):
            raise self.says
        return self.says

    async def authorise(self, operation: UUID, order: Order) -> ProcessorAnswer:
        self.orders.append(order)
        return Done("ABC234")

    async def capture(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        raise ProcessorFault("down")

    async def release(self, operation: UUID, authorisation: UUID) -> ProcessorAnswer:
        raise ProcessorFault("down")

    async def refund(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        raise ProcessorFault("down")

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        return None


@pytest.fixture
def vault(context: Context) -> Vault:
    """The server's processor, before it begins."""
    made = Vault()
    processor: CardProcessor = made
    object.__setattr__(context, "processor", processor)
    return made


@pytest.fixture
def server(context: Context, vault: Vault) -> Iterator[LiveServer]:
    with serve(context) as live:
        yield live


@pytest.fixture
def shop(context: Context, server: LiveServer, clock: FakeClock) -> Shop:
    world = StaffWorld(context, server, clock)
    world.build()
    # Whatever the sandbox is told, nobody asks it.
    world.write(lambda tx: set_mood(tx, Mood(down=True)))
    return open_shop(world)


def references(shop: Shop) -> list[tuple[object, ...]]:
    return shop.world.rows("SELECT reference, brand, last3, expiry FROM card_token")


def test_it_gets_the_blob_as_it_came_and_its_word_is_kept(shop: Shop, vault: Vault) -> None:
    blob, request = shop.pad("aes").blob(), uuid4()
    token = shop.token(blob, request=request)
    ((asked, card),) = vault.cards
    assert (asked, card.blob) == (request, PadBlob.model_validate(blob))
    assert set(card.accepted) == set(SERVICE.brands)
    assert (token.brand, token.last3, token.expiry) == (Brand.JCB, "505", EXPIRY)
    assert FACTS.reference not in token.to_json().decode()
    assert references(shop) == [(FACTS.reference, "jcb", "505", EXPIRY)]


def test_what_a_till_seals_is_sealed_to_its_key_and_handed_on(shop: Shop, vault: Vault) -> None:
    assert shop.sealing_key() == KEY
    blob = {"kind": "jwe", "jwe": "only.they.can.open.it"}
    shop.token(blob)
    assert vault.cards[0][1].blob == SealedBlob.model_validate(blob)


def test_a_request_that_was_answered_is_not_asked_about_again(shop: Shop, vault: Vault) -> None:
    blob, request = shop.pad("aes").blob(), uuid4()
    first = shop.put(blob, request=request)
    vault.says = ProcessorFault("down")
    assert shop.put(blob, request=request).content == first.content
    assert len(vault.cards) == 1


def test_the_server_counts_a_pads_keys_for_itself(shop: Shop, vault: Vault) -> None:
    pad = shop.pad("tdes")
    blob = pad.blob()
    shop.token(blob)
    assert shop.refused(blob) == "card_key_replayed"
    assert shop.refused({**pad.blob(), "serial": "0" * 20}) == "card_not_opened"
    assert len(references(shop)) == 1
    vault.says = Unusable.NOT_OPENED
    unopened = pad.blob()
    assert shop.refused(unopened) == "card_not_opened"
    vault.says = FACTS
    assert shop.token(unopened).last3 == "505"


@pytest.mark.parametrize(
    ("says", "wanted"),
    [
        (Unusable.NOT_OPENED, "card_not_opened"),
        (Unusable.INVALID, "card_invalid"),
        (Unusable.NOT_ACCEPTED, "card_not_accepted"),
        (Unusable.REPLAYED, "card_key_replayed"),
    ],
)
def test_why_a_card_is_no_use_is_said_and_kept(shop: Shop, vault: Vault, says: Unusable, wanted: str) -> None:
    vault.says = says
    blob, request = shop.pad("aes").blob(), uuid4()
    assert shop.refused(blob, request=request) == wanted
    vault.says = FACTS
    assert shop.refused(blob, request=request) == wanted
    assert references(shop) == []


def test_a_fault_of_it_uses_up_nothing(shop: Shop, vault: Vault) -> None:
    vault.says = ProcessorFault("time_out")
    blob, request = shop.pad("aes").blob(), uuid4()
    answer = shop.put(blob, request=request)
    assert (answer.status_code, code(answer)) == (503, "processor_unavailable")
    vault.says = FACTS
    assert shop.token(blob, request=request).last3 == "505"
    assert [asked for asked, _ in vault.cards] == [request, request]


def test_an_amount_is_held_by_the_reference_that_it_gave(context: Context, server: LiveServer, vault: Vault) -> None:
    counter = CardCounter(World(context), server)
    counter.held(token=counter.token(reference=FACTS.reference))
    (order,) = vault.orders
    assert order.card == FACTS.reference
    assert order.expires_at > context.now() + timedelta(days=59)
    assert FACTS.reference not in repr(order)
