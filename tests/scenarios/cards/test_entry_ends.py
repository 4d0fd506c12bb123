"""The ends of カード情報入力 that are no card: each with its text, and nothing left (T-05, T-07 to T-10)."""

import socket
from dataclasses import replace

import pytest

from pos_app.demo.pad.links import SocketLink
from pos_app.demo.pad.mischief import Mischief
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.server.context import Context
from pos_app.server.seed_demo import pad_file
from pos_app.till.card_entry import EntryStep, EntryText
from pos_app.till.pads import PadChoice, PadWay
from tests.scenarios.cards.conftest import EXPIRY, GOOD, PADS, Call, NewCall
from tests.scenarios.cards.keyers import Encrypting


def nothing_went_out(call: Call) -> None:
    assert call.sale.card is None
    assert call.counter.shown.today == ()
    assert call.processor == (0, 0, 0, [])


@pytest.mark.parametrize("kind", PADS)
def test_cancel_wipes_without_a_word(new_call: NewCall, kind: str) -> None:
    call = new_call(kind)
    call.form()
    call.half_keyed()
    call.till.card_entering.close()
    call.counter.until(lambda s: s.card_entry is None)
    call.keyed()
    assert call.sale.card is not None


@pytest.mark.parametrize("kind", PADS[:3])
def test_cancel_on_the_pad_closes_the_pop_up(new_call: NewCall, kind: str) -> None:
    call = new_call(kind)
    call.form()
    call.open()
    call.keyer.type("4242")
    call.keyer.press("cancel")
    call.counter.until(lambda s: s.card_entry is None)
    nothing_went_out(call)


@pytest.mark.parametrize("kind", PADS)
def test_when_time_is_up_what_is_still_dictated_lands_nowhere(new_call: NewCall, kind: str) -> None:
    call = new_call(kind)
    call.form()
    call.half_keyed()
    call.later(91)
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble, entry.count) == (EntryText.C, "pad_timed_out", 0)
    call.keyer.type(GOOD[12:])
    call.keyer.press("enter")
    assert call.until_step(EntryStep.FAILED).count == 0
    call.till.card_entering.retry()
    call.until_step(EntryStep.KEYING)
    call.key()
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is not None


@pytest.mark.parametrize(
    ("kind", "keyed"),
    [
        ("encrypting-socket", ""),
        ("encrypting-socket", GOOD[:9]),
        ("encrypting-pty", GOOD + "\n" + EXPIRY[:2]),
        ("serial", GOOD[:9]),
        ("serial", GOOD + "\n" + EXPIRY[:2]),
    ],
)
def test_a_pad_that_is_unplugged_in_mid_entry_is_said(new_call: NewCall, kind: str, keyed: str) -> None:
    call = new_call(kind)
    call.form()
    call.open()
    number, _, expiry = keyed.partition("\n")
    call.keyer.type(number)
    if expiry:
        call.keyer.press("enter")
        call.keyer.type(expiry)
    count = len(expiry or number)
    call.counter.until(lambda s: s.card_entry is not None and s.card_entry.count == count)
    call.keyer.unplug()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.B, "pad_disconnected")
    assert call.counter.shown.pad.trouble is not None
    nothing_went_out(call)


@pytest.mark.parametrize(
    ("kind", "number", "expiry"),
    [
        ("encrypting-socket", "4242424242424241", EXPIRY),
        ("encrypting-socket", "424242424242", EXPIRY),
        ("encrypting-socket", GOOD + "4242", EXPIRY),
        ("encrypting-pty", GOOD, "1327"),
        ("serial", GOOD + "4242", EXPIRY),
        ("serial", "424242424242", EXPIRY),
        ("serial", GOOD, "0326"),
        ("keypad", "424242424242", EXPIRY),
        ("keypad", GOOD + "4242", EXPIRY),
        ("keypad", GOOD, "1327"),
    ],
)
def test_what_is_no_card_is_keyed_once_more(new_call: NewCall, kind: str, number: str, expiry: str) -> None:
    call = new_call(kind)
    call.form()
    call.open()
    call.key(number, expiry)
    assert call.until_step(EntryStep.FAILED).text is EntryText.C
    call.till.card_entering.retry()
    call.until_step(EntryStep.KEYING)
    call.key()
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is not None


def test_a_card_that_only_the_processor_finds_expired_is_keyed_once_more(call: Call) -> None:
    call.form()
    call.open()
    call.key(GOOD, "0326")
    assert call.until_step(EntryStep.FAILED).text is EntryText.C
    nothing_went_out(call)


@pytest.mark.parametrize(
    ("mischief", "text", "trouble"),
    [
        (Mischief.TIME_OUT, EntryText.C, "pad_timed_out"),
        (Mischief.BAD_LRC, EntryText.B, "pad_garbled"),
        (Mischief.REFUSE, EntryText.B, "pad_garbled"),
        (Mischief.UNPLUG, EntryText.B, "pad_disconnected"),
        (Mischief.DEAF, EntryText.B, "pad_no_answer"),
    ],
)
def test_each_way_in_which_a_pad_misbehaves_has_its_text(
    call: Call, mischief: Mischief, text: EntryText, trouble: str
) -> None:
    call.form()
    call.counter.until(lambda s: s.pad.trouble is None)
    call.pad.misbehave(mischief)
    call.till.card.open_entry()
    if mischief in (Mischief.BAD_LRC, Mischief.UNPLUG):
        call.until_step(EntryStep.KEYING)
        call.key()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (text, trouble)
    nothing_went_out(call)


