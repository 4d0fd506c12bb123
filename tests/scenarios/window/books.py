"""What the tills believe against what the server has booked, while both run."""

from collections import Counter
from uuid import uuid4

from pos_app.server.admin import wallets
from pos_app.server.context import Context
from pos_app.server.ledger.invariants.check import check
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import Database
from pos_app.till.payment import ASKING, State
from tests.faults.audit import read_books
from tests.ui.desk import Desk


def enrich(context: Context, login_id: str, amount: int) -> None:
    """Value for this member's wallet."""

    def charge(tx: Tx) -> None:
        wallets.charge(tx, context.now(), uuid4(), login_id, "value", amount, None)

    context.database.writer.submit(charge).result()


def assert_sound(database: Database, *desks: Desk) -> None:
    """Nothing open, nothing lost, nothing double; every invariant of the ledger holds, and so does each chain."""
    payments = [payment for desk in desks for payment in desk.till.book.all() if payment.own]
    assert [payment for payment in payments if payment.state in ASKING] == []
    assert [desk.till.book.waiting for desk in desks] == [0] * len(desks)
    books = read_books(database.path)
    assert {payment.id for payment in payments if payment.state is State.APPROVED} == books.standing
    numbers = Counter(number for number, _ in books.captured.values())
    assert [number for number, times in numbers.items() if times > 1] == []
    verdicts = database.readers.submit(check).result()
    assert [verdict for verdict in verdicts if not verdict.holds] == []
    for desk in desks:
        assert desk.app.opened.journal.verify() is None
