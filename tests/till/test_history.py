"""The day from the journal, the past from the server."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.demo.customer import Customer
from pos_app.domain import payment_number
from pos_app.domain.calendar import transaction_date
from pos_app.errors import Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.till.history import asked_for
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.till.counter import Counter


def test_the_day_lists_what_was_asked_of_the_server_newest_first(counter: Counter, customer: Customer) -> None:
    first = counter.sell(1_000, customer)
    counter.ready(500)
    counter.app.till.checkout.cancel()
    counter.outcome()
    second = counter.sell(2_000, customer)
    assert [p.id for p in counter.shown.today] == [second.id, first.id]


def test_a_new_day_begins_with_an_empty_list(counter: Counter, customer: Customer, clock: FakeClock) -> None:
    counter.sell(1_000, customer)
    clock.advance(timedelta(days=1))
    counter.app.till.terminal.refresh()
    counter.until(lambda s: not s.busy)
    counter.app.till.pump()
    assert counter.shown.today == ()


def test_a_search_by_number_ignores_the_dates(counter: Counter, customer: Customer, clock: FakeClock) -> None:
    payment = counter.sell(1_000, customer)
    clock.advance(timedelta(days=70))
    counter.log_in()
    counter.app.till.search.by_number(payment.number[-4:])
    found = counter.until(lambda s: not s.search.busy).search
    assert [record.id for record in found.payments] == [payment.id]


CARDS = st.from_regex(r"\A[3-6][0-9]{12,18}\Z") | st.from_regex(r"\A(81|2221|2720)[0-9]{12}\Z")


@given(CARDS, st.integers(1, 19), st.booleans())
def test_of_a_card_number_its_middle_eight_digits_are_in_no_url(card: str, typed: int, memos: bool) -> None:
    sent = [value for wish in asked_for(card[:typed], memos=memos) for value in wish.params.values()]
    assert [value for value in sent if len(value) > (11 if typed < 12 else 4)] == []


@pytest.mark.parametrize(
    ("digits", "memos", "asked"),
    [
        ("0041", False, [{"number": "0041"}]),
        ("0041", True, [{"number": "0041"}, {"memo": "0041"}]),
        ("20345", True, [{"memo": "20345"}]),
        ("4500012345", True, [{"memo": "4500012345"}]),
        ("202611220001", True, [{"memo": "202611220001"}]),
        ("003", True, []),
        ("20345", False, []),
        ("411111111111", True, []),
        ("424242424242", True, [{"number": "4242"}]),
        ("4242424242424242", True, []),
    ],
)
def test_digits_are_a_number_the_last_of_one_or_an_orders(
    digits: str, memos: bool, asked: list[dict[str, str]]
) -> None:
    assert [wish.params for wish in asked_for(digits, memos=memos)] == asked


def test_a_slip_in_a_whole_number_is_not_looked_up() -> None:
    number = payment_number.make(35, 4).digits
    assert [wish.params for wish in asked_for(number, memos=False)] == [{"number": number}]
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert asked_for(slip, memos=False) == ()


def test_a_number_that_begins_as_a_cards_is_asked_for_by_its_last_four_and_found_alone(
    counter: Counter, customer: Customer
) -> None:
    payment = counter.sell(1_000, customer)
    search = counter.app.till.search
    for whole, found in ((payment.number, 1), (_of_a_card(payment.number[-4:]), 0)):
        search.by_number(whole)
        shown = counter.until(lambda s: not s.search.busy).search
        assert (len(shown.payments), shown.trouble) == (found, None)


def _of_a_card(last4: str) -> str:
    """Another terminal's 決済番号, with the same last four."""
    made = (f"4242{middle:04}{last4}" for middle in range(10_000))
    return next(each for each in made if payment_number.parse(each) is not None)


def test_a_wish_of_six_months_is_split_and_found(
    counter: Counter, customer: Customer, server: LiveServer, clock: FakeClock
) -> None:
    old = counter.sell(1_000, customer)
    clock.advance(timedelta(days=100))
    counter.log_in()
    member = WORLD.members[0]
    again = Customer(server.url, member.login_id, member.password)  # Nobody stays logged in for a hundred days.
    new = counter.sell(2_000, again)
    again.close()
    last = transaction_date(clock())
    counter.app.till.search.by_dates(last - timedelta(days=180), last)
    found = counter.until(lambda s: not s.search.busy).search
    assert found.trouble is None
    assert [record.id for record in found.payments] == [new.id, old.id]


