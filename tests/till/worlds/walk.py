"""The walk: breadth first through every world that can be reached, then backwards from the quiet ones."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.till.payment import ASKING, State, apply
from tests.till.worlds.catalogue import Catalogue
from tests.till.worlds.facts import ADOPTED, CREATED, ELSEWHERE, IDS, OURS, PAYMENT, THEIRS, Op, body_of
from tests.till.worlds.moves import Step
from tests.till.worlds.server_model import Books, Money, Outcome, Record
from tests.till.worlds.server_side import ServerSide
from tests.till.worlds.till_side import TillSide
from tests.till.worlds.worker_side import NET_LIMIT, WorkerSide
from tests.till.worlds.world import Rules, Violation, World


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a walk begins, and what may happen in it."""

    adopted: bool = False
    """The payment was made and captured at another till, and taken in here to be voided."""
    voids: int = 1
    elsewhere: tuple[Op, ...] = (Op.VOID_ELSEWHERE,)
    net_limit: int = NET_LIMIT


@dataclass(frozen=True, slots=True)
class Found:
    """How much was walked through."""

    worlds: int
    moves: int
    quiet: int
    states: frozenset[State]
    ends: frozenset[tuple[State, int]]
    """Shown state and the customer's net charges, in the quiet worlds."""


class Walk:
    """One walk; :meth:`run` raises :class:`Violation`, with the way that led there."""

    def __init__(self, setting: Setting, rules: Rules | None = None) -> None:
        self._catalogue, self._till, self._worker, self._server = self._sides(setting, rules or Rules())
        self._worlds: list[World] = []
        self._numbers: dict[World, int] = {}
        self._from = array("l")
        self._by: list[str] = []
        self._good_from: list[array[int]] = []
        self._moves = 0
        self._reach(self._first(setting), -1, "")

    def _sides(self, setting: Setting, rules: Rules) -> tuple[Catalogue, TillSide, WorkerSide, ServerSide]:
        catalogue = Catalogue(rules)
        worker = WorkerSide(catalogue, setting.net_limit)
        return catalogue, TillSide(catalogue, setting.voids), worker, ServerSide(catalogue, worker, setting.elsewhere)

    def run(self) -> Found:
        here = 0
        while here < len(self._worlds):
            world = self._worlds[here]
            try:
                self._catalogue.check(world.durable, world.books)
                for step in self._steps(world):
                    self._moves += 1
                    there = self._reach(step.world, here, step.name)
                    if step.good and there != here:
                        self._good_from[there].append(here)
            except Violation as violation:
                raise self._told(violation, here) from violation
            here += 1
        return self._judge()

    def _steps(self, world: World) -> Sequence[Step]:
        return [*self._till.steps(world), *self._worker.steps(world), *self._server.steps(world)]

    def _reach(self, world: World, here: int, name: str) -> int:
        number = self._numbers.get(world)
        if number is None:
            number = self._numbers[world] = len(self._worlds)
            self._worlds.append(world)
            self._from.append(here)
            self._by.append(name)
            self._good_from.append(array("l"))
        return number

    def _first(self, setting: Setting) -> World:
        payment = apply(None, ADOPTED if setting.adopted else CREATED, PAYMENT)
        books = Books()
        if setting.adopted:
            books = books.with_record(PAYMENT, Record(THEIRS, body_of(Op.PAY), Outcome("approved")))
            books = books.with_money(PAYMENT, Money(captures=1))
        return World(self._catalogue.payments.of(payment), books=self._catalogue.books.of(books))

    # -- liveness -----------------------------------------------------------------------------------------------------

    def _judge(self) -> Found:
        quiet = [number for number, world in enumerate(self._worlds) if self._is_quiet(world)]
        for number in quiet:
            self._agree(number)
        reaches = bytearray(len(self._worlds))
        front = list(quiet)
        for number in front:
            reaches[number] = 1
        while front:
            for before in self._good_from[front.pop()]:
                if not reaches[before]:
                    reaches[before] = 1
                    front.append(before)
        stuck = reaches.find(0)
        if stuck >= 0:
            raise self._told(Violation("stuck", "nothing leads from here to a quiet world"), stuck)
        ends = frozenset((self._state(number), self._net(self._worlds[number])) for number in quiet)
        states = frozenset(payment.state for payment in self._catalogue.payments.values)
        return Found(len(self._worlds), self._moves, len(quiet), states, ends)

    def _is_quiet(self, w: World) -> bool:
        busy = w.pending or w.mailbox or w.outbox or w.known or w.exchange or w.net
        return not busy and (w.heard or not self._has_news(w))

    def _net(self, w: World) -> int:
        return self._catalogue.money(w.books).net

    def _has_news(self, w: World) -> bool:
        by = self._catalogue.money(w.books).undone_by
        return self._catalogue.rules.hears_the_feed and by in {IDS[op] for op in ELSEWHERE}

    def _agree(self, number: int) -> None:
        """I14: what the till shows is what the server holds, once all is quiet."""
        world, state = self._worlds[number], self._state(number)
        money = self._catalogue.money(world.books)
        record = self._catalogue.books.values[world.books].record(PAYMENT)
        seen = record is not None and record.terminal == OURS
        agrees = {
            State.CREATED: not seen,
            State.CANCELED: not seen,
            State.APPROVED: money.net == 1,
            State.DECLINED: seen and not money.captures,
            State.REVERSED: record is not None and money.net == 0,
            State.VOIDED: money.captures == 1 and money.net == 0,
        }
        if state in ASKING:
            raise self._told(Violation("stuck", f"all is quiet, and the payment is {state}"), number)
        if not agrees.get(state, False):
            raise self._told(Violation("disagree", f"the till shows {state}, the server has {money}"), number)

    def _state(self, number: int) -> State:
        return self._catalogue.state(self._worlds[number].durable)

    # -- telling ------------------------------------------------------------------------------------------------------

    def _told(self, violation: Violation, number: int) -> Violation:
        way: list[str] = []
        while number >= 0:
            way.append(f"{self._by[number]} [{self._state(number)}]")
            number = self._from[number]
        return Violation(violation.kind, f"{violation}; the way there: " + " > ".join(reversed(way)))
