"""What stands in the rail, in which order, and for whom (rows D-26, D-29): pure rules."""

from collections.abc import Collection, Mapping
from enum import StrEnum, unique
from types import MappingProxyType

from pos_app.till.card_sale import CardStage
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.wire.staff import Right


@unique
class Entry(StrEnum):
    """The rail's entries in their order; the values are the names of their icons."""

    SALE = "qr"
    CARD_ORDER = "card"
    HISTORY = "list"
    CLOSING = "chart"
    PAYOUTS = "bank"
    POINTS = "star"
    STAFF = "users"
    SETTINGS = "gear"
    HELP = "phone"


_MANAGES = frozenset({Right.APPROVE, Right.READ_COMPANY})

NEEDS: Mapping[Entry, frozenset[Right]] = MappingProxyType(
    {
        Entry.SALE: frozenset({Right.SELL}),
        Entry.CARD_ORDER: frozenset({Right.SELL}),
        Entry.HISTORY: frozenset({Right.READ_HISTORY}),
        Entry.CLOSING: frozenset({Right.READ_HISTORY}),
        Entry.PAYOUTS: _MANAGES,
        Entry.POINTS: _MANAGES,
        Entry.STAFF: frozenset({Right.CARE_FOR_STAFF}),
        Entry.SETTINGS: frozenset(),
        Entry.HELP: frozenset(),
    }
)
"""Any one of these rights opens an entry; without a right in its row everybody may use it."""

_CUSTOMER_WAITS = frozenset({Stage.SCANNING, Stage.WAITING, Stage.ASKED_DOUBLE})
_CALLER_WAITS = frozenset({CardStage.WAITING, CardStage.CONFIRM})


def entries(built: Collection[Entry], rights: Collection[Right]) -> tuple[Entry, ...]:
    """What somebody with these rights sees; an entry whose screen is not built is not shown."""
    return tuple(entry for entry in Entry if entry in built and (not NEEDS[entry] or NEEDS[entry] & set(rights)))


def offered(snapshot: Snapshot, built: Collection[Entry]) -> tuple[Entry, ...]:
    """What the person at the till sees; 電話注文(カード) only where the store has a contract for cards (T-02)."""
    if snapshot.staff is None:
        return ()
    sells_by_card = snapshot.terminal is not None and snapshot.terminal.cards is not None
    without = frozenset() if sells_by_card else frozenset({Entry.CARD_ORDER})
    return tuple(entry for entry in entries(built, snapshot.staff.rights) if entry not in without)


def landing(shown: tuple[Entry, ...], before: Entry | None) -> Entry | None:
    """Where one lands: where one was, if that is still shown, else at the first entry (a till lands on the sale)."""
    return before if before in shown else next(iter(shown), None)


def may_leave_sale(stage: Stage) -> bool:
    """Whether another screen may come into view: not before this customer's outcome was seen.

    A payment in doubt goes on by itself, and looking into the history is what one may want then (D-13 d).
    """
    return stage not in _CUSTOMER_WAITS


def may_leave(snapshot: Snapshot) -> bool:
    """Whether another screen may come into view: as :func:`may_leave_sale`, and a caller waits like a customer.

    While a card is keyed every other key is swallowed, and so is every other way out (T-05).
    """
    keys_card = snapshot.card_entry is not None
    return may_leave_sale(snapshot.sale.stage) and not keys_card and snapshot.card.stage not in _CALLER_WAITS


def waiting_in_history(snapshot: Snapshot) -> int:
    """What the history's badge counts: 要対応, voids that wait for this person's approval, one that was allowed."""
    allowed = snapshot.void is not None and snapshot.void.is_allowed
    return len(snapshot.attention) + len(snapshot.approvals.requests) + int(allowed)
