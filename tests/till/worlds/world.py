"""One world: everything that matters for one payment at one moment, as small hashable values."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pos_app.sync import attempt
from pos_app.sync.attempt import Knowledge, Move, Outcome
from pos_app.till import events as ev
from pos_app.till import payment, recovery
from pos_app.till.payment import Payment
from tests.till.worlds import server_model
from tests.till.worlds.card_model import KEPT_FOR_CARDS, CardServerRules
from tests.till.worlds.server_model import ServerRules


class Row(NamedTuple):
    """A durable request; ``readable``: the key to its sealed body is still there."""

    op: int
    readable: bool


class Known(NamedTuple):
    """What the worker knows of a row; ``reported``: its end was posted and waits to be committed."""

    op: int
    knowledge: int
    """A :class:`Knowledge`'s value: plain numbers are hashed far faster."""
    reported: bool


class Exchange(NamedTuple):
    """The worker's request under way, and what it knew when it began."""

    op: int
    method: str
    knowledge: int


class Posted(NamedTuple):
    """An event on its way into the journal: the payment after it, the rows that it ends, the one that it adds."""

    after: int
    done: tuple[int, ...]
    send: int | None
    read: int | None = None
    """The operation whose report this event keeps."""
    heard: bool = False
    """It keeps what the feed said."""


class Report(NamedTuple):
    """What the worker posted; ``outcome`` counts in the catalogue of outcomes."""

    kind: str
    op: int
    outcome: int = -1


class World(NamedTuple):
    """Payments, books and messages are numbers in the :class:`~tests.till.worlds.catalogue.Catalogue`."""

    durable: int
    pending: tuple[Posted, ...] = ()
    outbox: tuple[Row, ...] = ()
    known: tuple[Known, ...] = ()
    exchange: Exchange | None = None
    mailbox: tuple[Report, ...] = ()
    net: int = 0
    """A set of messages in flight, a bit each. A message may be delivered and stay: so a set stands for any number of
    copies."""
    books: int = 0
    late: bool = False
    """``execute_until`` has passed."""
    heard: bool = False
    """This run of the till took the feed's news; a restart reads the feed anew."""


def _withdraws(knowledge: Knowledge, in_flight: bool) -> bool:
    return knowledge is Knowledge.FRESH and not in_flight


@dataclass(frozen=True, slots=True)
class Rules:
    """The till's rules: the product's own where the product has them as functions. A sabotage replaces ONE."""

    apply: Callable[[Payment, Any], Payment] = payment.apply
    allows: Callable[[Payment, type], bool] = payment.allows
    on_start: Callable[[Iterable[Payment], datetime], Iterator[tuple[Payment, ev.Event]]] = recovery.on_start
    first_move: Callable[[Knowledge], Move] = attempt.first_move
    after_send: Callable[[Knowledge, Outcome], Knowledge] = attempt.after_send
    after_ask: Callable[[Knowledge, Outcome], Move | None] = attempt.after_ask
    resumed: Knowledge = Knowledge.UNKNOWN
    withdraws: Callable[[Knowledge, bool], bool] = _withdraws
    keeps_rows_until_commit: bool = True
    keeps_rows_over_restart: bool = True
    asks_again_after_failure: bool = True
    resends_by_the_same_id: bool = True
    waits_for_the_answer: bool = True
    undo_waits_for_the_server: bool = True
    undoes_what_is_absent: bool = True
    hears_the_feed: bool = True
    server: ServerRules = server_model.KEPT
    releases_what_nobody_confirms: bool = True
    capture_waits_for_the_server: bool = True
    lets_run_out: bool = True
    card_server: CardServerRules = KEPT_FOR_CARDS


class Violation(Exception):
    """A promise that does not hold; ``kind`` is one of the walk's names for them."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind
