"""練習モード on a real till: every outcome can be had, and nothing of it reaches the journal or the server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from pos_app.app import App
from pos_app.demo.customer import Customer
from pos_app.errors import Refusal
from pos_app.server.context import Context
from pos_app.till import practice
from pos_app.till.payment import Payment, State
from pos_app.till.practice import LASTS, TERMINAL_NUMBER
from pos_app.till.practice_line import ANSWER_LOST_SECONDS
from pos_app.till.sale import Stage
from pos_app.till.sample_codes import DECLINES, Sample, number_of
from pos_app.till.session import Phase
from pos_app.till.voiding import VoidStage
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from tests.till.counter import Counter


@dataclass
class Time:
    """Seconds that a test adds to the practice's clock."""

    ahead: float = 0.0


@dataclass
class Room:
    """A till in practice."""

    counter: Counter
    time: Time
    head: tuple[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.app.journal_head()

    @property
    def app(self) -> App:
        return self.counter.app

    def present(self, sample: Sample, amount: int = 1_000) -> None:
        self.counter.ready(amount)
        self.app.till.show_sample(sample)

    def sell(self, sample: Sample) -> Payment:
        self.present(sample)
        return self.counter.outcome()

    def left_no_trace(self) -> bool:
        """Neither in the journal, nor in the outbox, nor with the worker."""
        return (
            self.app.journal_head() == self.head
            and not self.app.opened.journal.outbox()
            and not self.app._worker._rows
            and not self.app.till.book.all()
        )


@pytest.fixture
def room(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(practice, "ANSWER_SECONDS", 0.0)
    time, till = Time(), counter.app.till
    real = till._surroundings.monotonic
    object.__setattr__(till._surroundings, "monotonic", lambda: real() + time.ahead)
    till.practise()
    till.pump()
    room = Room(counter, time)
    yield room
    assert room.left_no_trace()


def test_practice_is_shown_with_its_end_and_its_codes(room: Room) -> None:
    shown = room.counter.shown.practice
    assert shown is not None
    assert timedelta(minutes=29) < shown.until - room.counter.shown.at <= LASTS
    assert {one.sample for one in shown.samples} == set(Sample)


def test_a_practised_sale_looks_like_a_sale(room: Room) -> None:
    payment = room.sell(Sample.APPROVED)
    assert payment.state is State.APPROVED
    assert int(payment.number[:5]) == TERMINAL_NUMBER
    assert [one.id for one in room.counter.shown.today] == [payment.id]


@pytest.mark.parametrize("sample", DECLINES)
def test_each_decline_can_be_had(room: Room, sample: Sample) -> None:
    payment = room.sell(sample)
    assert (payment.state, payment.decline) == (State.DECLINED, DECLINES[sample])


def test_a_possible_double_asks_and_goes_on(room: Room) -> None:
    asked = room.sell(Sample.DOUBLE)
    assert room.counter.shown.sale.stage is Stage.ASKED_DOUBLE
    assert asked.earlier is not None
    pad = room.app.till.checkout
    pad.answer_double(another_sale=True)
    room.counter.until(lambda s: s.payment is not None and s.payment.state is State.CREATED)
    room.app.till.show_sample(Sample.DOUBLE)
    assert room.counter.outcome().state is State.APPROVED


@pytest.mark.parametrize(
    ("sample", "code"),
    [(Sample.FOREIGN, "foreign_code"), (Sample.STORE_CODE, "code_store_code"), (Sample.URL, "code_url")],
)
def test_what_is_no_payment_code_is_said(room: Room, sample: Sample, code: str) -> None:
    room.present(sample)
    notice = room.counter.until(lambda s: s.sale.notice is not None).sale.notice
    assert notice is not None
    assert notice.code == code


def test_without_a_connection_the_sale_is_given_up(room: Room) -> None:
    room.present(Sample.NOT_SENT)
    room.counter.until(lambda s: s.sale.stage is Stage.WAITING)
    room.time.ahead += 6
    payment = room.counter.outcome()
    assert payment.state is State.CANCELED


def in_doubt(room: Room) -> UUID:
    room.present(Sample.NO_ANSWER)
    payment = room.counter.until(lambda s: s.sale.stage is Stage.IN_DOUBT).payment
    assert payment is not None
    return payment.id


def test_a_lost_answer_comes_while_one_waits(room: Room) -> None:
    in_doubt(room)
    room.time.ahead += ANSWER_LOST_SECONDS + 20
    assert room.counter.outcome().state is State.APPROVED


def test_a_lost_answer_is_given_up_and_goes_back(room: Room) -> None:
    payment = in_doubt(room)
    room.app.till.checkout.give_up()
    room.counter.until(lambda s: any(p.id == payment and p.state is State.REVERSED for p in s.today))


def test_a_lost_answer_is_seen_on_the_customers_screen(room: Room) -> None:
    in_doubt(room)
    pad, payment = room.app.till.checkout, room.counter.shown.payment
    assert payment is not None
    pad.seen_on_customers_screen(payment.number[-4:])
    room.counter.until(lambda s: s.sale.stage is Stage.DONE)


def test_a_lost_answer_is_undone_and_read_anew(room: Room) -> None:
    first = in_doubt(room)
    room.app.till.checkout.read_again()
    room.counter.until(lambda s: s.sale.stage is Stage.SCANNING and s.sale.payment != first and s.payment is not None)
    room.app.till.show_sample(Sample.APPROVED)
    assert room.counter.outcome().state is State.APPROVED


def test_a_number_can_be_typed_instead(room: Room) -> None:
    room.counter.ready(500)
    room.app.till.checkout.number_typed(number_of(Sample.APPROVED))
    assert room.counter.outcome().state is State.APPROVED


def test_a_practised_sale_is_voided_in_practice(room: Room) -> None:
    payment = room.sell(Sample.APPROVED)
    voiding = room.app.till.voiding
    voiding.begin(payment.id)
    room.counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.READY)
    voiding.confirm(VoidReason.WRONG_AMOUNT, NumberCheck.MATCHED)
    room.counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.DONE)
    assert room.counter.shown.today[0].state is State.VOIDED
    room.app.till.details.look_at(payment.id)
    room.counter.until(lambda s: s.detail.record is not None)


