import pytest

from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.till.chosen_pad import ChosenPad, url_of
from pos_app.till.pads import PadChoice, PadKind, PadWay
from tests.till.keying import PadAtHand

PORT = PadChoice(on=True, port="/dev/ttyUSB0")
KEYPAD = PadChoice(on=True, kind=PadKind.KEYPAD)
OFF = PadChoice(on=False, port="/dev/ttyUSB0")


def pads(choice: PadChoice) -> tuple[ChosenPad, PadAtHand, PadAtHand]:
    serial, keypad = PadAtHand(), PadAtHand()
    each = {PadKind.ENCRYPTING: serial, PadKind.SERIAL: serial, PadKind.KEYPAD: keypad}
    return ChosenPad(each, keypad.key, choice), serial, keypad


@pytest.mark.parametrize(
    ("choice", "url"),
    [
        (PORT, "/dev/ttyUSB0"),
        (PadChoice(on=True, way=PadWay.NETWORK), "socket://127.0.0.1:8771"),
        (PadChoice(on=True, way=PadWay.NETWORK, host="fd00::5", network_port=9), "socket://[fd00::5]:9"),
        (PadChoice(on=True, way=PadWay.NETWORK, host=" [::1] ", network_port=9), "socket://[::1]:9"),
        (KEYPAD, None),
        (OFF, None),
    ],
)
def test_a_choice_says_where_the_pad_is_found(choice: PadChoice, url: str | None) -> None:
    assert url_of(choice) == url


def test_only_the_chosen_pad_is_told_anything() -> None:
    chosen, serial, keypad = pads(PORT)
    chosen.begin(1, 90, None)
    chosen.extend(90)
    chosen.key(KeypadKey.ONE)
    chosen.cancel()
    assert (serial.told, keypad.told) == (["begin 90", "extend 90", "cancel"], [])
    chosen.use(KEYPAD)
    chosen.begin(2, 90, None)
    chosen.key(KeypadKey.ONE)
    assert keypad.told == ["begin 90", "key 1"]


def test_a_pad_that_is_left_is_wiped_and_quiet() -> None:
    chosen, serial, _ = pads(PORT)
    chosen.take_amounts(True)
    chosen.begin(1, 90, None)
    chosen.use(OFF)
    assert serial.told[-2:] == ["cancel", "amounts False"]
    chosen.begin(2, 90, None)
    assert serial.told[-1] == "amounts False"


def test_a_pad_chosen_while_an_amount_field_is_active_keys_amounts_at_once() -> None:
    chosen, serial, _ = pads(OFF)
    chosen.take_amounts(True)
    assert serial.told == []
    chosen.use(PORT)
    assert serial.told == ["amounts True"]


def test_a_keypad_types_amounts_as_the_keyboard_that_it_is() -> None:
    chosen, _, keypad = pads(KEYPAD)
    chosen.take_amounts(True)
    assert keypad.told == []
