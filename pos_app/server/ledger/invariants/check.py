"""All invariants in one call: after every test, at start, and by ``server --check``."""

from sqlalchemy import func, insert, literal_column, select, text

from pos_app.server.ledger.invariants.answers import answers
from pos_app.server.ledger.invariants.cards import cards
from pos_app.server.ledger.invariants.chained import chained
from pos_app.server.ledger.invariants.lots import lots
from pos_app.server.ledger.invariants.money import money
from pos_app.server.ledger.invariants.undoing import undoing
from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.chain import anchor
from pos_app.server.store.tables.operations import operation

ANCHOR_EVERY = 1_000
"""Operations after which a checked head is worth keeping."""

_FILE = Statement(text("PRAGMA integrity_check(10)"))
_LOOSE = Statement(text("PRAGMA foreign_key_check"))
_LAST_ANCHOR = Statement(select(func.coalesce(func.max(anchor.c.position), literal_column("0"))))
_ADD_ANCHOR = Statement(insert(anchor))
_LAST = Statement(
    select(operation.c.position, operation.c.chain, operation.c.link, operation.c.hash)
    .order_by(operation.c.position.desc())
    .limit(1)
)


def check(reader: Reader, since: int = 0) -> list[Verdict]:
    """Hold every invariant against the books; ``since`` 0 means the whole, the file included. Raises StoreFault."""
    whole = since == 0
    found = [_file(reader)] if whole else []
    if whole:
        found += money(reader)
    found += answers(reader, since)
    found += undoing(reader, since)
    found += lots(reader, replay=whole)
    found += cards(reader)
    found += chained(reader, since)
    return sorted(found, key=_in_order)


def _in_order(one: Verdict) -> tuple[str, int]:
    """I0 to I13 first, then what is about cards."""
    return ("" if one.invariant.startswith("I") else one.invariant[0], int(one.invariant[1:]))


def last_anchor(reader: Reader) -> int:
    """Give the position up to which the books were checked and the head was kept; 0: never."""
    row = reader.one(_LAST_ANCHOR)
    return int(row[0]) if row else 0


def keep_anchor(tx: Tx, made_at: str) -> None:
    """Keep the present head, after a check that found nothing; not worth it after a few operations only."""
    row = tx.one(_LAST)
    if row is not None and row[0] - last_anchor(tx) >= ANCHOR_EVERY:
        position, chain, link, head = row
        tx.insert(_ADD_ANCHOR, id=None, chain=chain, length=link, position=position, head=head, made_at=made_at)


def _file(reader: Reader) -> Verdict:
    damage = [str(row[0]) for row in reader.all(_FILE) if row[0] != "ok"]
    damage += [f"{row[0]} row {row[1]} refers to nothing in {row[2]}" for row in reader.all(_LOOSE)]
    return verdict("I0", "the database file is sound", 1, damage)
