import runpy
import wave
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.config import RESOURCES
from pos_app.till.card_entry import EntryText
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.notice import notice
from pos_app.till.payment import Payment, State
from pos_app.till.practice import Practising
from pos_app.till.sale import Sale, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.sounds import Sound, sound_for
from tests.ui.snapshots import AT, WORKING, payment

PAYMENT = payment()


def at(stage: Stage, state: State | None = None, **changes: object) -> Snapshot:
    shown = None if state is None else replace(PAYMENT, state=state, **changes)  # type: ignore[arg-type]
    return replace(WORKING, sale=Sale(stage, 1_000, PAYMENT.id), payment=shown)


SCANNING, WAITING = at(Stage.SCANNING, State.CREATED), at(Stage.WAITING, State.SUBMITTED)


@pytest.mark.parametrize(
    ("before", "after", "sound"),
    [
        (SCANNING, WAITING, Sound.READ),
        (WAITING, at(Stage.DONE, State.APPROVED), Sound.APPROVED),
        (WAITING, at(Stage.DONE, State.DECLINED), Sound.DECLINED),
        (WAITING, at(Stage.DONE, State.CANCELED, code_last4="1234"), Sound.DECLINED),
        (WAITING, at(Stage.IN_DOUBT, State.IN_DOUBT), Sound.ATTENTION),
        (WAITING, at(Stage.ASKED_DOUBLE, State.DECLINED), Sound.ATTENTION),
        (at(Stage.IN_DOUBT, State.IN_DOUBT), at(Stage.DONE, State.APPROVED), Sound.APPROVED),
        (at(Stage.IN_DOUBT, State.IN_DOUBT), at(Stage.DONE, State.IN_DOUBT), Sound.ATTENTION),
        (at(Stage.IN_DOUBT, State.IN_DOUBT), at(Stage.DONE, State.REVERSING), Sound.ATTENTION),
        (SCANNING, at(Stage.DONE, State.CANCELED), None),
        (WORKING, at(Stage.AMOUNT), None),
        (WAITING, WAITING, None),
        (at(Stage.DONE, State.APPROVED), at(Stage.DONE, State.APPROVED), None),
        (at(Stage.DONE, State.APPROVED), replace(WORKING, sale=Sale()), None),
    ],
)
def test_each_turn_of_a_sale_has_its_sound(before: Snapshot, after: Snapshot, sound: Sound | None) -> None:
    assert sound_for(before, after) is sound


@pytest.mark.parametrize("state", State)
def test_approved_is_heard_only_when_money_moved(state: State) -> None:
    heard = sound_for(WAITING, at(Stage.DONE, state, code_last4="1234"))
    assert (heard is Sound.APPROVED) == (state is State.APPROVED)
    assert heard is not Sound.DECLINED or state in (State.DECLINED, State.CANCELED, State.REVERSED, State.EXPIRED)


def by_card(stage: CardStage, state: State | None = None, **changes: object) -> Snapshot:
    shown = None if state is None else replace(PAYMENT, state=state)
    sale = replace(CardSale(stage, 1_000, payment=PAYMENT.id), **changes)  # type: ignore[arg-type]
    return replace(WORKING, card=sale, card_payment=shown)


AUTHORISING, CONFIRMING = by_card(CardStage.WAITING, State.SUBMITTED), by_card(CardStage.CONFIRM, State.AUTHORISED)
CAPTURING = by_card(CardStage.CAPTURING, State.CAPTURING)


@pytest.mark.parametrize(
    ("before", "after", "sound"),
    [
        (by_card(CardStage.FORM), AUTHORISING, None),
        (AUTHORISING, CONFIRMING, Sound.READ),
        (AUTHORISING, by_card(CardStage.IN_DOUBT, State.IN_DOUBT), Sound.ATTENTION),
        (AUTHORISING, by_card(CardStage.FORM, State.DECLINED, text=EntryText.A), Sound.DECLINED),
        (AUTHORISING, by_card(CardStage.FORM, State.CANCELED, notice=notice("cancel_not_sent")), Sound.ATTENTION),
        (CONFIRMING, CAPTURING, None),
        (CONFIRMING, by_card(CardStage.DONE, State.AUTHORISED), Sound.READ),
        (CAPTURING, by_card(CardStage.DONE, State.APPROVED), Sound.APPROVED),
        (CAPTURING, by_card(CardStage.DONE, State.EXPIRED), Sound.DECLINED),
        (CAPTURING, by_card(CardStage.DONE, State.VOIDED), Sound.ATTENTION),
        (CAPTURING, CAPTURING, None),
    ],
)
def test_each_turn_of_a_sale_by_card_has_its_sound(before: Snapshot, after: Snapshot, sound: Sound | None) -> None:
    assert sound_for(before, after) is sound


def test_words_beside_the_pad_are_heard_once() -> None:
    said = replace(SCANNING, sale=replace(SCANNING.sale, notice=notice("two_codes")))
    assert sound_for(SCANNING, said) is Sound.ATTENTION
    assert sound_for(said, said) is None


def test_a_new_contradiction_is_heard() -> None:
    other: Payment = payment(2)
    assert sound_for(WORKING, replace(WORKING, attention=(other,))) is Sound.ATTENTION
    assert sound_for(replace(WORKING, attention=(other,)), replace(WORKING, attention=(other,))) is None


def test_going_into_practice_and_out_of_it_is_silent() -> None:
    practising = replace(at(Stage.DONE, State.APPROVED), practice=Practising(AT + timedelta(minutes=30), ()))
    assert sound_for(WAITING, practising) is None
    assert sound_for(replace(WAITING, practice=practising.practice), practising) is Sound.APPROVED


def test_the_first_snapshot_makes_no_noise() -> None:
    assert sound_for(None, at(Stage.DONE, State.APPROVED)) is None


def samples(file: Path) -> list[int]:
    with wave.open(str(file), "rb") as opened:
        return list(memoryview(opened.readframes(opened.getnframes())).cast("h"))


@pytest.mark.parametrize("sound", Sound)
def test_every_sound_is_a_short_clean_file(sound: Sound) -> None:
    with wave.open(str(sound.file), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert 0.05 < file.getnframes() / file.getframerate() <= 1.0
    values = samples(sound.file)
    assert 15_000 < max(abs(value) for value in values) < 25_000
    assert abs(values[0]) < 500
    assert abs(values[-1]) < 500


def test_no_two_sounds_last_equally_long_as_approved_and_declined_must_not_be_mistaken() -> None:
    with wave.open(str(Sound.APPROVED.file)) as approved, wave.open(str(Sound.DECLINED.file)) as declined:
        assert approved.getnframes() / approved.getframerate() > 1.2 * declined.getnframes() / declined.getframerate()
    melodies = runpy.run_path(str(RESOURCES / "sounds" / "make_sounds.py"))["SOUNDS"]
    rising, falling = ([note.hertz for note in melodies[name]] for name in ("approved", "declined"))
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert max(falling) < min(rising)


def test_the_files_are_what_their_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(RESOURCES / "sounds" / "make_sounds.py"))
    assert set(made["SOUNDS"]) == {sound.value for sound in Sound}
    for sound in Sound:
        made["write"](sound.value, tmp_path)
        # Another machine's sine may round otherwise in the last bit.
        pairs = zip(samples(tmp_path / sound.file.name), samples(sound.file), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 1
