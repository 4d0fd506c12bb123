"""The worlds of one payment by card: 与信, 売上, release, return, another till's doings, all with loss and crashes."""

from dataclasses import dataclass
from functools import cache

from pos_app.sync.attempt import Knowledge
from pos_app.till import events as ev
from pos_app.till.payment import ASKING, Payment, State, apply
from pos_app.till.requests import (
    authorise_request,
    capture_request,
    return_request,
    reversal_request,
    void_request,
)
from pos_app.wire.operations import AnyBody, Decline, ReversalEffect
from tests.till import card_facts as card
from tests.till.worlds import facts
from tests.till.worlds.card_model import execute_card
from tests.till.worlds.catalogue import Catalogue
from tests.till.worlds.facts import AMOUNT, EPOCH, IDS, OURS, PAYMENT, SEQ, THEIRS, Op
from tests.till.worlds.moves import Step, Steps
from tests.till.worlds.server_model import Books, CardMoney, Outcome, Record, Verdict
from tests.till.worlds.server_side import ServerSide
from tests.till.worlds.till_side import Plan, TillSide
from tests.till.worlds.walk import Setting, Walk
from tests.till.worlds.worker_side import WorkerSide
from tests.till.worlds.world import Known, Row, Rules, Violation, World

CAPTURES = (Op.CAPTURE, Op.CAPTURE_ONCE_MORE)
RETURNS = {Op.GIVE_BACK: card.PART, Op.GIVE_BACK_ONCE_MORE: AMOUNT - card.PART, Op.GIVE_BACK_ELSEWHERE: card.PART}
THEIR_OPS = (Op.VOID_ELSEWHERE, Op.CAPTURE_ELSEWHERE, Op.GIVE_BACK_ELSEWHERE)
_TOKEN = "A" * 22
SAID: dict[Op, tuple[Verdict, ...]] = {
    Op.PAY: (None, Decline.CARD_FUNDS_NOT_ENOUGH),
    Op.CAPTURE: (None, Decline.NOT_PERMITTED),
    Op.VOID: (None, Decline.APPROVAL_NEEDED),
    Op.GIVE_BACK: (None, Decline.RETURN_WINDOW_CLOSED),
}
"""What the issuer, the rights and the calendar may say; once each, so that the worlds stay few."""


@dataclass(frozen=True, slots=True)
class CardSetting:
    """Where a walk begins: a request just made, an amount held, or one captured, at another till."""

    begins: State = State.SUBMITTED
    elsewhere: tuple[Op, ...] = ()
    net_limit: int = 1
    captures: int = 1
    returns: int = 0


@cache
def requested(op: Op) -> ev.Event:
    """The event that makes the operation durable."""
    if op in CAPTURES:
        return card.CAPTURE.model_copy(update={"capture": IDS[op]})
    if op in RETURNS:
        return card.give_back(RETURNS[op], IDS[op])
    return facts.void_requested(op)


@cache
def card_body(op: Op) -> AnyBody:
    """What the till sends, made by the till's own rules."""
    held = card.card_after(card.AUTHORISED)
    event = requested(op) if op not in (Op.PAY, Op.UNDO, *THEIR_OPS) else None
    match op:
        case Op.PAY:
            return authorise_request(card.REQUESTED, PAYMENT, _TOKEN, EPOCH).body
        case Op.UNDO:
            return reversal_request(held, facts.UNDO_REQUESTED, EPOCH, SEQ).body
        case Op.CAPTURE_ELSEWHERE:
            return capture_request(held, card.CAPTURE, EPOCH, SEQ + op).body
        case Op.GIVE_BACK_ELSEWHERE:
            return return_request(held, card.give_back(card.PART), EPOCH, SEQ + op).body
        case Op.VOID_ELSEWHERE:
            return void_request(held, facts.void_requested(op), EPOCH, SEQ + op).body
        case _:
            pass
    if isinstance(event, ev.CaptureRequested):
        return capture_request(held, event, EPOCH, SEQ + op).body
    if isinstance(event, ev.ReturnRequested):
        return return_request(held, event, EPOCH, SEQ + op).body
    assert isinstance(event, ev.VoidRequested)
    return void_request(held, event, EPOCH, SEQ + op).body


