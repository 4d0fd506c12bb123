from datetime import date

import pytest

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
from pos_app.devices.tenkey.keypad import KeypadPad
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.errors import Bug
from pos_app.till.pads import AnyPad
from tests.devices.tenkey import processor_key


class Keyboard:
    """A keypad pad, whose time is told by hand, and who hears it."""

    def __init__(self) -> None:
        self.heard: list[PadEvent] = []
        self.now = 0.0
        self.pad = KeypadPad(self.heard.append, lambda: date(2026, 11, 22), lambda: self.now)

    def begin(self, entry: int = 1) -> None:
        self.pad.begin(entry, 90, processor_key.public())

    def type(self, *keys: str) -> list[PadEvent]:
        self.heard.clear()
        for key in keys:
            self.pad.key(KeypadKey(key))
        return list(self.heard)


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


def test_it_is_a_pad_like_the_others(keyboard: Keyboard) -> None:
    pad: AnyPad = keyboard.pad
    pad.begin(7, 90, processor_key.public())
    assert keyboard.heard == [PadReady(7)]


def test_a_card_is_keyed_and_sealed(keyboard: Keyboard) -> None:
    keyboard.begin()
    keyed = keyboard.type(*"378282246310005", "enter", *"1227", "enter")[-1]
    assert isinstance(keyed, CardKeyed)
    assert isinstance(keyed.blob, Sealed)
    assert processor_key.opened_by_joserfc(keyed.blob.jwe) == {"pan": "378282246310005", "expiry": "2712"}


def test_a_navigation_key_says_that_num_lock_is_off(keyboard: Keyboard) -> None:
    keyboard.begin()
    assert keyboard.type("4", "navigation", "4") == [
        KeysSoFar(1, Keying.NUMBER, 1, keyboard.heard[0].brand),  # type: ignore[union-attr]
        PadFailed(1, PadTrouble.NUM_LOCK_OFF),
    ]


def test_other_keys_are_ignored(keyboard: Keyboard) -> None:
    keyboard.begin()
    assert keyboard.type("other", "other") == []


def test_cancel_ends_it_with_an_event_and_by_the_till_without(keyboard: Keyboard) -> None:
    keyboard.begin()
    assert keyboard.type("4", "cancel")[-1] == PadCancelled(1)
    keyboard.begin(2)
    keyboard.pad.cancel()
    assert keyboard.type("4", "enter") == []


def test_no_key_counts_after_the_time_which_can_be_given(keyboard: Keyboard) -> None:
    keyboard.begin()
    keyboard.now = 80.0
    keyboard.pad.extend(90)
    keyboard.now = 169.0
    assert [type(event) for event in keyboard.type("4")] == [KeysSoFar]
    keyboard.now = 170.0
    assert keyboard.type("2", "4") == [PadFailed(1, PadTrouble.TIMED_OUT)]


def test_without_an_entry_keys_are_dropped_unless_an_amount_wants_them(keyboard: Keyboard) -> None:
    assert keyboard.type("1", "enter") == []
    keyboard.pad.take_amounts(active=True)
    assert keyboard.type("1", "navigation", "other", "enter") == [AmountKey("1"), AmountKey("enter")]
    keyboard.pad.take_amounts(active=False)
    assert keyboard.type("1") == []


def test_an_entry_without_a_key_to_seal_to_is_a_bug(keyboard: Keyboard) -> None:
    with pytest.raises(Bug):
        keyboard.pad.begin(1, 90, None)
