import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey.events import (
    CardKeyed,
    Keying,
    PadBack,
    PadCancelled,
    PadEncrypted,
    PadFailed,
    PadReady,
    PadTrouble,
)
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.card_entry import EntryStep, EntryText
from pos_app.till.pads import PadChoice, PadKind
from pos_app.till.session import Sessions
from pos_app.wire.cards import CardTokenBody
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right
from tests.till.keying import AT, JWE, KEY, Bench, PlaceAtHand, session

SERIAL = PadChoice(on=True, kind=PadKind.SERIAL, port="/dev/ttyUSB0")
KEYPAD = PadChoice(on=True, kind=PadKind.KEYPAD)


def failed(bench: Bench) -> tuple[EntryText | None, str | None]:
    assert bench.entry.step is EntryStep.FAILED
    return bench.entry.text, bench.entry.trouble


def step(bench: Bench) -> EntryStep:
    return bench.entry.step


# -- the way to a token -----------------------------------------------------------------------------------------------


def test_a_keyed_card_becomes_a_token_and_the_pop_up_closes_itself() -> None:
    bench = Bench().ready()
    bench.keys(4)
    assert (bench.entry.keying, bench.entry.count) == (Keying.NUMBER, 4)
    bench.keys(2, Keying.EXPIRY)
    bench.keyed()
    assert step(bench) is EntryStep.TOKENISING
    assert not bench.cards
    bench.answer()
    assert bench.entering.entry is None
    (card,) = bench.cards
    assert (card.brand, card.last3, card.expiry, card.token) == (Brand.VISA, "242", "2712", "A" * 22)
    assert (card.valid_until - AT).total_seconds() == 15 * 60


def test_what_is_sent_is_the_pads_blob_under_the_stores_first_service() -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.answer()
    ((method, path, body),) = bench.server.asked
    assert (method, path[: len("/v1/card-tokens/")]) == ("PUT", "/v1/card-tokens/")
    sent = CardTokenBody.model_validate_json(body)
    assert (sent.service, sent.brand, sent.last3) == ("ena-card", Brand.VISA, "242")
    assert json.loads(body)["blob"] == {
        "kind": "pad",
        "algorithm": "tdes",
        "serial": "00" * 10,
        "ksn": "FFFF9876543210E00001",
        "cipher": "00" * 24,
    }


@pytest.mark.parametrize(("chosen", "used"), [("kiso-pay", "kiso-pay"), ("gone", "ena-card"), ("", "ena-card")])
def test_the_chosen_service_is_used_while_the_store_has_it(chosen: str, used: str) -> None:
    bench = Bench(PadChoice(on=True, port="/dev/x", service=chosen)).ready()
    bench.keyed()
    bench.answer()
    assert CardTokenBody.model_validate_json(bench.server.asked[0][2]).service == used


@pytest.mark.parametrize("choice", [SERIAL, KEYPAD])
def test_a_plain_pad_gets_a_fresh_key_to_seal_to_before_it_is_armed(choice: PadChoice) -> None:
    bench = Bench(choice)
    bench.entering.open(bench.cards.append)
    assert bench.pad.told == []
    assert bench.entry.step is EntryStep.PREPARING
    bench.answer()
    assert bench.pad.key_given == KEY
    bench.entering.pad_event(PadReady(bench.number))
    bench.keyed(JWE)
    bench.answer()
    assert bench.server.asked[0][1] == "/v1/card-keys/current"
    assert CardTokenBody.model_validate_json(bench.server.asked[1][2]).blob.kind == "jwe"
    assert len(bench.cards) == 1


def test_a_key_that_comes_for_an_entry_before_arms_nothing() -> None:
    bench = Bench(SERIAL)
    bench.entering.open(bench.cards.append)
    bench.entering.close()
    bench.entering.open(bench.cards.append)
    bench.answer()
    assert "begin 255" not in bench.pad.told
    bench.answer()
    assert bench.pad.told.count("begin 255") == 1


def test_an_encrypting_pad_is_armed_at_once_and_given_no_key() -> None:
    bench = Bench().open()
    assert step(bench) is EntryStep.PREPARING
    assert bench.pad.told == ["begin 255"]
    assert bench.pad.key_given is None


