"""Books about cards that were falsified do not hold."""

import pytest

from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.context import Context
from pos_app.server.ledger.invariants.check import check
from tests.server.cards.counter import CardCounter
from tests.server.ledger.invariants.test_check import falsify
from tests.server.live_server import LiveServer
from tests.server.world import World


@pytest.fixture
def counter(context: Context, server: LiveServer) -> CardCounter:
    """Sales of every ending."""
    counter = CardCounter(World(context), server)
    counter.held(1_001)
    counter.send(counter.release(counter.held(1_002), 1_002))
    counter.send(counter.reversal(counter.held(1_003)))
    counter.send(counter.back(counter.captured(1_004), 4))
    counter.send(counter.reversal(counter.captured(1_005)))
    counter.send(counter.authorise(token=counter.token(Profile.LOST)))
    counter.send(counter.authorise(token="A" * 22))
    return counter


def test_honest_books_hold_and_every_sale_was_counted(counter: CardCounter) -> None:
    assert counter.is_sound()
    found = {one.invariant: one.counted for one in counter.world.context.database.readers.submit(check).result(20)}
    assert (found["C1"], found["C2"], found["C3"]) == (6, 6, 6)


@pytest.mark.parametrize(
    ("invariant", "statement"),
    [
        ("C1", "UPDATE operation SET amount = 1006 WHERE kind = 'capture' AND amount = 1004"),
        ("C1", "UPDATE operation SET amount = 1005 WHERE kind = 'return'"),
        ("C1", "UPDATE operation SET original = randomblob(16) WHERE kind = 'return'"),
        ("C1", "UPDATE operation SET amount = amount - 1 WHERE kind = 'reversal' AND moved = 1"),
        ("C1", "UPDATE operation SET kind = 'void', effect = NULL, seq = NULL WHERE kind = 'reversal' AND moved = 1"),
        ("C1", "UPDATE card_sale SET approval_code = NULL"),
        ("C1", "DELETE FROM card_sale"),
        ("C2", "UPDATE sandbox_authorisation SET state = 'held', captured = 0, returned = 0 WHERE amount = 1004"),
        ("C2", "UPDATE sandbox_authorisation SET state = 'released' WHERE amount = 1001"),
        ("C2", "UPDATE sandbox_authorisation SET returned = 3 WHERE amount = 1004"),
        ("C2", "UPDATE sandbox_authorisation SET state = 'held' WHERE state = 'refused'"),
        ("C2", "UPDATE sandbox_authorisation SET id = randomblob(16) WHERE amount = 1002"),
        ("C2", "UPDATE sandbox_authorisation SET id = randomblob(16) WHERE amount = 1001"),
        ("C3", "UPDATE card_sale SET token = 'same'"),
        ("I13", "UPDATE card_sale SET last3 = '999' WHERE operation = (SELECT min(operation) FROM card_sale)"),
        ("I4", "UPDATE operation SET moved = 0 WHERE kind = 'capture' AND amount = 1004"),
        ("I4", "UPDATE operation SET moved = 1 WHERE kind = 'authorise'"),
    ],
)
def test_each_falsification_is_found(counter: CardCounter, invariant: str, statement: str) -> None:
    falsify(counter.world.context.database.path, statement)
    verdicts = counter.world.context.database.readers.submit(check).result(20)
    assert invariant in {one.invariant for one in verdicts if not one.holds}


def test_the_callers_own_data_can_be_erased(counter: CardCounter) -> None:
    falsify(
        counter.world.context.database.path, "UPDATE card_sale SET caller_name = '-', caller_phone = '-', memo = ''"
    )
    assert counter.is_sound()
