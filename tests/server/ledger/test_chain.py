import hashlib

import pytest

from pos_app.errors import StoreFault
from pos_app.server.ledger.chain import START, digest, encode
from pos_app.server.store.connection import connect
from pos_app.server.store.writer import COMMIT_UNKNOWN
from tests.server.ledger.counter import Counter
from tests.server.world import World


def test_rows_are_hashed_in_the_form_that_the_document_says() -> None:
    rows = [(1, b"\x0a\xff", "決", None), (2, "x")]
    written = '[[1,"0aff","決",null],[2,"x"]]'.encode()
    assert encode(rows) == written
    assert digest(START, rows) == hashlib.sha256(bytes(32) + written).digest()


def test_a_head_that_does_not_read_back_is_noticed_before_anybody_is_answered(counter: Counter, world: World) -> None:
    connection = connect(world.context.database.path)
    connection.execute("CREATE TRIGGER bit_rot AFTER UPDATE ON chain BEGIN UPDATE chain SET head = zeroblob(32); END")
    with pytest.raises(StoreFault) as caught:
        counter.take(world.new_id(), world.reversal(counter.till, world.new_id(), 90))
    assert caught.value.reason == COMMIT_UNKNOWN
    connection.execute("DROP TRIGGER bit_rot")
    connection.close()
    assert counter.pay()
