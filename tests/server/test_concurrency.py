"""Many tills at once against a real server: no overdraft, one effect for each id."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

import requests

from pos_app.server.context import Context
from pos_app.server.ledger.grants import Grant
from pos_app.server.ledger.invariants.check import check
from pos_app.server.ledger.wallets import open_lots
from pos_app.wire.operations import OPERATION_ANSWER
from pos_app.wire.staff import Role
from tests.server.live_server import LiveServer
from tests.server.world import World

THREADS = 32
EACH = 6


@dataclass(frozen=True)
class Sent:
    id: UUID
    credential: str
    body: bytes


def put(url: str, session: requests.Session, sent: Sent) -> bytes:
    answer = session.put(
        f"{url}/v1/operations/{sent.id}",
        data=sent.body,
        headers={"Authorization": f"Bearer {sent.credential}", "Content-Type": "application/json"},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text
    return answer.content


def test_a_wallet_is_never_overdrawn_and_each_id_has_one_effect(context: Context, server: LiveServer) -> None:
    world = World(context)
    company = world.add_company()
    store = world.add_store(company)
    tills = [world.add_till(store, company, (Role.STORE_CLERK,)) for _ in range(8)]
    wallet = world.add_member(*(Grant(0, "value", 1_000) for _ in range(6)))
    # Every payment is sent by two threads at once; a third of them can be paid for.
    payments = []
    for number in range(THREADS * EACH // 2):
        till = tills[number % len(tills)]
        body = world.payment(till, world.code(wallet), 180 + number % 7, double_confirmed=True)
        payments.append(Sent(world.new_id(), till.credential, body.to_json()))
    stop = threading.Event()
    seen: list[int] = []

    def watch() -> None:
        while not stop.is_set():
            lots = context.database.readers.submit(lambda reader: open_lots(reader, wallet)).result(20)
            seen.append(sum(lot.remaining for lot in lots))
            stop.wait(0.005)

    def run(number: int) -> list[tuple[UUID, bytes]]:
        with requests.Session() as session:
            session.trust_env = False
            mine = payments[number // 2 * EACH : (number // 2 + 1) * EACH]
            return [(sent.id, put(server.url, session, sent)) for sent in mine]

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(THREADS) as threads:
        answers = [pair for pairs in threads.map(run, range(THREADS)) for pair in pairs]
    stop.set()
    watcher.join()
    by_id: dict[UUID, set[bytes]] = {}
    for operation, answer in answers:
        by_id.setdefault(operation, set()).add(answer)
    assert len(by_id) == len(payments)
    assert all(len(same) == 1 for same in by_id.values())
    said = [OPERATION_ANSWER.validate_json(next(iter(same))) for same in by_id.values()]
    charged = sum(getattr(one, "amount", 0) for one in said if one.outcome == "approved")
    assert 6_000 - 190 < charged <= 6_000
    assert {one.outcome for one in said} == {"approved", "declined"}
    left = sum(lot.remaining for lot in context.database.readers.submit(lambda r: open_lots(r, wallet)).result(20))
    assert left == 6_000 - charged
    assert all(0 <= balance <= 6_000 for balance in seen)
    assert sorted(seen, reverse=True) == seen
    assert all(one.holds for one in context.database.readers.submit(check).result(20))
