"""When 開店前チェック comes by itself: at the first arrival at the counter of each day. Pure."""

from dataclasses import dataclass
from datetime import date

from pos_app.domain.calendar import transaction_date
from pos_app.till.snapshot import Snapshot
from pos_app.ui.shell.views import View


@dataclass(frozen=True, slots=True)
class Opening:
    """What the snapshots so far have shown. ``due``: now is the moment.

    A day that changes while somebody works interrupts nobody; the first unlock or log-in after it counts. A till that
    is started anew checks anew.
    """

    view: View | None = None
    checked: date | None = None
    due: bool = False

    def seen(self, view: View, snapshot: Snapshot) -> "Opening":
        """The till is like this now."""
        if view is not View.WORK or self.view is View.WORK:
            return Opening(view, self.checked)
        today = transaction_date(snapshot.at)
        return Opening(view, today, due=today != self.checked)
