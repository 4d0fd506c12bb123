"""Numbers for the values that worlds are made of, and the rules' results by number (each asked for once)."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from pos_app.errors import Bug
from pos_app.till import events as ev
from pos_app.till.payment import FINAL, Payment, State
from pos_app.wire.operations import Decline, PaymentBody, VoidBody
from tests.till.worlds.facts import IDS, IN_TIME, OUR_VOIDS, OURS, PAYMENT, THEIRS, TOO_LATE, Op, body_of
from tests.till.worlds.server_model import Books, Money, Outcome, Verdict, execute
from tests.till.worlds.world import Rules, Violation

T = TypeVar("T", bound=Hashable)

SAID_BY_THE_WALLET: tuple[Verdict, ...] = (None, Decline.BALANCE_NOT_ENOUGH)
SAID_BY_THE_RIGHTS: tuple[Verdict, ...] = (None, Decline.VOID_WINDOW_CLOSED)
ABSENT = -1


class Numbered(Generic[T]):
    """Gives each different value the next number."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}

    def of(self, value: T) -> int:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


class Catalogue:
    """Everything that is worked out once: payments after events, books after requests, messages as bits."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.payments: Numbered[Payment] = Numbered()
        self.books: Numbered[Books] = Numbered()
        self.outcomes: Numbered[Outcome] = Numbered()
        self.messages: Numbered[tuple[str, int, int]] = Numbered()
        self._after: dict[tuple[int, int], int] = {}
        self._executed: dict[tuple[int, int, bool], tuple[tuple[int, int], ...]] = {}
        self._answers: dict[tuple[int, str, int], list[tuple[int, int]]] = {}
        self._asked: dict[tuple[int, int], int] = {}
        self._verdicts: dict[tuple[int, int], None] = {}

    # -- the till -----------------------------------------------------------------------------------------------------

    def after(self, payment: int, event: ev.Event) -> int:
        """The payment after an event; a move outside the table is the first thing that the walk looks for."""
        key = (payment, id(event))  # The facts' events live as long as the walk, and hashing them is slow.
        found = self._after.get(key)
        if found is None:
            try:
                found = self.payments.of(self.rules.apply(self.payments.values[payment], event))
            except Bug as bug:
                raise Violation("forbidden_move", str(bug)) from bug
            self._after[key] = found
        return found

    def state(self, payment: int) -> State:
        return self.payments.values[payment].state

    # -- the network --------------------------------------------------------------------------------------------------

    def request(self, method: str, op: int) -> int:
        """A request's bit."""
        return 1 << self.messages.of((method, op, ABSENT))

    def reply(self, method: str, op: int, outcome: int) -> int:
        """An answer's bit."""
        return 1 << self.messages.of(("re:" + method, op, outcome))

    def answers_in(self, net: int, method: str, op: int) -> list[tuple[int, int]]:
        """The answers in flight to such a request: (bit, outcome)."""
        key = (net, method, op)
        found = self._answers.get(key)
        if found is None:
            wanted = (f"re:{method}", op)
            found = self._answers[key] = [
                (1 << number, message[2])
                for number, message in enumerate(self.messages.values)
                if net >> number & 1 and message[:2] == wanted
            ]
        return found

    # -- the server ---------------------------------------------------------------------------------------------------

    def executed(self, books: int, op: int, late: bool) -> tuple[tuple[int, int], ...]:
        """Every (books after, outcome) that a request may lead to."""
        key = (books, op, late)
        found = self._executed.get(key)
        if found is None:
            found = self._executed[key] = tuple(dict.fromkeys(self._execute(books, op, late)))
        return found

    def _execute(self, books: int, op: int, late: bool) -> list[tuple[int, int]]:
        body = body_of(Op(op))
        if isinstance(body, PaymentBody):
            verdicts = SAID_BY_THE_WALLET
        else:
            verdicts = SAID_BY_THE_RIGHTS if isinstance(body, VoidBody) else (None,)
        results = []
        for verdict in verdicts:
            after, outcome = execute(
                self.books.values[books],
                IDS[Op(op)],
                body,
                terminal=THEIRS if op == Op.UNDO_ELSEWHERE or op == Op.VOID_ELSEWHERE else OURS,
                now=TOO_LATE if late else IN_TIME,
                verdict=verdict,
                rules=self.rules.server,
            )
            if late and after.money != self.books.values[books].money and isinstance(body, PaymentBody):
                raise Violation("charged_late", f"{outcome.status} after execute_until")
            plain = Outcome(outcome.status, outcome.reason, outcome.effect)
            results.append((self.books.of(after), self.outcomes.of(plain)))
        return results

    def asked(self, books: int, op: int) -> int:
        """The outcome on record, or :data:`ABSENT`."""
        key = (books, op)
        found = self._asked.get(key)
        if found is None:
            record = self.books.values[books].record(IDS[Op(op)])
            found = self._asked[key] = ABSENT if record is None else self.outcomes.of(record.outcome)
        return found

    def money(self, books: int) -> Money:
        return self.books.values[books].money_of(PAYMENT)

    # -- safety -------------------------------------------------------------------------------------------------------

    def check(self, payment: int, books: int) -> None:
        """What must hold between what the till shows and what the server did, in every world."""
        key = (payment, books)
        if key not in self._verdicts:
            self._check(self.payments.values[payment], self.books.values[books])
            self._verdicts[key] = None

    def _check(self, shown: Payment, books: Books) -> None:
        money = books.money_of(PAYMENT)
        second = books.money_of(IDS[Op.PAY_BY_NEW_ID])
        net = money.net + second.net
        if net > 1 or money.captures > 1:
            raise Violation("charged_twice", f"net {net}, captured {money.captures + second.captures} times")
        if net < 0:
            raise Violation("paid_back_twice", f"net {net}")
        if shown.state in FINAL and net != 0:
            raise Violation("money_kept", f"shown as {shown.state}, and the customer is charged")
        if shown.state in (State.APPROVED, State.VOIDING) and not money.captures:
            raise Violation("shown_but_not_captured", f"shown as {shown.state}")
        if shown.state is State.APPROVED and money.undone_by in {IDS[Op.UNDO], shown.void} - {None}:
            raise Violation("shown_but_undone", "shown as approved after this till undid it")
        self._check_durable_first(shown, books)

    def _check_durable_first(self, shown: Payment, books: Books) -> None:
        """Invariant I6: each effect of ours has an operation that this till journalled."""
        voids = {IDS[op] for op in OUR_VOIDS}
        if shown.void is None and any(operation in voids for operation, _ in books.records):
            raise Violation("sent_before_durable", "a void")
        journalled = {shown.reversal}
        if shown.own and shown.state is not State.CREATED:
            journalled.add(PAYMENT)
        for operation, record in books.records:
            if record.terminal == OURS and operation in (PAYMENT, IDS[Op.UNDO]) and operation not in journalled:
                raise Violation("sent_before_durable", f"operation {operation}")
