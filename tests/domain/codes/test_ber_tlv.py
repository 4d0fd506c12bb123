import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes.ber_tlv import Tlv, decode, encode
from pos_app.errors import Bug

tags = (
    st.integers(0x01, 0xFF).filter(lambda tag: tag & 0x1F != 0x1F)
    | st.builds(lambda high, low: (high << 5 | 0x1F) << 8 | low, st.integers(0, 7), st.integers(1, 0x7F))
    | st.builds(
        lambda high, middle, low: (high << 5 | 0x1F) << 16 | (0x80 | middle) << 8 | low,
        st.integers(0, 7),
        st.integers(1, 0x7F),
        st.integers(0, 0x7F),
    )
)
objects = st.builds(Tlv, tags, st.binary(max_size=300))


@given(st.lists(objects, max_size=6))
def test_what_is_written_is_read_back(items: list[Tlv]) -> None:
    assert decode(encode(*items)) == tuple(items)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    items = decode(data)
    if items is not None:
        assert decode(encode(*items)) == items


@given(st.lists(objects, min_size=1, max_size=4), st.data())
def test_nothing_cut_off_in_the_middle_of_an_object_passes(items: list[Tlv], data: st.DataObject) -> None:
    whole = encode(*items)
    cut = data.draw(st.integers(0, len(whole) - 1))
    read = decode(whole[:cut])
    assert read is None or read == tuple(items)[: len(read)]
    assert read is not None or cut not in [len(encode(*items[:count])) for count in range(len(items))]


@pytest.mark.parametrize(
    ("length", "head"), [(127, "4f7f"), (128, "4f8180"), (255, "4f81ff"), (256, "4f820100"), (65_535, "4f82ffff")]
)
def test_lengths_take_the_shortest_form(length: int, head: str) -> None:
    written = encode(Tlv(0x4F, b"x" * length))
    assert written.startswith(bytes.fromhex(head))
    assert decode(written) == (Tlv(0x4F, b"x" * length),)


def test_a_longer_form_than_needed_is_read_too() -> None:
    assert decode(bytes.fromhex("4f8101aa9f26820001bb")) == (Tlv(0x4F, b"\xaa"), Tlv(0x9F26, b"\xbb"))


@pytest.mark.parametrize(
    "data",
    [
        "4f",  # no length
        "4f02aa",  # too short
        "4f80aa0000",  # indefinite
        "4f83000001aa",  # three bytes of length
        "4f81",  # length missing
        "4f8201",  # half a length
        "9f",  # half a tag
        "9f8001aa",  # a tag continued by nothing
        "9f81818101aa",  # a tag of four bytes and more
        "00",  # padding
    ],
)
def test_broken_bytes_are_refused(data: str) -> None:
    assert decode(bytes.fromhex(data)) is None


@pytest.mark.parametrize("item", [Tlv(0, b""), Tlv(0x9F, b""), Tlv(0x4F26, b""), Tlv(0x4F, b"x" * 65_536)])
def test_what_cannot_be_written_is_a_bug(item: Tlv) -> None:
    with pytest.raises(Bug):
        encode(item)


def test_a_value_stays_out_of_repr() -> None:
    assert "1234" not in repr(Tlv(0x5A, b"1234"))
