"""The demo's stage as its panel uses it: a real server process, a real proxy, a real till on simulated frames."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import pytest

from pos_app.demo.phone import Show
from pos_app.demo.stage import DemoStage
from pos_app.demo.weather import WEATHER, Weather
from pos_app.devices.scanner.simulated_phone import draw_phone
from pos_app.errors import Refusal
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.till.sample_codes import Sample
from pos_app.till.snapshot import Snapshot
from pos_app.wire.operations import Decline

PATIENCE_SECONDS = 30.0


class Play:
    def __init__(self, folder: Path) -> None:
        self.stage = DemoStage(folder, publish=self._see)
        self.shown: Snapshot | None = None

    def _see(self, snapshot: Snapshot) -> None:
        self.shown = snapshot

    def until(self, reached: Callable[[Snapshot], bool]) -> Snapshot:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.stage.app.till.pump(0.02)
            if self.shown is not None and reached(self.shown):
                return self.shown
            assert time.monotonic() < deadline, self.shown and self.shown.sale

    def ready(self, amount: int) -> None:
        checkout = self.stage.app.till.checkout
        checkout.enter(amount)
        checkout.read_code()
        self.until(lambda s: s.sale.stage is Stage.SCANNING)

    def sell(self, amount: int) -> Payment:
        self.ready(amount)
        payment = self.until(lambda s: s.sale.stage is Stage.DONE).payment
        assert payment is not None
        return payment

    def tidy(self) -> None:
        self.stage.fault(Weather.FINE)
        self.stage.show(Show.GOOD)
        checkout = self.stage.app.till.checkout
        if checkout.sale.stage is Stage.SCANNING:
            checkout.cancel()
            self.until(lambda s: s.sale.stage is Stage.DONE)
        self.until(lambda s: not s.status.unsent)
        checkout.next_customer()


@pytest.fixture(scope="module")
def whole_play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    play = Play(tmp_path_factory.mktemp("stage"))
    play.stage.start()
    play.stage.log_in()
    yield play
    play.stage.stop()


@pytest.fixture
def play(whole_play: Play) -> Iterator[Play]:
    yield whole_play
    whole_play.tidy()


def test_the_till_is_activated_and_a_good_customer_pays_twice_without_a_touch(play: Play) -> None:
    before = play.stage.customers.rich.wallet().balance
    numbers = {play.sell(amount).number for amount in (400, 600)}
    assert len(numbers) == 2
    assert play.stage.customers.rich.wallet().balance == before - 1_000


@pytest.mark.parametrize(
    ("show", "decline"),
    [
        (Show.EXPIRED, Decline.CODE_EXPIRED),
        (Show.USED, Decline.CODE_USED),
        (Show.TOO_LITTLE, Decline.BALANCE_NOT_ENOUGH),
    ],
)
def test_a_bad_code_is_declined_each_time_for_its_own_reason(play: Play, show: Show, decline: Decline) -> None:
    play.stage.show(show)
    for _ in range(2):
        payment = play.sell(500)
        assert (payment.state, payment.decline) == (State.DECLINED, decline)


def test_another_operators_code_is_named_and_a_good_one_may_follow(play: Play) -> None:
    play.stage.show(Show.FOREIGN)
    play.ready(700)
    said = play.until(lambda s: s.sale.notice is not None).sale.notice
    assert said is not None
    assert dict(said.facts) == {"operator": "PayPay"}
    play.stage.show(Show.GOOD)
    assert play.until(lambda s: s.sale.stage is Stage.DONE).payment is not None


def test_nobody_comes(play: Play) -> None:
    play.stage.show(Show.NOTHING)
    play.ready(100)
    for _ in range(10):
        play.stage.app.till.pump(0.02)
    assert play.stage.app.till.checkout.sale.stage is Stage.SCANNING


def test_a_photo_of_ones_own_is_read(play: Play, tmp_path: Path) -> None:
    assert cv2.imwrite(str(tmp_path / "menu.png"), draw_phone("https://example.com/menu"))
    with pytest.raises(Refusal, match="camera_not_chosen"):
        play.stage.show(Show.PHOTO)
    play.stage.show(Show.PHOTO, tmp_path / "menu.png")
    play.ready(300)
    said = play.until(lambda s: s.sale.notice is not None).sale.notice
    assert said is not None
    assert said.code == "code_url"


def test_a_webcam_that_is_not_there_is_said_and_the_phone_comes_back(play: Play) -> None:
    play.stage.show(Show.WEBCAM)
    play.until(lambda s: s.status.camera is not None)
    play.stage.show(Show.GOOD)
    play.until(lambda s: s.status.camera is None)


def test_a_lost_answer_is_in_doubt_until_the_weather_clears(play: Play) -> None:
    play.stage.fault(Weather.ANSWERS_LOST)
    play.ready(250)
    play.until(lambda s: s.sale.stage is Stage.IN_DOUBT)
    play.stage.fault(Weather.FINE)
    done = play.until(lambda s: s.sale.stage is Stage.DONE).payment
    assert done is not None
    assert done.state is State.APPROVED


def test_without_a_network_the_sale_is_given_up_and_nothing_is_charged(play: Play) -> None:
    before = play.stage.customers.rich.wallet().balance
    play.stage.fault(Weather.OFFLINE)
    payment = play.sell(350)
    assert payment.state is State.CANCELED
    assert play.stage.customers.rich.wallet().balance == before


def test_practice_takes_the_sample_that_is_held_out(play: Play) -> None:
    till = play.stage.app.till
    till.practise()
    practising = play.until(lambda s: s.practice is not None).practice
    assert practising is not None
    text = next(one.text for one in practising.samples if one.sample is Sample.SUSPENDED)
    play.ready(450)
    play.stage.hold_out(text)
    payment = play.until(lambda s: s.sale.stage is Stage.DONE).payment
    assert payment is not None
    assert payment.decline is Decline.WALLET_SUSPENDED
    till.stop_practising()


def test_every_weather_has_its_faults() -> None:
    assert set(WEATHER) == set(Weather)
