"""The network's and the server's moves: requests arrive, late, twice or never; another till acts; time passes."""

from tests.till.worlds.catalogue import Catalogue
from tests.till.worlds.facts import ELSEWHERE, Op
from tests.till.worlds.moves import Step, Steps
from tests.till.worlds.worker_side import PUT, WorkerSide
from tests.till.worlds.world import World


class ServerSide:
    """``elsewhere``: which operations of another till may hit the payment."""

    def __init__(self, catalogue: Catalogue, worker: WorkerSide, elsewhere: tuple[Op, ...] = ELSEWHERE) -> None:
        self._catalogue = catalogue
        self._worker = worker
        self.elsewhere = elsewhere

    def steps(self, w: World) -> Steps:
        net, number = w.net, 0
        while net:
            if net & 1:
                yield from self._message(w, number)
            net >>= 1
            number += 1
        if not w.late:
            yield Step("execute_until passes", False, w._replace(late=True))
        yield from self._strikes(w)

    def _strikes(self, w: World) -> Steps:
        """Another till acts."""
        money = self._catalogue.money(w.books)
        if money.captures and money.undone_by is None:
            for op in self.elsewhere:
                for books, _ in self._catalogue.executed(w.books, op, w.late)[:1]:
                    yield Step(f"{op.name} executes", False, w._replace(books=books))

    def _message(self, w: World, number: int) -> Steps:
        method, op, _ = self._catalogue.messages.values[number]
        bit = 1 << number
        gone = w.net & ~bit
        if method != PUT:
            awaited = w.exchange is not None and f"re:{w.exchange.method}" == method and w.exchange.op == op
            yield Step("an answer is lost", not awaited, w._replace(net=gone))
            return
        yield Step(f"{Op(op).name} is lost", False, w._replace(net=gone))
        for books, outcome in self._catalogue.executed(w.books, op, w.late):
            answer = self._catalogue.reply(PUT, op, outcome)
            yield Step(f"{Op(op).name} arrives", True, w._replace(books=books, net=gone | answer))
            if self._worker.has_room(w.net):
                yield Step(f"{Op(op).name} arrives, a copy stays", False, w._replace(books=books, net=w.net | answer))
