"""A new PC, a newcomer, a first customer: from 端末ID入力 to 支払い完了 on the phone, by keys and light alone."""

import os

from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.server.admin import people, places
from pos_app.server.context import Context
from pos_app.server.seed_demo import STORE_NAME, WORLD
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.staff.rights import Place
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import Database
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.new_password import NewPasswordScreen
from pos_app.ui.screens.entrance.new_pin import NewPinScreen
from pos_app.ui.screens.entrance.store import StoreScreen
from pos_app.ui.screens.entrance.terminal_id import TerminalIdScreen
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.wire.staff import Role
from tests.scenarios.window.books import assert_sound
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Hands
from tests.ui.screens.sale.counter import ENTER, At

RETURN = Qt.Key.Key_Return
NAME, LOGIN_ID, PASSWORD, PIN = "川上 ひびき", "hibiki-kawakami", "hotaru-bridge-84", "582046"


def register(context: Context) -> None:
    """What the desk did yesterday: the first password is the login ID (D-2)."""
    hasher = Hasher(Cost(64, 1, 1), os.urandom(32), threads=1)
    initial = hasher.hash(LOGIN_ID)
    hasher.close()

    def add(tx: Tx) -> None:
        store, company = places.store_of(tx, WORLD.store)
        people.add_staff(
            tx, context.now(), os.urandom, Place(company, store), Role.STORE_CLERK, LOGIN_ID, NAME, initial
        )

    context.database.writer.submit(add).result()


def set_up(hands: Hands) -> None:
    hands.until_in_view(TerminalIdScreen)
    hands.write(WORLD.terminal, RETURN)
    hands.write(WORLD.terminal_password, RETURN)
    hands.until_in_view(StoreScreen)
    hands.until(lambda: hands.says(STORE_NAME))
    hands.press(RETURN)


def come_in(hands: Hands) -> None:
    hands.until_in_view(LogInScreen)
    hands.write(LOGIN_ID, RETURN)
    hands.write(LOGIN_ID, RETURN)
    hands.until_in_view(NewPasswordScreen)
    hands.write(PASSWORD, RETURN)
    hands.write(PASSWORD, RETURN)
    hands.until_in_view(NewPinScreen)
    hands.write(PIN, RETURN)
    hands.write(PIN, RETURN)


def test_from_an_unpacked_pc_to_the_first_receipt_on_a_customers_phone(
    new_desk: NewDesk, new_hands: NewHands, context: Context, database: Database, customer: Customer
) -> None:
    register(context)
    camera = SimulatedCamera(lambda: customer.shown, seed=11, size=(640, 480), frames_per_second=20)
    desk = new_desk("till", source=camera)
    hands = new_hands(desk)
    set_up(hands)
    come_in(hands)
    hands.until_in_view(SaleScreen)
    assert hands.says(NAME)

    at = At(hands, customer)
    at.digits("850")
    at.press(ENTER)
    at.until_scanning()
    customer.show_code()
    at.until_pane(Pane.OUTCOME)
    assert hands.says("支払い完了")
    sold = at.snapshot.payment
    assert sold is not None
    shown = customer.wallet().payments[0]
    assert (shown.number, shown.amount, shown.state) == (sold.number, 850, "captured")
    assert shown.store_name == STORE_NAME
    assert at.paid == 850
    assert_sound(database, desk)
