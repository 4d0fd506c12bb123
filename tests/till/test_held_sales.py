"""与信済み(未計上) on a real journal: the server's list, and its captures at 出荷・受渡."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pos_app.errors import Refusal
from pos_app.sync.errands import ErrandDone
from pos_app.till import recovery
from pos_app.till.card_lists import Held
from pos_app.till.card_sale import CONFIRM_WITHIN
from pos_app.till.payment import Attention, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import CaptureBody, Decline, VoidDeclined
from pos_app.wire.payments import PaymentRecord
from pos_app.wire.staff import Right
from tests.till.card_desk import CardDesk, session_of
from tests.till.test_card_returns import PRICE, THEIR_SALE, begin, held, record_of, take_back
from tests.till.worlds.facts import DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CardDesk]:
    desk = CardDesk(tmp_path)
    yield desk
    desk.journal.close()


def confirmed_elsewhere(desk: CardDesk) -> PaymentRecord:
    """Another till's sale, so old that nobody is asked about it any more."""
    record = record_of(desk, THEIR_SALE, taken=0)
    desk.wait(CONFIRM_WITHIN)
    return record


def at_once(record: PaymentRecord) -> PaymentRecord:
    """The same, to be captured as soon as its caller has confirmed it."""
    assert record.card is not None
    return record.model_copy(update={"card": record.card.model_copy(update={"capture": CaptureWhen.NOW})})


def test_the_list_is_asked_for_by_whoever_may_read_it(desk: CardDesk) -> None:
    desk.world.held_sales.look()
    asking = desk.world.held_sales.held
    assert (asking.payments, asking.busy) == (None, True)
    theirs = confirmed_elsewhere(desk)
    desk.answer((theirs,))
    shown = desk.world.held_sales.held
    assert (shown.payments, shown.busy) == ((theirs,), False)
    desk.log_in(session_of("新人", (Right.SELL,)))
    with pytest.raises(Refusal, match="forbidden"):
        desk.world.held_sales.look()


def test_a_list_that_can_not_be_had_says_why_and_keeps_what_it_showed(desk: CardDesk) -> None:
    theirs = confirmed_elsewhere(desk)
    desk.world.held_sales.look()
    desk.answer((theirs,))
    desk.world.held_sales.look()
    desk.inquiries.done(ErrandDone(desk.errands.asked.pop(), refusal="offline"))
    assert (desk.world.held_sales.held.payments, desk.world.held_sales.held.trouble) == ((theirs,), "offline")


def test_less_than_what_is_held_is_captured_and_the_sale_leaves_the_list(desk: CardDesk) -> None:
    payment = held(desk)
    record = record_of(desk, payment, taken=0)
    desk.world.held_sales.look()
    desk.answer((record,))
    desk.world.held_sales.capture(record, 4_000)
    desk.pump()
    [body] = desk.sent()
    assert isinstance(body, CaptureBody)
    assert (body.original, body.amount) == (payment, 4_000)
    assert desk.world.held_sales.held.payments == ()
    desk.say(desk.captured(payment))
    assert (desk.payment(payment).state, desk.payment(payment).captured) == (State.APPROVED, 4_000)


def test_another_tills_sale_is_taken_in_and_captured_here(desk: CardDesk) -> None:
    desk.world.held_sales.capture(confirmed_elsewhere(desk), PRICE)
    desk.pump()
    assert (desk.payment(THEIR_SALE).own, desk.payment(THEIR_SALE).state) == (False, State.CAPTURING)
    with pytest.raises(Refusal, match="not_now"):
        desk.world.held_sales.capture(record_of(desk, THEIR_SALE, taken=0), PRICE)
    desk.say(desk.not_captured(THEIR_SALE, Decline.NOT_PERMITTED))
    assert desk.payment(THEIR_SALE).state is State.AUTHORISED
    assert desk.world.held_sales.held.trouble == "not_permitted"
    desk.wait(timedelta(hours=1))
    assert desk.payment(THEIR_SALE).state is State.AUTHORISED


def refused(desk: CardDesk, payment: UUID, reason: Decline = Decline.TERMINAL_DISABLED) -> None:
    desk.world.held_sales.capture(record_of(desk, payment, taken=0), PRICE)
    desk.pump()
    desk.say(desk.not_captured(payment, reason))


def attended_to(desk: CardDesk) -> list[UUID]:
    return [each.id for each in desk.world.book.overview.lists(desk.at).attention]


