"""What the sync threads report, turned into events of payments: the way up, once (design: "The way of a payment")."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from pos_app.sync.findings import AnswerRead, Unsendable, Unsure
from pos_app.till import events as ev
from pos_app.till import undoing
from pos_app.till.book import Book
from pos_app.till.outlets import Sending
from pos_app.till.payment import FINAL, Payment, State, allows
from pos_app.till.requests import renewed_request
from pos_app.till.surroundings import Surroundings
from pos_app.wire.feed import FeedEntry, FeedPage
from pos_app.wire.operations import (
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    CaptureDeclined,
    OperationAnswer,
    PaymentApproved,
    PaymentDeclined,
    ReturnApproved,
    ReturnDeclined,
    ReversalDone,
    ReversalReason,
    VoidApproved,
    VoidDeclined,
)

log = logging.getLogger(__name__)


class Reports:
    """Only the control thread uses it; ``events_of`` reads one payment's events from the journal."""

    def __init__(
        self,
        book: Book,
        worker: Sending,
        surroundings: Surroundings,
        events_of: Callable[[UUID], Iterable[ev.Event]],
    ) -> None:
        self._book = book
        self._worker = worker
        self._surroundings = surroundings
        self._events_of = events_of
        self._missed: list[FeedEntry] = []
        self._handled = 0

    # -- the worker ---------------------------------------------------------------------------------------------------

    def answer_read(self, report: AnswerRead) -> None:
        """A definite answer: into the journal, and its request out of the outbox, in one transaction."""
        answer = report.answer
        payment = self._book.latest(_concerned(answer))
        if payment is None:
            log.error("an answer to operation %s, which this till does not know", answer.id)
            return
        event = self._event(answer)
        if allows(payment, type(event)):
            self._book.record(payment.id, event, done=(answer.id,), operation_read=answer.id)
        else:
            log.error("an answer came to a payment that is %s", payment.state)

    def unsure(self, report: Unsure) -> None:
        """A first byte may have left: from now on the payment is in doubt."""
        payment = self._book.latest(report.operation)
        if payment is not None and payment.state is State.SUBMITTED:
            self._book.record(payment.id, ev.Doubted(at=self._now(), why=ev.DoubtReason.NO_ANSWER))

    def unsendable(self, report: Unsendable) -> None:
        """A request that will not be sent again, and that the server has no record of."""
        payment = self._book.latest(report.operation)
        went_on = self._renew(report.operation) if payment is None else self._give_up_payment(payment, report)
        if not went_on:
            # What made it needless may not be durable yet: should that fail, this one is reported once more.
            self._worker.again(report.operation)

    def _renew(self, operation: UUID) -> bool:
        row = self._book.row(operation)
        owner = self._book.latest(row.payment) if row else None
        if row is None or owner is None:
            return False
        cause = next((e for e in self._events_of(owner.id) if _caused(e) == operation), None)
        if cause is None or not allows(owner, ev.Renewed):
            log.error("operation %s can't be made anew", operation)
            return False
        send = renewed_request(owner, cause, row.epoch, row.seq)
        event = ev.Renewed(at=self._now())
        self._book.record(owner.id, event, send=send, done=(operation,), operation_read=operation)
        return True

    def _give_up_payment(self, payment: Payment, report: Unsendable) -> bool:
        doubt, why = (
            (ev.DoubtReason.REFUSED, ReversalReason.REFUSED)
            if report.refused
            else (ev.DoubtReason.BODY_LOST, ReversalReason.BODY_LOST)
        )
        if payment.state is State.SUBMITTED:
            self._book.record(payment.id, ev.Doubted(at=self._now(), why=doubt))
        latest = self._book.latest(payment.id)
        if latest is None or latest.state is not State.IN_DOUBT:
            return False
        undoing.undo(self._book, self._surroundings, latest, why, operation_read=payment.id)
        return True

    def _event(self, answer: OperationAnswer) -> ev.Event:
        at = self._now()
        match answer:
            case PaymentApproved() | PaymentDeclined() | AuthoriseDeclined():
                return ev.Answered(at=at, answer=answer)
            case Authorised():
                row = self._book.row(answer.id)
                epoch, seq = (row.epoch, row.seq) if row else (None, None)
                return ev.Answered(at=at, answer=answer, epoch=epoch, seq=seq)
            case ReversalDone():
                return ev.Undone(at=at, answer=answer)
            case VoidApproved() | VoidDeclined():
                return ev.VoidAnswered(at=at, answer=answer)
            case CaptureApproved() | CaptureDeclined():
                return ev.CaptureAnswered(at=at, answer=answer)
            case ReturnApproved() | ReturnDeclined():
                return ev.ReturnAnswered(at=at, answer=answer)

    # -- the feed -----------------------------------------------------------------------------------------------------

    def feed_read(self, page: FeedPage, terminal_id: str) -> None:
        """What else happened in the store."""
        self._hear(e for e in page.entries if e.kind != "payment" or e.terminal_id == terminal_id)
        self._handled = page.position
        self._book.feed_position = min((e.position - 1 for e in self._missed), default=page.position)

    def journal_works(self) -> None:
        """An event became durable: what could not be kept of the feed is tried once more."""
        if self._missed:
            entries, self._missed = self._missed, []
            self._hear(entries)
            self._book.feed_position = self._handled

    def _hear(self, entries: Iterable[FeedEntry]) -> None:
        for entry in entries:
            payment = self._book.latest(entry.payment)
            if payment is None:
                self._adopt_own(entry)
            elif entry.kind == "payment":
                self._captured_says_the_server(payment, entry)
            elif entry.id == payment.capture:
                self._hurry_if_asking(payment)
            elif entry.id not in (payment.void, payment.reversal):
                self._happened_elsewhere(payment, entry)

    def _keep(self, payment: UUID, event: ev.Event, entry: FeedEntry) -> None:
        self._book.record(payment, event, failed=lambda _: self._not_kept(entry))

    def _not_kept(self, entry: FeedEntry) -> None:
        """The feed will not say it again in this run; after a restart it is read from before it."""
        self._missed.append(entry)
        self._book.feed_position = min(self._book.feed_position, entry.position - 1)

    def _adopt_own(self, entry: FeedEntry) -> None:
        """A payment of this terminal that its journal does not hold: made before the journal was lost (D-3)."""
        if entry.kind != "payment" or entry.void_until is None:
            return
        event = ev.Adopted(
            at=entry.recorded_at,
            own=True,
            number=entry.number,
            amount=entry.amount,
            staff_name=entry.staff_name or "",
            void_until=entry.void_until,
        )
        self._keep(entry.payment, event, entry)

    def _captured_says_the_server(self, payment: Payment, entry: FeedEntry) -> None:
        if payment.state in (State.CANCELED, State.DECLINED) and payment.attention is None:
            log.error("payment %s ended here and was captured there", payment.id)
            self._keep(payment.id, ev.Contradicted(at=self._now()), entry)
        else:
            self._hurry_if_asking(payment)

    def _hurry_if_asking(self, payment: Payment) -> None:
        if payment.state in (State.SUBMITTED, State.IN_DOUBT, State.CAPTURING):
            self._worker.hurry()

    def _happened_elsewhere(self, payment: Payment, entry: FeedEntry) -> None:
        event = _told(entry)
        if allows(payment, type(event)):
            self._keep(payment.id, event, entry)
        elif entry.kind == "capture":
            self._captured_says_the_server(payment, entry)
        elif payment.state not in FINAL:
            log.error("payment %s is %s, and elsewhere a %s was made of it", payment.id, payment.state, entry.kind)

    def _now(self) -> datetime:
        return self._surroundings.now()


def _caused(event: ev.Event) -> UUID | None:
    match event:
        case ev.UndoRequested():
            return event.reversal
        case ev.VoidRequested():
            return event.void
        case ev.CaptureRequested():
            return event.capture
        case ev.ReturnRequested():
            return event.giving_back
        case _:
            return None


def _told(entry: FeedEntry) -> ev.UndoneElsewhere | ev.CapturedElsewhere | ev.ReturnedElsewhere:
    at, operation = entry.recorded_at, entry.id
    match entry.kind:
        case "capture":
            return ev.CapturedElsewhere(at=at, operation=operation, amount=entry.amount)
        case "return":
            return ev.ReturnedElsewhere(at=at, operation=operation, amount=entry.amount)
        case kind:
            return ev.UndoneElsewhere(at=at, operation=operation, by="void" if kind == "void" else "reversal")


def _concerned(answer: OperationAnswer) -> UUID:
    own = PaymentApproved | PaymentDeclined | Authorised | AuthoriseDeclined
    return answer.id if isinstance(answer, own) else answer.original
