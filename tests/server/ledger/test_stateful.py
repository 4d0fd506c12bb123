"""The ledger against a simple model: any order of payments, voids, reversals, resends, grants, days passing."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pos_app.domain.calendar import transaction_date
from pos_app.server.context import Context
from pos_app.server.ledger.invariants.check import check
from pos_app.server.ledger.wallets import open_lots
from pos_app.server.settings import ServerSettings
from pos_app.server.store.database import open_database
from pos_app.wire.operations import (
    OperationAnswer,
    PaymentApproved,
    PaymentDeclined,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
)
from tests.server.fake_clock import FakeClock
from tests.server.ledger.counter import Counter
from tests.server.world import World

Body = Any


@dataclass
class Sold:
    """What the model knows of a payment that was sent or undone."""

    body: Body
    parts: dict[int, int] = field(default_factory=dict)
    state: str = "declined"


class Books(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="books-"))
        self.clock = FakeClock()
        database = open_database(self.folder / "server.sqlite")
        cheap = ServerSettings(database.path, argon2_passes=1, argon2_memory=64, argon2_lanes=1, argon2_at_once=1)
        self.context = Context(database, cheap, self.clock, os.urandom)
        self.counter = Counter(World(self.context))
        self.sold: dict[UUID, Sold] = {}
        self.answers: dict[UUID, tuple[Body, OperationAnswer]] = {}
        self.lots: dict[int, tuple[int, date | None, str]] = {}
        self.unsent: list[tuple[UUID, Body]] = []

    def teardown(self) -> None:
        assert all(one.holds for one in self.context.database.readers.submit(check).result(20))
        self.context.hasher.close()
        self.context.database.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self._see_lots()

    def _see_lots(self) -> None:
        for lot in self.context.database.readers.submit(lambda reader: open_lots(reader, self.counter.wallet)).result(
            20
        ):
            self.lots.setdefault(lot.lot, (lot.remaining, lot.expires_on, lot.kind))

    def _today(self) -> date:
        return transaction_date(self.clock())

    def _live(self) -> list[int]:
        today = self._today()
        keys = [key for key, (rest, day, _) in self.lots.items() if rest and (day is None or day >= today)]
        return sorted(keys, key=lambda key: (self.lots[key][1] or date.max, self.lots[key][2] == "value", key))

    def _model_pay(self, amount: int) -> dict[int, int] | None:
        parts: dict[int, int] = {}
        for key in self._live():
            part = min(amount - sum(parts.values()), self.lots[key][0])
            if part:
                parts[key] = part
        return parts if sum(parts.values()) == amount else None

    def _move(self, parts: dict[int, int], sign: int) -> None:
        for key, amount in parts.items():
            rest, day, kind = self.lots[key]
            self.lots[key] = (rest + sign * amount, day, kind)

    def _balance(self) -> int:
        return sum(self.lots[key][0] for key in self._live())

    def _take(self, operation: UUID, body: Body) -> OperationAnswer:
        answer, replayed = self.counter.take(operation, body)
        assert not replayed
        self.answers[operation] = (body, answer)
        return answer

    def _payment(self, amount: int) -> tuple[UUID, Body]:
        world = self.counter.world
        body = world.payment(self.counter.till, world.code(self.counter.wallet), amount, double_confirmed=True)
        return world.new_id(), body

    @rule(amount=st.integers(1, 4_000))
    def pay(self, amount: int) -> None:
        self._send(*self._payment(amount))

    @rule(amount=st.integers(1, 4_000))
    def make_a_payment_that_is_under_way(self, amount: int) -> None:
        self.unsent.append(self._payment(amount))

    @precondition(lambda self: self.unsent)
    @rule()
    def a_payment_comes_late(self) -> None:
        self._send(*self.unsent.pop())

    def _send(self, operation: UUID, body: Body) -> None:
        answer = self._take(operation, body)
        parts = None if self.clock() > body.execute_until else self._model_pay(body.amount)
        assert isinstance(answer, PaymentApproved) == (parts is not None), answer
        self.sold[operation] = Sold(body)
        if isinstance(answer, PaymentApproved) and parts is not None:
            self._move(parts, -1)
            self.sold[operation] = Sold(body, parts, "captured")
            assert answer.balance_after == self._balance()

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        original = data.draw(st.sampled_from(sorted(self.sold)))
        sold, world = self.sold[original], self.counter.world
        body = world.void(self.counter.till, original, sold.body.amount, staff_session=self._manager())
        answer = self._take(world.new_id(), body)
        assert isinstance(answer, VoidApproved) == (sold.state == "captured"), (answer, sold.state)
        if isinstance(answer, VoidApproved):
            self._move(sold.parts, +1)
            sold.state = "voided"
            assert answer.balance_after == self._balance()
            live = set(self._live())
            assert answer.expired == sum(part for key, part in sold.parts.items() if key not in live)

    def _manager(self) -> UUID:
        return list(self.counter.till.sessions.values())[1]

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        original = data.draw(st.sampled_from(sorted(self.sold)))
        sold = self.sold[original]
        answer = self._take(
            self.counter.world.new_id(), self.counter.world.reversal(self.counter.till, original, sold.body.seq)
        )
        assert isinstance(answer, ReversalDone)
        assert (answer.effect is ReversalEffect.COMPENSATED) == (sold.state == "captured")
        assert answer.effect is not ReversalEffect.TOMBSTONE
        if answer.effect is ReversalEffect.COMPENSATED:
            self._move(sold.parts, +1)
            sold.state = "reversed"

    @precondition(lambda self: self.unsent)
    @rule()
    def undo_before_it_comes(self) -> None:
        operation, body = self.unsent.pop(0)
        world = self.counter.world
        answer = self._take(world.new_id(), world.reversal(self.counter.till, operation, body.seq))
        assert isinstance(answer, ReversalDone)
        assert answer.effect is ReversalEffect.TOMBSTONE
        for _ in range(2):
            late, replayed = self.counter.take(operation, body)
            assert isinstance(late, PaymentDeclined)
            assert replayed
        self.sold[operation] = Sold(body)

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(sorted(self.answers)))
        body, answer = self.answers[operation]
        assert self.counter.take(operation, body) == (answer, True)

    @rule(amount=st.integers(1, 3_000), days=st.one_of(st.none(), st.integers(0, 6)), points=st.booleans())
    def grant(self, amount: int, days: int | None, points: bool) -> None:
        expires_on = None if days is None else self._today() + timedelta(days=days)
        self.counter.world.grant(self.counter.wallet, amount, "points" if points else "value", expires_on)
        self._see_lots()

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))

    @invariant()
    def the_lots_are_the_models(self) -> None:
        found = self.context.database.readers.submit(lambda reader: open_lots(reader, self.counter.wallet)).result(20)
        assert {lot.lot: lot.remaining for lot in found} == {k: rest for k, (rest, _, _) in self.lots.items() if rest}


TestBooks = Books.TestCase
TestBooks.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
