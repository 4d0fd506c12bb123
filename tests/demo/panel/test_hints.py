"""The next step, for each moment in which a newcomer may wonder."""

import string
from dataclasses import replace
from uuid import UUID

import pytest

from pos_app.demo.panel.hints import WORDS, Hint, hint
from pos_app.demo.panel.scene import Scene
from pos_app.demo.phone import Phone, Show
from pos_app.demo.weather import Weather
from pos_app.till.card_entry import CardEntry, EntryStep
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.notice import notice
from pos_app.till.payment import State
from pos_app.till.sale import Sale, Stage
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui.shell.sample import LOGGED_OUT, WORKING, payment


def scene(till: Snapshot = WORKING, show: Show = Show.GOOD, weather: Weather = Weather.FINE) -> Scene:
    return Scene(till, Phone(show), show, weather)


def on_pad(stage: Stage, state: State = State.CREATED) -> Snapshot:
    return replace(WORKING, sale=Sale(stage, 1_000, UUID(int=1)), payment=payment(1, state))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (scene(LOGGED_OUT), Hint.LOG_IN),
        (scene(replace(WORKING, phase=Phase.LOCKED)), Hint.UNLOCK),
        (replace(scene(), is_checking=True), Hint.CHECK),
        (scene(), Hint.AMOUNT),
        (scene(on_pad(Stage.CONFIRM_AMOUNT)), Hint.CONFIRM),
        (scene(on_pad(Stage.SCANNING)), Hint.READING),
        (scene(on_pad(Stage.SCANNING), Show.NOTHING), Hint.READING_NOTHING),
        (scene(on_pad(Stage.SCANNING), Show.PHOTO), Hint.READING_FILE),
        (scene(on_pad(Stage.SCANNING), Show.WEBCAM), Hint.READING_WEBCAM),
        (scene(on_pad(Stage.WAITING, State.SUBMITTED)), Hint.WAITING),
        (scene(on_pad(Stage.ASKED_DOUBLE)), Hint.DOUBLE),
        (scene(on_pad(Stage.IN_DOUBT, State.IN_DOUBT), weather=Weather.ANSWERS_LOST), Hint.IN_DOUBT),
        (scene(on_pad(Stage.IN_DOUBT, State.IN_DOUBT)), Hint.IN_DOUBT_FINE),
        (scene(on_pad(Stage.DONE, State.APPROVED)), Hint.PAID),
        (scene(on_pad(Stage.DONE, State.DECLINED)), Hint.DECLINED),
        (scene(on_pad(Stage.DONE, State.CANCELED)), Hint.NOT_SENT),
        (scene(on_pad(Stage.DONE, State.REVERSED)), Hint.UNDONE),
        (scene(replace(WORKING, card_entry=CardEntry(EntryStep.KEYING))), Hint.KEY_CARD),
        (scene(replace(WORKING, card=CardSale(CardStage.CONFIRM))), Hint.CARD_HELD),
        (scene(replace(WORKING, card=CardSale(CardStage.DONE))), Hint.CARD_SOLD),
        (scene(replace(on_pad(Stage.SCANNING), card=CardSale(CardStage.DONE))), Hint.READING),
    ],
    ids=lambda value: value.value if isinstance(value, Hint) else "",
)
def test_each_moment_has_its_hint(now: Scene, expected: Hint) -> None:
    assert hint(now) is expected


def test_a_code_that_is_none_is_told_while_the_till_still_reads() -> None:
    reading = on_pad(Stage.SCANNING)
    told = replace(reading, sale=replace(reading.sale, notice=notice("code_url")))
    assert hint(scene(told)) is Hint.NOT_READ


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("state", State)
def test_no_moment_is_without_words(stage: Stage, state: State) -> None:
    words = WORDS[hint(scene(on_pad(stage, state)))]
    assert {name for _, name, _, _ in string.Formatter().parse(words) if name} <= {"key"}


def test_every_hint_has_words() -> None:
    assert set(WORDS) == set(Hint)
