"""What goes wrong between cashier and customer on an ordinary day, put right by keys."""

from datetime import timedelta

from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.demo.faults import Faults
from pos_app.server.seed_demo import WORLD
from pos_app.server.store.database import Database
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.entrance.switch import SwitchScreen
from pos_app.ui.screens.sale.pane import Pane
from pos_app.wire.staff import Role
from tests.scenarios.window.books import assert_sound
from tests.scenarios.window.conftest import Road
from tests.server.fake_clock import FakeClock
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.screens.sale.counter import ENTER, At

CLERK, MANAGER = WORLD.person(Role.STORE_CLERK), WORLD.person(Role.STORE_MANAGER)
RETURN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
F2, F7, F8, F9, F10, F12 = (Qt.Key(Qt.Key.Key_F1 + number - 1) for number in (2, 7, 8, 9, 10, 12))


def test_a_wrong_amount_is_taken_back_by_one_key_a_reason_and_sold_anew(pad: At, database: Database) -> None:
    pad.sell(12_800)
    pad.press(F8)
    pad.until_pane(Pane.VOID)
    pad.void_by_keys()
    assert pad.sell(1_280).state is State.APPROVED
    shown = [(payment.amount, payment.state) for payment in pad.customer.wallet().payments]
    assert shown == [(1_280, "captured"), (12_800, "voided")]
    assert pad.paid == 1_280
    assert_sound(database, pad.hands.desk)


def test_a_lock_in_the_middle_of_an_amount_hides_it_and_gives_it_back(pad: At) -> None:
    pad.digits("1280")
    pad.press(F12)
    pad.hands.until_in_view(LockedScreen)
    assert not pad.hands.says("1,280")
    pad.hands.write("000000")
    pad.hands.until(lambda: pad.hands.says("暗証番号が違います"))
    pad.hands.write(CLERK.pin)
    pad.hands.until(lambda: pad.hands.window.screen_in_view is pad.screen)
    assert pad.amount == 1_280
    pad.digits("5")
    assert pad.amount == 12_805
    pad.press(ENTER)
    pad.confirm_if_asked()
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 12_805


def test_a_change_of_people_in_the_middle_of_an_amount_keeps_it(
    new_desk: NewDesk, new_hands: NewHands, rich: Customer
) -> None:
    desk = new_desk("till")
    desk.activate()
    desk.log_in(Role.STORE_MANAGER)
    assert desk.shown.staff is not None
    manager = desk.shown.staff.number
    desk.log_in()
    pad = At(new_hands(desk), rich)
    pad.digits("2400")
    pad.press(F9)
    pad.hands.until_in_view(SwitchScreen)
    pad.hands.write(str(manager), RETURN)
    pad.hands.write(MANAGER.pin, RETURN)
    pad.hands.until(lambda: pad.hands.window.screen_in_view is not None and pad.screen.isVisible())
    assert pad.hands.says(MANAGER.name)
    assert pad.amount == 2_400
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(rich.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.snapshot.payment is not None
    assert pad.snapshot.payment.staff_name == MANAGER.name


def test_another_language_at_every_step_of_one_sale_changes_words_only(pad: At) -> None:
    def says_in_both(japanese: str, english: str) -> None:
        assert pad.hands.says(japanese)
        pad.press(F10)
        pad.hands.until(lambda: pad.hands.says(english) and not pad.hands.says(japanese))
        pad.press(F10)
        pad.hands.until(lambda: pad.hands.says(japanese) and not pad.hands.says(english))

    pad.digits("52000")
    says_in_both("金額を入力してください", "Enter the amount")
    assert pad.amount == 52_000
    pad.press(ENTER)
    says_in_both("五万二千円 でよろしいですか", "Is 52,000 yen right?")
    pad.press(ENTER)
    pad.until_scanning()
    says_in_both("画面を明るくして", "Bright screen")
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    says_in_both("次の会計へ進みます", "Type an amount for the next sale")
    assert pad.paid == 52_000
    assert len(pad.snapshot.today) == 1


def test_goods_that_left_on_a_payment_which_never_was_are_said_until_somebody_deals_with_it(
    road: Road, clock: FakeClock, database: Database
) -> None:
    """The customer's screen was believed (F2), and the request came to the server too late to count."""
    pad, proxy = road
    proxy.switch(Faults(request_lost=1.0), "/v1/operations")
    pad.digits("1500")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.DOUBT)
    payment = pad.snapshot.payment
    assert payment is not None
    pad.press(F2)
    pad.digits(payment.number[-4:])
    pad.press(ENTER)
    pad.until_pane(Pane.OUTCOME)
    assert pad.snapshot.sale.stage is Stage.DONE
    clock.advance(timedelta(minutes=5))
    proxy.off()
    pad.hands.until(lambda: bool(pad.snapshot.attention), 40)
    assert pad.paid == 0
    pad.press(ESC)
    pad.until_pane(Pane.PAD)
    pad.press(F7)
    pad.until_pane(Pane.ATTENTION)
    pad.press(RETURN)
    pad.hands.until(lambda: not pad.snapshot.attention)
    pad.until_pane(Pane.PAD)
    assert_sound(database, pad.hands.desk)
