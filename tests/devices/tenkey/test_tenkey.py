"""A tenkey with the simulated pad, over real sockets and real pseudo terminals."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.demo.pad.links import Link
from pos_app.demo.pad.machine import MODEL, Mode
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    Keying,
    KeysSoFar,
    PadBack,
    PadCancelled,
    PadEncrypted,
    PadFailed,
    PadReady,
    PadTrouble,
)
from pos_app.devices.tenkey.tenkey import ENCRYPTING, Tenkey
from pos_app.domain.card import Brand
from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import read_track
from pos_app.wire.cards import PadInjection
from tests.devices.tenkey.pads import AES, EXPIRY, NUMBER, PRINTED, TDES, Told, links, pad_at, tenkey_at

CABLES = ["socket"] if sys.platform == "win32" else ["socket", "pty"]


@pytest.fixture(params=CABLES)
def cable(request: pytest.FixtureRequest, tmp_path: Path) -> Link:
    return links(tmp_path)[request.param]()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def pad(cable: Link, tmp_path: Path) -> Iterator[SimulatedPad]:
    with pad_at(cable, tmp_path) as pad:
        yield pad


@pytest.fixture
def tenkey(pad: SimulatedPad, told: Told) -> Iterator[Tenkey]:
    with tenkey_at(pad.address, told) as tenkey:
        assert told.until(PadBack)
        yield tenkey


@pytest.fixture
def hasty(pad: SimulatedPad, told: Told) -> Iterator[Tenkey]:
    """For what takes its time: seconds are short."""
    with tenkey_at(pad.address, told, pace=5.0) as tenkey:
        assert told.until(PadBack)
        yield tenkey


def opened(blob: PadEncrypted, injection: PadInjection) -> tuple[str, str] | None:
    """What the processor reads: by the initial key, which it derives from its own."""
    initial = bytes.fromhex(injection.initial_key)
    if blob.algorithm == "aes":
        key = aes.data_key(aes.message_key(initial, blob.ksn), blob.ksn)
        return read_track(aes.decrypt(key, blob.cipher))
    key = tdes.data_key(tdes.message_key(initial, blob.ksn))
    return read_track(tdes.decrypt(key, blob.cipher))


@pytest.mark.parametrize("hexed", [False, True])
@pytest.mark.parametrize("injection", [TDES, AES], ids=["tdes", "aes"])
def test_a_card_keyed_on_the_pad_comes_encrypted_and_opens_with_the_pads_key(
    cable: Link, tmp_path: Path, told: Told, injection: PadInjection, hexed: bool
) -> None:
    with pad_at(cable, tmp_path, injection, hexed=hexed) as pad, tenkey_at(pad.address, told) as tenkey:
        tenkey.begin(7, 60, None)
        assert told.until(PadReady) == PadReady(7)
        pad.card(NUMBER, PRINTED)
        keyed = told.until(CardKeyed)
        assert (keyed.entry, keyed.brand, keyed.last3, keyed.unusual) == (7, Brand.VISA, "111", False)
        assert isinstance(keyed.blob, PadEncrypted)
        assert keyed.blob.serial.hex().upper() == injection.serial
        assert opened(keyed.blob, injection) == (NUMBER, EXPIRY)
        assert NUMBER.encode() not in keyed.blob.cipher
        assert NUMBER[4:12] not in repr(keyed)


def test_each_key_is_told_by_its_count_alone(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    tenkey.begin(1, 60, None)
    told.until(PadReady)
    pad.type("42")
    pad.press("back")
    pad.type("111")
    pad.press("clear")
    pad.type(NUMBER)
    pad.press("enter")
    pad.type("1")
    told_counts = [told.until(KeysSoFar) for _ in range(2 + 1 + 3 + 1 + 16 + 1 + 1)]
    numbers = [1, 2, 1, 2, 3, 4, 0, *range(1, 17)]
    assert told_counts == [
        *(KeysSoFar(1, Keying.NUMBER, count) for count in numbers),
        KeysSoFar(1, Keying.EXPIRY, 0),
        KeysSoFar(1, Keying.EXPIRY, 1),
    ]


def test_no_two_cards_have_the_same_key_not_even_after_the_pad_was_off(cable: Link, tmp_path: Path, told: Told) -> None:
    ksns = []
    for entry in range(2):
        with pad_at(cable, tmp_path) as pad, tenkey_at(pad.address, told) as tenkey:
            for again in range(2):
                tenkey.begin(10 * entry + again, 60, None)
                told.until(PadReady)
                pad.card(NUMBER, PRINTED)
                blob = told.until(CardKeyed).blob
                assert isinstance(blob, PadEncrypted)
                ksns.append(tdes.counter(blob.ksn))
    assert ksns == [1, 2, 3, 4]


def test_cancel_on_the_pad_is_told(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    tenkey.begin(2, 60, None)
    told.until(PadReady)
    pad.type("4111")
    pad.press("cancel")
    assert told.until(PadCancelled) == PadCancelled(2)


def test_cancel_at_the_till_wipes_the_pad_and_tells_nothing_more(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    tenkey.begin(3, 60, None)
    told.until(PadReady)
    pad.type("4111")
    tenkey.cancel()
    assert pad.waits(Mode.REST)
    told.rest()
    pad.card(NUMBER, PRINTED)
    tenkey.begin(4, 60, None)
    assert told.next() == PadReady(4)
    assert pad.face.count == 0


@pytest.mark.parametrize(
    ("mischief", "trouble"),
    [(Mischief.TIME_OUT, PadTrouble.TIMED_OUT), (Mischief.REFUSE, PadTrouble.GARBLED)],
)
def test_what_the_pad_says_is_wrong_is_told(
    pad: SimulatedPad, tenkey: Tenkey, told: Told, mischief: Mischief, trouble: PadTrouble
) -> None:
    pad.misbehave(mischief)
    tenkey.begin(5, 60, None)
    assert told.until(PadFailed) == PadFailed(5, trouble)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("411111111111", PRINTED),
        ("41111111111111111111", PRINTED),
        ("4111111111111112", PRINTED),
        (NUMBER, "1327"),
        (NUMBER, "122"),
        ("", ""),
    ],
)
def test_what_is_no_card_is_told_as_invalid(
    pad: SimulatedPad, tenkey: Tenkey, told: Told, number: str, printed: str
) -> None:
    tenkey.begin(6, 60, None)
    told.until(PadReady)
    pad.card(number, printed)
    assert told.until(PadFailed) == PadFailed(6, PadTrouble.INVALID)


def test_a_card_damaged_once_on_the_way_is_sent_again(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    pad.misbehave(Mischief.BAD_LRC_ONCE)
    tenkey.begin(8, 60, None)
    told.until(PadReady)
    pad.card(NUMBER, PRINTED)
    blob = told.until(CardKeyed).blob
    assert isinstance(blob, PadEncrypted)
    assert opened(blob, TDES) == (NUMBER, EXPIRY)


def test_three_damaged_cards_end_the_entry(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    pad.misbehave(Mischief.BAD_LRC)
    tenkey.begin(9, 60, None)
    told.until(PadReady)
    pad.card(NUMBER, PRINTED)
    assert told.until(PadFailed) == PadFailed(9, PadTrouble.GARBLED)


def test_a_replaying_pad_sends_the_same_key_serial_number_again(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    blobs = []
    for entry in (1, 2):
        tenkey.begin(entry, 60, None)
        told.until(PadReady)
        pad.card(NUMBER, PRINTED)
        blobs.append(told.until(CardKeyed).blob)
        pad.misbehave(Mischief.REPLAY)
    assert blobs[0] == blobs[1]


def test_keys_before_the_start_and_after_the_end_go_nowhere(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    pad.card(NUMBER, PRINTED)
    tenkey.begin(1, 60, None)
    assert told.next() == PadReady(1)
    pad.misbehave(Mischief.TIME_OUT)
    assert told.next() == PadFailed(1, PadTrouble.TIMED_OUT)
    pad.card(NUMBER, PRINTED)
    assert tenkey.test(ENCRYPTING, pad.address) == MODEL.decode()
    assert told.rest() == []


def test_single_keys_come_in_amount_mode_alone_and_no_ninth_of_a_card(
    pad: SimulatedPad, tenkey: Tenkey, told: Told
) -> None:
    tenkey.take_amounts(True)
    assert pad.waits(Mode.AMOUNT)
    pad.type("1")
    pad.press("enter")
    pad.type(NUMBER)
    pad.press("clear")
    keys = [told.until(AmountKey).key for _ in range(1 + 1 + 8 + 1)]
    assert keys == ["1", "enter", *NUMBER[:8], "clear"]
    tenkey.take_amounts(False)
    assert pad.waits(Mode.REST)
    pad.type("5")
    tenkey.begin(1, 60, None)
    assert told.next() == PadReady(1)


def test_a_pad_pulled_at_rest_is_told_and_its_return_too(pad: SimulatedPad, hasty: Tenkey, told: Told) -> None:
    pad.unplug()
    assert told.next() == PadFailed(None, PadTrouble.DISCONNECTED)
    pad.plug_in()
    assert told.until(PadBack) == PadBack()


def test_a_pad_pulled_in_amount_mode_takes_amounts_again_when_it_is_back(
    pad: SimulatedPad, hasty: Tenkey, told: Told
) -> None:
    hasty.take_amounts(True)
    assert pad.waits(Mode.AMOUNT)
    pad.unplug()
    told.until(PadFailed)
    pad.plug_in()
    assert pad.waits(Mode.AMOUNT)
    pad.press("7")
    assert told.until(AmountKey) == AmountKey("7")


@pytest.mark.parametrize("keyed", ["", "4111", NUMBER], ids=["ready", "number", "expiry"])
def test_a_pad_pulled_in_an_entry_ends_it_and_the_next_one_works(
    pad: SimulatedPad, tenkey: Tenkey, told: Told, keyed: str
) -> None:
    tenkey.begin(1, 60, None)
    told.until(PadReady)
    pad.type(keyed)
    if keyed == NUMBER:
        pad.press("enter")
        pad.type("12")
    pad.unplug()
    assert told.until(PadFailed) == PadFailed(1, PadTrouble.DISCONNECTED)
    pad.plug_in()
    tenkey.begin(2, 60, None)
    assert told.until(PadReady) == PadReady(2)
    pad.card(NUMBER, PRINTED)
    assert told.until(CardKeyed).entry == 2


def test_a_pad_pulled_at_the_last_key_leaves_no_card(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    pad.misbehave(Mischief.UNPLUG)
    tenkey.begin(1, 60, None)
    told.until(PadReady)
    pad.card(NUMBER, PRINTED)
    assert told.until(PadFailed) == PadFailed(1, PadTrouble.DISCONNECTED)
    assert not any(isinstance(event, CardKeyed) for event in told.rest())


def test_a_deaf_pad_is_asked_three_times_and_then_given_up(pad: SimulatedPad, hasty: Tenkey, told: Told) -> None:
    pad.misbehave(Mischief.DEAF)
    hasty.begin(1, 60, None)
    assert told.until(PadFailed) == PadFailed(1, PadTrouble.NO_ANSWER)
    pad.misbehave(None)
    assert told.until(PadBack) == PadBack()


def test_a_pad_that_is_not_there_fails_the_entry_at_once(cable: Link, tmp_path: Path, told: Told) -> None:
    with pad_at(cable, tmp_path) as pad:
        address = pad.address
    with tenkey_at(address, told) as tenkey:
        tenkey.begin(1, 60, None)
        while (event := told.until(PadFailed)).entry is None:
            pass
        assert event == PadFailed(1, PadTrouble.NOT_THERE)


@pytest.mark.parametrize(
    "address", ["spy:///dev/ttyS0?file=/tmp/x", "socket://127.0.0.1:9?logging=debug", "alt://x", "hwgrep://x", "pad"]
)
def test_a_refused_address_is_told_and_never_opened(told: Told, address: str) -> None:
    with tenkey_at(address, told) as tenkey:
        assert told.next() == PadFailed(None, PadTrouble.BAD_ADDRESS)
        tenkey.begin(1, 60, None)
        assert told.until(PadFailed) == PadFailed(1, PadTrouble.BAD_ADDRESS)
        assert tenkey.test(ENCRYPTING, address) is PadTrouble.BAD_ADDRESS


def test_without_a_pad_an_entry_fails(told: Told) -> None:
    with tenkey_at("", told) as tenkey:
        tenkey.begin(1, 60, None)
        assert told.next() == PadFailed(1, PadTrouble.NOT_THERE)


def test_the_connection_test_names_the_model_or_what_is_wrong(pad: SimulatedPad, hasty: Tenkey, told: Told) -> None:
    assert hasty.test(ENCRYPTING, pad.address) == MODEL.decode()
    pad.misbehave(Mischief.DEAF)
    assert hasty.test(ENCRYPTING, pad.address) is PadTrouble.NO_ANSWER
    pad.unplug()
    assert hasty.test(ENCRYPTING, pad.address) is PadTrouble.NOT_THERE


def test_changing_to_another_pad_ends_the_entry(pad: SimulatedPad, tenkey: Tenkey, told: Told) -> None:
    tenkey.begin(1, 60, None)
    told.until(PadReady)
    tenkey.use(ENCRYPTING, "")
    assert told.until(PadFailed) == PadFailed(1, PadTrouble.DISCONNECTED)


def test_with_two_pads_only_the_chosen_one_is_heard(tmp_path: Path, told: Told) -> None:
    ways = links(tmp_path)
    with (
        pad_at(ways["socket"](), tmp_path) as chosen,
        pad_at(ways["socket"](), tmp_path, AES) as other,
        tenkey_at(chosen.address, told) as tenkey,
    ):
        tenkey.begin(1, 60, None)
        told.until(PadReady)
        assert other.face.mode is Mode.REST
        other.card(NUMBER, PRINTED)
        chosen.card(NUMBER, PRINTED)
        blob = told.until(CardKeyed).blob
        assert isinstance(blob, PadEncrypted)
        assert blob.algorithm == "tdes"
