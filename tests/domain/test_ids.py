import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.ids import is_terminal_id, made_at, uuid7
from pos_app.errors import Bug

moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds and adds the zone
    timezones=st.just(UTC),
)
noise = st.binary(min_size=10, max_size=10)


def test_the_rfcs_own_example_comes_out() -> None:
    # RFC 9562, appendix A.6
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    made = uuid7(at, lambda _: bytes.fromhex("0CC318C4DC0C0C07398F"))
    assert made == uuid.UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(moments, noise)
def test_version_and_variant_are_set_and_the_time_can_be_read_back(at: datetime, random: bytes) -> None:
    made = uuid7(at, lambda _: random)
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made_at(made) == at - timedelta(microseconds=at.microsecond % 1_000)


@given(moments, moments, noise, noise)
def test_ids_of_different_milliseconds_sort_by_time(one: datetime, two: datetime, a: bytes, b: bytes) -> None:
    first, second = uuid7(one, lambda _: a), uuid7(two, lambda _: b)
    when_first, when_second = made_at(first), made_at(second)
    assert when_first is not None
    assert when_second is not None
    if when_first != when_second:
        assert (first < second) is (when_first < when_second)
        assert (str(first) < str(second)) is (when_first < when_second)


@given(moments, noise, st.integers(0, 79))
def test_every_random_bit_but_the_six_fixed_ones_counts(at: datetime, random: bytes, bit: int) -> None:
    flipped = (int.from_bytes(random) ^ 1 << bit).to_bytes(10)
    fixed = bit >= 76 or bit in (62, 63)
    assert (uuid7(at, lambda _: random) == uuid7(at, lambda _: flipped)) is fixed


def test_a_bad_clock_or_a_short_random_source_is_a_bug() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is the point
    for at in (naive, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)):
        with pytest.raises(Bug):
            uuid7(at, bytes)
    with pytest.raises(Bug):
        uuid7(datetime(2026, 1, 1, tzinfo=UTC), lambda _: b"short")


@given(st.uuids())
def test_the_time_of_any_uuid_can_be_asked_for(identifier: uuid.UUID) -> None:
    assert (made_at(identifier) is None) or identifier.version == 7


def test_a_time_beyond_the_calendar_is_none() -> None:
    assert made_at(uuid.UUID("FFFFFFFF-FFFF-7000-8000-000000000000")) is None


def test_a_terminal_id_has_twelve_digits() -> None:
    assert is_terminal_id("000000358002")
    assert not any(is_terminal_id(text) for text in ("", "00000035800", "0000003580021", "00000035800a", "０" * 12))
