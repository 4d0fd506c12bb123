"""The server is killed in the midst of its work: what it had acknowledged is there, and the rest can be sent again."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from pos_app.server.context import Context, system_now
from pos_app.server.ledger.grants import Grant
from pos_app.server.ledger.invariants.check import check
from pos_app.server.settings import ServerSettings
from pos_app.server.store.connection import connect
from pos_app.server.store.database import open_database
from pos_app.wire.staff import Role
from tests.server.test_concurrency import Sent
from tests.server.world import World

KILLS = 4
THREADS = 4


@contextmanager
def running(path: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "pos_app", "server", "--port", "0", "--database", str(path), *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("listening on http://127.0.0.1:"), process.communicate(timeout=10)
        yield process, line.removeprefix("listening on ").strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=10)


def prepared(path: Path, count: int) -> list[Sent]:
    database = open_database(path)
    cheap = ServerSettings(path, argon2_passes=1, argon2_memory=64, argon2_lanes=1)
    context = Context(database, cheap, system_now, os.urandom)
    world = World(context)
    company = world.add_company()
    store = world.add_store(company)
    tills = [world.add_till(store, company, (Role.STORE_CLERK,)) for _ in range(THREADS)]
    wallet = world.add_member(Grant(0, "value", 10_000_000))
    made = []
    for number in range(count):
        till = tills[number % THREADS]
        body = world.payment(till, world.code(wallet), 100 + number, double_confirmed=True)
        made.append(Sent(world.new_id(), till.credential, body.to_json()))
    context.hasher.close()
    database.close()
    return made


def ask(method: str, url: str, sent: Sent) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(
            method,
            f"{url}/v1/operations/{sent.id}",
            data=sent.body if method == "PUT" else None,
            headers={"Authorization": f"Bearer {sent.credential}"},
            timeout=10,
        )


def send_until_killed(process: subprocess.Popen[str], url: str, waiting: list[Sent], enough: int) -> dict[Sent, bytes]:
    """Send from several threads, kill after ``enough`` answers, send on; gives what was acknowledged."""
    acknowledged: dict[Sent, bytes] = {}
    reached = threading.Event()

    def run(number: int) -> None:
        for sent in waiting[number::THREADS]:
            try:
                answer = ask("PUT", url, sent)
            except requests.RequestException:
                return
            assert answer.status_code == 200, answer.text
            acknowledged[sent] = answer.content
            if len(acknowledged) >= enough:
                reached.set()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    assert reached.wait(60)
    process.send_signal(signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    process.wait(10)
    return acknowledged


def test_no_acknowledged_payment_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "server.sqlite"
    waiting = prepared(path, 800)
    acknowledged: dict[Sent, bytes] = {}
    for kill in range(KILLS):
        with running(path) as (process, url):
            rest = [sent for sent in waiting if sent not in acknowledged]
            acknowledged |= send_until_killed(process, url, rest, 20 + 37 * kill)
    assert len(acknowledged) > 20 * KILLS
    with running(path) as (process, url):
        for sent, answer in acknowledged.items():
            assert ask("GET", url, sent).content == answer
        for sent in list(acknowledged)[:20]:
            again = ask("PUT", url, sent)
            assert again.headers["Idempotent-Replayed"] == "true"
            assert again.content == acknowledged[sent]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    database = open_database(path)
    found = database.readers.submit(check).result(60)
    database.close()
    assert all(one.holds for one in found), [one for one in found if not one.holds]


def test_the_server_stops_when_asked_although_a_till_waits_for_news(tmp_path: Path) -> None:
    path = tmp_path / "server.sqlite"
    sent = prepared(path, 1)[0]
    with running(path) as (process, url):
        answers: list[requests.Response] = []

        def wait() -> None:
            with requests.Session() as session:
                session.trust_env = False
                bearer = {"Authorization": f"Bearer {sent.credential}"}
                answers.append(session.get(f"{url}/v1/feed?after=0&wait=20", headers=bearer, timeout=30))

        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        waiting.join(15)
        assert time.monotonic() - began < 6
        assert answers[0].status_code == 200


@pytest.mark.parametrize("damage", ["chain", None])
def test_check_says_whether_the_books_are_sound(tmp_path: Path, damage: str | None) -> None:
    path = tmp_path / "server.sqlite"
    prepared(path, 1)
    if damage:
        connection = connect(path)
        connection.execute("UPDATE chain SET length = length + 1")
        connection.close()
    command = [sys.executable, "-m", "pos_app", "server", "--check", "--database", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == (1 if damage else 0), done.stderr
    assert ("BROKEN" in done.stdout) == bool(damage)
    for name in ("I1", "I2", "I3", "I4", "I5", "I8", "I9", "I10", "I13"):
        assert f"\n{name} " in "\n" + done.stdout
