"""From light to money: the whole till with a camera, which may fail in the middle of a scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.devices.scanner import Image
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.errors import ScannerFault
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from tests.server.live_server import LiveServer
from tests.till.counter import Counter


class Unpluggable(SimulatedCamera):
    """A camera whose cable can be pulled."""

    plugged = True

    def open(self) -> None:
        if not self.plugged:
            raise ScannerFault("camera_missing")

    def read(self) -> Image:
        if not self.plugged:
            raise ScannerFault("camera_gone")
        return super().read()


class CounterWithCamera(Counter):
    """A counter with a camera over it, held before which is ``customer``'s phone."""

    customer: Customer
    camera: Unpluggable

    def start(self) -> "CounterWithCamera":
        settings = TillSettings(self.folder, self.url, use_keyring=False, feed_wait_seconds=1)
        self.camera = Unpluggable(lambda: self.customer.shown, seed=3, size=(640, 480), frames_per_second=20)
        self.app = App(settings, source=self.camera, publish=self._see, wall=self.wall)
        self.app.start()
        self.app.till.pump()
        return self


@pytest.fixture
def counter(server: LiveServer, customer: Customer, tmp_path: Path) -> Iterator[CounterWithCamera]:
    counter = CounterWithCamera(tmp_path / "till", server.url)
    counter.customer = customer
    counter.start()
    counter.activate()
    counter.log_in()
    yield counter
    counter.stop()


def test_a_code_held_before_the_camera_pays_once(counter: CounterWithCamera, customer: Customer) -> None:
    before = customer.wallet().balance
    counter.ready(1_000)
    customer.show_code()
    assert counter.outcome().state is State.APPROVED
    counter.until(lambda s: s.status.unsent == 0)
    for _ in range(40):  # The phone is still held there.
        counter.app.till.pump(0.02)
    assert customer.wallet().balance == before - 1_000
    assert len(counter.shown.today) == 1


def test_a_foreign_code_is_said_once_in_a_while_and_the_right_one_is_read_after_it(
    counter: CounterWithCamera, customer: Customer
) -> None:
    counter.ready(1_000)
    customer.shown = "900081818812345678901234"
    counter.until(lambda s: s.sale.notice is not None and s.sale.notice.code == "foreign_code")
    customer.show_code()
    assert counter.outcome().state is State.APPROVED


def test_a_camera_that_goes_in_mid_scan_is_said_and_the_typed_number_still_pays(
    counter: CounterWithCamera, customer: Customer
) -> None:
    counter.until(lambda s: s.status.camera is None)
    counter.ready(1_000)
    counter.camera.plugged = False
    counter.until(lambda s: s.status.camera is not None)
    assert counter.sale.stage is Stage.SCANNING
    number = customer.show_code().number
    counter.app.till.checkout.number_typed(number)
    assert counter.outcome().state is State.APPROVED


def test_a_camera_that_comes_back_goes_on_with_the_same_sale(counter: CounterWithCamera, customer: Customer) -> None:
    counter.until(lambda s: s.status.camera is None)
    counter.ready(1_000)
    counter.camera.plugged = False
    counter.until(lambda s: s.status.camera is not None)
    customer.show_code()
    counter.camera.plugged = True
    assert counter.outcome().state is State.APPROVED
    assert counter.shown.status.camera is None
