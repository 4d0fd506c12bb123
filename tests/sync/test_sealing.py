import hmac
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import JournalFault
from pos_app.sync.sealing import KEY_BYTES, Sealer
from tests.sync.facts import TOKEN

KEY = bytes(range(KEY_BYTES))
OPERATION = UUID(int=7)


def refused(sealer: Sealer, operation: UUID, sealed: bytes) -> bool:
    with pytest.raises(JournalFault) as fault:
        sealer.open(operation, sealed)
    assert TOKEN not in str(fault.value)
    return fault.value.reason == "body_unreadable"


@given(st.binary(max_size=300), st.uuids())
def test_a_body_comes_back_as_it_was(body: bytes, operation: UUID) -> None:
    assert Sealer(KEY).open(operation, Sealer(KEY).seal(operation, body)) == body


@given(st.binary(max_size=60), st.uuids(), st.uuids())
def test_a_body_cannot_be_moved_to_another_operation(body: bytes, one: UUID, other: UUID) -> None:
    sealed = Sealer(KEY).seal(one, body)
    assert one == other or refused(Sealer(KEY), other, sealed)


@given(st.data(), st.binary(max_size=60))
def test_every_flipped_bit_is_noticed(data: st.DataObject, body: bytes) -> None:
    sealed = bytearray(Sealer(KEY).seal(OPERATION, body))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    assert refused(Sealer(KEY), OPERATION, bytes(sealed))


@given(st.binary(max_size=60))
def test_foreign_bytes_are_refused_whatever_their_length(sealed: bytes) -> None:
    assert refused(Sealer(KEY), OPERATION, sealed)


def test_another_key_opens_nothing() -> None:
    assert refused(Sealer(Sealer.new_key()), OPERATION, Sealer(KEY).seal(OPERATION, b"x"))


def test_a_sealed_body_shows_nothing_and_never_looks_the_same_twice() -> None:
    body = TOKEN.encode() * 3
    one, two = Sealer(KEY).seal(OPERATION, body), Sealer(KEY).seal(OPERATION, body)
    assert TOKEN.encode() not in one
    assert one != two
    assert one[:12] != two[:12]


def test_the_key_of_code_hashes_is_not_the_key_of_bodies() -> None:
    assert Sealer(KEY).code_key == hmac.digest(KEY, b"customer code in the journal", "sha256")
    assert Sealer(KEY).code_key != KEY
