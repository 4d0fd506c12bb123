"""The customer at the counter: fetches codes, holds them before the camera while the till reads, follows the balance.

All asking is done on a thread of its own: the server may take its time, and the till must not.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from pos_app.demo.customers import Customers
from pos_app.demo.phone import Held, Phone, Show
from pos_app.errors import ServerFault

LOOK_SECONDS = 0.8
"""So often the phone looks at its balance."""
STOP_SECONDS = 3.0

log = logging.getLogger(__name__)


class CustomerAtCounter:
    """From :meth:`start` to :meth:`stop`.

    One thread tells it what to do; :attr:`in_view` and :attr:`phone` are for any.
    """

    def __init__(self, customers: Customers) -> None:
        self._customers = customers
        self._phone = Phone()
        self._show = Show.GOOD
        self._is_asked_for = False
        self._wished = 0
        """The newest wish's number."""
        self._held_out = (0, "")
        """For which wish the phone is held out, and with which text: one value, as two threads read it."""
        self._wishes: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="customer", daemon=True)

    def start(self) -> None:
        """Take the phone out of the pocket."""
        self._thread.start()
        self.show(self._show)

    def stop(self) -> None:
        """Leave."""
        self._wishes.put(None)
        self._thread.join(STOP_SECONDS)

    @property
    def phone(self) -> Phone:
        """What stands on it now."""
        return self._phone

    @property
    def in_view(self) -> str:
        """The text that the camera sees, "" while the phone is not held out."""
        wish, text = self._held_out
        return text if self._is_asked_for and wish == self._wished else ""

    @property
    def showing(self) -> Show:
        """What the customer was last told to show."""
        return self._show

    def show(self, what: Show) -> None:
        """Show this from now on: on the phone at once, before the camera while the till reads."""
        self._show = what
        wish = self._next_wish()
        self._wishes.put(lambda: self._hold_out(what, wish))

    def till_reads(self, reads: bool, sample: Held | None = None) -> None:
        """The till waits for a code, or does no more; each time it begins to, the phone shows a fresh one.

        ``sample`` is shown instead: in practice no real code may be spent.
        """
        if reads is self._is_asked_for:
            return
        wish, self._is_asked_for = self._next_wish(), reads
        if reads:
            what = self._show
            self._wishes.put(lambda: self._hold_out(what, wish, sample))

    def hold_out(self, held: Held) -> None:
        """Show just this code now, before the camera too where the till reads."""
        wish = self._next_wish()
        self._wishes.put(lambda: self._take(held, wish))

    def _next_wish(self) -> int:
        """From here on no earlier wish's code comes before the camera, also where it is still being fetched."""
        self._wished += 1
        return self._wished

    # -- on the thread ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            try:
                wish = self._wishes.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                wish = self._look
            if wish is None:
                return
            try:
                wish()
            except ServerFault as fault:
                log.warning("the phone reaches nobody: %s", fault)
                self._phone = replace(self._phone, is_cut_off=True)

    def _hold_out(self, what: Show, wish: int, sample: Held | None = None) -> None:
        if what is not self._show:
            return  # Something else is wanted by now.
        if sample is not None:
            self._take(sample, wish)
            return
        person = self._customers.person(what)
        held = self._customers.held(what)
        self._phone = self._phone.with_code(what, person.name if person else "", held)
        self._held_out = wish, held.text if held is not None else ""
        self._look()

    def _take(self, held: Held, wish: int) -> None:
        self._phone = self._phone.with_code(self._phone.show, self._phone.name, held)
        self._held_out = wish, held.text

    def _look(self) -> None:
        person = self._customers.person(self._phone.show)
        if person is not None:
            self._phone = self._phone.with_wallet(person.wallet())
