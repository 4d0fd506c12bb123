"""May this payment be captured? A pure decision over what the books say (requirements rows D-9, D-13, D-15, D-22)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from pos_app.domain.check_digit import is_checked
from pos_app.domain.money import check_amount
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.spending import OpenLot, Taken, take
from pos_app.server.staff.rights import may
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import AuthoriseBody, Decline, Earlier, PaymentBody
from pos_app.wire.staff import Right, Role

MAX_AHEAD = timedelta(seconds=180)
"""How far ahead of the server's clock an ``execute_until`` may lie; tills set 60 s."""

DOUBLE_WINDOW = timedelta(minutes=3)
"""Within it the same wallet, store and amount may be one sale charged twice (D-13 d)."""

WRONG_NUMBERS = 5
WRONG_NUMBER_WINDOW = timedelta(minutes=1)
"""After so many wrong お支払い番号 in so long, a till's further ones are not looked at (D-22)."""


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A session that existed: on which terminal, as what; ``restricted`` ones never had a right."""

    terminal: int
    role: Role
    restricted: bool

    def had(self, right: Right, terminal: Terminal) -> bool:
        """Say whether its holder could do this on this terminal."""
        return self.terminal == terminal.number and not self.restricted and may(self.role, right)


class Code(NamedTuple):
    """A customer's one-time code that was issued; ``code`` is its row."""

    code: int
    wallet: int
    expires_at: datetime
    spent: bool
    suspended: bool


class PaymentFacts(NamedTuple):
    """What the books say about a payment that was asked for."""

    session: StaffSession | None
    number_used: bool
    seq_used: bool
    code: Code | None
    earlier: Earlier | None
    lots: tuple[OpenLot, ...]


class Captured(NamedTuple):
    """Money moves: so much from each lot."""

    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """No money moves, for ever."""

    reason: Decline
    earlier: Earlier | None = None


def decide_payment(body: PaymentBody, terminal: Terminal, facts: PaymentFacts, at: Moment) -> Captured | Declined:
    """Decide; the first reason in the order of the protocol counts."""
    refusal = till_refusal(body, terminal, facts) or time_refusal(body, at.at) or amount_refusal(body, terminal)
    if refusal is not None:
        return Declined(refusal)
    code = facts.code
    refusal = _code_refusal(code, at.at)
    if refusal is not None or code is None:
        return Declined(refusal or Decline.CODE_NOT_FOUND)
    if facts.earlier is not None and not body.double_confirmed:
        return Declined(Decline.POSSIBLE_DOUBLE, facts.earlier)
    if code.suspended:
        return Declined(Decline.WALLET_SUSPENDED)
    taken = take(facts.lots, body.amount, at.day)
    return Declined(Decline.BALANCE_NOT_ENOUGH) if taken is None else Captured(taken)


class TillFacts(Protocol):
    """What is asked about the till and whoever stands at it, whatever is sold."""

    @property
    def session(self) -> StaffSession | None:
        """The session that the operation names."""

    @property
    def number_used(self) -> bool:
        """Whether the payment number is another's."""

    @property
    def seq_used(self) -> bool:
        """Whether the ``seq`` is another's."""


def till_refusal(body: PaymentBody | AuthoriseBody, terminal: Terminal, facts: TillFacts) -> Decline | None:
    """Say why this till, or whoever stands at it, can't sell."""
    if terminal.disabled:
        return Decline.TERMINAL_DISABLED
    if facts.session is None or not facts.session.had(Right.SELL, terminal):
        return Decline.NOT_PERMITTED
    is_own = body.number.startswith(f"{terminal.number:05}") and is_checked(body.number)
    return None if is_own and not facts.number_used and not facts.seq_used else Decline.NUMBER_REUSED


def time_refusal(body: PaymentBody | AuthoriseBody, now: datetime) -> Decline | None:
    """Say why it is too late, or why the till's clock must be wrong (D-13 a)."""
    if now > body.execute_until:
        return Decline.TOO_LATE
    if body.execute_until > now + MAX_AHEAD:
        return Decline.CLOCK_WRONG
    return None


def amount_refusal(body: PaymentBody | AuthoriseBody, terminal: Terminal) -> Decline | None:
    """Say why this amount is not sold here."""
    return Decline.AMOUNT_NOT_ACCEPTABLE if check_amount(body.amount, terminal.limit) is not None else None


def _code_refusal(code: Code | None, now: datetime) -> Decline | None:
    if code is None:
        return Decline.CODE_NOT_FOUND
    if code.spent:
        return Decline.CODE_USED
    return Decline.CODE_EXPIRED if now >= code.expires_at else None
