from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    Keying,
    KeysSoFar,
    PadCancelled,
    PadEvent,
    PadFailed,
    PadReady,
    PadTrouble,
    Sealed,
)
from pos_app.devices.tenkey.plain import PlainReceiver
from pos_app.devices.tenkey.receiver import Receiver
from pos_app.domain.card import Brand
from pos_app.errors import Bug
from tests.devices.tenkey import processor_key

TODAY = date(2026, 11, 22)
NUMBER, PRINTED = b"4242424242424242", b"1227"
WHOLE = NUMBER + b"\r" + PRINTED + b"\r"
ENDS = (CardKeyed, PadCancelled, PadFailed)


def begun(entry: int = 1, seconds: int = 90) -> PlainReceiver:
    receiver = PlainReceiver(lambda: TODAY)
    assert receiver.begin(entry, seconds, processor_key.public(), 0.0) == b""
    assert receiver.tick(0.0).events == (PadReady(entry),)
    return receiver


def fed(receiver: PlainReceiver, data: Iterable[int], now: float = 1.0) -> list[PadEvent]:
    events: list[PadEvent] = []
    for byte in data:
        step = receiver.take(bytes([byte]), now)
        assert step.write == b""
        events += step.events
    return events


def blank_pages(receiver: PlainReceiver) -> bool:
    return receiver._cards._card is None


def test_it_is_a_receiver_that_asks_for_one_byte_at_a_time() -> None:
    receiver: Receiver = PlainReceiver(lambda: TODAY)
    assert receiver.read_size == 1


def test_a_card_is_keyed_and_sealed() -> None:
    *before, keyed = fed(begun(), WHOLE)
    assert isinstance(keyed, CardKeyed)
    assert isinstance(keyed.blob, Sealed)
    assert (keyed.entry, keyed.brand, keyed.last3, keyed.unusual) == (1, Brand.VISA, "242", False)
    assert processor_key.opened_by_joserfc(keyed.blob.jwe) == {"pan": NUMBER.decode(), "expiry": "2712"}
    dots = [KeysSoFar(1, Keying.NUMBER, count, Brand.VISA) for count in range(1, 17)]
    assert before == dots + [KeysSoFar(1, Keying.EXPIRY, count, Brand.VISA) for count in range(5)]


def test_no_event_but_the_last_holds_more_than_counts_and_the_brand() -> None:
    receiver = begun()
    assert b"4242" not in repr(fed(receiver, WHOLE)).encode()


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (b"42424242424242421\x08\r1227\r", NUMBER),
        (b"42424242424242424242\x7f\x7f\x7f\x7f\r1227\r", NUMBER),
        (b"99*4242424242424242\r12*1227\n", NUMBER),
        (b"4242424242424243\x082\n\x7f\x7f2\n1227\n", NUMBER),
        (b"4242424242424242\r\n1227\r\n", NUMBER),
        (b"\r\x084242424242424242\r\r1227\r", NUMBER),
        (b"42x4 2A4\x00\xff24242424242\r12/27\r", NUMBER),
    ],
)
def test_slips_can_be_mended_and_strange_bytes_are_no_keys(keys: bytes, number: bytes) -> None:
    keyed = fed(begun(), keys)[-1]
    assert isinstance(keyed, CardKeyed)
    assert isinstance(keyed.blob, Sealed)
    assert processor_key.opened_by_jwcrypto(keyed.blob.jwe)["pan"] == number.decode()


@pytest.mark.parametrize(
    "keys",
    [
        b"424242424242\r",
        b"42424242424242424242\r",
        b"4242424242424241\r",
        b"4242424242424242\r1327\r",
        b"4242424242424242\r1026\r",
        b"4242424242424242\r122\r",
        b"4242424242424242\r12270\r",
    ],
)
def test_what_is_no_card_ends_the_entry(keys: bytes) -> None:
    receiver = begun()
    assert fed(receiver, keys)[-1] == PadFailed(1, PadTrouble.INVALID)
    assert fed(receiver, WHOLE) == []
    assert blank_pages(receiver)


def test_a_wrong_check_digit_of_unionpay_is_only_unusual() -> None:
    keyed = fed(begun(), b"6200000000000000\r1227\r")[-1]
    assert isinstance(keyed, CardKeyed)
    assert keyed.unusual


