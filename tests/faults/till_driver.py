"""A till in a process of its own with a busy cashier at it, made to be killed: ``python -m tests.faults.till_driver``.

It prints ``ready``, ``ops N`` (operations in its journal so far) after each move, ``enough``, and ``quiet`` when
nothing is open any more; then it ends. What the cashier acted upon goes to ``beliefs`` in the till's folder.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID

from pos_app import app as composition
from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.errors import Refusal, ServerFault
from pos_app.server.seed_demo import WORLD
from pos_app.sync.http import Line
from pos_app.till.payment import ASKING, State
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.till.voiding import VoidStage
from pos_app.wire.member import MemberCode
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from tests.faults.beliefs import BELIEFS, Belief
from tests.faults.crash_points import arm
from tests.till.counter import Dark

READ_SECONDS = 0.6
"""The till's patience, shortened: a stalled answer must not take ten seconds of the test."""
MOVE_SECONDS = 8.0
RETRY_SECONDS = 0.1
CODES = 3
COUNTED = ("submitted", "void_requested")


class Cashier:
    """Sells and voids as fast as the till lets her; ``server`` is where the customers' phones reach it directly."""

    def __init__(self, app: App, folder: Path, server: str, random: Random) -> None:
        self._app = app
        self._till = app.till
        self._checkout = app.till.checkout
        self._folder = folder
        self._server = server
        self._random = random
        self._customers: list[Customer] = []
        self._codes: list[list[MemberCode]] = [[], []]
        self._beliefs = (folder / BELIEFS).open("a", encoding="utf-8")

    # -- getting ready ------------------------------------------------------------------------------------------------

    def get_ready(self) -> None:
        while self._snapshot().terminal is None:
            self._till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
            self._pump(RETRY_SECONDS)
            self._wait(lambda s: s.activation.to_be_confirmed is not None or s.activation.trouble is not None)
            if self._till.terminal.to_be_confirmed is not None:
                self._till.terminal.confirm()
                self._wait(lambda s: s.terminal is not None or s.activation.trouble is not None)
        manager = WORLD.person(Role.STORE_MANAGER)
        while self._snapshot().phase is not Phase.OPEN:
            self._till.sessions.log_in(manager.login_id, manager.password)
            self._pump(RETRY_SECONDS)
            self._wait(lambda s: not s.busy)
        while len(self._customers) < 2:
            member = WORLD.members[len(self._customers)]
            try:
                self._customers.append(Customer(self._server, member.login_id, member.password))
            except ServerFault:
                self._pump(RETRY_SECONDS)

    @property
    def operations(self) -> int:
        """How many payments and voids the journal holds."""
        return sum(event.kind in COUNTED for event in self._app.opened.journal.events())

    @property
    def is_quiet(self) -> bool:
        """Whether every payment is known and every request answered."""
        self._pump(0.02)
        return not self._till.book.waiting and not any(payment.state in ASKING for payment in self._till.book.all())

    # -- moves --------------------------------------------------------------------------------------------------------

    def move(self) -> None:
        """One sale or one void; what can't be done just now is left."""
        try:
            if self._random.random() < 0.3:
                self._void()
            else:
                self._sell()
        except (Refusal, ServerFault, TimeoutError):
            self._leave()

    def _sell(self) -> None:
        customer = self._random.randrange(len(self._customers))
        self._fetch_codes(customer)
        self._checkout.enter(self._random.randint(1, 400))
        self._checkout.read_code()
        self._wait(lambda s: s.sale.stage is not Stage.AMOUNT and s.payment is not None)
        self._scan(customer)
        while True:
            stage = self._after_scan()
            if stage is Stage.ASKED_DOUBLE and self._random.random() < 0.5:
                self._believe_what_is_shown()
                self._checkout.answer_double(another_sale=True)
                self._wait(lambda s: s.payment is not None and s.payment.state is State.CREATED)
                self._scan(customer)
            elif stage is Stage.IN_DOUBT:
                if self._resolve(customer):
                    break
            else:
                self._believe_what_is_shown()
                break
        self._leave()

    def _fetch_codes(self, customer: int) -> None:
        """A few in advance, so that people go on paying while the server is down."""
        codes = self._codes[customer]
        while len(codes) < CODES:
            try:
                codes.append(self._customers[customer].show_code())
            except ServerFault:
                if codes:
                    return
                self._pump(RETRY_SECONDS)

    def _scan(self, customer: int) -> None:
        self._fetch_codes(customer)
        code = self._codes[customer].pop(0)
        if self._random.random() < 0.1:
            self._checkout.number_typed(code.number)
        else:
            self._checkout.code_seen(code.qr.encode())
        if self._random.random() < 0.05:
            self._pump(self._random.random() * 0.01)
            self._checkout.cancel()

    def _after_scan(self) -> Stage:
        ends = (Stage.DONE, Stage.ASKED_DOUBLE, Stage.IN_DOUBT)
        return self._wait(lambda s: s.sale.stage in ends).sale.stage

    def _resolve(self, customer: int) -> bool:
        """One of D-13's four keys; True when the customer has gone."""
        chance = self._random.random()
        if chance < 0.25:
            self._wait(lambda s: s.sale.stage is not Stage.IN_DOUBT, seconds=0.5, otherwise=True)
            if self._checkout.sale.stage is not Stage.IN_DOUBT:
                return False
        elif chance < 0.40:
            self._look_at_the_phone(customer)
        elif chance < 0.60:
            payment = self._payment()
            self._checkout.give_up()
            self._wait(lambda s: s.sale.stage is Stage.DONE)
            self._believe(payment, Belief.CASH)
        elif chance < 0.75:
            self._checkout.read_again()
            self._wait(lambda s: s.sale.stage is not Stage.UNDOING, seconds=0.8, otherwise=True)
            if self._checkout.sale.stage is Stage.SCANNING:
                self._wait(lambda s: s.payment is not None and s.payment.state is State.CREATED)
                self._scan(customer)
                return False
        return True

    def _look_at_the_phone(self, customer: int) -> None:
        payment = self._payment()
        if any(seen.id == payment and seen.state == "captured" for seen in self._customers[customer].wallet().payments):
            found = self._till.book.get(payment)
            if found is not None:
                self._checkout.seen_on_customers_screen(found.number[-4:])
                self._believe(payment, Belief.PAID)

    def _void(self) -> None:
        paid = [payment for payment in self._till.book.all() if payment.state is State.APPROVED]
        if not paid:
            return
        self._till.voiding.begin(self._random.choice(paid).id)
        case = self._wait(lambda s: s.void is not None and s.void.stage is not VoidStage.LOOKING).void
        if case is not None and case.stage is VoidStage.READY:
            self._till.voiding.confirm(VoidReason.CUSTOMER_WISH, NumberCheck.MATCHED)
            ends = (VoidStage.DONE, VoidStage.REFUSED)
            patience = 0.05 + self._random.random() * 0.5
            self._wait(lambda s: s.void is not None and s.void.stage in ends, seconds=patience, otherwise=True)
        self._till.voiding.dismiss()

    # -- what the cashier acts upon -----------------------------------------------------------------------------------

    def _believe_what_is_shown(self) -> None:
        shown = self._snapshot().payment
        if shown is None:
            return
        if shown.state is State.APPROVED:
            self._believe(shown.id, Belief.PAID)
        elif shown.state in (State.DECLINED, State.CANCELED):
            self._believe(shown.id, Belief.CASH)

    def _believe(self, payment: UUID, belief: Belief) -> None:
        self._beliefs.write(json.dumps([str(payment), belief.value]) + "\n")
        self._beliefs.flush()

    # -- small change -------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        if self._checkout.sale.stage in (Stage.WAITING, Stage.SCANNING, Stage.ASKED_DOUBLE, Stage.AMOUNT):
            self._checkout.cancel()
            self._wait(lambda s: s.sale.stage not in (Stage.WAITING, Stage.SCANNING), otherwise=True)
        if self._checkout.sale.stage in (Stage.DONE, Stage.IN_DOUBT, Stage.UNDOING):
            self._checkout.next_customer()
        self._till.voiding.dismiss()

    def _payment(self) -> UUID:
        payment = self._checkout.sale.payment
        if payment is None:
            raise TimeoutError
        return payment

    def _snapshot(self) -> Snapshot:
        return self._till.snapshot()

    def _pump(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._till.pump(0.005)

    def _wait(
        self, reached: Callable[[Snapshot], bool], seconds: float = MOVE_SECONDS, *, otherwise: bool = False
    ) -> Snapshot:
        """Let the till run until this is shown; raises TimeoutError, unless ``otherwise`` it just goes on."""
        deadline = time.monotonic() + seconds
        while True:
            self._till.pump(0.005)
            snapshot = self._snapshot()
            if reached(snapshot):
                return snapshot
            if time.monotonic() > deadline:
                if otherwise:
                    return snapshot
                raise TimeoutError


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("till_url")
    parser.add_argument("server_url")
    parser.add_argument("--seed", default="")
    parser.add_argument("--operations", type=int, default=20)
    parser.add_argument("--crash", nargs=2, metavar=("POINT", "NTH"))
    wish = parser.parse_args()
    if wish.crash:
        arm(wish.crash[0], int(wish.crash[1]))
    # The till's own composition, less patient.
    setattr(composition, "Line", partial(Line, read_seconds=READ_SECONDS))  # noqa: B010 - it is typed as the class
    app = App(TillSettings(wish.folder, wish.till_url, use_keyring=False, feed_wait_seconds=1), source=Dark())
    app.start()
    cashier = Cashier(app, wish.folder, wish.server_url, Random(wish.seed))
    cashier.get_ready()
    say("ready")
    while (done := cashier.operations) < wish.operations:
        say(f"ops {done}")
        cashier.move()
    say("enough")
    while not cashier.is_quiet:
        pass
    say("quiet")
    app.stop()


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
