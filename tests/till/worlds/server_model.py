"""A second, independent server: the protocol's rules for operations in a few lines, without ledger, clock or disk.

``ServerModel.handle(operation, body)`` gives the outcome that the protocol promises; the real server can be compared
with it operation by operation. :func:`execute` is the same as a pure function over immutable :class:`Books`, which the
walk branches on. Written from reliability.md ("Protocol") and the design's rules 2-6, not from the server's code.

What it leaves to the caller: everything that the wallet, the clerk's rights or the calendar decide (``verdict``), the
terminal's credential, and the shape of a body.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from pos_app.wire.operations import AnyBody, Decline, PaymentBody, ReversalBody, ReversalEffect, VoidBody

Body = PaymentBody | VoidBody | ReversalBody
Verdict = Decline | None
"""What only the wallet, the rights or the calendar can say of a first execution; None: nothing against it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the server answers to one request."""

    status: Literal["approved", "declined", "id_reused"]
    reason: Decline | None = None
    effect: ReversalEffect | None = None
    replayed: bool = False
    returned: int = 0
    """Of a card's return: all that was returned so far."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record for an id, for ever."""

    terminal: str
    body: AnyBody | None
    """None on a tombstone: the body was never seen."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Money:
    """What happened to the money of one payment."""

    captures: int = 0
    undos: int = 0
    undone_by: UUID | None = None

    @property
    def net(self) -> int:
        """How many times the customer is charged."""
        return self.captures - self.undos


NO_MONEY = Money()


@dataclass(frozen=True, slots=True)
class CardMoney:
    """What happened on the card of the one payment that there is, in yen."""

    authorised: int = 0
    released_by: UUID | None = None
    captured: int = 0
    captures: int = 0
    returned: int = 0

    @property
    def net(self) -> int:
        """What the customer is charged."""
        return self.captured - self.returned


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that the server remembers."""

    records: tuple[tuple[UUID, Record], ...] = ()
    money: tuple[tuple[UUID, Money], ...] = ()
    card: CardMoney = CardMoney()

    def record(self, operation: UUID) -> Record | None:
        return next((found for key, found in self.records if key == operation), None)

    def money_of(self, payment: UUID) -> Money:
        return next((found for key, found in self.money if key == payment), NO_MONEY)

    def with_record(self, operation: UUID, record: Record) -> "Books":
        rest = tuple(pair for pair in self.records if pair[0] != operation)
        return replace(self, records=tuple(sorted((*rest, (operation, record)), key=lambda pair: pair[0])))

    def with_money(self, payment: UUID, money: Money) -> "Books":
        rest = tuple(pair for pair in self.money if pair[0] != payment)
        return replace(self, money=tuple(sorted((*rest, (payment, money)), key=lambda pair: pair[0])))


@dataclass(frozen=True, slots=True)
class ServerRules:
    """The rules that the server keeps; a test breaks one to see that it is missed."""

    keeps_answers_by_id: bool = True
    leaves_tombstones: bool = True
    keeps_deadlines: bool = True
    keeps_declines: bool = True
    undoes_once: bool = True
    accepts_every_undo: bool = True


KEPT = ServerRules()


def execute(
    books: Books,
    operation: UUID,
    body: Body,
    *,
    terminal: str,
    now: datetime,
    verdict: Verdict = None,
    rules: ServerRules = KEPT,
) -> tuple[Books, Outcome]:
    """One request: the books after it, and the answer."""
    record = books.record(operation)
    if record is not None and rules.keeps_answers_by_id:
        return books, again(record, body, terminal)
    if isinstance(body, PaymentBody):
        after, outcome = _pay(books, operation, body, terminal, now, verdict, rules)
    elif isinstance(body, VoidBody):
        after, outcome = _void(books, operation, body, verdict, rules)
    else:
        after, outcome = _reverse(books, operation, body, terminal, rules)
    if outcome.status == "declined" and not rules.keeps_declines:
        return after, outcome
    return after.with_record(operation, Record(terminal, body, outcome)), outcome


def again(record: Record, body: AnyBody, terminal: str) -> Outcome:
    same = record.body is None or record.body == body
    if record.terminal != terminal or not same:
        return Outcome("id_reused")
    return replace(record.outcome, replayed=True)


