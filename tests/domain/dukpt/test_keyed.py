import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.dukpt.keyed import read_track, write_track
from pos_app.errors import Bug

numbers = st.text("0123456789", min_size=12, max_size=19)
expiries = st.builds("{:02}{:02}".format, st.integers(0, 99), st.integers(1, 12))


def test_the_published_track_has_its_check_character() -> None:
    assert write_track("4111111111111111", "2712", 8) == b";4111111111111111=2712?:"


@given(numbers, expiries, st.sampled_from([8, 16]))
def test_what_is_written_is_read_and_fills_whole_blocks(number: str, expiry: str, block: int) -> None:
    text = write_track(number, expiry, block)
    assert len(text) % block == 0
    assert read_track(text) == (number, expiry)


@given(numbers, expiries, st.integers(0, 22), st.integers(1, 255))
def test_a_changed_character_is_noticed(number: str, expiry: str, place: int, flip: int) -> None:
    text = bytearray(write_track(number, expiry, 8))
    text[place % (len(number) + 8)] ^= flip
    assert read_track(bytes(text)) is None


@given(st.binary(max_size=64))
def test_anything_else_is_no_track_and_no_crash(noise: bytes) -> None:
    assert read_track(noise) is None


@pytest.mark.parametrize(
    ("number", "expiry"), [("4111", "2712"), ("4" * 20, "2712"), ("4" * 16, "2713"), ("４" * 16, "2712"), ("", "")]
)
def test_what_is_no_card_is_not_written(number: str, expiry: str) -> None:
    with pytest.raises(Bug):
        write_track(number, expiry, 8)


def test_a_card_never_writes_its_number() -> None:
    track = read_track(write_track("4111111111111111", "2712", 8))
    assert track is not None
    assert "4111" not in f"{track!r} {track} {track:}"
