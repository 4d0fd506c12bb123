from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.demo.pad.injected import Record
from pos_app.demo.pad.record_frame import damaged, record_frame
from pos_app.devices.tenkey.frames import Frame, FrameReader
from pos_app.devices.tenkey.keyed import is_keyed, read_keyed
from pos_app.domain.card import Brand

PUBLISHED = (
    b"02A600C0170018008292;4111********1111=2712?*4BA6C791EB7DC3EFBFDF8F6924F45727D56E2233D55A4F77"
    + b"0" * 40
    + b"54504B30303030303031FFFF9876543210E00001635303"
)
CIPHER = bytes.fromhex("4BA6C791EB7DC3EFBFDF8F6924F45727D56E2233D55A4F77")
SERIAL, KSN = b"TPK0000001", bytes.fromhex("FFFF9876543210E00001")
RECORD = Record(False, SERIAL, KSN, CIPHER)


def only(stream: bytes) -> Frame:
    (frame,) = FrameReader().take(stream)
    assert frame is not None
    return frame


def test_the_published_record_is_read_in_hex_mode() -> None:
    record = read_keyed(only(PUBLISHED))
    assert record is not None
    assert (record.brand, record.last3) == (Brand.VISA, "111")
    assert (record.blob.algorithm, record.blob.ksn, record.blob.cipher) == ("tdes", KSN, CIPHER)
    assert record.blob.serial.hex().upper() == "54504B30303030303031"


def test_the_simulated_pad_writes_the_published_record_byte_for_byte() -> None:
    record = RECORD._replace(serial=bytes.fromhex("54504B30303030303031"))
    assert record_frame(record, "4111111111111111", "2712", hexed=True) == PUBLISHED


def test_hex_and_binary_say_the_same() -> None:
    both = [only(record_frame(RECORD, "4111111111111111", "2712", hexed=hexed)) for hexed in (False, True)]
    assert all(map(is_keyed, both))
    assert read_keyed(both[0]) == read_keyed(both[1]) is not None


numbers = st.text("0123456789", min_size=13, max_size=19)
records = st.one_of(
    st.builds(Record, st.just(False), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10),
              st.sampled_from([24, 32]).flatmap(lambda size: st.binary(min_size=size, max_size=size))),
    st.builds(Record, st.just(True), st.binary(min_size=10, max_size=10), st.binary(min_size=12, max_size=12),
              st.binary(min_size=32, max_size=32)),
)  # fmt: skip


@given(records, numbers, st.booleans())
def test_any_record_is_read_as_it_was_written(record: Record, number: str, hexed: bool) -> None:
    read = read_keyed(only(record_frame(record, number, "2712", hexed=hexed)))
    assert read is not None
    assert (read.blob.serial, read.blob.ksn, read.blob.cipher) == (record.serial, record.ksn, record.cipher)
    assert read.blob.algorithm == ("aes" if record.aes else "tdes")
    assert read.last3 == number[-3:]


@given(records, numbers, st.booleans())
def test_a_damaged_record_is_no_frame(record: Record, number: str, hexed: bool) -> None:
    frame = damaged(record_frame(record, number, "2712", hexed=hexed), hexed=hexed)
    reader = FrameReader()
    assert (reader.take(frame) + reader.quiet())[0] is None


@given(st.binary(max_size=200), st.booleans())
def test_any_body_at_all_can_be_looked_at(body: bytes, hexed: bool) -> None:
    read_keyed(Frame(body, hexed))
    read_keyed(Frame((b"C0" if hexed else b"\xc0") + body, hexed))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"C01700", b"C01800"),
        (b"8292", b"8290"),
        (b"8292", b"9292"),
        (b";4111", b";41a1"),
        (b"********", b"**1*****"),
        (b"=2712", b"=2713"),
        (b"4BA6", b"4BG6"),
        (b"4BA6", b""),
    ],
)
def test_a_record_of_another_shape_is_refused(old: bytes, new: bytes) -> None:
    body = only(PUBLISHED).body
    assert old in body
    assert read_keyed(Frame(body.replace(old, new, 1), hexed=True)) is None


def test_neither_first_digits_nor_expiry_are_kept() -> None:
    record = read_keyed(only(record_frame(RECORD, "4987654321098765", "3108", hexed=False)))
    assert record is not None
    assert "4987" not in repr(record)
    assert "3108" not in repr(record)


def test_the_aes_frame_of_the_docs_is_read() -> None:
    text = (Path(__file__).parents[3] / "docs" / "tenkey.md").read_text("utf-8")
    start = text.index("    02BA00")
    frame = "".join(text[start : text.index("(one line)", start)].split()).encode("ascii")
    record = read_keyed(only(frame))
    assert record is not None
    assert (record.blob.algorithm, record.brand, record.last3) == ("aes", Brand.VISA, "111")
    assert record.blob.cipher.hex().upper() in text