def test_each_entry_has_another_number_and_an_old_ones_end_is_nobodys() -> None:
    bench = Bench().ready()
    old = bench.number
    bench.entering.close()
    bench.open()
    assert bench.number != old
    bench.entering.pad_event(PadFailed(old, PadTrouble.TIMED_OUT))
    assert bench.entry.step is EntryStep.PREPARING


@pytest.mark.parametrize("unusual", [True, False])
def test_a_wrong_check_digit_that_is_no_reason_to_refuse_is_told_with_the_card(unusual: bool) -> None:
    bench = Bench(SERIAL).ready()
    bench.entering.pad_event(CardKeyed(bench.number, JWE, Brand.UNIONPAY, "242", unusual=unusual))
    bench.answer()
    assert [card.unusual for card in bench.cards] == [unusual]


def test_a_brand_once_known_stays_while_more_is_keyed() -> None:
    bench = Bench().ready()
    bench.keys(6, brand=Brand.JCB)
    bench.keys(1, Keying.EXPIRY)
    assert bench.entry.brand is Brand.JCB


# -- who may, and when ------------------------------------------------------------------------------------------------


def test_nobody_keys_without_the_right() -> None:
    bench = Bench(None, Right.READ_HISTORY)
    with pytest.raises(Refusal, match="forbidden"):
        bench.open()
    with pytest.raises(Refusal, match="forbidden"):
        Bench().entering.open(lambda _: None, Right.KEEP_CARDS)


def test_a_pad_that_is_off_is_said() -> None:
    with pytest.raises(Refusal, match="pad_is_off"):
        Bench(PadChoice(on=False)).open()


def test_a_store_without_a_contract_is_said() -> None:
    bench = Bench()
    for info in (None, PlaceAtHand().info.model_copy(update={"cards": None})):  # type: ignore[union-attr]
        bench.place.info = info
        with pytest.raises(Refusal, match="no_card_contract"):
            bench.open()
    assert bench.pad.told == []


def test_two_pop_ups_never_stand_at_once() -> None:
    bench = Bench().ready()
    with pytest.raises(Refusal, match="not_now"):
        bench.open()


def test_a_keypads_keys_reach_the_pad_one_by_one_and_only_while_a_card_is_keyed() -> None:
    bench = Bench(KEYPAD)
    bench.entering.key_pressed(KeypadKey.FOUR)
    bench.ready()
    bench.entering.key_pressed(KeypadKey.ONE)
    bench.entering.pad_event(PadFailed(bench.number, PadTrouble.NUM_LOCK_OFF))
    bench.entering.key_pressed(KeypadKey.FIVE)
    assert [told for told in bench.pad.told if told.startswith("key")] == ["key 1"]


# -- ends that are no card --------------------------------------------------------------------------------------------


def test_cancel_tells_the_pad_and_says_nothing() -> None:
    bench = Bench().ready()
    bench.keys(9)
    bench.entering.close()
    assert bench.entering.entry is None
    assert bench.pad.told[-1] == "cancel"
    bench.entering.close()
    assert bench.pad.told.count("cancel") == 1


def test_cancel_on_the_pad_closes_the_pop_up() -> None:
    bench = Bench().ready()
    bench.entering.pad_event(PadCancelled(bench.number))
    assert bench.entering.entry is None


@pytest.mark.parametrize("trouble", PadTrouble)
def test_each_trouble_of_a_pad_has_the_source_documents_text(trouble: PadTrouble) -> None:
    bench = Bench().ready()
    bench.entering.pad_event(PadFailed(bench.number, trouble))
    text = EntryText.C if trouble in (PadTrouble.TIMED_OUT, PadTrouble.INVALID) else EntryText.B
    assert failed(bench) == (text, f"pad_{trouble.value}")


def test_what_is_still_told_of_the_pad_before_ends_no_entry() -> None:
    bench = Bench().open()
    bench.entering.pad_event(PadFailed(None, PadTrouble.DISCONNECTED))
    bench.entering.pad_event(PadBack())
    assert step(bench) is EntryStep.PREPARING