@cache
def card_event(op: Op, outcome: Outcome) -> ev.Event:
    """The event by which the journal keeps this answer."""
    approved, reason = outcome.status == "approved", outcome.reason or Decline.TOO_LATE
    if op is Op.PAY:
        return card.AUTHORISED if approved else card.NOT_AUTHORISED
    if op is Op.UNDO:
        answer = card.UNDONE.answer.model_copy(update={"id": IDS[op], "effect": outcome.effect})
        return card.UNDONE.model_copy(update={"answer": answer})
    if op in CAPTURES:
        told: ev.CaptureAnswered | ev.ReturnAnswered | ev.VoidAnswered
        told = card.captured() if approved else card.not_captured(reason)
    elif op in RETURNS:
        told = card.given_back(RETURNS[op], outcome.returned) if approved else card.not_given_back(reason)
    else:
        told = card.RELEASED if approved else card.not_released(reason)
    return told.model_copy(update={"answer": told.answer.model_copy(update={"id": IDS[op]})})


@cache
def told_by_the_feed(op: Op) -> ev.Event:
    """What the feed says of another till's operation."""
    if op is Op.CAPTURE_ELSEWHERE:
        return card.THEIR_CAPTURE
    if op is Op.GIVE_BACK_ELSEWHERE:
        return card.THEIR_RETURN
    return card.THEIR_RELEASE


class CardCatalogue(Catalogue):
    """The same numbers for a card's values."""

    def _execute(self, books: int, op: int, late: bool) -> list[tuple[int, int]]:
        results = []
        for verdict in SAID.get(Op(op), (None,)):
            after, outcome = execute_card(
                self.books.values[books],
                IDS[Op(op)],
                card_body(Op(op)),
                terminal=THEIRS if op in THEIR_OPS else OURS,
                late=late,
                verdict=verdict,
                rules=self.rules.card_server,
            )
            plain = Outcome(outcome.status, outcome.reason, outcome.effect, returned=outcome.returned)
            results.append((self.books.of(after), self.outcomes.of(plain)))
        return results

    def card(self, books: int) -> CardMoney:
        return self.books.values[books].card

    def theirs(self, books: int) -> Op | None:
        """What another till did, with effect."""
        for op in THEIR_OPS:
            record = self.books.values[books].record(IDS[op])
            if record is not None and record.outcome.status == "approved":
                return op
        return None

    def _check(self, shown: Payment, books: Books) -> None:
        money = books.card
        if money.captures > 1 or money.net > AMOUNT:
            raise Violation("captured_twice", str(money))
        if money.net < 0:
            raise Violation("returned_too_much", str(money))
        if money.captured and money.released_by is not None and money.net:
            raise Violation("captured_and_released", str(money))
        held = bool(money.authorised) and not money.captured and money.released_by is None
        ended = shown.state in (State.DECLINED, State.CANCELED, State.REVERSED, State.VOIDED)
        if ended and money.net:
            raise Violation("money_kept", f"shown as {shown.state}, and the customer is charged {money.net}")
        if ended and held and not self._may_have_expired(shown):
            raise Violation("still_held", f"shown as {shown.state}, and the amount is held")
        if shown.state is State.APPROVED and not money.captured:
            raise Violation("shown_but_not_captured", f"shown as {shown.state}")
        self._check_durable(shown, books)

    def _may_have_expired(self, shown: Payment) -> bool:
        """A reversal of what has run out finds nothing; the model keeps such an amount for what it was."""
        return shown.state is State.REVERSED and shown.effect is ReversalEffect.NOTHING

    def _check_durable(self, shown: Payment, books: Books) -> None:
        ours = {operation for operation, record in books.records if record.terminal == OURS}
        journalled = {PAYMENT, shown.reversal}
        if shown.capture is not None:
            journalled |= {IDS[op] for op in CAPTURES}
        if shown.void is not None:
            journalled |= {IDS[op] for op in (Op.VOID, *RETURNS)}
        if ours - journalled:
            raise Violation("sent_before_durable", str(ours - journalled))


