"""The moment at which an operation is taken, in the forms in which the books need it."""

from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.calendar import transaction_date
from pos_app.server.store.values import moment_text, to_milliseconds


@dataclass(frozen=True, slots=True)
class Moment:
    """``at`` in UTC to the millisecond and as the tables keep it; ``day`` is its date in Japan (D-14)."""

    at: datetime
    text: str
    day: date
    day_text: str


def moment_of(now: datetime) -> Moment:
    """Work the forms out once; each of them costs as much as a statement."""
    at = to_milliseconds(now)
    day = transaction_date(at)
    return Moment(at, moment_text(at), day, day.isoformat())
