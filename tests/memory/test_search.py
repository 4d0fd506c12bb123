"""The search finds a number, and a key, in every shape in which either is held on purpose; and nothing else."""

import random
import secrets
from collections.abc import Iterator

import pytest

from tests.memory import fingers
from tests.memory.shapes import pieces_of, pieces_of_key, random_card, short_pieces_of, spreads_of
from tests.memory.till_process import TillProcess

pytestmark = pytest.mark.skipif(not fingers.CAN_READ_MEMORY, reason="reads /proc/PID/mem")


@pytest.fixture
def till() -> Iterator[TillProcess]:
    till = TillProcess("child", "serial")
    yield till
    till.end()


def test_a_number_that_is_held_on_purpose_is_found_in_every_shape(till: TillProcess) -> None:
    number, key = random_card(random.SystemRandom()), secrets.token_bytes(32)
    till.order("hold", number=number, key=key.hex())
    shapes = {spread.name for spread in spreads_of(number, till.addresses)}
    shapes |= {piece.name for piece in (*pieces_of(number), *pieces_of_key(key))}
    assert len(shapes) > 1000
    assert shapes - till.holds(number, key) == set()


def test_a_number_that_nobody_holds_is_not_found(till: TillProcess) -> None:
    other, key, before = random_card(random.SystemRandom()), secrets.token_bytes(32), till.memory()
    till.order("hold", number=random_card(random.SystemRandom()), key=secrets.token_bytes(32).hex())
    by_chance = {piece.name for piece in short_pieces_of(other)}
    assert till.holds(other, key, before=before) - by_chance == set()
