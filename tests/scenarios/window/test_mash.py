"""Keys mashed on every screen, in good weather and in bad: the window holds, and so do the books.

``MASH_ACTS`` makes it longer, ``MASH_SEED`` replays the keys (not the network's timing).
"""

import os
import time
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.demo.faults import NO_FAULTS, Faults
from pos_app.server.store.database import Database
from pos_app.till.amount_guard import QUIET_SECONDS
from pos_app.till.payment import State
from tests.scenarios.window.alarm import Alarm
from tests.scenarios.window.books import assert_sound
from tests.scenarios.window.conftest import Road
from tests.scenarios.window.monkey import Monkey
from tests.scenarios.window.way_back import back_to_the_pad
from tests.ui.desk import Hands
from tests.ui.screens.sale.counter import At

ACTS = int(os.environ.get("MASH_ACTS", "300"))
BURST = 50
OPERATIONS = "/v1/operations"
WEATHERS = (
    *(NO_FAULTS, NO_FAULTS, Faults(answer_reset=0.5), Faults(request_lost=0.5), Faults(strangers_page=0.5)),
    Faults(request_twice=1.0, delay_seconds=0.05),
)


def seed_of_the_day() -> int:
    return int(os.environ.get("MASH_SEED") or Random().randrange(1_000_000))


def assert_usable(hands: Hands) -> None:
    """One window, which has the keyboard."""
    QApplication.processEvents()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [hands.window]
    assert hands.window.isActiveWindow()


def mash(monkey: Monkey) -> None:
    for number in range(ACTS):
        monkey.act()
        if number % BURST == BURST - 1:
            assert_usable(monkey.hands)
            if monkey.random.random() < 0.5:
                back_to_the_pad(monkey.hands)


@pytest.mark.parametrize("bad", [False, True], ids=["good weather", "bad weather"])
def test_whatever_is_pressed_the_window_stays_usable_and_nobody_pays_twice(
    road: Road, alarm: Alarm, database: Database, bad: bool
) -> None:
    pad, proxy = road
    seed = seed_of_the_day()
    monkey = Monkey(Random(seed), pad.hands, pad.customer)
    if bad:
        monkey.weather = lambda random: proxy.switch(random.choice(WEATHERS), OPERATIONS)
    try:
        mash(monkey)
        proxy.off()
        back_to_the_pad(pad.hands)
        pad.hands.until(lambda: not pad.snapshot.open and not pad.snapshot.status.unsent, 40)
        pause_over = time.monotonic() + QUIET_SECONDS  # What was mashed may have looked like a card number.
        pad.hands.until(lambda: time.monotonic() > pause_over)
        assert At(pad.hands, pad.customer).sell(123_456).state is State.APPROVED
        assert_sound(database, pad.hands.desk)
    except BaseException as error:
        error.add_note(f"MASH_SEED={seed}; the last keys: {monkey.pressed[-60:]}")
        raise
    assert pad.paid == sum(p.amount for p in pad.hands.desk.till.book.all() if p.state is State.APPROVED)
