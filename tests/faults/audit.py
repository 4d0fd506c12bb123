"""The till's journal against the server's books, once all is quiet: nothing lost, nothing double, nothing untrue."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pos_app.app import open_records
from pos_app.config import TillSettings
from pos_app.till import recovery
from pos_app.till.payment import ASKING, Payment, State
from tests.faults.beliefs import Belief, read_beliefs

PAID = frozenset({State.APPROVED})


@dataclass(frozen=True)
class Books:
    """The server's: payments by which money moved (id to number and amount), those undone, what all wallets hold."""

    captured: dict[UUID, tuple[str, int]]
    undone: frozenset[UUID]
    operations: int
    balance: int

    @property
    def standing(self) -> set[UUID]:
        return set(self.captured) - self.undone


@dataclass(frozen=True)
class Verdict:
    """Everything that must be empty or zero."""

    open: list[UUID]
    lost: set[UUID]
    """Paid at the till, not so on the server's books."""
    unknown_to_the_till: set[UUID]
    """Charged on the server's books, not paid at the till."""
    double: list[str]
    """Payment numbers that were charged more than once."""
    disbelieved: list[tuple[UUID, Belief]]
    """What the cashier was shown and acted upon, and which is not so."""
    missing_money: int
    """What the wallets should hold and do not."""
    broken_journal_at: int | None

    @property
    def is_clean(self) -> bool:
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def read_books(database: Path) -> Books:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        payments = db.execute(
            "SELECT id, number, amount FROM operation WHERE kind = 'payment' AND moved = 1 AND terminal IS NOT NULL"
        ).fetchall()
        undone = db.execute("SELECT original FROM operation WHERE original IS NOT NULL AND moved = 1").fetchall()
        operations = db.execute("SELECT count(*) FROM operation WHERE terminal IS NOT NULL").fetchone()[0]
        balance = db.execute("SELECT coalesce(sum(remaining), 0) FROM lot").fetchone()[0]
    captured = {UUID(bytes=row[0]): (row[1], row[2]) for row in payments}
    return Books(captured, frozenset(UUID(bytes=row[0]) for row in undone), operations, balance)


def read_journal(folder: Path) -> tuple[dict[UUID, Payment], int | None]:
    """The fold of the journal, and where its chain is broken."""
    opened = open_records(TillSettings(folder, use_keyring=False))
    try:
        assert opened.set_aside is None, "the journal was damaged"
        return recovery.fold(opened.journal.events()), opened.journal.verify()
    finally:
        opened.journal.close()


def audit(folder: Path, database: Path, balance_at_first: int) -> Verdict:
    payments, broken_at = read_journal(folder)
    books = read_books(database)
    paid = {payment.id: payment.amount for payment in payments.values() if payment.state in PAID}
    numbers = Counter(number for number, _ in books.captured.values())
    return Verdict(
        open=[payment.id for payment in payments.values() if payment.state in ASKING],
        lost=set(paid) - books.standing,
        unknown_to_the_till=books.standing - set(paid),
        double=[number for number, times in numbers.items() if times > 1],
        disbelieved=[one for one in read_beliefs(folder) if not _holds(*one, books)],
        missing_money=balance_at_first - sum(paid.values()) - books.balance,
        broken_journal_at=broken_at,
    )


def _holds(payment: UUID, belief: Belief, books: Books) -> bool:
    """A payment that the cashier saw completed was charged (and perhaps voided later); any other was not, or undone."""
    return payment in books.captured if belief is Belief.PAID else payment not in books.standing
