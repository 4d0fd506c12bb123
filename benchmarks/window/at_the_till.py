"""One part of the window's measurements: ``python -m benchmarks.window.at_the_till PART FOLDER URL``."""

import statistics
import sys
import time
from pathlib import Path

# isort: off
# In the order of `pos_app till`: PySide reads the source of whatever is imported after it.
import pos_app.app  # noqa: F401

# isort: on
from PySide6.QtWidgets import QApplication

from benchmarks.window.counter import Counter
from benchmarks.window.painting import Painted, key_to_paint, tell, until
from pos_app.ui.screens.card.dots import Dots
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.outcome import Outcome

OUTCOMES = 60
FEW, MANY = 100, 10_000


def prepare(app: QApplication, counter: Counter) -> None:
    """Activate the terminal, for those who measure starts."""
    del app
    counter.activate()
    tell()


def start(app: QApplication, counter: Counter) -> None:
    """The first screen, and from the answered log-in to the amount pad; what lies between is a person and a server."""
    painted_at = counter.show()
    pad = Painted(app, AmountDisplay)
    answered_at = counter.log_in()
    until(lambda: pad.count > 0)
    tell(painted_at=painted_at, pad_seconds=pad.at - answered_at)


def key(app: QApplication, counter: Counter) -> None:
    """A key on the pad."""
    _to_the_pad(counter)
    tell(seconds=key_to_paint(counter.window, Painted(app, AmountDisplay), counter.clear))


def dot(app: QApplication, counter: Counter) -> None:
    """A key of a card's number in its pop-up."""
    _to_the_pad(counter)
    counter.key_a_card()
    tell(seconds=key_to_paint(counter.window, Painted(app, Dots), counter.clear_card))


def outcome(app: QApplication, counter: Counter) -> None:
    """From the decoded code to the painted outcome, and how much of it was the server's."""
    _to_the_pad(counter)
    painted = Painted(app, Outcome)
    took, servers = [], []
    for number in range(OUTCOMES):
        text = counter.ready(1 + number)
        before, began = painted.count, time.perf_counter()
        counter.scan(text)
        until(counter.is_done)
        until(lambda before=before: painted.count > before)  # type: ignore[misc]
        took.append(time.perf_counter() - began)
        servers.append(counter.server_seconds)
    tell(till=statistics.median(took), server=statistics.median(servers))


def memory(app: QApplication, counter: Counter) -> None:
    """What the process keeps after few sales and after many."""
    del app
    _to_the_pad(counter)
    sizes = {}
    for number in range(1, MANY + 1):
        text = counter.ready(number)
        counter.scan(text)
        until(counter.is_done)
        if number in (FEW, MANY):
            sizes[number] = counter.resident_bytes()
    tell(few=sizes[FEW], many=sizes[MANY], few_sales=FEW, many_sales=MANY)


def _to_the_pad(counter: Counter) -> None:
    counter.activate()
    counter.show()
    counter.log_in()


PARTS = {part.__name__: part for part in (prepare, start, key, dot, outcome, memory)}

if __name__ == "__main__":
    name, folder, url = sys.argv[1:]
    app = QApplication([])
    counter = Counter(app, Path(folder), url)
    try:
        PARTS[name](app, counter)
    finally:
        counter.stop()