def test_a_pad_that_goes_while_the_token_is_made_changes_nothing() -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.entering.pad_event(PadFailed(bench.number, PadTrouble.DISCONNECTED))
    bench.entering.pad_event(PadBack())
    bench.answer()
    assert len(bench.cards) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (ProblemCode.CARD_NOT_ACCEPTED, EntryText.A),
        (ProblemCode.CARD_KEY_REPLAYED, EntryText.B),
        (ProblemCode.CARD_INVALID, EntryText.C),
        (ProblemCode.CARD_NOT_OPENED, EntryText.D),
        (ProblemCode.PROCESSOR_UNAVAILABLE, EntryText.D),
        (ProblemCode.RATE_LIMITED, EntryText.D),
    ],
)
def test_each_refusal_of_the_processor_has_the_source_documents_text(code: ProblemCode, text: EntryText) -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.server.refusal = code
    bench.answer()
    assert failed(bench) == (text, code.value)
    assert not bench.cards


@pytest.mark.parametrize("choice", [None, SERIAL])
@pytest.mark.parametrize(
    "code",
    [
        ProblemCode.SESSION_NEEDED,
        ProblemCode.PASSWORD_CHANGE_NEEDED,
        ProblemCode.FORBIDDEN,
        ProblemCode.UNAUTHENTICATED,
        ProblemCode.TERMINAL_DISABLED,
    ],
)
def test_who_must_log_in_again_is_told_so_and_not_to_wait_a_while(code: ProblemCode, choice: PadChoice | None) -> None:
    bench = Bench(choice)
    bench.server.refusal = code
    if choice is None:
        bench.ready()
        bench.keyed()
        bench.answer()
    else:
        bench.open()
    assert failed(bench) == (None, code.value)
    assert bench.pad.told[-1] == "cancel"


def test_a_server_that_cannot_be_reached_is_text_d_without_a_word_of_cash() -> None:
    for choice in (None, SERIAL):
        bench = Bench(choice)
        bench.server.fault = "no_answer"
        if choice is None:
            bench.ready()
            bench.keyed()
            bench.answer()
        else:
            bench.open()
            assert bench.pad.told == ["cancel"]
        assert failed(bench) == (EntryText.D, "offline_set_up")


def test_no_answer_for_ten_seconds_is_text_d_and_a_late_one_is_nobodys() -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.wait(9.9)
    assert bench.entry.step is EntryStep.TOKENISING
    bench.wait(0.2)
    assert failed(bench)[0] is EntryText.D
    bench.answer()
    assert failed(bench)[0] is EntryText.D
    assert not bench.cards


@given(st.binary(max_size=30), st.binary(max_size=14), st.binary(max_size=140), st.sampled_from(["tdes", "aes", "x"]))
def test_what_no_pad_can_have_meant_is_a_damaged_frame(serial: bytes, ksn: bytes, cipher: bytes, how: str) -> None:
    bench = Bench().ready()
    bench.keyed(PadEncrypted(how, serial, ksn, cipher))
    if bench.entry.step is EntryStep.FAILED:
        assert failed(bench) == (EntryText.B, "pad_garbled")
    else:
        assert len(serial) == 10


# -- time -------------------------------------------------------------------------------------------------------------


def test_ninety_seconds_without_a_key_end_it_with_text_c() -> None:
    bench = Bench().ready()
    bench.wait(60)
    bench.keys(1)
    bench.wait(89)
    assert bench.entry.step is EntryStep.KEYING
    bench.wait(1)
    assert failed(bench) == (EntryText.C, "pad_timed_out")
    assert bench.pad.told[-1] == "cancel"


def test_five_minutes_in_all_end_it_also_where_keys_come() -> None:
    bench = Bench().ready()
    for count in range(1, 6):
        bench.wait(59)
        bench.keys(count)
    assert (bench.entry.seconds_left, bench.entry.nearly_over) == (5, True)
    bench.wait(5)
    assert failed(bench)[0] is EntryText.C


def test_from_fifteen_seconds_before_the_end_it_is_said_and_f5_goes_on() -> None:
    bench = Bench().ready()
    bench.wait(74)
    assert (bench.entry.seconds_left, bench.entry.nearly_over) == (16, False)
    bench.entering.extend()
    assert bench.entry.seconds_left == 16
    bench.wait(1)
    assert (bench.entry.seconds_left, bench.entry.nearly_over) == (15, True)
    bench.entering.extend()
    assert (bench.entry.seconds_left, bench.entry.nearly_over) == (90, False)