class CardTillSide(TillSide):
    """The cashier at 電話注文(カード) and at its lists."""

    def __init__(self, catalogue: CardCatalogue, setting: CardSetting) -> None:
        super().__init__(catalogue, voids=1)
        self._cards = catalogue
        self._captures = CAPTURES[: setting.captures]
        self._returns = tuple(RETURNS)[: setting.returns]

    def _event_of(self, op: Op, outcome: Outcome) -> ev.Event:
        return card_event(op, outcome)

    def _cashier(self, w: World) -> Steps:
        latest = self._catalogue.payments.values[self._latest(w)]
        state = latest.state
        if self._catalogue.state(w.durable) is not state and state is not State.SUBMITTED:
            return
        if state is State.SUBMITTED:
            yield from self._not_sent(w)
        elif state is State.IN_DOUBT:
            yield Step("given up", False, self._undo(w))
        elif latest.is_unconfirmed:
            yield from self._unconfirmed(w, latest)
        elif state is State.AUTHORISED:
            yield from self._held(w, latest)
        elif state is State.APPROVED:
            yield from self._give_back(w, latest)

    def _not_sent(self, w: World) -> Steps:
        row = next((row for row in w.known if row.op == Op.PAY), None)
        in_flight = w.exchange is not None and w.exchange.op == Op.PAY
        if row is not None and self._rules.withdraws(Knowledge(row.knowledge), in_flight):
            yield Step("surely not sent", False, self._take_back(w))

    def _unconfirmed(self, w: World, latest: Payment) -> Steps:
        if self._rules.releases_what_nobody_confirms:
            # The good end of a page that nobody looks at any more.
            yield Step("back, log-out or ten minutes", True, self._post(w, [(facts.UNDO_REQUESTED, (), Op.UNDO)]))
        if latest.capture_refused is None:
            yield Step("held for delivery", False, self._post(w, [(card.HELD, (), None)]))
            yield from self._capture(w, latest)

    def _held(self, w: World, latest: Payment) -> Steps:
        yield from self._capture(w, latest)
        if latest.void is None:
            yield Step("release", False, self._post(w, [(requested(Op.VOID), (), Op.VOID)]))
        if w.late and self._rules.lets_run_out:
            yield Step("runs out", True, self._post(w, [(card.RAN_OUT, (), None)]))

    def _capture(self, w: World, latest: Payment) -> Steps:
        asked = [op for op in self._captures if latest.capture == IDS[op]]
        free = self._captures[self._captures.index(asked[0]) + 1 :] if asked else self._captures
        if free:
            plans: list[Plan] = [(requested(free[0]), (), free[0])]
            if not self._rules.capture_waits_for_the_server:
                plans.append((card_event(free[0], Outcome("approved")), (), None))
            yield Step("capture", False, self._post(w, plans))

    def _give_back(self, w: World, latest: Payment) -> Steps:
        asked = [op for op in self._returns if latest.void == IDS[op]]
        free = self._returns[self._returns.index(asked[0]) + 1 :] if asked else self._returns
        if free and RETURNS[free[0]] <= latest.left_to_return:
            yield Step("give back", False, self._post(w, [(requested(free[0]), (), free[0])]))

    def _feed(self, w: World) -> Steps:
        op = self._cards.theirs(w.books)
        if op is None or w.heard or not self._rules.hears_the_feed:
            return
        event = told_by_the_feed(op)
        if self._rules.allows(self._catalogue.payments.values[self._latest(w)], type(event)):
            yield Step("the feed is read", True, self._post(w, [(event, (), None)], heard=True))
        else:
            yield Step("the feed is read", True, w._replace(heard=True))

    def _at_start(self, payment: Payment) -> list[Plan]:
        plans = super()._at_start(payment)
        if payment.is_unconfirmed and self._rules.releases_what_nobody_confirms:
            plans.append((facts.UNDO_REQUESTED, (), Op.UNDO))
        return plans


