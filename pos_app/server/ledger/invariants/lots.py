"""I10: what the lots hold is what the accounts say, and payments took from them in the right order.

The order is checked by taking every payment again in memory, from an empty book on.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import case, func, literal_column, select

from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import account, lot, lot_use, wallet
from pos_app.server.store.tables.operations import operation

_held = (
    select(lot.c.account.label("account"), func.sum(lot.c.remaining).label("yen"))
    .group_by(lot.c.account)
    .subquery("held")
)
_UNEQUAL = Statement(
    select(account.c.id)
    .select_from(account.outerjoin(_held, _held.c.account == account.c.id))
    .where(
        account.c.kind.in_((literal_column("'wallet'"), literal_column("'points'"))),
        account.c.credits - account.c.debits != func.coalesce(_held.c.yen, literal_column("0")),
    )
)
_LOTS = Statement(
    select(
        lot.c.id,
        lot.c.wallet,
        lot.c.kind,
        lot.c.amount,
        lot.c.remaining,
        lot.c.expires_on,
        lot.c.granted_by,
        lot.c.account,
        case((lot.c.kind == literal_column("'value'"), wallet.c.value_account), else_=wallet.c.points_account),
    )
    .join_from(lot, wallet, lot.c.wallet == wallet.c.id)
    .order_by(lot.c.id)
)
_USES = Statement(
    select(
        lot_use.c.operation,
        operation.c.transaction_date,
        lot_use.c.lot,
        lot_use.c.amount,
        lot_use.c.restored,
    )
    .join_from(lot_use, operation, lot_use.c.operation == operation.c.position)
    .order_by(lot_use.c.operation, lot_use.c.leg)
)


@dataclass(frozen=True, slots=True)
class _Lot:
    wallet: int
    kind: str
    amount: int
    remaining: int
    expires_on: str | None
    granted_by: int


def lots(reader: Reader, *, replay: bool) -> list[Verdict]:
    """Check every lot's rest against its account; with ``replay`` also how each operation came to it."""
    rows = reader.all(_LOTS)
    broken = [f"account {row[0]}" for row in reader.all(_UNEQUAL)]
    broken += [f"lot {row[0]} lies in another account than its kind's" for row in rows if row[7] != row[8]]
    if replay:
        broken += _Replay({row[0]: _Lot(*row[1:7]) for row in rows}).run(reader)
    says = "lots hold what the accounts say, and paid in the order of their expiry"
    return [verdict("I10", says, len(rows), broken)]


class _Replay:
    """Takes every payment again in memory, and gives every undone one back."""

    def __init__(self, all_lots: dict[int, _Lot]) -> None:
        self._lots = all_lots
        self._rest = {key: one.amount for key, one in all_lots.items()}
        self._of_wallet: dict[int, list[int]] = defaultdict(list)
        for key, one in all_lots.items():
            self._of_wallet[one.wallet].append(key)

    def run(self, reader: Reader) -> list[str]:
        broken: list[str] = []
        for (position, day), uses in groupby(reader.each(_USES), key=lambda row: (row[0], row[1])):
            broken += [f"operation {position} {what}" for what in self._apply(position, day, list(uses))]
        broken += [
            f"lot {key} holds something else" for key, one in self._lots.items() if self._rest[key] != one.remaining
        ]
        return broken

    def _apply(self, position: int, day: str, uses: list[Row]) -> Iterator[str]:
        took = []
        for _, _, key, amount, restored in uses:
            self._rest[key] += amount if restored else -amount
            if not 0 <= self._rest[key] <= self._lots[key].amount:
                yield f"leaves {self._rest[key]} yen in lot {key}"
            if not restored:
                took.append(key)
        if not took:
            return
        if any(self._is_expired(key, day) for key in took):
            yield "took from an expired lot"
        last = max(map(self._turn, took))
        for key in self._of_wallet[self._lots[took[0]].wallet]:
            was_there = self._lots[key].granted_by < position and not self._is_expired(key, day)
            if was_there and self._turn(key) < last and self._rest[key]:
                yield f"passed over lot {key}"

    def _is_expired(self, key: int, day: str) -> bool:
        expires_on = self._lots[key].expires_on
        return expires_on is not None and expires_on < day

    def _turn(self, key: int) -> tuple[str, str, int]:
        one = self._lots[key]
        # "never" sorts after every date, and "points" before "value".
        return (one.expires_on or "never", one.kind, key)
