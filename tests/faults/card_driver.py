"""A till with staff at the telephone, made to be killed: :func:`run` is one life of it (see ``reborn``).

It says ``ready``; ``authorised`` and ``capturing`` at those moments of a sale; and, once the file ``enough`` lies in
its folder, ``quiet`` when every sale is known and nothing is held any more. Then it ends.
"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from uuid import uuid4

from pos_app import app as composition
from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.errors import Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.sync import cards
from pos_app.sync.client import Client
from pos_app.sync.http import Line
from pos_app.till.card_checkout import CardCheckout
from pos_app.till.card_entry import KeyedCard
from pos_app.till.card_leftovers import Leftovers
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import ASKING, Payment, State
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.wire.cards import CaptureWhen, CardToken, CardTokenBody, SealedBlob
from pos_app.wire.staff import Role
from tests.server.cards.shop import EXPIRY, VISA, sealed
from tests.till.counter import Dark

ENOUGH = "enough"
READ_SECONDS = 0.6
MOVE_SECONDS = 6.0
RETRY_SECONDS = 0.05
_KNOWN = (CardStage.FORM, CardStage.CONFIRM, CardStage.IN_DOUBT, CardStage.DONE)


class Clerk:
    """Sells by card as fast as the till lets her."""

    def __init__(self, app: App, random: Random) -> None:
        self._till = app.till
        self._random = random
        self._log_in_anew = False
        # Somebody keys the card: sealed as a plain pad's till does it, and tokenised for real.
        setattr(app.till.card_entering, "open", self._key)  # noqa: B010 - the pop-up's place is taken

    def get_ready(self) -> None:
        while self._till.snapshot().terminal is None:
            self._till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
            self._wait(lambda s: s.activation.to_be_confirmed is not None or s.activation.trouble is not None)
            if self._till.terminal.to_be_confirmed is not None:
                self._till.terminal.confirm()
                self._wait(lambda s: s.terminal is not None or s.activation.trouble is not None)
        manager = WORLD.person(Role.STORE_MANAGER)
        while self._till.snapshot().phase is not Phase.OPEN:
            self._till.sessions.log_in(manager.login_id, manager.password)
            self._pump(RETRY_SECONDS)
            self._wait(lambda s: not s.busy)

    def sell(self) -> None:
        """One order; what can't be done just now is left."""
        with suppress(Refusal, TimeoutError):
            if self._log_in_anew:
                self._till.sessions.log_out()
                self.get_ready()
                self._log_in_anew = False
            self._sell()
        self._leave()

    def _sell(self) -> None:
        card, held = self._till.card, self._random.random() < 0.25
        card.enter(self._random.randint(100, 5_000))
        card.describe("エナ ハナ", "0573000135", "", CaptureWhen.DELIVERY if held else CaptureWhen.NOW)
        card.open_entry()
        self._wait(lambda s: s.card.card is not None or self._log_in_anew)
        card.authorise()
        stage = self._wait(lambda s: s.card.stage in _KNOWN and s.card_payment is not None).card.stage
        if stage is CardStage.IN_DOUBT and self._random.random() < 0.5:
            stage = self._wait(lambda s: s.card.stage is not CardStage.IN_DOUBT, seconds=1.0).card.stage
        if stage is CardStage.IN_DOUBT:
            card.give_up()
        elif stage is CardStage.CONFIRM:
            say("authorised")
            self._pump(self._random.random() * 0.03)
            self._decide()

    def _decide(self) -> None:
        if self._random.random() < 0.2:
            self._till.card.back()
        else:
            self._till.card.confirm()
        self._wait(lambda s: s.card.stage is not CardStage.CONFIRM)
        if self._till.card.sale.stage is CardStage.CAPTURING:
            say("capturing")
            if self._random.random() < 0.5:
                self._wait(lambda s: s.card.stage is not CardStage.CAPTURING)

    def _leave(self) -> None:
        self._till.card_entering.close()
        if self._till.card.sale.stage is CardStage.CONFIRM:
            self._till.card.back()
        self._wait(lambda s: s.card.stage not in (CardStage.WAITING, CardStage.CONFIRM), otherwise=True)
        try:
            self._till.card.next_customer()
        except Refusal:
            self._pump(RETRY_SECONDS)

    def finish(self) -> bool:
        """One step towards an end of everything; True when nothing is open or held any more."""
        self._leave()
        ours = self._till.book.all()
        waiting = [payment for payment in ours if payment.state is State.AUTHORISED and payment.held]
        if waiting:
            self._deliver(waiting)
        still_open = any(payment.state in ASKING | {State.AUTHORISED} for payment in self._till.book.all())
        return not still_open and not self._till.book.waiting

    def _deliver(self, waiting: list[Payment]) -> None:
        """The goods leave: what is held is captured from the list."""
        self._till.held_sales.look()
        held = self._wait(lambda s: not s.held.busy, otherwise=True).held.payments or ()
        for record in held:
            if record.id in {payment.id for payment in waiting}:
                with suppress(Refusal):  # It may be captured by now.
                    self._till.held_sales.capture(record, self._random.randint(1, record.amount))

    # -- keying -------------------------------------------------------------------------------------------------------

    def _key(self, then: Callable[[KeyedCard], None]) -> None:
        session = self._till.sessions.current
        info = self._till.terminal.info
        if session is None or info is None or info.cards is None:
            raise Refusal("not_now")
        ask = partial(_token, token=session.token, service=info.cards.services[0].id)
        inquiries = self._till.search._inquiries
        inquiries.ask(ask, lambda made: then(_keyed(made)), self._no_token)

    def _no_token(self, code: str) -> None:
        """A log-in whose answer was lost may be done after the one that counted, and ends its session."""
        self._log_in_anew = code == "session_needed"

    # -- small change -------------------------------------------------------------------------------------------------

    def _pump(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._till.pump(0.005)

    def _wait(
        self, reached: Callable[[Snapshot], bool], seconds: float = MOVE_SECONDS, *, otherwise: bool = False
    ) -> Snapshot:
        deadline = time.monotonic() + seconds
        while True:
            self._till.pump(0.005)
            snapshot = self._till.snapshot()
            if reached(snapshot):
                return snapshot
            if time.monotonic() > deadline:
                if otherwise:
                    return snapshot
                raise TimeoutError


def _token(client: Client, *, token: str, service: str) -> CardToken:
    key = cards.sealing_key(client, token)
    blob = SealedBlob.model_validate(sealed(key, VISA, EXPIRY))
    return cards.tokenise(client, uuid4(), CardTokenBody(service=service, blob=blob, brand=None, last3="242"), token)


def _keyed(made: CardToken) -> KeyedCard:
    return KeyedCard(made.brand, made.last3, made.expiry, made.valid_until, made.token)


def run(argv: list[str]) -> int:
    """One life."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("url")
    wish = parser.parse_args(argv)
    # The till's own composition, less patient.
    setattr(composition, "Line", partial(Line, read_seconds=READ_SECONDS))  # noqa: B010 - it is typed as the class
    app = App(TillSettings(wish.folder, wish.url, use_keyring=False, feed_wait_seconds=1), source=Dark())
    app.start()
    clerk = Clerk(app, Random())
    clerk.get_ready()
    say("ready")
    while not (wish.folder / ENOUGH).exists():
        clerk.sell()
    while not clerk.finish():
        pass
    say("quiet")
    app.stop()
    return 0


def run_forgetful(argv: list[str]) -> int:
    """The control: a till that releases nothing of what nobody confirmed."""
    setattr(CardCheckout, "release_what_was_left", lambda _: None)  # noqa: B010 - sabotage, in so many words
    setattr(Leftovers, "tick", lambda *_: None)  # noqa: B010
    return run(argv)


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()
