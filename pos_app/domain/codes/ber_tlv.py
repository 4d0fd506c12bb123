"""BER-TLV, one level at a time (ISO/IEC 8825-1 as EMV uses it; EMV Book 3, annex B).

A tag whose first byte ends in 11111 goes on in further bytes; a length is one byte up to 127, else 81 or 82 and one or
two bytes. Whether a value is to be opened is the caller's to know: some constructed objects are opaque by their spec.
"""

from dataclasses import dataclass, field

from pos_app.errors import Bug

_MORE_TAG_BYTES = 0x1F
_CONTINUES = 0x80
_MAX_TAG_BYTES = 3
_LONG_FORMS = {0x81: 1, 0x82: 2}


@dataclass(frozen=True, slots=True)
class Tlv:
    """One data object: its tag as a number, e.g. ``0x9F26``, and its value, which may hold a card number."""

    tag: int
    value: bytes = field(repr=False)


def decode(data: bytes) -> tuple[Tlv, ...] | None:
    """Cut bytes into their data objects, in order; None when they are not BER-TLV to the last byte."""
    objects: list[Tlv] = []
    at = 0
    while at < len(data):
        tag_end = _tag_end(data, at)
        bounds = _value_bounds(data, tag_end) if tag_end is not None else None
        if tag_end is None or bounds is None:
            return None
        objects.append(Tlv(int.from_bytes(data[at:tag_end]), data[bounds[0] : bounds[1]]))
        at = bounds[1]
    return tuple(objects)


def encode(*objects: Tlv) -> bytes:
    """Write data objects one after the other, lengths as short as can be; raises Bug for an impossible tag or size."""
    return b"".join(_encode_tag(item.tag) + _encode_length(len(item.value)) + item.value for item in objects)


def _tag_end(data: bytes, start: int) -> int | None:
    if data[start] == 0:
        return None
    if data[start] & _MORE_TAG_BYTES != _MORE_TAG_BYTES:
        return start + 1
    for end in range(start + 1, min(start + _MAX_TAG_BYTES, len(data))):
        if end == start + 1 and data[end] & ~_CONTINUES == 0:
            return None
        if not data[end] & _CONTINUES:
            return end + 1
    return None


def _value_bounds(data: bytes, start: int) -> tuple[int, int] | None:
    if start >= len(data):
        return None
    more = _LONG_FORMS.get(data[start], 0)
    if data[start] >= _CONTINUES and not more:
        return None
    first = start + 1 + more
    length = int.from_bytes(data[start + 1 : first]) if more else data[start]
    return (first, first + length) if first + length <= len(data) else None


def _encode_tag(tag: int) -> bytes:
    raw = tag.to_bytes(max(1, (tag.bit_length() + 7) // 8))
    if _tag_end(raw, 0) != len(raw):
        raise Bug(f"{tag:X} is no BER tag")
    return raw


def _encode_length(length: int) -> bytes:
    if length < _CONTINUES:
        return bytes([length])
    for mark, more in _LONG_FORMS.items():
        if length < 1 << 8 * more:
            return bytes([mark]) + length.to_bytes(more)
    raise Bug(f"a value of {length} bytes")
