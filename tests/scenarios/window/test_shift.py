"""Eight hours at the till in a minute: sales, declines, voids, lost answers, locks, changes of people; nothing grows.

``SHIFT_SALES`` makes it longer, ``SHIFT_SEED`` replays its order.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.server.seed_demo import WORLD, DemoPerson
from pos_app.server.store.database import Database
from pos_app.till.payment import State
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.entrance.switch import SwitchScreen
from pos_app.ui.screens.history.screen import HistoryScreen
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.wire.staff import Role
from tests.scenarios.window.books import assert_sound
from tests.scenarios.window.wear import grown, wear
from tests.server.fake_clock import FakeClock
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Hands
from tests.ui.screens.sale.counter import ENTER, At

SALES = int(os.environ.get("SHIFT_SALES", "40"))
HOURS = 8
QUIET = 4
"""Half hours in which nobody comes, at most."""
MEGABYTE = 1 << 20
READERS = 4
"""As many as the server has."""
SLACK = 12
SETTLING_SECONDS = 5.0
RETURN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
F1, F2, F3, F4, F8, F9, F10, F12 = (Qt.Key(Qt.Key.Key_F1 + n - 1) for n in (1, 2, 3, 4, 8, 9, 10, 12))
OPERATIONS = "/v1/operations"
PEOPLE = {role: WORLD.person(role) for role in (Role.STORE_CLERK, Role.STORE_MANAGER)}


@dataclass
class Hours:
    """The clocks: the server's and the PC's in ``clock``, and how long the till believes to have been left alone."""

    clock: FakeClock
    gone: float = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.gone

    def pass_by(self, seconds: float) -> None:
        self.gone += seconds  # First: an answer in between then only confirms what the till believes.
        self.clock.advance(timedelta(seconds=seconds))


@dataclass
class Shift:
    """``numbers`` are the staff numbers of those who take turns, ``spent`` is a code that has paid."""

    pad: At
    proxy: FaultProxy
    hours: Hours
    random: Random
    numbers: dict[Role, int]
    spent: str = ""

    @property
    def hands(self) -> Hands:
        return self.pad.hands

    # -- what happens -------------------------------------------------------------------------------------------------

    def sale(self) -> None:
        self.begin(self.amount())
        self.spent = self.pad.customer.show_code().qr
        self.pad.scan(self.spent)
        self.pad.until_pane(Pane.OUTCOME)
        self.leave_outcome(State.APPROVED)

    def decline(self) -> None:
        """A code that paid before."""
        self.begin(self.amount())
        self.pad.scan(self.spent)
        self.pad.until_pane(Pane.OUTCOME)
        self.leave_outcome(State.DECLINED)

    def think_better_of_it(self) -> None:
        self.begin(self.amount())
        self.pad.press(ESC)
        self.pad.until_pane(Pane.PAD)
        self.pad.press(ESC)

    def void(self) -> None:
        self.begin(self.amount())
        self.pad.scan(self.pad.customer.show_code().qr)
        self.pad.until_pane(Pane.OUTCOME)
        self.pad.press(F8)
        self.pad.until_pane(Pane.VOID)
        self.pad.void_by_keys()
        self.leave_outcome(State.VOIDED)

    def lost_answer(self) -> None:
        """The answer, or the request; then one of the four keys."""
        lost = self.random.choice([Faults(answer_reset=1.0), Faults(request_lost=1.0)])
        self.begin(self.amount())
        self.proxy.switch(lost, OPERATIONS)
        self.pad.scan(self.pad.customer.show_code().qr)
        self.pad.until_pane(Pane.DOUBT)
        payment = self.pad.snapshot.payment
        assert payment is not None
        key = self.random.choice([F1, F2, F3, F4])
        self.pad.press(key)
        if key is F2:
            self.pad.digits(payment.number[-4:])
            self.pad.press(ENTER)
            self.pad.until_pane(Pane.OUTCOME)
        self.proxy.off()
        self.hands.until(lambda: not self.pad.snapshot.open, 40)
        if key is F4:
            self.pad.until_scanning()
            self.pad.scan(self.pad.customer.show_code().qr)
            self.pad.until_pane(Pane.OUTCOME)
        self.back_to_pad()

    def quiet_half_hour(self) -> None:
        """The till locks by itself, and a typed amount stays behind the lock."""
        self.pad.digits("77")
        self.hours.pass_by(31 * 60)
        self.hands.until_in_view(LockedScreen)
        self.hands.write(self.person.pin)
        self.hands.until_in_view(SaleScreen)
        assert self.pad.amount == 77
        self.back_to_pad()

    def lock_by_hand(self) -> None:
        self.pad.press(F12)
        self.hands.until_in_view(LockedScreen)
        self.hands.write(self.person.pin)
        self.hands.until_in_view(SaleScreen)

    def change_of_people(self) -> None:
        other = next(role for role in PEOPLE if PEOPLE[role] is not self.person)
        self.pad.press(F9)
        self.hands.until_in_view(SwitchScreen)
        self.hands.write(str(self.numbers[other]), RETURN)
        self.hands.write(PEOPLE[other].pin, RETURN)
        self.hands.until_in_view(SaleScreen)
        assert self.person is PEOPLE[other]

    def look_into_history(self) -> None:
        self.hands.write("/")
        self.hands.until_in_view(HistoryScreen)
        self.hands.write("++")
        self.hands.until(lambda: not self.pad.snapshot.detail.busy)
        self.hands.write("/")
        self.hands.until_in_view(SaleScreen)

    def another_language(self) -> None:
        self.pad.press(F10)
        self.hands.until(lambda: self.pad.snapshot.language == "en")
        self.pad.press(F10)
        self.hands.until(lambda: self.pad.snapshot.language == "ja")

    # -- and how ------------------------------------------------------------------------------------------------------

    @property
    def person(self) -> DemoPerson:
        """Whoever is at the till."""
        staff = self.pad.snapshot.staff
        assert staff is not None
        return PEOPLE[staff.role]

    def amount(self) -> int:
        return self.random.randrange(100, 9_900)

    def begin(self, amount: int) -> None:
        self.pad.digits(str(amount))
        self.pad.press(ENTER)
        self.pad.until_scanning()

    def leave_outcome(self, state: State) -> None:
        payment = self.pad.snapshot.payment
        assert payment is not None
        assert payment.state is state, payment
        self.back_to_pad()

    def back_to_pad(self) -> None:
        self.pad.press(ESC)
        self.pad.until_pane(Pane.PAD)
        assert self.pad.amount == 0

    def kinds(self) -> list[Callable[[], None]]:
        """One of each, so that every screen has been seen."""
        often = [self.sale, self.decline, self.void, self.think_better_of_it, self.look_into_history, self.lost_answer]
        return [*often, self.quiet_half_hour, self.lock_by_hand, self.change_of_people, self.another_language]

    def day(self) -> list[Callable[[], None]]:
        """As many happenings as there are sales; most are sales."""
        deck: list[Callable[[], None]] = []
        while len(deck) < SALES:
            some = [*self.kinds(), *[self.sale] * 12]
            self.random.shuffle(some)
            deck += some
        quiet = [place for place, what in enumerate(deck) if what == self.quiet_half_hour]
        for place in quiet[QUIET:]:
            deck[place] = self.lock_by_hand
        return deck[:SALES]


@pytest.fixture
def shift(new_desk: NewDesk, new_hands: NewHands, proxy: FaultProxy, rich: Customer, clock: FakeClock) -> Shift:
    hours = Hours(clock)
    desk = new_desk("till", url=proxy.url, monotonic=hours.monotonic)
    desk.activate()
    numbers = {}
    for role in (Role.STORE_MANAGER, Role.STORE_CLERK):
        desk.log_in(role)
        assert desk.shown.staff is not None
        numbers[role] = desk.shown.staff.number
    seed = int(os.environ.get("SHIFT_SEED") or Random().randrange(1_000_000))
    print(f"SHIFT_SEED={seed}")
    return Shift(At(new_hands(desk), rich), proxy, hours, Random(seed), numbers)


def start_readers(database: Database) -> None:
    """Now, and not when several happen to ask at once: each holds a thread and three files from then on."""
    together = Barrier(READERS)
    for job in [database.readers.submit(lambda _: together.wait(SETTLING_SECONDS)) for _ in range(READERS)]:
        job.result()


def test_a_shift_of_eight_hours_leaves_nothing_behind_but_its_sales(shift: Shift, database: Database) -> None:
    pad, window = shift.pad, shift.hands.window
    kinds, day = shift.kinds(), shift.day()
    start_readers(database)
    each = (HOURS - QUIET / 2) * 3600 / len(day)
    for happening in kinds:
        happening()
    fresh, sold = wear(window), len(pad.hands.desk.till.book.all())
    for happening in day:
        happening()
        shift.hours.pass_by(each)
    pad.hands.until(lambda: not pad.snapshot.status.unsent)
    more = len(pad.hands.desk.till.book.all()) - sold
    sales = {".Payment": more, "cells.Row": more, "cells.State": more}
    deadline = time.monotonic() + SETTLING_SECONDS
    while grown(fresh, worn := wear(window), sales, SLACK) and time.monotonic() < deadline:
        QTest.qWait(100)  # What is just being read from the server is there for a moment; what has grown stays.

    assert_sound(database, pad.hands.desk)
    assert pad.paid == sum(p.amount for p in pad.hands.desk.till.book.all() if p.state is State.APPROVED)
    assert grown(fresh, worn, sales, SLACK) == {}
    assert worn.threads <= fresh.threads + 2
    assert worn.files <= fresh.files + 4
    assert worn.qobjects <= fresh.qobjects + 40
    assert worn.resident <= fresh.resident + 24 * MEGABYTE + more * 40_000
