"""The pad against the real server: each way a sale can begin and end."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pos_app.demo.customer import Customer
from pos_app.domain.codes import wallet_qr
from pos_app.errors import Refusal
from pos_app.server.context import Context
from pos_app.sync.http import Address
from pos_app.till import checkout
from pos_app.till.events import CancelReason
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.wire.operations import Decline
from tests.server.fake_clock import FakeClock
from tests.till.counter import Counter

STATIC_STORE_CODE = (
    "00020101021126680019jp.or.paymentsjapan0113000000000000102040001030600000104060000015204581253033925802JP"
    "5911ENA SHOKUDO6003ENA6107509729264150002JA0105エーナ食堂6304C35C"
)


def stage(counter: Counter) -> Stage:
    return counter.sale.stage


def test_a_sale_is_amount_code_and_outcome_on_both_sides(counter: Counter, customer: Customer) -> None:
    before = customer.wallet().balance
    payment = counter.sell(1_000, customer)
    assert payment.state is State.APPROVED
    assert payment.amount == 1_000
    seen = customer.wallet()
    assert seen.balance == before - 1_000
    assert (seen.payments[0].number, seen.payments[0].amount) == (payment.number, 1_000)
    assert seen.payments[0].store_name == "エーナ食堂"


def test_the_next_digit_begins_the_next_sale_without_a_key_in_between(counter: Counter, customer: Customer) -> None:
    first = counter.sell(1_000, customer)
    second = counter.sell(2_000, customer)
    assert [p.number for p in counter.shown.today] == [second.number, first.number]
    assert int(second.number[5:11]) == int(first.number[5:11]) + 1


@pytest.mark.parametrize("amount", [0, -1, 10_000_000])
def test_an_amount_that_cannot_be_charged_is_refused(counter: Counter, amount: int) -> None:
    with pytest.raises(Refusal, match="amount_"):
        counter.app.till.checkout.enter(amount)
    assert counter.sale.stage is Stage.IDLE


def test_a_large_amount_is_confirmed_once_more_before_the_camera_starts(counter: Counter) -> None:
    pad = counter.app.till.checkout
    pad.enter(52_000)
    assert stage(counter) is Stage.CONFIRM_AMOUNT
    with pytest.raises(Refusal, match="not_now"):
        pad.read_code()
    pad.confirm_amount()
    pad.read_code()
    assert stage(counter) is Stage.SCANNING


def test_a_scan_without_an_amount_asks_for_the_amount_first(counter: Counter, customer: Customer) -> None:
    counter.scan(customer.show_code().qr)
    assert counter.sale.notice is not None
    assert counter.sale.notice.code == "amount_first"


def test_a_scan_before_a_large_amount_is_confirmed_is_not_taken(counter: Counter, customer: Customer) -> None:
    counter.app.till.checkout.enter(52_000)
    counter.scan(customer.show_code().qr)
    assert stage(counter) is Stage.CONFIRM_AMOUNT
    assert counter.sale.notice is not None
    assert counter.sale.notice.code == "amount_first"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://example.jp/menu", "code_url"),
        (STATIC_STORE_CODE, "code_store_code"),
        ("hQVKUFFSMWEUTwgxMjM0", "code_malformed"),
        ("x" * 5000, "code_too_long"),
        ("ただの文字", "code_not_a_code"),
        ("900081818812345678901234", "foreign_code"),
    ],
)
def test_what_is_no_code_of_this_wallet_is_said_and_leaves_no_payment(counter: Counter, text: str, code: str) -> None:
    counter.ready(1_000)
    counter.scan(text)
    assert counter.sale.stage is Stage.SCANNING
    assert counter.sale.notice is not None
    assert counter.sale.notice.code == code
    assert counter.shown.today == ()


def test_after_a_foreign_code_the_customers_own_is_still_read(counter: Counter, customer: Customer) -> None:
    counter.ready(1_000)
    counter.scan("900081818812345678901234")
    assert counter.sale.notice is not None
    assert dict(counter.sale.notice.facts) == {"operator": "PayPay"}
    counter.scan(customer.show_code().qr)
    assert counter.outcome().state is State.APPROVED


def test_one_code_read_thirty_times_makes_one_payment(counter: Counter, customer: Customer) -> None:
    before = customer.wallet().balance
    counter.ready(1_000)
    text = customer.show_code().qr
    for _ in range(30):
        counter.scan(text)
    assert counter.outcome().state is State.APPROVED
    assert customer.wallet().balance == before - 1_000
    assert len(counter.shown.today) == 1


def test_an_expired_code_is_declined_by_the_servers_clock(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    text = customer.show_code().qr
    clock.advance(timedelta(minutes=5, seconds=1))
    counter.app.till.terminal.refresh()  # Any answer tells the till the time.
    counter.until(lambda s: not s.busy)
    counter.ready(1_000)
    counter.scan(text)
    assert counter.outcome().decline is Decline.CODE_EXPIRED


def test_a_code_is_spent_by_its_payment(counter: Counter, customer: Customer) -> None:
    counter.sell(1_000, customer)
    counter.ready(700)
    counter.scan(customer.shown)
    assert counter.outcome().decline is Decline.CODE_USED


def test_a_code_that_nobody_issued_is_declined(counter: Counter) -> None:
    counter.ready(1_000)
    counter.scan(wallet_qr("99000001", "A" * 22))
    assert counter.outcome().decline is Decline.CODE_NOT_FOUND


def test_a_balance_too_small_moves_nothing(counter: Counter, customer: Customer) -> None:
    before = customer.wallet().balance
    payment = counter.sell(before + 1, customer)
    assert payment.decline is Decline.BALANCE_NOT_ENOUGH
    assert customer.wallet().balance == before


def test_the_payment_number_under_the_qr_pays_like_the_qr(counter: Counter, customer: Customer) -> None:
    counter.ready(1_000)
    number = customer.show_code().number
    counter.app.till.checkout.number_typed(f"{number[:4]} {number[4:8]} {number[8:]}")
    assert counter.outcome().state is State.APPROVED


def test_a_mistyped_payment_number_is_noticed_before_it_is_sent(counter: Counter, customer: Customer) -> None:
    counter.ready(1_000)
    number = customer.show_code().number
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(Refusal, match="number_malformed"):
        counter.app.till.checkout.number_typed(slip)
    assert counter.sale.stage is Stage.SCANNING


def test_after_five_unknown_numbers_in_a_minute_a_sixth_is_refused(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.domain.codes import new_number

    for i in range(5):
        counter.ready(1_000)
        counter.app.till.checkout.number_typed(new_number(lambda n, i=i: bytes([i + 1]) * n))  # type: ignore[misc]
        assert counter.outcome().decline is Decline.CODE_NOT_FOUND
    counter.ready(1_000)
    with pytest.raises(Refusal, match="too_many_wrong_numbers"):
        counter.app.till.checkout.number_typed(new_number(lambda n: b"\x77" * n))


def test_the_same_customer_and_amount_again_is_asked_about_and_then_charged(
    counter: Counter, customer: Customer
) -> None:
    before = customer.wallet().balance
    first = counter.sell(1_000, customer)
    asked = counter.sell(1_000, customer)
    assert asked.decline is Decline.POSSIBLE_DOUBLE
    assert asked.earlier is not None
    assert asked.earlier.number == first.number
    assert counter.sale.stage is Stage.ASKED_DOUBLE
    counter.app.till.checkout.answer_double(another_sale=True)
    counter.until(lambda s: s.sale.stage is Stage.SCANNING and s.payment is not None)
    counter.scan(customer.shown)  # The question did not spend the code.
    assert counter.outcome().state is State.APPROVED
    assert customer.wallet().balance == before - 2_000


def test_a_possible_double_that_is_none_of_a_sale_charges_nothing(counter: Counter, customer: Customer) -> None:
    before = customer.wallet().balance
    counter.sell(1_000, customer)
    counter.sell(1_000, customer)
    counter.app.till.checkout.answer_double(another_sale=False)
    assert counter.sale.stage is Stage.IDLE
    assert customer.wallet().balance == before - 1_000


def test_a_sale_cancelled_before_the_code_leaves_no_trace_in_the_history(counter: Counter) -> None:
    counter.ready(1_000)
    counter.app.till.checkout.cancel()
    payment = counter.outcome()
    assert (payment.state, payment.cancel) == (State.CANCELED, CancelReason.CASHIER)
    assert counter.shown.today == ()
    assert counter.shown.status.unsent == 0


def test_without_the_server_a_sale_is_given_up_after_five_seconds_and_nothing_was_sent(
    new_counter: Callable[[str], Counter], counter: Counter, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "NOT_SENT_SECONDS", 0.2)
    text = customer.show_code().qr
    _unplug(counter, monkeypatch)
    counter.ready(1_000)
    counter.scan(text)
    payment = counter.outcome()
    assert (payment.state, payment.cancel) == (State.CANCELED, CancelReason.NOT_SENT)
    assert not counter.shown.status.line_up
    assert counter.shown.status.unsent == 0
    monkeypatch.undo()
    # The network is back: the same customer can be served, without a restart.
    assert counter.sell(1_000, customer).state is State.APPROVED


def test_on_a_nearly_full_disk_no_sale_begins(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.sync.reserve.is_low", lambda _: True)
    counter.app.till.checkout.enter(1_000)
    with pytest.raises(Refusal, match="disk_low"):
        counter.app.till.checkout.read_code()


def test_a_request_that_comes_after_its_minute_is_declined_for_ever(
    counter: Counter, customer: Customer, clock: FakeClock, context: Context
) -> None:
    text = customer.show_code().qr
    counter.ready(1_000)
    clock.advance(timedelta(minutes=2))  # The till has not heard of it: its clock runs behind.
    counter.scan(text)
    assert counter.outcome().decline is Decline.TOO_LATE


def test_a_pc_clock_that_is_a_day_wrong_changes_no_outcome(
    new_counter: Callable[[str], Counter], customer: Customer, clock: FakeClock
) -> None:
    counter = new_counter("wrong")
    counter.stop()
    counter.wall = lambda: clock() + timedelta(days=1)
    counter.start()
    counter.activate()
    counter.log_in()
    payment = counter.sell(1_000, customer)
    assert payment.state is State.APPROVED
    assert counter.shown.status.clock_is_skewed
    assert payment.transaction_date == clock().date()


def test_only_those_who_may_sell_can(new_counter: Callable[[str], Counter]) -> None:
    from pos_app.wire.staff import Role

    counter = new_counter("till")
    counter.activate()
    counter.log_in(Role.COMPANY_STAFF)
    with pytest.raises(Refusal, match="forbidden"):
        counter.app.till.checkout.enter(1_000)


def test_the_customers_code_is_nowhere_in_the_tills_files(counter: Counter, customer: Customer) -> None:
    code = customer.show_code()
    counter.ready(1_000)
    counter.scan(code.qr)
    counter.outcome()
    counter.until(lambda s: s.status.unsent == 0)
    token = _token(code.qr)
    counter.stop()
    for file in counter.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert token.encode() not in content, file.name
            assert code.number.encode() not in content, file.name
    counter.start()


def _token(qr: str) -> str:
    import base64

    raw = base64.b64decode(qr)
    return raw[raw.rindex(b"\x57\x16") + 2 :].decode()


def _unplug(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where the till sends."""
    where = counter.app._where
    monkeypatch.setattr(where, "address", Address("http://127.0.0.1:9"))


def test_cancel_pressed_twice_while_the_journal_is_busy_cancels_once(counter: Counter) -> None:
    pad = counter.app.till.checkout
    pad.enter(1_000)
    pad.read_code()
    pad.cancel()
    pad.cancel()
    assert counter.outcome().state is State.CANCELED


def test_after_a_cancel_the_camera_reads_nothing_any_more(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    moves: list[str] = []

    def arm() -> int:
        moves.append("arm")
        return len(moves)

    monkeypatch.setattr(counter.app.scanner, "arm", arm)
    monkeypatch.setattr(counter.app.scanner, "disarm", lambda: moves.append("disarm"))
    pad = counter.app.till.checkout
    pad.enter(1_000)
    pad.read_code()
    pad.cancel()
    counter.outcome()
    assert moves[-1] == "disarm"