def _declined(reason: Decline) -> Outcome:
    return Outcome("declined", reason)


def _pay(
    books: Books, operation: UUID, body: PaymentBody, terminal: str, now: datetime, verdict: Verdict, rules: ServerRules
) -> tuple[Books, Outcome]:
    for _, record in books.records:
        if isinstance(record.body, PaymentBody) and record.terminal == terminal and record.body.number == body.number:
            return books, _declined(Decline.NUMBER_REUSED)
    if now > body.execute_until and rules.keeps_deadlines:
        return books, _declined(Decline.TOO_LATE)
    if verdict is not None:
        return books, _declined(verdict)
    money = books.money_of(operation)
    return books.with_money(operation, replace(money, captures=money.captures + 1)), Outcome("approved")


def _void(books: Books, operation: UUID, body: VoidBody, verdict: Verdict, rules: ServerRules) -> tuple[Books, Outcome]:
    original = books.record(body.original)
    reason = _void_refused(books, original, body, verdict, rules)
    if reason is not None:
        return books, _declined(reason)
    return _undo_money(books, body.original, operation), Outcome("approved")


def _void_refused(
    books: Books, original: Record | None, body: VoidBody, verdict: Verdict, rules: ServerRules
) -> Decline | None:
    if original is None:
        return Decline.ORIGINAL_NOT_FOUND
    if not isinstance(original.body, PaymentBody) or original.outcome.status != "approved":
        return Decline.ORIGINAL_NOT_CAPTURED
    undone_by = books.money_of(body.original).undone_by
    if undone_by is not None and rules.undoes_once:
        by = books.record(undone_by)
        return Decline.ALREADY_VOIDED if by and isinstance(by.body, VoidBody) else Decline.ALREADY_REVERSED
    if original.body.amount != body.amount:
        return Decline.AMOUNT_DIFFERS
    return verdict


def _reverse(
    books: Books, operation: UUID, body: ReversalBody, terminal: str, rules: ServerRules
) -> tuple[Books, Outcome]:
    original = books.record(body.original)
    if original is not None and original.terminal != terminal:
        # Another terminal's payment is never touched; what is answered to such a till is not the protocol's business.
        return books, Outcome("approved", effect=ReversalEffect.NOTHING)
    money = books.money_of(body.original)
    if money.captures and (money.undone_by is None or not rules.undoes_once):
        return _undo_money(books, body.original, operation), Outcome("approved", effect=ReversalEffect.COMPENSATED)
    if original is None:
        if rules.leaves_tombstones:
            tomb = Record(terminal, None, _declined(Decline.UNDONE))
            books = books.with_record(body.original, tomb)
        return books, Outcome("approved", effect=ReversalEffect.TOMBSTONE)
    if not rules.accepts_every_undo:
        return books, _declined(Decline.ORIGINAL_NOT_CAPTURED)
    return books, Outcome("approved", effect=ReversalEffect.NOTHING)


def _undo_money(books: Books, payment: UUID, by: UUID) -> Books:
    money = books.money_of(payment)
    return books.with_money(payment, replace(money, undos=money.undos + 1, undone_by=by))


class ServerModel:
    """The model with a memory; ``decide`` and ``now`` (UTC) are asked at each first execution."""

    def __init__(
        self,
        now: Callable[[], datetime],
        decide: Callable[[Body], Verdict] = lambda _: None,
        rules: ServerRules = KEPT,
    ) -> None:
        self.books = Books()
        self._now = now
        self._decide = decide
        self._rules = rules

    def handle(self, operation: UUID, body: Body, terminal: str = "") -> Outcome:
        """``PUT /v1/operations/{operation}`` by this terminal."""
        self.books, outcome = execute(
            self.books,
            operation,
            body,
            terminal=terminal,
            now=self._now(),
            verdict=self._decide(body),
            rules=self._rules,
        )
        return outcome

    def ask(self, operation: UUID, terminal: str = "") -> Outcome | None:
        """``GET /v1/operations/{operation}`` by this terminal; None: not found."""
        record = self.books.record(operation)
        return record.outcome if record and record.terminal == terminal else None
