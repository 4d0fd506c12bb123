"""The pad alone. How it speaks with a till is in tests/devices/tenkey/test_tenkey.py."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.demo.pad.machine import KEYS, Face, Mode, PadMachine
from pos_app.demo.pad.mischief import Mischief
from pos_app.devices.tenkey import commands
from pos_app.devices.tenkey.frames import binary
from tests.devices.tenkey.pads import NUMBER, machine


@pytest.fixture
def pad(tmp_path: Path) -> PadMachine:
    return machine(tmp_path)


def started(pad: PadMachine, seconds: int = 60) -> PadMachine:
    assert pad.take(binary(commands.start(seconds)), 0).write == binary(commands.ACK)
    return pad


def test_at_rest_keys_do_nothing(pad: PadMachine) -> None:
    assert [pad.press(key) for key in KEYS] == [(b"", False)] * len(KEYS)
    assert pad.face == Face(Mode.REST, 0)


def test_time_runs_from_the_last_start_and_what_was_keyed_stays_for_it(pad: PadMachine) -> None:
    started(pad, 60).press("4")
    assert pad.tick(59.9).write == b""
    pad.take(binary(commands.start(60)), 59.9)
    assert pad.face == Face(Mode.NUMBER, 1)
    assert pad.tick(119.8).write == b""
    assert pad.tick(119.9).write == binary(commands.event(commands.TIMED_OUT))
    assert pad.face == Face(Mode.REST, 0)


def test_a_refused_frame_is_sent_again(pad: PadMachine) -> None:
    event = started(pad).press("4").write
    assert pad.take(binary(commands.NAK_DAMAGED), 1).write == event


def test_a_cancelled_entry_leaves_nothing_keyed(pad: PadMachine) -> None:
    started(pad).press("4")
    pad.take(binary(commands.CANCEL), 1)
    assert pad.face == Face(Mode.REST, 0)
    assert started(pad).face == Face(Mode.NUMBER, 0)


def test_what_it_does_not_understand_it_refuses(pad: PadMachine) -> None:
    damaged = binary(commands.CANCEL)[:-1] + b"\x00"
    assert pad.take(damaged, 0).write == binary(commands.NAK_DAMAGED)
    assert pad.take(binary(b"\x99"), 0).write == binary(commands.NAK_DAMAGED)


def test_its_state_can_be_asked_for(pad: PadMachine) -> None:
    started(pad).press("4")
    assert pad.take(binary(commands.STATUS), 1).write == binary(commands.ACK + b"\x01\x01")


def test_a_deaf_pad_answers_nothing(pad: PadMachine) -> None:
    pad.mischief = Mischief.DEAF
    assert pad.take(binary(commands.GET_MODEL) + binary(commands.start(5)), 0).write == b""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(KEYS), st.binary(max_size=12), st.sampled_from(list(Mischief)))))
def test_neither_bytes_nor_keys_crash_it(tmp_path: Path, script: list[str | bytes | Mischief]) -> None:
    pad = machine(tmp_path)
    started(pad)
    for place, deed in enumerate(script):
        if isinstance(deed, Mischief):
            pad.mischief = deed
        elif isinstance(deed, bytes):
            pad.take(deed + binary(deed or b"\x00"), place)
        else:
            pad.press(deed)
        pad.tick(place)


def test_what_leaves_the_pad_never_holds_the_number(pad: PadMachine) -> None:
    started(pad)
    sent = b"".join(pad.press(key).write for key in (*NUMBER, "enter", *"1227", "enter"))
    assert NUMBER[4:12].encode() not in sent
    assert b"4111********1111" in sent
