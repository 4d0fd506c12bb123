"""What the worker and the feed report, on a real journal whose disk may be full for a while."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from pos_app.sync.findings import AnswerRead, Unsendable, Unsure
from pos_app.sync.server_clock import ServerClock
from pos_app.till import events as ev
from pos_app.till.payment import State
from pos_app.till.reports import Reports
from pos_app.till.surroundings import Surroundings
from pos_app.wire.feed import FeedEntry, FeedPage
from pos_app.wire.operations import PaymentApproved, ReversalReason
from tests.till.test_book import Desk
from tests.till.test_payment import APPROVED
from tests.till.worlds import facts
from tests.till.worlds.facts import AT, IDS, OURS, PAYMENT, THEIRS, Op

assert isinstance(APPROVED, ev.Answered)
ANSWER = APPROVED.answer
assert isinstance(ANSWER, PaymentApproved)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def reports(desk: Desk) -> Reports:
    clock = ServerClock(lambda: 0.0, lambda: datetime(2026, 4, 1, 3, 0, tzinfo=UTC))
    surroundings = Surroundings(clock, lambda: 0.0, bytes, lambda: False, b"")

    def events_of(payment: UUID) -> Iterable[ev.Event]:
        return [ev.EVENT.validate_json(event.data) for event in desk.journal.events_of([payment])]

    return Reports(desk.book, desk.worker, surroundings, events_of)


def in_doubt(desk: Desk) -> None:
    desk.submitted()
    desk.book.record(PAYMENT, facts.DOUBTED)
    desk.pump()


def entry(op: Op, kind: str = "void", terminal: str = THEIRS, position: int = 7) -> FeedEntry:
    return FeedEntry.model_validate(
        {
            "position": position,
            "kind": kind,
            "id": IDS[op],
            "payment": PAYMENT,
            "number": facts.NUMBER,
            "amount": facts.AMOUNT,
            "terminal_id": terminal,
            "staff_name": None,
            "recorded_at": AT,
            "transaction_date": facts.DAY,
            "void_until": facts.VOID_UNTIL,
        }
    )


def while_full(desk: Desk, happens: Callable[[], object]) -> None:
    desk.journal.refuses = True
    happens()
    desk.pump()
    desk.journal.refuses = False


def test_an_unsendable_request_whose_undo_cannot_be_written_is_reported_once_more(desk: Desk) -> None:
    in_doubt(desk)
    told = reports(desk)
    desk.worker._set(PAYMENT, reported=True)
    while_full(desk, lambda: told.unsendable(Unsendable(PAYMENT)))
    assert desk.shown().state is State.IN_DOUBT
    assert desk.open_rows() == {PAYMENT: False}
    told.unsendable(Unsendable(PAYMENT))
    desk.pump()
    assert desk.shown().state is State.REVERSING


def test_an_unsendable_report_that_an_undo_made_needless_is_not_lost_with_that_undo(desk: Desk) -> None:
    in_doubt(desk)
    told = reports(desk)
    desk.worker._set(PAYMENT, reported=True)
    row = desk.book.row(PAYMENT)
    assert row is not None

    def undo_and_report() -> None:
        told.unsendable(Unsendable(PAYMENT))
        told.unsendable(Unsendable(PAYMENT))

    while_full(desk, undo_and_report)
    assert desk.open_rows() == {PAYMENT: False}


@pytest.mark.parametrize(
    ("refused", "doubt", "why"),
    [
        (True, ev.DoubtReason.REFUSED, ReversalReason.REFUSED),
        (False, ev.DoubtReason.BODY_LOST, ReversalReason.BODY_LOST),
    ],
)
def test_a_refused_request_is_told_from_one_that_cannot_be_opened(
    desk: Desk, refused: bool, doubt: ev.DoubtReason, why: ReversalReason
) -> None:
    desk.submitted()
    reports(desk).unsendable(Unsendable(PAYMENT, refused))
    desk.pump()
    assert desk.shown().doubt is doubt
    events = [ev.EVENT.validate_json(event.data) for event in desk.journal.events_of([PAYMENT])]
    undo = next(event for event in events if isinstance(event, ev.UndoRequested))
    assert undo.why is why


def test_doubt_is_recorded_only_while_the_answer_is_awaited(desk: Desk) -> None:
    desk.submitted()
    told = reports(desk)
    told.unsure(Unsure(PAYMENT))
    told.unsure(Unsure(PAYMENT))
    desk.pump()
    assert desk.shown().state is State.IN_DOUBT
    assert desk.journal.head[0] == 3


def test_an_answer_ends_its_request_and_a_second_one_is_passed_over(desk: Desk) -> None:
    desk.submitted()
    told = reports(desk)
    told.answer_read(AnswerRead(ANSWER))
    told.answer_read(AnswerRead(ANSWER))
    desk.pump()
    assert (desk.shown().state, desk.book.waiting, desk.journal.head[0]) == (State.APPROVED, 0, 3)


def approved(desk: Desk) -> Reports:
    desk.submitted()
    told = reports(desk)
    told.answer_read(AnswerRead(ANSWER))
    desk.pump()
    return told


def test_a_void_at_another_till_is_taken_over_once(desk: Desk) -> None:
    told = approved(desk)
    page = FeedPage(entries=(entry(Op.VOID_ELSEWHERE),), position=7)
    told.feed_read(page, OURS)
    told.feed_read(page, OURS)
    desk.pump()
    assert (desk.shown().state, desk.journal.head[0]) == (State.VOIDED, 4)


def test_news_that_cannot_be_written_are_kept_and_the_feeds_position_stays_before_them(desk: Desk) -> None:
    told = approved(desk)
    while_full(desk, lambda: told.feed_read(FeedPage(entries=(entry(Op.VOID_ELSEWHERE),), position=9), OURS))
    assert desk.shown().state is State.APPROVED
    assert desk.book.feed_position == 6
    told.journal_works()
    desk.pump()
    assert desk.shown().state is State.VOIDED
    assert desk.book.feed_position == 9
    told.journal_works()
    desk.pump()
    assert desk.journal.counter("feed") <= 9


def test_our_own_operations_in_the_feed_change_nothing(desk: Desk) -> None:
    told = approved(desk)
    desk.book.record(PAYMENT, facts.void_requested(Op.VOID))
    desk.pump()
    before = desk.shown()
    entries = (entry(Op.PAY, "payment", OURS), entry(Op.VOID, "void", OURS))
    told.feed_read(FeedPage(entries=entries, position=9), OURS)
    desk.pump()
    assert desk.shown() == before


def test_a_capture_of_what_was_ended_here_wants_attention_once(desk: Desk) -> None:
    desk.book.record(PAYMENT, facts.CREATED)
    desk.book.record(PAYMENT, facts.CANCELED)
    told = reports(desk)
    page = FeedPage(entries=(entry(Op.PAY, "payment", OURS),), position=7)
    told.feed_read(page, OURS)
    told.feed_read(page, OURS)
    desk.pump()
    assert desk.shown().attention is not None
    assert desk.journal.head[0] == 3
