"""The receiver alone, with a clock of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey import commands
from pos_app.devices.tenkey.encrypting import GRACE, QUIET, EncryptingReceiver, ModelQuestion
from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    Keying,
    KeysSoFar,
    PadCancelled,
    PadFailed,
    PadReady,
    PadTrouble,
)
from pos_app.devices.tenkey.frames import binary, hexed
from pos_app.devices.tenkey.receiver import NOTHING, Receiver, Step
from tests.devices.tenkey.test_keyed import PUBLISHED

ACK = binary(commands.ACK)
NAK = binary(commands.NAK_DAMAGED)
CANCEL = binary(commands.CANCEL)
DAMAGED = PUBLISHED[:-6] + b"000003"


def started(entry: int = 1, seconds: int = 60) -> EncryptingReceiver:
    """A receiver whose entry the pad has acknowledged, at time 0."""
    receiver = EncryptingReceiver()
    assert receiver.begin(entry, seconds, None, 0.0) == CANCEL + binary(commands.start(min(seconds, 255)))
    assert receiver.take(ACK, 0.1) == NOTHING
    assert receiver.take(ACK, 0.1) == Step((PadReady(entry),))
    return receiver


def test_it_is_a_receiver() -> None:
    receiver: Receiver = EncryptingReceiver()
    assert receiver.read_size > 1


def test_the_pads_events_are_told_with_the_entrys_number() -> None:
    receiver = started(7)
    assert receiver.take(binary(commands.event(commands.NUMBER_KEYS, 4)), 1) == Step((KeysSoFar(7, Keying.NUMBER, 4),))
    assert receiver.take(hexed(b"450203"), 2) == Step((KeysSoFar(7, Keying.EXPIRY, 3),))
    (keyed,) = receiver.take(PUBLISHED, 3).events
    assert isinstance(keyed, CardKeyed)
    assert (keyed.entry, keyed.last3) == (7, "111")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (commands.TIMED_OUT, PadFailed(1, PadTrouble.TIMED_OUT)),
        (commands.INVALID, PadFailed(1, PadTrouble.INVALID)),
        (commands.CANCELLED, PadCancelled(1)),
    ],
)
def test_each_end_that_the_pad_tells_ends_the_entry(kind: int, told: PadFailed | PadCancelled) -> None:
    receiver = started()
    assert receiver.take(binary(commands.event(kind)), 1) == Step((told,))
    assert receiver.take(PUBLISHED, 2) == NOTHING
    assert receiver.tick(1000) == NOTHING


def test_a_start_is_sent_three_times_two_seconds_apart_and_then_given_up() -> None:
    receiver = EncryptingReceiver()
    receiver.begin(1, 60, None, 0.0)
    assert receiver.tick(1.9) == NOTHING
    assert receiver.tick(2.0).write == binary(commands.start(58))
    assert receiver.tick(3.9) == NOTHING
    assert receiver.tick(4.0).write == binary(commands.start(56))
    assert receiver.tick(6.0) == Step((PadFailed(1, PadTrouble.NO_ANSWER),), CANCEL)
    assert receiver.tick(8.0) == NOTHING


def test_a_second_try_that_is_acknowledged_is_a_start() -> None:
    receiver = EncryptingReceiver()
    receiver.begin(1, 60, None, 0.0)
    receiver.tick(2.0)
    assert receiver.take(ACK, 2.1) == Step((PadReady(1),))


def test_an_answer_to_what_was_said_before_is_no_answer_to_the_start() -> None:
    receiver = started(1)
    receiver.cancel(10.0)
    receiver.begin(2, 60, None, 10.1)
    # The card of the entry before was on its way when it was cancelled.
    assert receiver.take(PUBLISHED + ACK + ACK, 10.2) == NOTHING
    assert receiver.take(ACK, 10.2) == Step((PadReady(2),))


def test_a_refused_start_ends_the_entry() -> None:
    receiver = EncryptingReceiver()
    receiver.begin(1, 60, None, 0.0)
    assert receiver.take(ACK + binary(b"\x15\x05\x02"), 0.1).events == (PadFailed(1, PadTrouble.GARBLED),)


def test_a_damaged_frame_is_refused_and_the_third_in_a_row_ends_the_entry() -> None:
    receiver = started()
    assert receiver.take(DAMAGED, 1) == Step(write=NAK)
    assert receiver.take(DAMAGED, 2) == Step(write=NAK)
    assert receiver.take(DAMAGED, 3) == Step((PadFailed(1, PadTrouble.GARBLED),), CANCEL)


def test_a_good_frame_between_forgives_the_bad_ones() -> None:
    receiver = started()
    for _ in range(4):
        assert receiver.take(DAMAGED, 1).write == NAK
        assert receiver.take(DAMAGED, 1).write == NAK
        assert receiver.take(binary(commands.event(commands.NUMBER_KEYS, 1)), 1).events


def test_half_a_frame_is_refused_once_it_stays_half() -> None:
    receiver = started()
    assert receiver.take(PUBLISHED[:50], 1.0) == NOTHING
    assert receiver.tick(1.0 + QUIET / 2) == NOTHING
    assert receiver.tick(1.0 + QUIET) == Step(write=NAK)
    assert len(receiver.take(PUBLISHED, 2.0).events) == 1


def test_what_no_pad_says_is_damage() -> None:
    for nonsense in (b"\x99", b"\x45", b"\x45\x01", b"\x45\x01\x14", b"\x45\x02\x05", b"\x45\x10\x00", b"\xc0\x17"):
        assert started().take(binary(nonsense), 1) == Step(write=NAK)


def test_without_an_entry_nothing_is_told_nor_refused() -> None:
    receiver = EncryptingReceiver()
    for stream in (
        PUBLISHED,
        DAMAGED,
        ACK,
        NAK,
        binary(commands.event(commands.NUMBER_KEYS, 3)),
        b"4111111111111111\r",
    ):
        assert receiver.take(stream, 0) == NOTHING
    assert receiver.tick(10) == NOTHING
    assert receiver.extend(60, 10) == receiver.cancel(10) == b""


def test_more_time_starts_again_and_is_not_told_as_ready() -> None:
    receiver = started(seconds=60)
    assert receiver.extend(90, 50.0) == binary(commands.start(90))
    assert receiver.take(ACK, 50.1) == NOTHING
    assert receiver.tick(139.0) == NOTHING
    assert receiver.take(binary(commands.event(commands.NUMBER_KEYS, 1)), 139.0).events


def test_an_entry_longer_than_one_start_is_renewed_on_the_pad() -> None:
    receiver = started(seconds=300)
    assert receiver.tick(249.0) == NOTHING
    assert receiver.tick(250.0).write == binary(commands.start(50))
    receiver.take(ACK, 250.1)
    assert receiver.tick(299.0) == NOTHING


def test_a_pad_that_never_says_that_time_is_up_is_not_waited_for() -> None:
    receiver = started(seconds=60)
    assert receiver.tick(60 + GRACE - 0.1) == NOTHING
    assert receiver.tick(60 + GRACE) == Step((PadFailed(1, PadTrouble.TIMED_OUT),), CANCEL)


def test_amounts_are_told_key_by_key_while_they_are_wanted() -> None:
    receiver = EncryptingReceiver()
    one = binary(commands.event(commands.AMOUNT_KEY, ord("1")))
    assert receiver.take(one, 0) == NOTHING
    assert receiver.amounts(True, 0) == binary(commands.amounts(True))
    assert receiver.take(one + binary(commands.event(commands.AMOUNT_KEY, 0x0D)), 0).events == (
        AmountKey("1"),
        AmountKey("enter"),
    )
    assert receiver.amounts(False, 1) == binary(commands.amounts(False))
    assert receiver.take(one, 1) == NOTHING


def test_of_a_card_keyed_as_an_amount_eight_digits_are_told_and_no_more() -> None:
    receiver = EncryptingReceiver()
    receiver.amounts(True, 0)
    keys = [binary(commands.event(commands.AMOUNT_KEY, ord(digit))) for digit in "4111111111111111"]
    assert sum(len(receiver.take(key, at * 0.3).events) for at, key in enumerate(keys)) == 8
    assert receiver.take(keys[0], 20.0).events == (AmountKey("4"),)


def test_an_entry_ends_amounts_and_amounts_wait_for_it() -> None:
    receiver = EncryptingReceiver()
    receiver.amounts(True, 0)
    receiver.begin(1, 60, None, 1)
    assert receiver.amounts(True, 2) == b""
    assert receiver.take(binary(commands.event(commands.AMOUNT_KEY, ord("1"))), 3) == NOTHING


calls = st.one_of(
    st.tuples(st.just("take"), st.one_of(
        st.binary(max_size=80),
        st.lists(st.sampled_from([ACK, NAK, PUBLISHED, DAMAGED, b"\x02", b"02", b"0"])).map(b"".join),
        st.binary(min_size=1, max_size=4).map(lambda body: binary(b"\x45" + body)),
    )),
    st.tuples(st.sampled_from(["begin", "extend", "cancel", "amounts", "tick"]), st.just(b"")),
)  # fmt: skip


@given(st.lists(st.tuples(calls, st.floats(0, 30)), max_size=40))
def test_no_bytes_crash_it_and_every_entry_ends_exactly_once(script: list[tuple[tuple[str, bytes], float]]) -> None:
    receiver, now, entry, running = EncryptingReceiver(), 0.0, 0, False
    for (call, data), wait in script:
        now += wait
        step = NOTHING
        if call == "begin":
            entry, running = entry + 1, True
            receiver.begin(entry, 60, None, now)
        elif call == "cancel":
            running = False
            receiver.cancel(now)
        elif call == "extend":
            receiver.extend(60, now)
        elif call == "amounts":
            receiver.amounts(True, now)
        else:
            step = receiver.take(data, now) if call == "take" else receiver.tick(now)
        ends = [event for event in step.events if isinstance(event, CardKeyed | PadCancelled | PadFailed)]
        assert len(ends) <= running
        assert all(event.entry == entry for event in ends)
        running = running and not ends
    if running:
        ended = [event for seconds in range(200) for event in receiver.tick(now + seconds).events]
        # What was held back as the beginning of a frame may still turn out to be an acknowledgement.
        assert [type(event) for event in ended if not isinstance(event, PadReady)] == [PadFailed]


@given(st.lists(st.binary(max_size=40)))
def test_no_bytes_crash_the_question_for_the_model(pieces: list[bytes]) -> None:
    question = ModelQuestion()
    for piece in pieces:
        question.take(piece)


def test_the_question_for_the_model_is_answered_by_its_name_alone() -> None:
    question = ModelQuestion()
    assert ModelQuestion.ask == bytes.fromhex("02 03 00 78 46 20 1E DE 03")
    assert question.take(ACK + NAK + PUBLISHED) is None
    assert question.take(binary(b"\x06PAD 1\r\n")) == "PAD 1"
