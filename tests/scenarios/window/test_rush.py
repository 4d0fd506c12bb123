"""Lunch: fifty customers in a row, paid for by the numpad and the camera alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from pos_app.server.store.database import Database
from pos_app.till.payment import State
from pos_app.ui.screens.sale.pane import Pane
from tests.faults.audit import read_books
from tests.scenarios.window.books import assert_sound, enrich
from tests.scenarios.window.conftest import POCKET_MONEY
from tests.scenarios.window.presses import Presses
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.screens.sale.counter import ENTER, At

SALES = 50


class Counter:
    """Before the camera there is one phone at a time, or none."""

    def __init__(self, people: list[Customer]) -> None:
        self.people = people

    def shown(self) -> str:
        return next((someone.shown for someone in self.people if someone.shown), "")


@pytest.fixture
def queue(server: LiveServer, context: Context) -> Iterator[Counter]:
    people = [Customer(server.url, member.login_id, member.password) for member in WORLD.members]
    for member in WORLD.members:
        enrich(context, member.login_id, POCKET_MONEY)
    yield Counter(people)
    for someone in people:
        someone.close()


def test_fifty_sales_take_their_digits_and_one_enter_each_and_every_one_is_paid_once(
    new_desk: NewDesk, new_hands: NewHands, queue: Counter, database: Database
) -> None:
    camera = SimulatedCamera(queue.shown, seed=5, size=(640, 480), frames_per_second=20)
    desk = new_desk("till", source=camera)
    desk.activate()
    desk.log_in()
    hands = new_hands(desk)
    at = At(hands, queue.people[0])
    presses = Presses(hands.handle)
    amounts = [380 + 13 * number for number in range(SALES)]
    for number, amount in enumerate(amounts):
        someone = queue.people[number % len(queue.people)]
        at.digits(str(amount))
        at.press(ENTER)
        someone.show_code()
        at.hands.until(
            lambda amount=amount: (  # type: ignore[misc]
                at.screen.pane is Pane.OUTCOME
                and at.snapshot.payment is not None
                and at.snapshot.payment.amount == amount
            )
        )
        assert at.snapshot.payment is not None
        assert at.snapshot.payment.state is State.APPROVED, at.snapshot.payment
        someone.put_away()

    wanted = [[*(Qt.Key(ord(digit)) for digit in str(amount)), ENTER] for amount in amounts]
    assert presses.keys == [key for sale in wanted for key in sale]
    assert sorted(amount for _, amount in read_books(database.path).captured.values()) == amounts
    assert_sound(database, desk)
