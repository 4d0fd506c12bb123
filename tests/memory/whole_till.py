"""A whole till with its window, on a real server: ``python -m tests.memory.whole_till FOLDER URL KIND ADDRESS``.

As ``tests.memory.child`` it obeys lines of JSON and tells what is to be seen, and never hears a number but by keys.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from pos_app.till.card_entry import CardEntry
from pos_app.till.card_sale import CardStage
from pos_app.till.pads import PadChoice, PadKind
from pos_app.till.snapshot import Snapshot
from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.ui.shell.navigation import Entry
from pos_app.wire.cards import CaptureWhen
from tests.memory.child import Clock, singletons
from tests.ui.desk import Desk


class WholeTill:
    """A desk that is told what to do."""

    def __init__(self, folder: Path, url: str, clock: Clock) -> None:
        self._clock = clock
        self._told: dict[str, object] = {}
        self.desk = Desk(folder, url, monotonic=clock)

    def begin(self, kind: PadKind, address: str) -> None:
        """To the form of an order, with an amount and a caller on it."""
        desk = self.desk
        desk.start()
        desk.activate()
        desk.log_in()
        choices = desk.till.choices
        choices.set(replace(choices.now, pad=PadChoice(on=True, kind=kind, port=address)))
        window = desk.window()
        window.show()
        window.go(None)
        window.go(Entry.CARD_ORDER)
        desk.bridge.shown.connect(self._see)
        self._window = window
        tell(window=int(window.winId()))

    def obey(self, line: str) -> bool:
        """Do it; False: it was the last."""
        order: dict[str, Any] = json.loads(line)
        card, entering = self.desk.till.card, self.desk.till.card_entering
        match order.pop("do"):
            case "open":
                if card.sale.stage is CardStage.DONE:
                    card.next_customer()
                self.desk.bridge.act(lambda: card.enter(1_200))
                self.desk.bridge.act(lambda: card.describe("ナカツガワ ハナ", "0573000135", "", CaptureWhen.NOW))
                self.desk.bridge.act(card.open_entry)
            case "close":
                self.desk.bridge.act(entering.close)
            case "later":
                self._clock.later += order["seconds"]
            case "sell":
                self.desk.bridge.act(card.authorise)
                self.desk.until(lambda s: s.card.stage is CardStage.CONFIRM)
                self.desk.bridge.act(card.confirm)
                self.desk.until(lambda s: s.card.stage is CardStage.DONE)
            case "end":
                return False
        tell(done=True)
        return True

    def _see(self, snapshot: Snapshot) -> None:
        now: dict[str, object] = {"entry": _facts(snapshot.card_entry), "card": snapshot.card.card is not None}
        if now != self._told:
            self._told = now
            tell(**now)


def _facts(entry: CardEntry | None) -> dict[str, object] | None:
    return None if entry is None else {"step": entry.step, "keying": entry.keying, "count": entry.count}


def tell(**facts: object) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main(folder: str, url: str, kind: str, address: str) -> None:
    """Run until told to end."""
    tell(addresses={name: [id(one) for one in ten] for name, ten in singletons().items()})
    app = QApplication([])
    theme.apply(app, "light")
    text.set_language(app, text.JAPANESE)
    till = WholeTill(Path(folder), url, Clock())
    till.begin(PadKind(kind), address)

    def ordered() -> None:
        notifier.setEnabled(False)
        if not till.obey(sys.stdin.readline()):
            app.exit()
        notifier.setEnabled(True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(ordered)
    app.exec()

    till.desk.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
