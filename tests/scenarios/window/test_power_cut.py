"""The plug is pulled in the middle of a payment: what the next start says first (row D-25)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.demo.faults import Faults
from pos_app.server.seed_demo import WORLD
from pos_app.server.store.database import Database
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.recovered import RecoveredScreen
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.wire.staff import Role
from tests.scenarios.window.alarm import Alarm
from tests.scenarios.window.books import assert_sound
from tests.scenarios.window.conftest import Road
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Desk, Hands
from tests.ui.screens.sale.counter import ENTER, At

CLERK = WORLD.person(Role.STORE_CLERK)
RETURN = Qt.Key.Key_Return
OPERATIONS = "/v1/operations"


PullThePlug = Callable[[Road], str]


@pytest.fixture
def pull_the_plug(alarm: Alarm, tmp_path: Path) -> PullThePlug:
    """What stood on the disk at this moment goes into another folder, whose name it gives.

    Nothing that this till still does reaches anybody; it runs on in this process, and what it asks for gets no answer.
    """

    def pull(road: Road) -> str:
        alarm.allow("an errand failed")
        road.proxy.cut()
        # The lock and SQLite's shared memory are no part of what a disk keeps.
        found = shutil.copytree(
            road.pad.hands.desk.folder, tmp_path / "again", ignore=shutil.ignore_patterns("*-shm", "*lock*")
        )
        return found.name

    return pull


def start_again(new_desk: NewDesk, new_hands: NewHands, name: str) -> tuple[Desk, Hands]:
    desk = new_desk(name)
    return desk, new_hands(desk)


def log_in_and_sell(hands: Hands, customer: Customer) -> None:
    hands.until_in_view(LogInScreen)
    hands.write(CLERK.login_id, RETURN)
    hands.write(CLERK.password, RETURN)
    hands.until_in_view(SaleScreen)
    assert At(hands, customer).sell(700).state is State.APPROVED


@pytest.mark.parametrize("faults", [Faults(request_lost=1.0), Faults(answer_reset=1.0)], ids=["not sent", "charged"])
def test_a_payment_that_was_on_its_way_is_said_first_and_ends_as_paid_once(
    road: Road, new_desk: NewDesk, new_hands: NewHands, pull_the_plug: PullThePlug, database: Database, faults: Faults
) -> None:
    pad = road.pad
    road.proxy.switch(faults, OPERATIONS)
    pad.digits("3200")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.hands.until(lambda: pad.snapshot.sale.stage in (Stage.WAITING, Stage.IN_DOUBT))
    pad.hands.until(lambda: pad.snapshot.status.unsent == 1)
    name = pull_the_plug(road)

    desk, hands = start_again(new_desk, new_hands, name)
    hands.until_in_view(RecoveredScreen)
    assert hands.says("3,200円")
    hands.until(lambda: hands.says("支払い完了でした。もう一度受け取らないでください"), 40)
    hands.press(RETURN)
    assert pad.paid == 3_200
    log_in_and_sell(hands, pad.customer)
    assert pad.paid == 3_900
    assert_sound(database, desk)


def test_a_sale_for_which_no_code_was_read_leaves_nothing_to_be_said(
    road: Road, new_desk: NewDesk, new_hands: NewHands, pull_the_plug: PullThePlug, database: Database
) -> None:
    road.pad.digits("3200")
    road.pad.press(ENTER)
    road.pad.until_scanning()
    name = pull_the_plug(road)

    desk, hands = start_again(new_desk, new_hands, name)
    log_in_and_sell(hands, road.pad.customer)
    assert [payment.amount for payment in desk.shown.today] == [700]
    assert_sound(database, desk)


def test_an_undo_that_was_on_its_way_goes_on_and_the_money_comes_back(
    road: Road, new_desk: NewDesk, new_hands: NewHands, pull_the_plug: PullThePlug, database: Database
) -> None:
    """F3, cash in the drawer, and then the plug."""
    pad = road.pad
    road.proxy.switch(Faults(answer_reset=1.0), OPERATIONS)
    pad.digits("3200")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.hands.until(lambda: pad.snapshot.sale.stage is Stage.IN_DOUBT)
    road.proxy.switch(Faults(request_lost=1.0), OPERATIONS)
    pad.press(Qt.Key.Key_F3)
    pad.hands.until(lambda: pad.snapshot.sale.stage is Stage.DONE)
    assert pad.paid == 3_200
    name = pull_the_plug(road)

    desk, hands = start_again(new_desk, new_hands, name)
    desk.until(lambda s: s.status.unsent == 0)
    assert pad.paid == 0
    log_in_and_sell(hands, pad.customer)
    assert_sound(database, desk)
