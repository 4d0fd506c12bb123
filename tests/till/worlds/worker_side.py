"""The sync worker's moves: one exchange at a time, judged by the product's own rules of ``sync.attempt``."""

from pos_app.sync.attempt import Knowledge, Move, Outcome
from tests.till.worlds.catalogue import ABSENT, Catalogue
from tests.till.worlds.facts import Op
from tests.till.worlds.moves import Step, Steps
from tests.till.worlds.world import Exchange, Known, Report, World

CONNECT, PUT, GET = "connect", "PUT", "GET"
NET_LIMIT = 3
"""More different messages than this are never in flight together."""


_FRESH = Knowledge.FRESH.value


class WorkerSide:
    """Which of the open rows comes next is left to chance: more orders than the real worker's.

    A question is answered in the moment in which it is asked, and only its answer travels: what happens between asking
    and arriving could as well have happened before asking.
    """

    def __init__(self, catalogue: Catalogue, net_limit: int = NET_LIMIT) -> None:
        self._catalogue = catalogue
        self._rules = catalogue.rules
        self._net_limit = net_limit

    def steps(self, w: World) -> Steps:
        if w.exchange is None:
            for row in w.known:
                if not row.reported:
                    yield from self._begin(w, row)
        elif w.exchange.method == CONNECT:
            yield from self._connect(w, w.exchange)
        else:
            yield from self._wait(w, w.exchange)

    # -- beginning ----------------------------------------------------------------------------------------------------

    def _begin(self, w: World, row: Known) -> Steps:
        if self._rules.first_move(Knowledge(row.knowledge)) is Move.SEND:
            yield self._send(w, row)
            return
        answer = self._catalogue.reply(GET, row.op, self._catalogue.asked(w.books, row.op))
        if self.has_room(w.net) or w.net & answer:
            exchange = Exchange(row.op, GET, row.knowledge)
            yield Step(f"asks for {Op(row.op).name}", True, w._replace(exchange=exchange, net=w.net | answer))

    def has_room(self, net: int) -> bool:
        return net.bit_count() < self._net_limit

    def _send(self, w: World, row: Known) -> Step:
        if not any(found.op == row.op and found.readable for found in w.outbox):
            blind = _know(w, row.op, Knowledge.UNSENDABLE)._replace(exchange=None)
            return Step("the body can't be opened", True, blind)
        exchange = Exchange(row.op, CONNECT, row.knowledge)
        return Step(f"connects for {Op(row.op).name}", True, w._replace(exchange=exchange))

    def _connect(self, w: World, x: Exchange) -> Steps:
        op = self._under_id(x)
        net = w.net | self._catalogue.request(PUT, op)
        if net.bit_count() <= self._net_limit:
            yield Step(f"sends {Op(op).name}", True, w._replace(exchange=x._replace(method=PUT), net=net))
        yield Step("not sent", False, self._sent(w, x, Outcome.NOT_SENT))

    def _under_id(self, x: Exchange) -> int:
        resent = x.op == Op.PAY and x.method != GET and x.knowledge != _FRESH
        return Op.PAY_BY_NEW_ID if resent and not self._rules.resends_by_the_same_id else x.op

    # -- ending -------------------------------------------------------------------------------------------------------

    def _wait(self, w: World, x: Exchange) -> Steps:
        op = self._under_id(x)
        answers = self._catalogue.answers_in(w.net, x.method, op)
        for bit, outcome in answers:
            yield Step("an answer is read", True, self._heard(w._replace(net=w.net & ~bit), x, outcome))
            yield Step("an answer is read, a copy stays", False, self._heard(w, x, outcome))
        under_way = w.net & self._catalogue.request(PUT, op) if x.method == PUT else 0
        yield Step("time-out", not answers and not under_way, self._silent(w, x))
        if under_way:
            yield from self._refused(w, x, op, under_way)

    def _refused(self, w: World, x: Exchange, op: int, request: int) -> Steps:
        """By the server or by something before it; a copy may still be under way all the same."""
        for left in (w.net & ~request, w.net):
            there = w._replace(net=left)
            yield Step("503", False, self._sent(there, x, Outcome.NOTHING_DONE))
            yield Step("400", False, self._sent(there, x, Outcome.REFUSED))
            if self._catalogue.asked(w.books, op) != ABSENT:
                yield Step("409", False, self._sent(there, x, Outcome.ID_REUSED))

    def _silent(self, w: World, x: Exchange) -> World:
        return w._replace(exchange=None) if x.method == GET else self._sent(w, x, Outcome.UNKNOWN)

    def _heard(self, w: World, x: Exchange, outcome: int) -> World:
        if outcome != ABSENT and x.op == Op.UNDO and self._catalogue.outcomes.values[outcome].status == "declined":
            return self._silent(w, x)  # The wire has no such answer: a stranger's page.
        if outcome != ABSENT:
            after = self._sent(w, x, Outcome.ANSWERED) if x.method == PUT else w._replace(exchange=None)
            return _report(after, x.op, Report("answer", x.op, outcome))
        return self._absent(w._replace(exchange=None), x)

    def _absent(self, w: World, x: Exchange) -> World:
        if self._rules.after_ask(Knowledge(x.knowledge), Outcome.ABSENT) is not Move.SEND:
            return _report(w, x.op, Report("unsendable", x.op))
        row = next((row for row in w.known if row.op == x.op), None)
        if row is None:
            return w
        return self._send(w, row._replace(knowledge=x.knowledge)).world

    def _sent(self, w: World, x: Exchange, outcome: Outcome) -> World:
        w = _know(w, x.op, self._rules.after_send(Knowledge(x.knowledge), outcome))._replace(exchange=None)
        doubtful = outcome in (Outcome.UNKNOWN, Outcome.NOTHING_DONE)
        if x.op == Op.PAY and x.knowledge == _FRESH and doubtful:
            return w._replace(mailbox=(*w.mailbox, Report("unsure", x.op)))
        return w


def _know(w: World, op: int, knowledge: Knowledge) -> World:
    value = knowledge.value
    known = tuple(row._replace(knowledge=value) if row.op == op else row for row in w.known)
    return w._replace(known=known)


def _report(w: World, op: int, report: Report) -> World:
    known = tuple(row._replace(reported=True) if row.op == op else row for row in w.known)
    return w._replace(known=known, mailbox=(*w.mailbox, report))