def test_a_capture_that_is_refused_when_nobody_looks_any_more_waits_for_somebody(desk: CardDesk) -> None:
    payment = held(desk)
    desk.world.held_sales.capture(record_of(desk, payment, taken=0), PRICE)
    desk.pump()
    desk.world.held_sales.close()
    desk.say(desk.not_captured(payment, Decline.TERMINAL_DISABLED))
    assert attended_to(desk) == [payment]
    assert desk.payment(payment).attention is Attention.CAPTURE_REFUSED
    assert desk.world.held_sales.held == Held(), "a list that nobody looks at says nothing"
    assert recovery.fold(desk.journal.events())[payment] == desk.payment(payment), "after a stop, too"


def test_what_went_wrong_names_the_sale_and_is_gone_when_it_is_captured_after_all(desk: CardDesk) -> None:
    payment = held(desk)
    refused(desk, payment)
    assert (desk.world.held_sales.held.trouble, desk.world.held_sales.held.whose) == (
        "terminal_disabled",
        "サトウ ハナコ",
    )
    desk.world.held_sales.capture(record_of(desk, payment, taken=0), PRICE)
    desk.pump()
    assert (desk.world.held_sales.held.trouble, desk.world.held_sales.held.whose) == (None, "")
    desk.say(desk.captured(payment))
    assert (desk.world.held_sales.held.trouble, attended_to(desk)) == (None, [])


@pytest.mark.parametrize(("amount", "code"), [(0, "amount_zero"), (PRICE + 1, "amount_too_high")])
def test_no_more_is_captured_than_is_held(desk: CardDesk, amount: int, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        desk.world.held_sales.capture(record_of(desk, THEIR_SALE, taken=0), amount)
    assert desk.sent() == []


def test_what_is_still_to_be_confirmed_is_neither_listed_nor_captured_from_the_list(desk: CardDesk) -> None:
    record = record_of(desk, desk.confirming(), taken=0)
    desk.world.held_sales.look()
    desk.answer((record,))
    assert desk.world.held_sales.held.payments == ()
    with pytest.raises(Refusal, match="not_now"):
        desk.world.held_sales.capture(record, PRICE)


def test_what_another_tills_caller_may_still_be_asked_is_left_to_that_till(desk: CardDesk) -> None:
    theirs = record_of(desk, THEIR_SALE, taken=0)
    desk.world.held_sales.look()
    desk.answer((theirs,))
    desk.wait(CONFIRM_WITHIN - timedelta(seconds=1))
    assert not desk.world.held_sales.held.payments
    with pytest.raises(Refusal, match="not_now"):
        desk.world.held_sales.capture(theirs, PRICE)
    desk.wait(timedelta(seconds=1))
    assert desk.world.held_sales.held.payments == (theirs,)


@pytest.mark.parametrize("age", [timedelta(0), CONFIRM_WITHIN, timedelta(days=40)])
def test_what_another_till_was_to_capture_at_once_is_never_captured_here_however_old(
    desk: CardDesk, age: timedelta
) -> None:
    theirs = at_once(record_of(desk, THEIR_SALE, taken=0))
    desk.world.held_sales.look()
    desk.answer((theirs,))
    desk.wait(age)
    assert desk.world.held_sales.held.payments == ()
    with pytest.raises(Refusal, match="not_now"):
        desk.world.held_sales.capture(theirs, PRICE)
    assert desk.sent() == []


def test_nor_is_it_after_a_release_that_was_refused_here(desk: CardDesk) -> None:
    """Whoever tried to let go of it took it into this till's journal, as held."""
    theirs = at_once(record_of(desk, THEIR_SALE, taken=0))
    begin(desk, THEIR_SALE, theirs)
    take_back(desk)
    operation = desk.payment(THEIR_SALE).void
    assert operation is not None
    desk.say(
        VoidDeclined(
            id=operation, recorded_at=desk.at, transaction_date=DAY, original=THEIR_SALE, reason=Decline.NOT_PERMITTED
        )
    )
    desk.wait(CONFIRM_WITHIN)
    assert desk.payment(THEIR_SALE).state is State.AUTHORISED
    with pytest.raises(Refusal, match="not_now"):
        desk.world.held_sales.capture(theirs, PRICE)


def test_a_capture_that_can_not_be_recorded_is_none(desk: CardDesk) -> None:
    payment = held(desk)
    desk.journal.refuses = True
    desk.world.held_sales.capture(record_of(desk, payment, taken=0), PRICE)
    desk.pump()
    assert (desk.payment(payment).state, desk.world.held_sales.held.trouble) == (State.AUTHORISED, "not_recorded")


def test_who_may_not_sell_captures_nothing(desk: CardDesk) -> None:
    payment = held(desk)
    desk.log_in(session_of("見学", (Right.READ_HISTORY,)))
    with pytest.raises(Refusal, match="forbidden"):
        desk.world.held_sales.capture(record_of(desk, payment, taken=0), PRICE)
