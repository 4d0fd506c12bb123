"""A kill at points of the way, one after the other in the same shop: half of them, another half each time.

CRASHES=1 does them all, as `make soak` does, CRASHES=50 each of them fifty times.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.faults.crash_points import SERVER, TILL, Point
from tests.faults.processes import Process
from tests.faults.stage import Stage, seed_of, stage

CRASHES = int(os.environ.get("CRASHES", "0"))
NEVER_ENOUGH = 1_000_000
DEATH_SECONDS = 60.0


def chosen(points: Sequence[Point], random: Random) -> Sequence[Point]:
    """What this run does, in the order of the way."""
    if CRASHES:
        return [*points] * CRASHES
    half = random.sample(range(len(points)), (len(points) + 1) // 2)
    return [points[place] for place in sorted(half)]


def wait_for_death(process: Process, point: Point, scene: Stage) -> None:
    deadline = time.monotonic() + DEATH_SECONDS
    while process.is_running:
        assert time.monotonic() < deadline, f"{point.name} ({point.says}) was never passed: {process.last_words()}"
        for other in (scene.till, scene.server):
            assert other is process or other.is_running, other.last_words()
        time.sleep(0.01)
    process.hear_all()
    assert f"crash {point.name}" in process.lines, process.last_words()


def close_up(scene: Stage) -> None:
    """A last till without a flaw, faults off: everything becomes known."""
    arguments = scene.till.arguments
    scene.till.arguments = [*arguments[: arguments.index("--operations")], "--operations", "0"]
    scene.till.kill()
    scene.till.start()
    scene.heal()


@pytest.mark.timeout(240 * max(CRASHES, 1))
def test_a_till_killed_at_any_point_loses_and_doubles_nothing(tmp_path: Path) -> None:
    seed = seed_of()
    print(f"FAULTS_SEED={seed}")
    random = Random(seed)
    with stage(tmp_path, seed, ["pos_app", "server"], NEVER_ENOUGH) as scene:
        plain = scene.till.arguments
        for point in chosen(TILL, random):
            nth = random.randint(1, 2)
            scene.till.arguments = [*plain[:-1], str(random.randrange(1_000_000)), "--crash", point.name, str(nth)]
            scene.till.start(wait=False)
            wait_for_death(scene.till, point, scene)
        scene.till.arguments = plain
        close_up(scene)
    assert scene.verdict().is_clean, scene.verdict()
    scene.check()


@pytest.mark.timeout(240 * max(CRASHES, 1))
def test_a_server_killed_at_any_point_loses_and_doubles_nothing(tmp_path: Path) -> None:
    seed = seed_of()
    print(f"FAULTS_SEED={seed}")
    random = Random(seed)
    with stage(tmp_path, seed, ["pos_app", "server"], NEVER_ENOUGH) as scene:
        scene.till.start()
        for point in chosen(SERVER, random):
            scene.server.kill()
            nth = str(random.randint(1, 4))
            scene.server.arguments = ["tests.faults.armed_server", point.name, nth, *scene.server_command]
            scene.server.start(wait=False)
            wait_for_death(scene.server, point, scene)
        scene.server.arguments = ["pos_app", "server", *scene.server_command]
        scene.server.start()
        close_up(scene)
    assert scene.verdict().is_clean, scene.verdict()
    scene.check()