class CardServerSide(ServerSide):
    """Another till may do one thing to the payment."""

    def _strikes(self, w: World) -> Steps:
        if any(self._books(w).record(IDS[op]) for op in THEIR_OPS):
            return
        for op in self.elsewhere:
            for books, outcome in self._catalogue.executed(w.books, op, w.late):
                if self._catalogue.outcomes.values[outcome].status == "approved":
                    yield Step(f"{op.name} executes", False, w._replace(books=books))

    def _books(self, w: World) -> Books:
        return self._catalogue.books.values[w.books]


class CardWalk(Walk):
    """One walk through a card's worlds."""

    def __init__(self, setting: CardSetting, rules: Rules | None = None) -> None:
        self._card_setting = setting
        super().__init__(Setting(net_limit=setting.net_limit, elsewhere=setting.elsewhere), rules)

    def _sides(self, setting: Setting, rules: Rules) -> tuple[Catalogue, TillSide, WorkerSide, ServerSide]:
        self._cards = CardCatalogue(rules)
        worker = WorkerSide(self._cards, setting.net_limit)
        server = CardServerSide(self._cards, worker, setting.elsewhere)
        return self._cards, CardTillSide(self._cards, self._card_setting), worker, server

    def _first(self, setting: Setting) -> World:
        begins, books = self._card_setting.begins, Books()
        if begins is State.SUBMITTED:
            number = self._cards.payments.of(apply(None, card.REQUESTED, PAYMENT))
            known = (Known(Op.PAY, Knowledge.FRESH.value, reported=False),)
            return World(number, outbox=(Row(Op.PAY, readable=True),), known=known, books=self._cards.books.of(books))
        event = card.ADOPTED_HELD if begins is State.AUTHORISED else card.ADOPTED_CAPTURED
        taken = AMOUNT if begins is State.APPROVED else 0
        books = books.with_record(PAYMENT, Record(THEIRS, card_body(Op.PAY), Outcome("approved")))
        books = Books(books.records, card=CardMoney(AMOUNT, captured=taken, captures=1 if taken else 0))
        return World(self._cards.payments.of(apply(None, event, PAYMENT)), books=self._cards.books.of(books))

    def _net(self, w: World) -> int:
        return self._cards.card(w.books).net

    def _is_quiet(self, w: World) -> bool:
        if not super()._is_quiet(w):
            return False
        shown = self._cards.payments.values[w.durable]
        return not shown.is_unconfirmed and not (w.late and shown.state is State.AUTHORISED)

    def _has_news(self, w: World) -> bool:
        return self._cards.rules.hears_the_feed and self._cards.theirs(w.books) is not None

    def _agree(self, number: int) -> None:
        world = self._worlds[number]
        shown, money = self._cards.payments.values[world.durable], self._cards.card(world.books)
        record = self._cards.books.values[world.books].record(PAYMENT)
        held = bool(money.authorised) and not money.captured and money.released_by is None
        agrees = {
            State.CANCELED: record is None,
            State.DECLINED: record is not None and not held and not money.net,
            State.AUTHORISED: held and shown.held,
            State.APPROVED: money.net > 0 and (shown.captured, shown.returned) == (money.captured, money.returned),
            State.REVERSED: record is not None and not money.net,
            State.VOIDED: not held and not money.net,
            State.EXPIRED: world.late and not money.captured,
        }
        if shown.state in ASKING:
            raise self._told(Violation("stuck", f"all is quiet, and the payment is {shown.state}"), number)
        if not agrees.get(shown.state, False):
            raise self._told(Violation("disagree", f"the till shows {shown.state}, the server has {money}"), number)
