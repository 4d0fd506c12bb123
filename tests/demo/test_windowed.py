"""The demo as a newcomer plays it: both windows, a real server process, real frames, real clicks and keys."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.demo.panel.hints import Hint
from pos_app.demo.phone import Show
from pos_app.demo.weather import Weather
from pos_app.devices.scanner.simulated_phone import draw_phone
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import Decline
from tests.demo.newcomer import Newcomer


@pytest.fixture(scope="module")
def evening(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newcomer]:
    theme.apply(qapp, "light")
    newcomer = Newcomer(tmp_path_factory.mktemp("demo"))
    try:
        newcomer.begin()
        yield newcomer
    finally:
        newcomer.demo.end()
        text.set_language(qapp, text.JAPANESE)


@pytest.fixture
def newcomer(evening: Newcomer) -> Iterator[Newcomer]:
    yield evening
    evening.tidy()


def test_amount_enter_and_the_phone_has_paid(newcomer: Newcomer) -> None:
    assert newcomer.sell(1_500).state is State.APPROVED
    newcomer.until(lambda: newcomer.hears(Hint.PAID))
    assert newcomer.till_says("支払い完了")
    newcomer.until(lambda: newcomer.phone_says("お支払い完了") and newcomer.phone_says("1,500円"))
    number = newcomer.seen.payment.number if newcomer.seen.payment else ""
    assert newcomer.phone_says(f"{number[:4]} {number[4:8]} {number[8:]}")
    assert newcomer.phone_says("10,200円")


def test_the_phone_shows_the_very_code_that_the_camera_sees(newcomer: Newcomer) -> None:
    customer = newcomer.demo.stage.venue.customer
    newcomer.make(Weather.SLOW)
    newcomer.type_amount(120)
    newcomer.until(lambda: bool(customer.in_view))
    newcomer.until(lambda: newcomer.panel.phone.code.code.text == (customer.phone.held and customer.phone.held.text))
    newcomer.until(lambda: newcomer.seen.sale.stage is Stage.DONE)


@pytest.mark.parametrize(
    ("show", "why"),
    [
        (Show.TOO_LITTLE, Decline.BALANCE_NOT_ENOUGH),
        (Show.EXPIRED, Decline.CODE_EXPIRED),
        (Show.USED, Decline.CODE_USED),
    ],
)
def test_a_code_that_is_no_good_is_declined_for_its_own_reason(newcomer: Newcomer, show: Show, why: Decline) -> None:
    newcomer.show(show)
    payment = newcomer.sell(700)
    assert (payment.state, payment.decline) == (State.DECLINED, why)
    newcomer.until(lambda: newcomer.hears(Hint.DECLINED))
    assert newcomer.till_says("お支払いできませんでした")
    assert not newcomer.phone_says("お支払い完了")


def test_another_operators_code_ends_no_sale(newcomer: Newcomer) -> None:
    newcomer.show(Show.FOREIGN)
    newcomer.type_amount(640)
    newcomer.until(lambda: newcomer.hears(Hint.NOT_READ))
    assert newcomer.seen.sale.stage is Stage.SCANNING
    assert newcomer.till_says("PayPay")
    assert not newcomer.till_says("お支払いできませんでした")
    newcomer.show(Show.GOOD)
    newcomer.until(lambda: newcomer.seen.sale.stage is Stage.DONE)
    assert newcomer.seen.payment is not None
    assert newcomer.seen.payment.state is State.APPROVED


def test_a_card_is_told_by_telephone_and_keyed_on_the_simulated_pad(newcomer: Newcomer) -> None:
    card, told = newcomer.demo.stage.app.till.card, newcomer.panel.told.buttons[0]
    assert not told.isEnabled()
    card.enter(3_000)
    card.describe("ナカツガワ ハナ", "0573000135", "", CaptureWhen.NOW)
    card.open_entry()
    newcomer.until(lambda: newcomer.hears(Hint.KEY_CARD) and told.isEnabled())
    told.click()
    newcomer.until(lambda: newcomer.seen.card.card is not None)
    card.authorise()
    newcomer.until(lambda: newcomer.hears(Hint.CARD_HELD))
    card.confirm()
    newcomer.until(lambda: newcomer.hears(Hint.CARD_SOLD))
    assert newcomer.seen.card_payment is not None
    assert newcomer.seen.card_payment.captured == 3_000
    card.next_customer()


def test_a_lost_answer_is_in_doubt_while_the_phone_knows_and_clears_up_by_itself(newcomer: Newcomer) -> None:
    newcomer.make(Weather.ANSWERS_LOST)
    newcomer.type_amount(330)
    newcomer.until(lambda: newcomer.hears(Hint.IN_DOUBT))
    assert newcomer.till_says("確認中")
    newcomer.until(lambda: newcomer.phone_says("お支払い完了"))
    newcomer.make(Weather.FINE)
    newcomer.until(lambda: newcomer.hears(Hint.PAID))
    assert newcomer.till_says("支払い完了")


def test_with_the_server_down_nothing_is_charged(newcomer: Newcomer) -> None:
    before = newcomer.demo.stage.phone.balance
    newcomer.make(Weather.OFFLINE)
    payment = newcomer.sell(450)
    assert payment.state is State.CANCELED
    newcomer.until(lambda: newcomer.hears(Hint.NOT_SENT))
    assert newcomer.demo.stage.phone.balance == before


def test_a_photo_is_read_in_place_of_the_phone(newcomer: Newcomer, tmp_path: Path) -> None:
    photo = tmp_path / "写真.png"
    photo.write_bytes(cv2.imencode(".png", draw_phone("https://example.com/menu"))[1].tobytes())
    newcomer.panel.shows.emit(Show.PHOTO, photo)
    newcomer.type_amount(210)
    newcomer.until(lambda: newcomer.hears(Hint.NOT_READ))
    assert newcomer.phone_says("写真.png")


def test_a_click_on_the_panel_leaves_the_keyboard_to_the_till(newcomer: Newcomer) -> None:
    newcomer.panel.activateWindow()
    newcomer.until(newcomer.panel.isActiveWindow)
    newcomer.show(Show.EXPIRED)
    newcomer.until(newcomer.till.isActiveWindow)


def test_practice_takes_what_the_customer_shows_as_a_sample(newcomer: Newcomer) -> None:
    before = newcomer.demo.stage.phone.balance
    newcomer.show(Show.TOO_LITTLE)
    newcomer.demo.stage.app.till.practise()
    newcomer.until(lambda: newcomer.seen.practice is not None and newcomer.phone_says("練習"))
    payment = newcomer.sell(500)
    assert payment.decline is Decline.BALANCE_NOT_ENOUGH
    newcomer.show(Show.GOOD)
    newcomer.press(Qt.Key.Key_Escape)
    assert newcomer.sell(600).state is State.APPROVED
    newcomer.demo.stage.app.till.stop_practising()
    newcomer.until(lambda: newcomer.seen.practice is None)
    assert newcomer.demo.stage.customers.rich.wallet().balance == before
