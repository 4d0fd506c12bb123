"""A whole till that starts on what an earlier run had held on a card, and nobody had confirmed."""

from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.app import open_records
from pos_app.config import TillSettings
from pos_app.sync.journal import Entry
from pos_app.till import events as ev
from pos_app.till.payment import State
from tests.till.card_facts import AUTHORISED, HELD, REQUESTED
from tests.till.counter import Counter
from tests.till.worlds.facts import AT, PAYMENT

NOBODY_LISTENS = "http://127.0.0.1:1"


def left_behind(folder: Path, *events: ev.Event) -> None:
    journal = open_records(TillSettings(folder, use_keyring=False)).journal
    for event in events:
        journal.append(Entry(event.at, event.kind, event.model_dump_json(), PAYMENT))
    journal.close()


@pytest.mark.parametrize("off", [timedelta(minutes=1), timedelta(days=5)], ids=["a minute", "five days"])
def test_it_is_released_however_long_the_till_was_off_and_the_clerk_is_told(tmp_path: Path, off: timedelta) -> None:
    left_behind(tmp_path, REQUESTED, AUTHORISED)
    counter = Counter(tmp_path, NOBODY_LISTENS, lambda: AT + off).start()
    shown = counter.until(lambda s: any(payment.state is State.REVERSING for payment in s.open))
    assert [payment.id for payment in shown.recovered] == [PAYMENT]
    assert counter.app.till.book.waiting == 1
    counter.stop()


def test_what_was_confirmed_for_delivery_is_left_alone(tmp_path: Path) -> None:
    left_behind(tmp_path, REQUESTED, AUTHORISED, HELD)
    counter = Counter(tmp_path, NOBODY_LISTENS, lambda: AT + timedelta(days=5)).start()
    for _ in range(5):
        counter.app.till.pump(0.01)
    found = counter.app.till.book.latest(PAYMENT)
    assert found is not None
    assert (found.state, counter.app.till.book.waiting) == (State.AUTHORISED, 0)
    counter.stop()