def test_an_unknown_brand_is_for_the_processor_to_judge() -> None:
    keyed = fed(begun(), b"9000000000000001\r1227\r")[-1]
    assert isinstance(keyed, CardKeyed)
    assert keyed.brand is None


def test_cancel_on_the_pad_ends_the_entry() -> None:
    receiver = begun()
    assert fed(receiver, b"4242\x1b")[-1] == PadCancelled(1)
    assert fed(receiver, b"4242") == []


def test_an_entry_that_was_cancelled_tells_nothing_any_more() -> None:
    receiver = begun()
    fed(receiver, NUMBER)
    assert receiver.cancel(2.0) == b""
    assert receiver.tick(1000.0).events == ()
    assert fed(receiver, WHOLE) == []
    assert blank_pages(receiver)


def test_an_entry_runs_out_of_time_once() -> None:
    receiver = begun(seconds=90)
    fed(receiver, NUMBER, now=89.0)
    assert receiver.tick(89.9).events == ()
    assert receiver.tick(90.0).events == (PadFailed(1, PadTrouble.TIMED_OUT),)
    assert receiver.tick(91.0).events == ()
    assert fed(receiver, WHOLE, now=91.0) == []


def test_a_digit_that_comes_after_the_time_counts_no_more() -> None:
    receiver = begun(seconds=90)
    assert fed(receiver, NUMBER, now=90.5) == [PadFailed(1, PadTrouble.TIMED_OUT)]


def test_more_time_is_given_from_now() -> None:
    receiver = begun(seconds=90)
    assert receiver.extend(90, 80.0) == b""
    assert receiver.tick(169.0).events == ()
    assert receiver.tick(170.0).events == (PadFailed(1, PadTrouble.TIMED_OUT),)
    receiver.extend(90, 171.0)
    assert receiver.tick(1000.0).events == ()


def test_a_new_entry_begins_with_nothing_of_the_last() -> None:
    receiver = begun()
    fed(receiver, b"424242")
    receiver.begin(2, 90, processor_key.public(), 2.0)
    assert fed(receiver, b"5") == [PadReady(2), KeysSoFar(2, Keying.NUMBER, 1, None)]


def test_an_entry_without_a_key_to_seal_to_is_a_bug() -> None:
    with pytest.raises(Bug):
        PlainReceiver(lambda: TODAY).begin(1, 90, None, 0.0)


def test_keys_are_dropped_before_and_between_entries() -> None:
    receiver = PlainReceiver(lambda: TODAY)
    assert fed(receiver, WHOLE) == []
    receiver.begin(1, 90, processor_key.public(), 0.0)
    assert fed(receiver, b"4") == [PadReady(1), KeysSoFar(1, Keying.NUMBER, 1, Brand.VISA)]


def test_an_amount_is_keyed_key_by_key_only_where_one_is_asked_for() -> None:
    receiver = PlainReceiver(lambda: TODAY)
    receiver.amounts(True, 0.0)
    assert fed(receiver, b"15\x08*\r\n\x1bx") == [
        AmountKey(key) for key in ("1", "5", "back", "clear", "enter", "cancel")
    ]
    receiver.begin(1, 90, processor_key.public(), 0.0)
    assert fed(receiver, b"4")[-1] == KeysSoFar(1, Keying.NUMBER, 1, Brand.VISA)
    receiver.cancel(1.0)
    receiver.amounts(False, 1.0)
    assert fed(receiver, b"15\r") == []


KEY_BYTES = st.sampled_from(b"0123456789\r\n\x08\x7f*\x1b")


@given(st.lists(KEY_BYTES | st.integers(0, 255), max_size=80), st.booleans())
def test_no_stream_of_bytes_crashes_it_and_an_entry_ends_once_at_most(data: list[int], amounts: bool) -> None:
    receiver = begun()
    receiver.amounts(amounts, 0.0)
    events = fed(receiver, data)
    ends = [place for place, event in enumerate(events) if isinstance(event, ENDS)]
    assert len(ends) <= 1
    after = events[ends[0] + 1 :] if ends else []
    assert all(isinstance(event, AmountKey) for event in after)
    assert amounts or not after
    assert not any(isinstance(event, AmountKey) for event in events[: ends[0] if ends else None])
