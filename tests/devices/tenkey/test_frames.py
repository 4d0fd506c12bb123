import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey import commands
from pos_app.devices.tenkey.frames import LONGEST_BODY, Frame, FrameReader, binary, hexed

bodies = st.binary(min_size=1, max_size=60)
texts = st.text("0123456789ABCDEF;=*?", min_size=1, max_size=60).map(str.encode)
frames = st.one_of(bodies.map(binary), texts.map(hexed))


def read(stream: bytes) -> list[Frame | None]:
    """All that is found when a stream comes at once and then nothing more."""
    reader = FrameReader()
    return reader.take(stream) + reader.quiet()


@pytest.mark.parametrize(
    ("body", "frame"),
    [
        (commands.GET_MODEL, "02 03 00 78 46 20 1E DE 03"),
        (commands.ACK, "02 01 00 06 06 06 03"),
        (commands.NAK_DAMAGED, "02 03 00 15 05 01 11 1B 03"),
        (commands.start(60), "02 04 00 53 01 3C 03 6D 93 03"),
        (commands.CANCEL, "02 02 00 53 02 51 55 03"),
        (commands.STATUS, "02 02 00 52 22 70 74 03"),
        (commands.event(commands.NUMBER_KEYS, 4), "02 03 00 45 01 04 40 4A 03"),
        (commands.event(commands.TIMED_OUT), "02 02 00 45 10 55 55 03"),
        (commands.event(commands.CANCELLED), "02 02 00 45 11 54 56 03"),
    ],
)
def test_the_frames_of_the_reference_are_written_and_read(body: bytes, frame: str) -> None:
    assert binary(body) == bytes.fromhex(frame)
    assert read(bytes.fromhex(frame)) == [Frame(body)]


@given(
    st.lists(st.one_of(bodies.map(lambda b: (binary(b), Frame(b))), texts.map(lambda t: (hexed(t), Frame(t, True)))))
)
def test_good_frames_one_after_the_other_are_all_read(sent: list[tuple[bytes, Frame]]) -> None:
    assert read(b"".join(frame for frame, _ in sent)) == [expected for _, expected in sent]


@given(st.one_of(st.binary(max_size=300), st.lists(frames).map(b"".join)), st.lists(st.integers(1, 40)))
def test_it_does_not_matter_in_what_pieces_a_stream_comes(stream: bytes, sizes: list[int]) -> None:
    reader, rest = FrameReader(), stream
    pieces: list[bytes] = []
    for size in sizes:
        pieces, rest = [*pieces, rest[:size]], rest[size:]
    found = [frame for piece in [*pieces, rest] for frame in reader.take(piece)]
    assert found + reader.quiet() == read(stream)


@given(frames, st.data())
def test_a_frame_with_one_wrong_byte_is_never_accepted(frame: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(frame) - 1))
    wrong = bytearray(frame)
    wrong[place] ^= data.draw(st.integers(1, 255))
    good = read(frame)
    assert not {found for found in read(bytes(wrong)) if found} & set(good)


@pytest.mark.parametrize("flip", [0x20, 0x01, 0x80])
def test_no_single_byte_of_a_hex_frame_may_differ(flip: int) -> None:
    frame = hexed(b"4A0B0C0D0E0F")
    assert b"A" in frame[-6:] or b"B" in frame[-6:] or b"F" in frame[-6:]
    for place in range(len(frame)):
        wrong = frame[:place] + bytes([frame[place] ^ flip]) + frame[place + 1 :]
        assert not any(read(wrong))


@given(frames, st.data())
def test_a_frame_that_lost_or_gained_a_byte_is_never_accepted_whole(frame: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(frame) - 1))
    if data.draw(st.booleans()):
        wrong = frame[:place] + frame[place + 1 :]
    else:
        wrong = frame[:place] + data.draw(st.binary(min_size=1, max_size=1)) + frame[place:]
    # A byte more in front or behind is noise; anything else is damage.
    if frame not in wrong:
        assert not {found for found in read(wrong) if found} & set(read(frame))


@given(frames, st.integers(1, 100))
def test_half_a_frame_is_damaged_once_nothing_more_comes(frame: bytes, cut: int) -> None:
    half = frame[: max(2, len(frame) - cut)]
    reader = FrameReader()
    assert reader.take(half) == ([] if half != frame else read(frame))
    if half != frame and reader.unfinished:
        assert reader.quiet() == [None]


@given(st.binary(max_size=200).filter(lambda noise: b"\x02" not in noise and b"02" not in noise), bodies)
def test_noise_before_a_frame_is_passed_over(noise: bytes, body: bytes) -> None:
    if not noise.endswith(b"0"):
        assert read(noise + binary(body)) == [Frame(body)]


@given(frames, frames)
def test_the_frame_after_a_damaged_one_is_found(first: bytes, second: bytes) -> None:
    damaged = first[:-1] + bytes([first[-1] ^ 0x80])
    assert read(damaged + second)[-len(read(second)) :] == read(second)


@given(st.binary(min_size=100, max_size=100), st.integers(3, 90), bodies)
def test_a_good_frame_right_behind_half_a_one_is_found(body: bytes, cut: int, behind: bytes) -> None:
    assert Frame(behind) in read(binary(body)[:cut] + binary(behind))


@given(st.binary(max_size=3000))
def test_no_stream_is_kept_longer_than_the_longest_frame(stream: bytes) -> None:
    reader = FrameReader()
    for start in range(0, len(stream), 64):
        reader.take(stream[start : start + 64])
        assert len(reader._buffer) <= LONGEST_BODY + 12
    reader.quiet()
    assert not reader.unfinished


@pytest.mark.parametrize("length", [0, LONGEST_BODY + 1, 0xFFFF])
def test_a_length_that_no_frame_has_is_damage_at_once(length: int) -> None:
    assert FrameReader().take(b"\x02" + length.to_bytes(2, "little")) == [None]


def test_the_longest_frame_is_read() -> None:
    body = bytes(LONGEST_BODY)
    assert read(binary(body)) == [Frame(body)]


def test_a_damaged_frame_counts_once_whatever_its_bytes_are() -> None:
    body = b"\x02\x01\x00\x02\x02\x02" * 5
    assert read(binary(body)[:-1] + b"\x00") == [None]
