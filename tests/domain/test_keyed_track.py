import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import keyed_track
from pos_app.domain.keyed_track import KeyedTrack

BLOCKS = st.sampled_from([8, 16])
NUMBERS = st.text("0123456789", min_size=1, max_size=24)
EXPIRIES = st.text("0123456789", min_size=4, max_size=4)


def test_the_track_of_the_published_frame_has_its_lrc() -> None:
    assert keyed_track.written("4111111111111111", "2712", 8) == b";4111111111111111=2712?:"


def test_the_lrc_is_a_tracks_character_for_a_number_of_fifteen_digits_too() -> None:
    """XOR alone would give 0x0C there."""
    assert keyed_track.written("378282246310005", "2712", 8) == b";378282246310005=2712?<\x00"


@given(number=NUMBERS, expiry=EXPIRIES, block=BLOCKS)
def test_what_was_written_is_read_again(number: str, expiry: str, block: int) -> None:
    plain = keyed_track.written(number, expiry, block)
    assert len(plain) % block == 0
    assert keyed_track.read(plain, block) == KeyedTrack(number, expiry)


@given(number=NUMBERS, expiry=EXPIRIES, at=st.integers(0, 60), flip=st.integers(1, 255))
def test_a_single_wrong_byte_is_noticed(number: str, expiry: str, at: int, flip: int) -> None:
    plain = bytearray(keyed_track.written(number, expiry, 8))
    plain[at % len(plain)] ^= flip
    assert keyed_track.read(bytes(plain), 8) is None


@given(st.binary(max_size=64), BLOCKS)
def test_no_bytes_break_the_reader(plain: bytes, block: int) -> None:
    found = keyed_track.read(plain, block)
    assert found is None or plain.startswith(f";{found.number}={found.expiry}?".encode())


@pytest.mark.parametrize(
    "plain",
    [b"", b";4111111111111111=2712?", b";4111111111111111=2712?:" + bytes(8), b";411111111111111x=2712?:", b";=2712?2"],
)
def test_what_is_no_track_is_none(plain: bytes) -> None:
    assert keyed_track.read(plain, 8) is None


def test_a_number_is_in_no_repr() -> None:
    assert "4111" not in repr(KeyedTrack("4111111111111111", "2712"))
