"""The storm: half of all answers lost, till and server killed at random, and every yen accounted for."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults.audit import Verdict, read_books
from tests.faults.processes import Process
from tests.faults.stage import Stage, seed_of, stage

OPERATIONS = 200
CONTROL_OPERATIONS = 40
KILL_EVERY = int(os.environ.get("KILL_EVERY", "22"))
"""Operations from one death to the next, more or less by half; `make soak` kills twice as often."""
GIVE_UP_SECONDS = 200.0
"""It takes 80 on two cores of its own; other tests may run beside it."""
BOTH = 0.15
"""How often both die at once."""


@dataclass(frozen=True)
class Storm:
    verdict: Verdict
    seed: int
    operations: int
    till_kills: int
    server_kills: int
    exchanges: int
    lost: int
    seconds: float
    healed_in: float

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.operations} operations on the books, {self.till_kills} kills of the till, "
            f"{self.server_kills} of the server, {self.lost} of {self.exchanges} answers lost, "
            f"healed in {self.healed_in:.1f} s, {self.seconds:.0f} s in all; {self.verdict}"
        )


def rage(folder: Path, server_module: list[str], operations: int, *, kills: bool) -> Storm:
    seed, began = seed_of(), time.monotonic()
    print(f"FAULTS_SEED={seed}")  # pytest shows it when the test fails
    with stage(folder, seed, server_module, operations) as scene:
        scene.till.start()
        wait_for_the_cashier(scene, Random(seed), began + GIVE_UP_SECONDS, kills=kills)
        healed_in = scene.heal()
        counts = scene.proxy.counts()
        deaths = scene.till.starts - 1, scene.server.starts - 1
    if kills:
        scene.check()
    books, seconds = read_books(scene.database), time.monotonic() - began
    storm = Storm(scene.verdict(), seed, books.operations, *deaths, counts.exchanges, counts.lost, seconds, healed_in)
    print(storm)
    return storm


def wait_for_the_cashier(scene: Stage, random: Random, until: float, *, kills: bool) -> None:
    """Until she has done enough; till and server die in turns, some operations after the last death, at any moment."""
    till, server = scene.till, scene.server
    victim, other, due = till, server, random.randint(3, KILL_EVERY)
    while "enough" not in till.lines:
        assert till.is_running, till.last_words()
        assert server.is_running, server.last_words()
        assert time.monotonic() < until, f"the cashier did not get through: {till.last_words()}"
        time.sleep(0.01)
        if kills and till.is_ready and operations_of(till) >= due:
            time.sleep(random.random() * 0.15)
            kill(victim, random)
            if random.random() < BOTH:
                kill(other, random)
            victim, other, due = other, victim, due + random.randint(KILL_EVERY // 2, KILL_EVERY * 3 // 2)
    server.wait_until_ready()


def kill(victim: Process, random: Random) -> None:
    victim.kill()
    victim.lines.clear()
    if "--seed" in victim.arguments:
        victim.arguments[-1] = f"{random.randrange(1_000_000)}"
    victim.start(wait=False)


def operations_of(till: Process) -> int:
    counted = [int(line.removeprefix("ops ")) for line in list(till.lines) if line.startswith("ops ")]
    return max(counted, default=0)


@pytest.mark.timeout(290)
def test_half_of_all_answers_lost_and_both_sides_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    storm = rage(tmp_path, ["pos_app", "server"], OPERATIONS, kills=True)
    assert storm.verdict.is_clean
    assert storm.operations >= OPERATIONS
    assert storm.lost >= 0.4 * storm.exchanges
    assert storm.till_kills >= 3
    assert storm.server_kills >= 3


@pytest.mark.timeout(290)
def test_with_the_key_ignored_customers_are_charged_twice(tmp_path: Path) -> None:
    storm = rage(tmp_path, ["tests.faults.keyless_server"], CONTROL_OPERATIONS, kills=False)
    assert storm.verdict.double
    assert not storm.verdict.is_clean