def test_a_real_customers_code_is_worth_nothing_in_practice(room: Room, customer: Customer) -> None:
    before = customer.wallet().balance
    room.counter.ready(1_000)
    room.counter.scan(customer.show_code().qr)
    assert room.counter.outcome().state is State.DECLINED
    assert customer.wallet().balance == before


def test_the_day_list_knows_nothing_of_it_afterwards(room: Room) -> None:
    room.sell(Sample.APPROVED)
    room.app.till.stop_practising()
    room.app.till.pump()
    assert room.counter.shown.practice is None
    assert room.counter.shown.today == ()
    assert room.counter.shown.sale.stage is Stage.IDLE


def test_it_ends_after_half_an_hour_in_mid_sale_and_says_so(room: Room) -> None:
    room.counter.ready(1_000)
    room.time.ahead += LASTS.total_seconds()
    room.app.till.pump()
    assert room.counter.shown.practice is None
    notice = room.counter.shown.sale.notice
    assert notice is not None
    assert notice.code == "practice_over"
    with pytest.raises(Refusal, match="not_now"):
        room.app.till.show_sample(Sample.APPROVED)


def test_it_ends_on_log_out(room: Room) -> None:
    room.app.till.sessions.log_out()
    room.counter.until(lambda s: s.practice is None and s.phase is Phase.LOGGED_OUT)


def test_whoever_takes_over_works_in_earnest(room: Room, customer: Customer) -> None:
    room.counter.log_in(Role.STORE_MANAGER)
    room.app.till.pump()
    assert room.counter.shown.practice is None
    assert room.counter.sell(1_000, customer).state is State.APPROVED
    assert not room.left_no_trace()
    room.head = room.app.journal_head()
    room.app.till.book.forget_before(room.counter.shown.at + timedelta(days=9), ())


def test_a_sale_must_be_over_before_practice_begins(counter: Counter) -> None:
    counter.ready(1_000)
    with pytest.raises(Refusal, match="sale_under_way"):
        counter.app.till.practise()


def test_practice_needs_somebody_who_is_logged_in(new_counter: Callable[[str], Counter]) -> None:
    counter = new_counter("till")
    counter.activate()
    with pytest.raises(Refusal, match="log_in_first"):
        counter.app.till.practise()


def test_a_real_payment_goes_on_during_practice(counter: Counter, customer: Customer, context: Context) -> None:
    counter.ready(1_000)
    counter.scan(customer.show_code().qr)
    counter.app.till.pump()
    payment = counter.sale.payment
    assert payment is not None
    counter.outcome()
    counter.app.till.practise()
    counter.app.till.pump()
    assert counter.shown.today == ()
    found = counter.app.till.book.get(payment)
    assert found is not None
    assert found.state is State.APPROVED