def test_the_detail_of_a_payment_says_how_by_whom_and_where_it_was_taken(counter: Counter, customer: Customer) -> None:
    counter.ready(1_000)
    counter.app.till.checkout.number_typed(customer.show_code().number)
    payment = counter.outcome()
    counter.app.till.search.by_number(payment.number)
    (record,) = counter.until(lambda s: not s.search.busy).search.payments
    staff = counter.shown.staff
    assert staff is not None
    assert (record.code_kind, record.store_name, record.amount) == ("number", "エーナ食堂", 1_000)
    assert (record.staff_number, record.staff_name, record.terminal_id) == (staff.number, staff.name, WORLD.terminal)
    assert record.decline is None


def test_dates_the_wrong_way_round_are_refused_in_words(counter: Counter) -> None:
    with pytest.raises(Refusal, match="search_range_reversed"):
        counter.app.till.search.by_dates(date(2026, 4, 10), date(2026, 4, 9))


def test_what_ended_days_ago_leaves_the_memory_and_is_found_in_the_journal(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    old = counter.sell(1_000, customer)
    clock.advance(timedelta(days=3))
    counter.app.till.terminal.refresh()
    counter.until(lambda s: not s.busy)
    counter.log_in()
    new = counter.sell(2_000, customer)
    book = counter.app.till.book
    book.forget_before(clock() - timedelta(days=2), {new.id})
    assert [payment.id for payment in book.all()] == [new.id]
    found = book.latest(old.id)
    assert found is not None
    assert (found.state, found.number) == (old.state, old.number)


def test_what_somebody_must_attend_to_or_still_looks_at_stays_in_memory(
    counter: Counter, customer: Customer, clock: FakeClock
) -> None:
    looked_at = counter.sell(1_000, customer)
    counter.app.till.book.forget_before(clock() + timedelta(days=9), {looked_at.id})
    assert counter.payment(looked_at) == looked_at


def test_the_detail_follows_who_walks_down_the_list_and_asks_for_few(counter: Counter, customer: Customer) -> None:
    payments = [counter.sell(1_000 + step, customer) for step in range(4)]
    details = counter.app.till.details
    for payment in payments:
        details.look_at(payment.id)
    assert counter.app.till.snapshot().detail.busy
    assert not counter.app.till.snapshot().busy, "nobody is kept waiting by it"
    shown = counter.until(lambda s: s.detail.record is not None).detail
    assert shown.record is not None
    assert (shown.payment, shown.record.number) == (payments[-1].id, payments[-1].number)
    details.look_at(None)
    assert counter.app.till.snapshot().detail.payment is None


def test_a_detail_that_cannot_be_had_says_why(counter: Counter) -> None:
    counter.app.till.details.look_at(uuid4())
    shown = counter.until(lambda s: s.detail.trouble is not None).detail
    assert (shown.trouble, shown.record, shown.busy) == ("not_found", None, False)


def test_a_search_that_is_cleared_is_gone_and_its_late_answer_too(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    search = counter.app.till.search
    search.by_number(payment.number)
    search.clear()
    counter.until(lambda s: not s.busy)
    assert counter.app.till.snapshot().search.payments == ()


def test_a_receipt_that_was_given_is_marked_in_the_journal(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    receipts = counter.app.till.receipts
    receipts.mark(payment.id, given=True)
    counter.until(lambda _: counter.payment(payment).receipt_given)
    receipts.mark(payment.id, given=True)
    counter.stop()
    counter.start()
    again = counter.app.till.book.latest(payment.id)
    assert again is not None
    assert again.receipt_given
    counter.log_in()
    counter.app.till.receipts.mark(payment.id, given=False)
    counter.until(lambda _: not counter.payment(payment).receipt_given)


def test_a_receipt_of_another_tills_payment_is_marked_here_too(
    new_counter: Callable[[str], Counter], counter: Counter, customer: Customer, second_terminal: tuple[str, str]
) -> None:
    payment = counter.sell(1_000, customer)
    other = new_counter("other")
    other.activate(*second_terminal)
    other.log_in()
    with pytest.raises(Refusal, match="not_voidable"):
        other.app.till.receipts.mark(payment.id, given=True)
    other.app.till.details.look_at(payment.id)
    record = other.until(lambda s: s.detail.record is not None).detail.record
    other.app.till.receipts.mark(payment.id, record, given=True)
    other.until(lambda _: (found := other.app.till.book.get(payment.id)) is not None and found.receipt_given)
    assert other.shown.today == (), "it is not this till's"


def test_nothing_is_marked_where_no_money_was_taken(counter: Counter, customer: Customer) -> None:
    counter.ready(1_000)
    counter.app.till.checkout.cancel()
    payment = counter.outcome()
    with pytest.raises(Refusal, match="not_now"):
        counter.app.till.receipts.mark(payment.id, given=True)
