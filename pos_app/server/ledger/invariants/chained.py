"""I13: the hash chain over operations is whole, and every head that was kept lies on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.sql.elements import ColumnElement

from pos_app.server.ledger.booking import CHAINED, CHAINED_CARD, CHAINED_LOT, CHAINED_LOT_USE, CHAINED_TRANSFER
from pos_app.server.ledger.chain import START, digest
from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.chain import anchor, chain
from pos_app.server.store.tables.ledger import lot, lot_use, transfer
from pos_app.server.store.tables.operations import operation

_SLICE = 2_000
"""Operations that are held in memory at a time."""

_ROWS = Statement(
    select(operation.c.prev_hash, operation.c.hash, *(operation.c[name] for name in CHAINED))
    .where(operation.c.position > bindparam("after"))
    .order_by(operation.c.position)
    .limit(bindparam("page"))
)
_BEFORE = Statement(
    select(operation.c.chain, operation.c.link, operation.c.hash)
    .where(operation.c.position <= bindparam("since"))
    .order_by(operation.c.position.desc())
    .limit(1)
)
_HEADS = Statement(select(chain.c.id, chain.c.length, chain.c.head))
_ANCHORS = Statement(
    select(anchor.c.id, operation.c.position).select_from(
        anchor.outerjoin(
            operation,
            (operation.c.position == anchor.c.position)
            & (operation.c.chain == anchor.c.chain)
            & (operation.c.link == anchor.c.length)
            & (operation.c.hash == anchor.c.head),
        )
    )
)


def _between(names: tuple[str, ...], of: Any, position: ColumnElement[Any], *order: ColumnElement[Any]) -> Statement:
    columns = (of.c[name] for name in names)
    return Statement(
        select(position, *columns)
        .where(position > bindparam("after"), position <= bindparam("until"))
        .order_by(position, *order)
    )


_PARTS = (
    _between(CHAINED_TRANSFER, transfer, transfer.c.operation, transfer.c.leg),
    _between(CHAINED_LOT_USE, lot_use, lot_use.c.operation, lot_use.c.leg),
    _between(CHAINED_LOT, lot, lot.c.granted_by, lot.c.id),
    _between(CHAINED_CARD, card_sale, card_sale.c.operation),
)
_POSITION, _CHAIN, _LINK = (2 + CHAINED.index(name) for name in ("position", "chain", "link"))


def chained(reader: Reader, since: int) -> list[Verdict]:
    """Check every operation after ``since`` and every head."""
    ends: dict[int, tuple[int, bytes]] = {}
    before = reader.one(_BEFORE, since=since)
    if before is not None:
        ends[before[0]] = (before[1], before[2])
    counted = 0
    broken: list[str] = []
    for row, parts in _operations(reader, since):
        counted += 1
        link, prev_hash = ends.get(row[_CHAIN], (0, START))
        if row[_LINK] != link + 1 or row[0] != prev_hash:
            broken.append(f"operation {row[_POSITION]} does not follow the one before")
        elif digest(row[0], [row[2:], *parts]) != row[1]:
            broken.append(f"operation {row[_POSITION]} is not what its hash says")
        ends[row[_CHAIN]] = (row[_LINK], row[1])
    broken += [
        f"the head of chain {key} is not its last operation"
        for key, length, head in reader.all(_HEADS)
        if ends.get(key, (0, START)) != (length, head)
    ]
    broken += [f"anchor {key} lies on no chain" for key, position in reader.all(_ANCHORS) if position is None]
    return [verdict("I13", "the hash chain is whole", counted, broken)]


def _operations(reader: Reader, since: int) -> Iterator[tuple[Row, list[Row]]]:
    """Give each operation's row with the rows of its transfers, lot uses, new lots and card."""
    after = since
    while rows := reader.all(_ROWS, after=after, page=_SLICE):
        until: int = rows[-1][_POSITION]
        parts = _parts(reader, after, until)
        for row in rows:
            yield row, parts.get(row[_POSITION], [])
        after = until


def _parts(reader: Reader, after: int, until: int) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for statement in _PARTS:
        for row in reader.all(statement, after=after, until=until):
            found[row[0]].append(row[1:])
    return found
