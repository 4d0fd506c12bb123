"""The customer at the counter: what comes before the camera, and what does not any more."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from pos_app.demo.at_the_counter import CustomerAtCounter
from pos_app.demo.customer import Customer
from pos_app.demo.customers import Customers
from pos_app.demo.phone import Held, Show

PATIENCE_SECONDS = 10.0


@dataclass
class SlowServer(Customers):
    """Gives a code only when it is let: what a busy server does in one moment of a thousand."""

    lets: dict[Show, threading.Event] = field(default_factory=lambda: {show: threading.Event() for show in Show})
    asked: list[Show] = field(default_factory=list)

    def person(self, show: Show) -> Customer | None:
        del show
        return None

    def held(self, show: Show) -> Held | None:
        self.asked.append(show)
        self.lets[show].wait(PATIENCE_SECONDS)
        return Held(f"code of {show}")


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture
def server() -> SlowServer:
    return SlowServer()


@pytest.fixture
def customer(server: SlowServer) -> Iterator[CustomerAtCounter]:
    customer = CustomerAtCounter(server)
    customer.start()
    yield customer
    for let in server.lets.values():
        let.set()
    customer.stop()


def test_a_code_that_is_still_being_fetched_never_comes_before_the_camera_for_a_later_wish(
    server: SlowServer, customer: CustomerAtCounter
) -> None:
    until(lambda: server.asked == [Show.GOOD])
    customer.show(Show.TOO_LITTLE)
    customer.till_reads(True)
    server.lets[Show.GOOD].set()
    until(lambda: Show.TOO_LITTLE in server.asked)
    assert customer.phone.held == Held("code of good")
    assert customer.in_view == ""
    server.lets[Show.TOO_LITTLE].set()
    until(lambda: customer.in_view == "code of too_little")


def test_the_code_of_the_last_reading_is_gone_when_the_next_one_begins(
    server: SlowServer, customer: CustomerAtCounter
) -> None:
    server.lets[Show.GOOD].set()
    customer.till_reads(True)
    until(lambda: customer.in_view == "code of good")
    customer.till_reads(False)
    assert customer.in_view == ""
    server.lets[Show.GOOD].clear()
    customer.till_reads(True)
    until(lambda: len(server.asked) == 3)
    assert customer.in_view == ""


def test_what_is_shown_while_the_till_does_not_read_stays_out_of_view(
    server: SlowServer, customer: CustomerAtCounter
) -> None:
    server.lets[Show.GOOD].set()
    until(lambda: customer.phone.held is not None)
    assert customer.in_view == ""