def test_a_frame_that_is_damaged_once_is_sent_again(call: Call) -> None:
    call.form()
    call.pad.misbehave(Mischief.BAD_LRC_ONCE)
    call.keyed()
    assert call.sale.card is not None


def test_a_replayed_record_is_refused_and_the_next_one_is_taken(call: Call) -> None:
    call.form()
    call.keyed()
    call.pad.misbehave(Mischief.REPLAY)
    call.open()
    call.key()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.B, "card_key_replayed")
    call.pad.misbehave(None)
    call.till.card_entering.retry()
    call.until_step(EntryStep.KEYING)
    call.key()
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is not None


def test_a_blob_of_a_pad_that_the_server_does_not_know_cannot_be_opened(call: Call, context: Context) -> None:
    file = pad_file(context.database.path)
    stranger = file.with_name("stranger.json")
    stranger.write_text(file.read_text().replace("454E412D504144303031", "454E412D504144303939"))
    call.keyer.stop()
    call.plug_in(Encrypting(stranger, SocketLink()))
    call.form()
    call.open()
    call.key()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.D, "card_not_opened")


def test_a_pad_that_is_not_there_is_said_when_a_card_is_to_be_keyed(call: Call) -> None:
    call.form()
    for wrong, trouble in (
        (PadChoice(on=True, port="/dev/nothing-here"), "pad_not_there"),
        (PadChoice(on=True, port="spy:///dev/ttyUSB0?file=/tmp/x"), "pad_bad_address"),
        (PadChoice(on=True, way=PadWay.NETWORK, network_port=9), "pad_not_there"),
    ):
        call.choose(wrong)
        call.till.card.open_entry()
        entry = call.until_step(EntryStep.FAILED)
        assert (entry.text, entry.trouble) == (EntryText.B, trouble)
        call.till.card_entering.close()
    call.choose(call.keyer.choice)
    call.counter.until(lambda s: s.pad.trouble is None)
    call.keyed()


def test_a_pad_that_comes_back_is_used_again_by_itself(call: Call) -> None:
    call.form()
    call.counter.until(lambda s: s.pad.trouble is None)
    call.keyer.unplug()
    call.counter.until(lambda s: s.pad.trouble is not None)
    call.pad.pad.plug_in()
    call.counter.until(lambda s: s.pad.trouble is None)
    call.keyed()


def test_of_two_pads_only_the_chosen_one_is_listened_to(call: Call, context: Context) -> None:
    other = Encrypting(pad_file(context.database.path), SocketLink())
    call.form()
    call.open()
    other.type(GOOD)
    other.press("enter")
    assert call.until_step(EntryStep.KEYING).count == 0
    call.choose(other.choice)
    call.counter.until(lambda s: s.card_entry is None)
    first, call.keyer = call.keyer, other
    call.keyed()
    first.stop()
    assert call.sale.card is not None


def test_a_plain_pad_in_the_network_is_refused_for_digits_in_the_clear(new_call: NewCall) -> None:
    call = new_call("serial")
    call.choose(replace(call.keyer.choice, way=PadWay.NETWORK, host="192.0.2.1"))
    call.form()
    call.till.card.open_entry()
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.B, "pad_bad_address")


def test_a_plain_pad_on_a_socket_of_this_pc_keys_a_card(new_call: NewCall) -> None:
    call = new_call("serial")
    with socket.create_server(("127.0.0.1", 0)) as pad:
        port = pad.getsockname()[1]
        call.choose(replace(call.keyer.choice, way=PadWay.NETWORK, host="127.0.0.1", network_port=port))
        till, _ = pad.accept()
        with till:
            call.form()
            call.open()
            till.sendall(f"{GOOD}\r{EXPIRY}\r".encode())
            call.counter.until(lambda s: s.card_entry is None)
            assert call.sale.card is not None
            call.choose(PadChoice())


def test_with_num_lock_off_a_keypad_says_so(new_call: NewCall) -> None:
    call = new_call("keypad")
    call.form()
    call.open()
    call.till.card_entering.key_pressed(KeypadKey.NAVIGATION)
    entry = call.until_step(EntryStep.FAILED)
    assert (entry.text, entry.trouble) == (EntryText.B, "pad_num_lock_off")


def test_a_server_that_does_not_answer_is_text_d(call: Call) -> None:
    call.form()
    call.open()
    call.proxy.cut()
    call.key()
    assert call.until_step(EntryStep.FAILED).text is EntryText.D
    call.proxy.plug_in()
    call.till.card_entering.retry()
    call.until_step(EntryStep.KEYING)
    call.key()
    call.counter.until(lambda s: s.card_entry is None)
    assert call.sale.card is not None


def test_whoever_logs_out_in_mid_entry_leaves_nothing(call: Call) -> None:
    call.form()
    call.half_keyed()
    call.till.sessions.log_out()
    call.counter.until(lambda s: s.card_entry is None)
    call.counter.log_in()
    call.form()
    call.open()
    assert call.until_step(EntryStep.KEYING).count == 0


def test_a_till_that_is_closed_in_mid_entry_tells_the_pad(call: Call) -> None:
    call.form()
    call.half_keyed()
    call.counter.stop()
    assert call.pad.pad.face.count == 0
    call.counter.start()
    assert call.counter.shown.card_entry is None
    assert call.counter.shown.recovered == ()
