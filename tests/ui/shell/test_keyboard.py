"""Whoever uses the till is somebody who is there, whichever key it is (row D-17)."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.till.session import Phase
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Hands


class Idle:
    """Minutes that only the till believes in."""

    def __init__(self) -> None:
        self.minutes = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.minutes * 60


@pytest.fixture
def idle() -> Idle:
    return Idle()


@pytest.fixture
def hands(new_desk: NewDesk, new_hands: NewHands, idle: Idle) -> Hands:
    desk = new_desk("till", monotonic=idle)
    desk.activate()
    desk.log_in()
    return new_hands(desk)


USES: dict[str, Callable[[Hands], None]] = {
    "a digit": lambda hands: hands.write("5"),
    "a shortcut": lambda hands: hands.press(Qt.Key.Key_F10),
    "the numpad's way to the history": lambda hands: hands.write("/"),
    "Enter on an empty pad": lambda hands: hands.press(Qt.Key.Key_Enter),
    "Backspace": lambda hands: hands.press(Qt.Key.Key_Backspace),
}


@pytest.mark.parametrize("use", list(USES.values()), ids=list(USES))
def test_a_till_that_is_used_by_keys_is_not_locked_under_ones_hands(
    hands: Hands, idle: Idle, use: Callable[[Hands], None]
) -> None:
    for _ in range(3):
        idle.minutes += 20
        use(hands)
        hands.desk.bridge.pump()
        assert hands.desk.shown.phase is Phase.OPEN
    idle.minutes += 31
    hands.desk.bridge.pump()
    assert hands.desk.shown.phase is Phase.LOCKED


def test_a_hand_scanner_is_somebodys_hand(hands: Hands, idle: Idle, customer: Customer) -> None:
    for _ in range(3):
        idle.minutes += 20
        hands.scan(customer.show_code().qr)
        hands.desk.bridge.pump()
        assert hands.desk.shown.phase is Phase.OPEN
