"""Which lots pay (requirements row D-9): what expires first goes first, prepaid value that never expires goes last."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

LotKind = Literal["value", "points"]


class OpenLot(NamedTuple):
    """A lot that still holds something; ``expires_on`` is its last day of use in Japan, None: never. Yen."""

    lot: int
    account: int
    kind: LotKind
    remaining: int
    expires_on: date | None


class Taken(NamedTuple):
    """How much one lot pays, in yen."""

    lot: OpenLot
    amount: int


def is_expired(expires_on: date | None, today: date) -> bool:
    """Say whether the last day of use is over."""
    return expires_on is not None and expires_on < today


def spendable(lots: Iterable[OpenLot], today: date) -> list[OpenLot]:
    """Give the lots that can pay today, in the order in which they do.

    Of those that expire on the same day points go before value, then the older lot.
    """
    usable = [lot for lot in lots if lot.remaining > 0 and not is_expired(lot.expires_on, today)]
    return sorted(usable, key=_turn)


def balance(lots: Iterable[OpenLot], today: date) -> int:
    """Give how much can be spent today, in yen."""
    return sum(lot.remaining for lot in lots if not is_expired(lot.expires_on, today))


def take(lots: Iterable[OpenLot], amount: int, today: date) -> tuple[Taken, ...] | None:
    """Give one leg per lot that together pay ``amount``; None when they hold too little."""
    taken: list[Taken] = []
    rest = amount
    for lot in spendable(lots, today):
        part = min(rest, lot.remaining)
        taken.append(Taken(lot, part))
        rest -= part
        if rest == 0:
            return tuple(taken)
    return None


def _turn(lot: OpenLot) -> tuple[bool, date, bool, int]:
    return (lot.expires_on is None, lot.expires_on or date.max, lot.kind == "value", lot.lot)
