"""Each invariant sees what breaks it: the books are falsified by hand, past the triggers."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from pos_app.server.context import Context
from pos_app.server.ledger.grants import Grant
from pos_app.server.ledger.invariants.check import check, keep_anchor, last_anchor
from pos_app.server.ledger.invariants.verdict import Verdict
from pos_app.server.store.connection import connect
from tests.server.ledger.counter import Counter
from tests.server.world import World


@pytest.fixture
def books(context: Context) -> Context:
    """Books with a little of everything in them."""
    world = World(context)
    counter = Counter(world)
    world.grant(counter.wallet, 300, "points", date(2026, 5, 1))
    counter.wallet = world.add_member(Grant(0, "value", 5_000), Grant(0, "points", 400, date(2026, 5, 1)))
    kept = [counter.pay(100 + number) for number in range(4)]
    spanning = counter.pay(700)
    counter.take(world.new_id(), world.void(counter.till, spanning, 700))
    counter.take(world.new_id(), world.reversal(counter.till, kept[0], 1))
    counter.take(world.new_id(), world.reversal(counter.till, world.new_id(), 90))
    too_much = world.payment(counter.till, world.code(counter.wallet), 400_000)
    counter.take(world.new_id(), too_much)
    return context


OF_CARDS = ["C1", "C2", "C3"]
"""Held against sales by card elsewhere (tests.server.cards)."""


def verdicts(context: Context, since: int = 0) -> list[Verdict]:
    return context.database.readers.submit(lambda reader: check(reader, since)).result(20)


def broken(context: Context, since: int = 0) -> set[str]:
    return {one.invariant for one in verdicts(context, since) if not one.holds}


def falsify(path: Path, *statements: str) -> None:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.close()


def test_honest_books_hold_and_everything_was_counted(books: Context) -> None:
    found = {one.invariant: one for one in verdicts(books)}
    assert [name for name, one in found.items() if not one.holds] == []
    assert list(found) == ["I0", "I1", "I2", "I3", "I4", "I5", "I7", "I8", "I9", "I10", "I13", *OF_CARDS]
    assert all(one.counted for name, one in found.items() if name not in OF_CARDS)


@pytest.mark.parametrize(
    ("invariant", "statement"),
    [
        ("I0", "UPDATE transfer SET debit = 999 WHERE id = 3"),
        ("I1", "UPDATE account SET credits = credits + 1 WHERE kind = 'merchant_payable'"),
        ("I1", "UPDATE account SET credits = credits + 1 WHERE kind = 'wallet' AND id = (SELECT min(id) FROM account)"),
        ("I2", "UPDATE account SET debits = debits + 5, credits = credits + 5 WHERE kind = 'wallet'"),
        ("I3", "UPDATE account SET debits = credits + 1 WHERE kind = 'points'"),
        ("I4", "UPDATE operation SET amount = amount + 1 WHERE kind = 'payment' AND moved = 1"),
        ("I4", "UPDATE operation SET moved = 0 WHERE kind = 'void'"),
        ("I5", "UPDATE operation SET answer = X'7B7D' WHERE kind = 'void'"),
        ("I5", "UPDATE operation SET reason = 'code_used' WHERE reason = 'balance_not_enough'"),
        ("I7", "UPDATE operation SET fingerprint = NULL WHERE kind = 'void'"),
        ("I8", "UPDATE lot_use SET lot = 1 WHERE restored = 1"),
        ("I8", "UPDATE operation SET original = randomblob(16) WHERE kind = 'void'"),
        ("I9", "UPDATE transfer SET operation = (SELECT position FROM operation WHERE reason = 'undone') WHERE id = 9"),
        ("I10", "UPDATE lot SET remaining = remaining - 1 WHERE remaining > 0"),
        ("I10", "UPDATE lot SET expires_on = '2020-01-01' WHERE kind = 'points'"),
        ("I13", "UPDATE operation SET made_at = '2026-04-10T03:00:00.001Z' WHERE kind = 'void'"),
        ("I13", "UPDATE transfer SET amount = amount + 1 WHERE id = 5"),
        ("I13", "UPDATE lot_use SET amount = amount + 1 WHERE restored = 0"),
        ("I13", "UPDATE lot SET expires_on = '2027-01-01' WHERE kind = 'points'"),
        ("I13", "UPDATE chain SET length = length - 1"),
        ("I13", "DELETE FROM operation WHERE kind = 'void'"),
        ("I13", "DELETE FROM operation WHERE position = (SELECT max(position) FROM operation)"),
    ],
)
def test_a_falsified_row_is_seen(books: Context, invariant: str, statement: str) -> None:
    falsify(books.database.path, statement)
    assert invariant in broken(books)


def test_a_payment_that_passes_over_an_earlier_lot_is_seen(books: Context) -> None:
    falsify(
        books.database.path,
        # The first payment took from the points; now it claims to have taken from the value that never expires.
        "UPDATE lot_use SET lot = (SELECT max(id) FROM lot WHERE kind = 'value') WHERE operation ="
        " (SELECT min(operation) FROM lot_use)",
    )
    assert "I10" in broken(books)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM operation",
        "DELETE FROM transfer",
        "DELETE FROM lot_use",
        "DELETE FROM lot",
        "DELETE FROM account",
        "UPDATE operation SET amount = amount",
        "UPDATE transfer SET amount = amount",
        "UPDATE lot_use SET amount = amount",
        "UPDATE lot SET amount = amount + 1",
        "UPDATE lot SET expires_on = NULL",
    ],
)
def test_the_books_refuse_to_be_rewritten(books: Context, statement: str) -> None:
    connection = connect(books.database.path)
    with pytest.raises(sqlite3.IntegrityError, match="not rewritten"):
        connection.execute(statement)
    connection.close()


def test_what_came_before_an_anchor_is_not_read_again_and_what_came_after_is(
    books: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.server.ledger.invariants.check.ANCHOR_EVERY", 1)
    world = World(books)
    assert books.database.readers.submit(last_anchor).result(20) == 0
    world.run(lambda tx: keep_anchor(tx, "2026-04-10T03:00:00.000Z"))
    since = books.database.readers.submit(last_anchor).result(20)
    assert since > 0
    assert broken(books, since) == set()
    after = [one.counted for one in verdicts(books, since) if one.invariant in {"I4", "I13"}]
    assert after == [0, 0]
    wallet = world.add_member(Grant(0, "value", 5_000))
    assert wallet
    assert [one.counted for one in verdicts(books, since) if one.invariant in {"I4", "I13"}] == [1, 1]
    falsify(
        books.database.path, "UPDATE operation SET made_at = 'x' WHERE position = (SELECT max(position) FROM operation)"
    )
    assert "I13" in broken(books, since)


def test_an_anchor_that_lies_on_no_chain_is_seen(books: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.server.ledger.invariants.check.ANCHOR_EVERY", 1)
    World(books).run(lambda tx: keep_anchor(tx, "2026-04-10T03:00:00.000Z"))
    falsify(books.database.path, "UPDATE anchor SET head = randomblob(32)")
    assert broken(books) == {"I13"}
