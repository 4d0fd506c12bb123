"""What an unclean stop left behind, and how each payment goes on (design rule 8, D-25): pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from pos_app.sync.chain import StoredEvent
from pos_app.till import events as ev
from pos_app.till.payment import Payment, State, apply


def fold(stored: Iterable[StoredEvent]) -> dict[UUID, Payment]:
    """The payments that these events amount to, by id; the events of one payment must be complete and in order."""
    payments: dict[UUID, Payment] = {}
    for event in stored:
        if event.payment is not None:
            before = payments.get(event.payment)
            payments[event.payment] = apply(before, ev.EVENT.validate_json(event.data), event.payment)
    return payments


def on_start(payments: Iterable[Payment], at: datetime) -> Iterator[tuple[Payment, ev.Event]]:
    """The events that a start adds: what was asked for is in doubt, what was not is canceled."""
    for payment in payments:
        if payment.state is State.CREATED:
            yield payment, ev.Canceled(at=at, why=ev.CancelReason.STOPPED)
        elif payment.state is State.SUBMITTED:
            yield payment, ev.Doubted(at=at, why=ev.DoubtReason.STOPPED)