def test_f5_goes_on_beyond_the_five_minutes_too() -> None:
    bench = Bench().ready()
    for count in range(1, 5):
        bench.wait(70)
        bench.keys(count)
    bench.wait(10)
    assert bench.entry.nearly_over
    bench.entering.extend()
    bench.wait(89)
    assert bench.entry.step is EntryStep.KEYING
    bench.wait(1)
    assert failed(bench)[0] is EntryText.C


def test_the_pad_is_given_more_time_before_its_own_is_over() -> None:
    bench = Bench().ready()
    for count in range(1, 5):
        bench.wait(60)
        bench.keys(count)
    assert bench.pad.told == ["begin 255", "extend 255"]
    short = Bench(PadChoice(on=True, port="/dev/x", idle_seconds=30, whole_seconds=60)).open()
    assert short.pad.told == ["begin 65"]


def test_a_pop_up_left_open_overnight_stands_there_without_a_key_in_it() -> None:
    bench = Bench().ready()
    bench.keys(12)
    bench.wait(10 * 3600)
    assert failed(bench) == (EntryText.C, "pad_timed_out")
    assert bench.entry.count == 0
    bench.entering.pad_event(PadReady(bench.number))
    bench.keys(13)
    assert failed(bench) == (EntryText.C, "pad_timed_out")


def test_once_more_begins_anew() -> None:
    bench = Bench().ready()
    first = bench.number
    bench.wait(91)
    bench.entering.retry()
    assert bench.entry.step is EntryStep.PREPARING
    assert bench.number != first
    bench.entering.pad_event(PadReady(bench.number))
    bench.keyed()
    bench.answer()
    assert len(bench.cards) == 1


def test_once_more_is_for_an_entry_that_failed() -> None:
    bench = Bench()
    with pytest.raises(Refusal, match="not_now"):
        bench.entering.retry()
    bench.ready()
    with pytest.raises(Refusal, match="not_now"):
        bench.entering.retry()


def test_once_more_that_is_refused_leaves_the_failure_in_view() -> None:
    bench = Bench().ready()
    bench.wait(91)
    bench.choice = PadChoice(on=False)
    with pytest.raises(Refusal, match="pad_is_off"):
        bench.entering.retry()
    assert failed(bench)[0] is EntryText.C
    bench.choice = PadChoice(on=True, port="/dev/x")
    bench.entering.retry()
    assert step(bench) is EntryStep.PREPARING


# -- whoever leaves ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", [Sessions.lock, Sessions.log_out, Sessions.forget_everybody])
def test_who_locks_or_logs_out_takes_the_entry_along(leave: Callable[[Sessions], None]) -> None:
    bench = Bench().ready()
    bench.keys(12)
    leave(bench.sessions)
    bench.entering.tick()
    assert bench.entering.entry is None
    assert bench.pad.told[-1] == "cancel"


def test_a_token_for_somebody_who_has_left_is_nobodys() -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.sessions.lock()
    bench.answer()
    assert not bench.cards
    assert bench.entering.entry is None


def test_a_card_keyed_for_somebody_who_has_left_is_not_sent() -> None:
    bench = Bench().ready()
    bench.sessions.lock()
    bench.keyed()
    assert bench.entering.entry is None
    assert not bench.errands.waiting


def test_another_person_at_the_till_finds_no_entry() -> None:
    bench = Bench().ready()
    bench.sessions._logged_in(session(number=2))
    bench.entering.tick()
    assert bench.entering.entry is None


def test_a_till_does_not_lock_while_a_card_is_dictated_but_does_on_a_failure_left_open() -> None:
    bench = Bench().ready()
    for count in range(1, 5):
        bench.wait(60)
        bench.keys(count)
        bench.sessions.tick(1)
    assert bench.entering.entry is not None
    bench.wait(91)
    assert failed(bench)[0] is EntryText.C
    bench.sessions.tick(1)
    bench.wait(61)
    bench.sessions.tick(1)
    bench.entering.tick()
    assert bench.entering.entry is None


def test_nothing_of_an_entry_is_printed_that_is_nobodys_to_see() -> None:
    bench = Bench().ready()
    bench.keyed()
    bench.answer()
    assert "A" * 22 not in repr(bench.cards)
    assert "secret" not in repr(bench.entering.__dict__)
