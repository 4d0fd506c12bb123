"""The till's moves: the cashier's, the control thread's, the journal's, and the end of the process."""

from collections.abc import Iterable, Sequence

from pos_app.sync.attempt import Knowledge
from pos_app.till import events as ev
from pos_app.till.payment import Payment, State
from tests.till.worlds import facts
from tests.till.worlds.catalogue import Catalogue
from tests.till.worlds.facts import AT, ELSEWHERE, IDS, OUR_VOIDS, Op, event_of, plain
from tests.till.worlds.moves import Step, Steps
from tests.till.worlds.server_model import Outcome
from tests.till.worlds.world import Known, Posted, Report, Row, Violation, World

Plan = tuple[ev.Event, tuple[int, ...], int | None]
"""An event, the outbox rows that it ends, the one that it adds."""


class TillSide:
    """``voids``: how many times the cashier may ask for a void."""

    def __init__(self, catalogue: Catalogue, voids: int) -> None:
        self._catalogue = catalogue
        self._rules = catalogue.rules
        self._voids = OUR_VOIDS[:voids]
        self._starts: dict[tuple[object, ...], World] = {}

    def steps(self, w: World) -> Steps:
        if w.pending:
            yield Step("committed", True, self._commit(w))
            yield Step("the journal can't be written", False, self._not_committed(w))
        if w.mailbox:
            yield Step(f"control reads {w.mailbox[0].kind}", True, self._control(w))
        yield from self._feed(w)
        if len(w.pending) <= 1:
            yield from self._cashier(w)
        yield from self._crash(w)

    def _latest(self, w: World) -> int:
        return w.pending[-1].after if w.pending else w.durable

    def _post(self, w: World, plans: Sequence[Plan], *, read: int | None = None, heard: bool = False) -> World:
        latest, pending, outbox, known = self._latest(w), w.pending, w.outbox, w.known
        for event, done, send in plans:
            latest = self._catalogue.after(latest, event)
            pending += (Posted(latest, done, send, read, heard),)
            if not self._rules.keeps_rows_until_commit:
                outbox = tuple(row for row in outbox if row.op not in done)
                known = tuple(row for row in known if row.op not in done)
        return w._replace(pending=pending, outbox=outbox, known=known, heard=w.heard or heard)

    # -- the journal --------------------------------------------------------------------------------------------------

    def _commit(self, w: World) -> World:
        """One transaction, and what :class:`~pos_app.till.book.Book` does when it hears of it."""
        first = w.pending[0]
        outbox = tuple(row for row in w.outbox if row.op not in first.done)
        known = tuple(row for row in w.known if row.op not in first.done and row.op != first.send)
        if first.send is not None:
            outbox = tuple(sorted((*outbox, Row(first.send, readable=True))))
            known = _sorted((*known, Known(first.send, Knowledge.FRESH.value, reported=False)))
        return w._replace(durable=first.after, pending=w.pending[1:], outbox=outbox, known=known)

    def _not_committed(self, w: World) -> World:
        """What was posted behind it falls too: withdrawn rows go back, reports that are lost are asked for again."""
        known = {row.op: row for row in w.known}
        if self._rules.asks_again_after_failure:
            done = {op for posted in w.pending for op in posted.done}
            for row in w.outbox:
                if row.op in done and row.op not in known:
                    known[row.op] = Known(row.op, Knowledge.UNKNOWN.value, reported=False)
            for posted in w.pending:
                if posted.read in known:
                    known[posted.read] = known[posted.read]._replace(reported=False)
        heard = w.heard and not any(posted.heard for posted in w.pending)
        return w._replace(pending=(), known=_sorted(known.values()), heard=heard)

    # -- the control thread -------------------------------------------------------------------------------------------

    def _control(self, w: World) -> World:
        """As :class:`~pos_app.till.reports.Reports` does, except that a forbidden answer is never let pass."""
        report, w = w.mailbox[0], w._replace(mailbox=w.mailbox[1:])
        plans = self._plans(w, report)
        if not plans and report.kind == "unsendable":
            return _ask_again(w, report.op)  # Something that is not durable yet made it needless.
        return self._post(w, plans, read=None if report.kind == "unsure" else report.op)

    def _plans(self, w: World, report: Report) -> list[Plan]:
        latest = self._catalogue.payments.values[self._latest(w)]
        state = latest.state
        if report.kind == "answer":
            op = Op.PAY if report.op == Op.PAY_BY_NEW_ID else Op(report.op)
            event = self._event_of(op, self._catalogue.outcomes.values[report.outcome])
            if not self._rules.allows(latest, type(event)):
                raise Violation("forbidden_answer", f"{event.kind} to a payment that is {state}")
            return [(event, (op,), None)]
        if report.kind == "unsure":
            return self._unsure(state)
        if report.op == Op.PAY:
            return self._give_up(state)
        if self._rules.allows(latest, ev.Renewed):
            return [(facts.RENEWED, (report.op,), report.op)]
        return []

    def _event_of(self, op: Op, outcome: Outcome) -> ev.Event:
        return event_of(op, outcome)

    def _unsure(self, state: State) -> list[Plan]:
        if state is not State.SUBMITTED:
            return []
        if not self._rules.waits_for_the_answer:
            return [(event_of(Op.PAY, facts.MADE_UP_DECLINE), (Op.PAY,), None)]
        return [(facts.DOUBTED, (), None)]

    def _give_up(self, state: State) -> list[Plan]:
        if state is State.SUBMITTED and not self._rules.undoes_what_is_absent:
            return [(facts.CANCELED, (Op.PAY,), None)]
        plans: list[Plan] = [(facts.DOUBTED, (), None)] if state is State.SUBMITTED else []
        if state in (State.SUBMITTED, State.IN_DOUBT):
            plans.append((facts.UNDO_REQUESTED, (Op.PAY,), Op.UNDO))
        return plans

    def _feed(self, w: World) -> Steps:
        """Another till's void or reversal, heard once in each run, before or after any of our own answers."""
        by = self._catalogue.money(w.books).undone_by
        op = next((op for op in ELSEWHERE if IDS[op] == by), None)
        if op is None or w.heard or not self._rules.hears_the_feed:
            return
        if self._rules.allows(self._catalogue.payments.values[self._latest(w)], ev.UndoneElsewhere):
            yield Step("the feed is read", True, self._post(w, [(facts.undone_elsewhere(op), (), None)], heard=True))
        else:
            yield Step("the feed is read", True, w._replace(heard=True))

    # -- the cashier --------------------------------------------------------------------------------------------------

    def _cashier(self, w: World) -> Steps:
        """Only what the screen offers for the durable state, and the latest state still allows."""
        latest = self._latest(w)
        state = self._catalogue.state(latest)
        if self._catalogue.state(w.durable) is not state and state is not State.SUBMITTED:
            return
        if state is State.CREATED:
            yield Step("code read", False, self._post(w, [(facts.SUBMITTED, (), Op.PAY)]))
            yield Step("cancel", False, self._post(w, [(facts.CANCELED, (), None)]))
        elif state is State.SUBMITTED:
            yield Step("cancel", False, self._take_back(w))
        elif state is State.IN_DOUBT:
            if not self._catalogue.payments.values[latest].seen_by_cashier:
                yield Step("F2 seen on the customer's screen", False, self._post(w, [(facts.SEEN, (), None)]))
            yield Step("F3 or F4 undo", False, self._undo(w))
        elif state is State.APPROVED:
            yield from self._void(w, latest)

    def _take_back(self, w: World) -> World:
        row = next((row for row in w.known if row.op == Op.PAY), None)
        in_flight = w.exchange is not None and w.exchange.op == Op.PAY
        if row is None or not self._rules.withdraws(Knowledge(row.knowledge), in_flight):
            return self._post(w, [(facts.DOUBTED, (), None)])
        w = w._replace(known=tuple(other for other in w.known if other is not row))
        return self._post(w, [(facts.CANCELED, (Op.PAY,), None)])

    def _undo(self, w: World) -> World:
        plans: list[Plan] = [(facts.UNDO_REQUESTED, (Op.PAY,), Op.UNDO)]
        if not self._rules.undo_waits_for_the_server:
            plans.append((event_of(Op.UNDO, facts.MADE_UP_UNDO), (), None))
        return self._post(w, plans)

    def _void(self, w: World, latest: int) -> Steps:
        payment = self._catalogue.payments.values[latest]
        asked = [op for op in self._voids if payment.void == IDS[op]]
        free = self._voids[self._voids.index(asked[0]) + 1 :] if asked else self._voids
        if free:
            yield Step("void", False, self._post(w, [(facts.void_requested(free[0]), (), free[0])]))

    # -- the end of the process ---------------------------------------------------------------------------------------

    def _crash(self, w: World) -> Steps:
        rows = w.outbox if self._rules.keeps_rows_over_restart else ()
        yield Step("the till is killed and starts again", False, self._start(w, rows))
        if any(row.readable for row in rows):
            unreadable = tuple(Row(row.op, readable=False) for row in rows)
            yield Step("the till is killed and its key is lost", False, self._start(w, unreadable))

    def _start(self, w: World, rows: tuple[Row, ...]) -> World:
        """Volatile: what was posted, the worker's knowledge, the mailbox. In flight stays in flight."""
        key = (w.durable, rows, w.net, w.books, w.late)
        found = self._starts.get(key)
        if found is None:
            known = tuple(Known(row.op, self._rules.resumed.value, reported=False) for row in rows)
            bare = World(w.durable, outbox=rows, known=known, net=w.net, books=w.books, late=w.late)
            found = self._starts[key] = self._post(bare, self._at_start(self._catalogue.payments.values[w.durable]))
        return found

    def _at_start(self, payment: Payment) -> list[Plan]:
        return [(plain(event), (), None) for _, event in self._rules.on_start([payment], AT)]


def _ask_again(w: World, op: int) -> World:
    known = tuple(row._replace(reported=False) if row.op == op else row for row in w.known)
    return w._replace(known=known)


def _sorted(rows: Iterable[Known]) -> tuple[Known, ...]:
    return tuple(sorted(rows, key=lambda row: row.op))
