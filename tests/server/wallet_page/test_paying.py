"""From the phone's screen through a camera to the till, and back to the phone (rows E-30..E-32, D-22)."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.devices.scanner import Image
from pos_app.devices.scanner.decoder import Decoder
from pos_app.devices.scanner.events import Symbology
from pos_app.domain import payment_number
from pos_app.till.payment import Payment, State
from pos_app.wire.operations import NumberCheck, VoidReason
from tests.server.live_server import LiveServer
from tests.server.wallet_page.browser import Page
from tests.server.wallet_page.conftest import until_code
from tests.till.counter import Counter

AT_ONCE_SECONDS = 2.0


def picture(page: Page) -> Image:
    pixels = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels.astype(np.uint8)


class Held:
    """A camera over the till; what is before it is the phone's own screenshot."""

    interval = 0.05

    def __init__(self) -> None:
        self.sight: Image = np.full((600, 400, 3), 40, np.uint8)

    def open(self) -> None:
        pass

    def read(self) -> Image:
        return self.sight

    def close(self) -> None:
        pass


class CounterWithCamera(Counter):
    camera: Held

    def start(self) -> "CounterWithCamera":
        self.camera = Held()
        settings = TillSettings(self.folder, self.url, use_keyring=False, feed_wait_seconds=1)
        self.app = App(settings, source=self.camera, publish=self._see, wall=self.wall)
        self.app.start()
        self.app.till.pump()
        return self


@pytest.fixture
def till(server: LiveServer, tmp_path: Path) -> Iterator[CounterWithCamera]:
    counter = CounterWithCamera(tmp_path / "till", server.url).start()
    counter.activate()
    counter.log_in()
    yield counter
    counter.stop()


def scan_number(till: Counter, page: Page, amount: int) -> Payment:
    till.ready(amount)
    till.app.till.checkout.number_typed(until_code(page))
    return till.outcome()


def void(till: Counter, payment: Payment) -> None:
    voiding = till.app.till.voiding
    voiding.begin(payment.id)
    till.until(lambda s: s.void is not None and s.void.preview is not None)
    voiding.confirm(VoidReason.WRONG_AMOUNT, NumberCheck.MATCHED)
    till.until(lambda _: till.payment(payment).state is State.VOIDED)


def test_the_code_on_the_screen_pays_and_both_sides_say_so_at_once(till: CounterWithCamera, member_phone: Page) -> None:
    till.ready(1_000)
    till.camera.sight = picture(member_phone)
    payment = till.outcome()
    assert payment.state is State.APPROVED
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)
    said = member_phone.text("#outcome")
    number = payment_number.parse(payment.number)
    assert number is not None
    for told in ("お支払い完了", "1,000 円", "お支払いが完了しました", "ご利用可能金額", "10,700 円", "エーナ食堂"):
        assert told in said
    assert "2026/04/10 12:00" in said
    assert number.shown in said
    assert not member_phone.sees("#qr svg")


def test_both_codes_on_the_screen_are_read_and_are_one_and_the_same(member_phone: Page) -> None:
    number = until_code(member_phone)
    seen = {symbol.symbology: symbol.payload for symbol in Decoder().decode_still(picture(member_phone)).symbols}
    assert seen.keys() == {Symbology.QR, Symbology.CODE128}
    assert seen[Symbology.CODE128] == b"99000001" + number.encode()
    assert seen[Symbology.QR].startswith(b"hQVKUFFS")


def test_after_ok_there_is_a_new_code_and_the_payment_is_in_the_history(till: Counter, member_phone: Page) -> None:
    spent = until_code(member_phone)
    payment = scan_number(till, member_phone, 1_000)
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)
    member_phone.tap("#outcome-ok")
    member_phone.until(f"document.querySelector('#code').checkVisibility() && !{shows(spent)}")
    assert member_phone.text("#balance") == "10,700 円"
    assert "ポイント" in member_phone.text("#lots")
    assert scan_number(till, member_phone, 300).state is State.APPROVED
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)
    member_phone.back()
    member_phone.tap("#tab-history")
    listed = member_phone.text("#payments")
    assert payment_number.PaymentNumber(payment.number).shown in listed
    assert listed.index("300 円") < listed.index("1,000 円")
    assert "取消済み" not in listed


def test_a_void_is_seen_on_the_outcome_and_in_the_history(till: Counter, member_phone: Page) -> None:
    payment = scan_number(till, member_phone, 1_000)
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)
    void(till, payment)
    member_phone.until("document.querySelector('#outcome-title').innerText === '取消済み'", AT_ONCE_SECONDS)
    member_phone.tap("#outcome-ok")
    member_phone.tap("#tab-history")
    assert "取消済み" in member_phone.text("#payments")
    member_phone.tap("#tab-pay")
    assert member_phone.text("#balance") == "11,700 円"


def test_a_void_of_a_sale_that_was_left_is_said(till: Counter, member_phone: Page) -> None:
    payment = scan_number(till, member_phone, 1_000)
    member_phone.tap("#outcome-ok")
    void(till, payment)
    member_phone.until_seen("#notice", AT_ONCE_SECONDS)
    assert "エーナ食堂 の 1,000 円のお支払いは取り消され" in member_phone.text("#notice")
    member_phone.tap("#notice-close")
    member_phone.until("document.querySelector('#notice').hidden")


def test_a_decline_is_said_and_brings_a_new_code(till: Counter, member_phone: Page) -> None:
    spent = until_code(member_phone)
    assert scan_number(till, member_phone, 50_000).state is State.DECLINED
    member_phone.until_seen("#notice", AT_ONCE_SECONDS)
    assert "残高が足りません" in member_phone.text("#notice")
    member_phone.until(f"!{shows(spent)}")
    assert until_code(member_phone) != spent


def test_after_a_reload_a_completed_payment_is_shown_until_it_was_seen(till: Counter, member_phone: Page) -> None:
    scan_number(till, member_phone, 1_000)
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)
    member_phone.reload()
    member_phone.until_seen("#outcome")
    member_phone.tap("#outcome-ok")
    until_code(member_phone)
    member_phone.reload()
    until_code(member_phone)
    assert not member_phone.sees("#outcome")


def test_what_was_paid_while_the_phone_slept_is_shown_when_it_wakes(
    till: Counter, member_phone: Page, customer: Customer
) -> None:
    until_code(member_phone)
    asleep(member_phone, hidden=True)
    assert till.sell(700, customer).state is State.APPROVED
    assert not member_phone.sees("#outcome")
    asleep(member_phone, hidden=False)
    member_phone.until_seen("#outcome", AT_ONCE_SECONDS)


def shows(number: str) -> str:
    return f"document.querySelector('#number').innerText.replaceAll(' ', '').includes('{number}')"


def asleep(page: Page, *, hidden: bool) -> None:
    """As the system tells a page that its screen goes off, and on again."""
    page.run(
        f"Object.defineProperty(document, 'hidden', {{value: {str(hidden).lower()}, configurable: true}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
