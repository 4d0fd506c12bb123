"""What every fault test plays on: a filled server process, the proxy before it, and the arguments of a till process."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from uuid import uuid4

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.server.admin import wallets
from pos_app.server.seed_demo import WORLD, seed
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import open_database
from tests.faults.audit import Verdict, audit, read_books
from tests.faults.processes import Process, run

POCKET_MONEY = 1_000_000
HEALED_WITHIN_SECONDS = 60.0
"""I16: nothing is unknown for longer once the network has healed."""

HALF_LOST = Faults(
    request_lost=0.06,
    request_twice=0.08,
    answer_reset=0.12,
    answer_closed=0.12,
    answer_stalled=0.04,
    answer_truncated=0.13,
    answer_delayed=0.06,
    strangers_page=0.06,
    refused=0.01,
    delay_seconds=0.2,
    stall_seconds=5.0,
    refuse_seconds=0.1,
)


@dataclass
class Stage:
    """``server_command`` is the server's without a module; ``till`` is not started yet."""

    folder: Path
    server: Process
    server_command: list[str]
    proxy: FaultProxy
    till: Process
    balance_at_first: int

    @property
    def database(self) -> Path:
        return self.folder / "server.sqlite"

    def heal(self) -> float:
        """Faults off; wait until the till knows everything and has ended. Gives the seconds that took."""
        self.proxy.off()
        began = time.monotonic()
        deadline = began + HEALED_WITHIN_SECONDS
        while "quiet" not in self.till.lines:
            assert time.monotonic() < deadline, f"something stays unknown: {self.till.last_words()}"
            assert self.till.is_running or "quiet" in self.till.lines, self.till.last_words()
            assert self.server.is_running, self.server.last_words()
            time.sleep(0.02)
        healed_in = time.monotonic() - began
        self.till.wait(HEALED_WITHIN_SECONDS)
        assert self.till.exit_code == 0, self.till.last_words()
        return healed_in

    def verdict(self) -> Verdict:
        """Once both processes have ended."""
        return audit(self.folder / "till", self.database, self.balance_at_first)

    def check(self) -> None:
        """``server --check``: every invariant over the whole of the books."""
        checked = run("pos_app", "server", "--check", "--database", str(self.database))
        assert checked.returncode == 0, checked.stdout + checked.stderr


def seed_of(environment: str = "FAULTS_SEED") -> int:
    """A new one each time, unless one is to be replayed."""
    return int(os.environ.get(environment) or Random().randrange(1_000_000))


@contextmanager
def stage(folder: Path, seed: int, server_module: list[str], operations: int) -> Iterator[Stage]:
    """Everything but the till runs."""
    database = folder / "server.sqlite"
    balance = prepare(database)
    command = ["--database", str(database), "--port"]
    with Process([*server_module, *command, "0"], "listening on", folder / "server.log") as server:
        url = next(line for line in server.lines if "listening on" in line).rpartition(" ")[2]
        port = int(url.rpartition(":")[2])
        command.append(str(port))
        server.arguments = [*server_module, *command]
        with FaultProxy(port, HALF_LOST, Random(seed), prefix="/v1/operations") as proxy:
            till = Process(
                [
                    "tests.faults.till_driver",
                    str(folder / "till"),
                    proxy.url,
                    url,
                    *("--operations", str(operations), "--seed", str(seed)),
                ],
                "ready",
                folder / "till.log",
            )
            try:
                yield Stage(folder, server, command, proxy, till, balance)
            finally:
                till.kill()
            server.stop()


def prepare(database: Path) -> int:
    """The demo's world, with well filled wallets; gives what they hold together."""
    opened = open_database(database)

    def now() -> datetime:
        return datetime.now(UTC)

    def charge(tx: Tx, login_id: str, amount: int) -> None:
        wallets.charge(tx, now(), uuid4(), login_id, "value", amount, None)

    try:
        seed(opened, now, os.urandom)
        for member in WORLD.members[:2]:
            opened.writer.submit(partial(charge, login_id=member.login_id, amount=POCKET_MONEY)).result()
    finally:
        opened.close()
    return read_books(database).balance
