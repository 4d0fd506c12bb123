"""What people and terminals are, as operations meet it: approvals spent, sessions outlived, counts carried on."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from pos_app.domain import payment_number
from pos_app.server.admin import wallets
from pos_app.wire.staff import Role
from tests.server.staff.world import PASSWORD, PIN, SISTER_STORE, Person, Till, World, code

OPERATOR = "99000001"


class Counter:
    """A till that sells: it keeps its own seq and count, as a real one does."""

    def __init__(self, world: World, till: Till, epoch: int = 1, count: int = 0) -> None:
        self.world = world
        self.till = till
        self.epoch = epoch
        self.seq = 0
        self.count = count

    def put(self, kind: str, operation: uuid.UUID, session: str | None, **body: Any) -> dict[str, Any]:
        self.seq += 1
        sent: dict[str, Any] = {
            "kind": kind,
            "epoch": self.epoch,
            "seq": self.seq,
            "made_at": self.world.clock().isoformat(),
            **body,
        }
        if session is not None:
            sent["staff_session"] = session
        answer = self.world.ask("PUT", f"/v1/operations/{operation}", self.till, json=sent)
        assert answer.status_code == 200, answer.text
        answered: dict[str, Any] = answer.json()
        return answered

    def sell(self, session: str, member: str, amount: int = 1_000) -> tuple[uuid.UUID, dict[str, Any]]:
        self.count += 1
        operation = uuid.uuid4()
        shown = self.world.request("POST", "/v1/member/codes", bearer=member).json()
        answer = self.put(
            "payment",
            operation,
            session,
            number=payment_number.make(self.till.number, self.count).digits,
            amount=amount,
            code={"operator": OPERATOR, "kind": "number", "token": shown["number"]},
            execute_until=(self.world.clock() + timedelta(seconds=60)).isoformat(),
        )
        return operation, answer

    def void(
        self, session: str, original: uuid.UUID, *, operation: uuid.UUID | None = None, approval: str | None = None
    ) -> dict[str, Any]:
        return self.put(
            "void",
            operation or uuid.uuid4(),
            session,
            original=str(original),
            amount=1_000,
            reason="other",
            number_check="matched",
            approval=approval,
        )


@pytest.fixture
def member(world: World) -> str:
    world.add_member("aoi-suzuki")
    world.write(lambda tx: wallets.charge(tx, world.clock(), uuid.uuid4(), "aoi-suzuki", "value", 90_000, None))
    body = {"login_id": "aoi-suzuki", "password": PASSWORD}
    return str(world.request("POST", "/v1/member/sessions", json=body).json()["token"])


@pytest.fixture
def counter(world: World, till: Till) -> Counter:
    return Counter(world, till)


@pytest.fixture
def manager(world: World) -> Person:
    return world.add_person(Role.STORE_MANAGER, "manager-0001")


@pytest.fixture
def clerk(world: World) -> Person:
    return world.add_person(Role.STORE_CLERK, "clerk-0001")


def log_in(world: World, till: Till, person: Person) -> tuple[str, str]:
    """Give the session's public id and its token."""
    session = world.try_log_in(till, person.login_id, PASSWORD).json()
    return session["session"], session["token"]


def approve(world: World, till: Till, token: str, manager: Person, operation: uuid.UUID, original: uuid.UUID) -> str:
    body = {"operation": str(operation), "original": str(original), "approver": manager.number, "pin": PIN}
    answer = world.ask("POST", "/v1/approvals", till, token, body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["approval"])


def outcome(answer: dict[str, Any]) -> str:
    return str(answer.get("reason") or answer["outcome"])


def test_an_approval_is_good_for_its_one_void_and_spent_by_it(
    world: World, counter: Counter, clerk: Person, manager: Person, member: str
) -> None:
    session, token = log_in(world, counter.till, clerk)
    first, _ = counter.sell(session, member)
    world.clock.advance(timedelta(minutes=5))
    second, _ = counter.sell(session, member)
    world.clock.advance(timedelta(minutes=11))
    operation = uuid.uuid4()
    approval = approve(world, counter.till, token, manager, operation, first)
    assert outcome(counter.void(session, first)) == "approval_needed"
    assert outcome(counter.void(session, first, approval=approval)) == "approval_invalid", "another operation"
    assert outcome(counter.void(session, second, approval=approval)) == "approval_invalid", "another original"
    assert outcome(counter.void(session, first, operation=operation, approval=approval)) == "approved"
    assert world.rows("SELECT consumed_by FROM approval") == [(operation.bytes,)]
    assert outcome(counter.void(session, second, approval=approval)) == "approval_invalid"


def test_an_approval_waits_for_24_hours(
    world: World, counter: Counter, clerk: Person, manager: Person, member: str
) -> None:
    session, token = log_in(world, counter.till, clerk)
    sales = []
    for _ in range(2):
        sales.append(counter.sell(session, member)[0])
        world.clock.advance(timedelta(minutes=11))
    voids = [uuid.uuid4(), uuid.uuid4()]
    given = [approve(world, counter.till, token, manager, *both) for both in zip(voids, sales, strict=True)]
    world.clock.advance(timedelta(hours=24))
    assert outcome(counter.void(session, sales[0], operation=voids[0], approval=given[0])) == "approved"
    world.clock.advance(timedelta(milliseconds=1))
    assert outcome(counter.void(session, sales[1], operation=voids[1], approval=given[1])) == "approval_invalid"


def test_an_approval_of_a_manager_who_was_disabled_since_is_good_for_nothing(
    world: World, counter: Counter, clerk: Person, manager: Person, member: str
) -> None:
    session, token = log_in(world, counter.till, clerk)
    sale, _ = counter.sell(session, member)
    world.clock.advance(timedelta(minutes=11))
    operation = uuid.uuid4()
    approval = approve(world, counter.till, token, manager, operation, sale)
    _, by = log_in(world, counter.till, world.add_person(Role.COMPANY_ADMIN, "company-admin"))
    world.add_person(Role.STORE_MANAGER, "manager-0002")
    assert world.ask("POST", f"/v1/staff/{manager.staff}/disable", counter.till, by).status_code == 200
    assert outcome(counter.void(session, sale, operation=operation, approval=approval)) == "approval_invalid"


def test_an_approval_that_was_given_in_a_sister_store_is_good_for_nothing_here(
    world: World, counter: Counter, clerk: Person, member: str
) -> None:
    session, _ = log_in(world, counter.till, clerk)
    sale, _ = counter.sell(session, member)
    world.clock.advance(timedelta(minutes=11))
    sister = world.add_till(SISTER_STORE)
    _, theirs = log_in(world, sister, world.add_person(Role.STORE_CLERK, "clerk-0002", SISTER_STORE))
    boss = world.add_person(Role.STORE_MANAGER, "manager-0002", SISTER_STORE)
    operation = uuid.uuid4()
    approval = approve(world, sister, theirs, boss, operation, sale)
    assert outcome(counter.void(session, sale, operation=operation, approval=approval)) == "approval_invalid"


def test_an_approval_given_on_another_till_of_the_store_is_good(
    world: World, counter: Counter, clerk: Person, manager: Person, member: str
) -> None:
    session, _ = log_in(world, counter.till, clerk)
    sale, _ = counter.sell(session, member)
    world.clock.advance(timedelta(minutes=11))
    other = world.add_till()
    _, theirs = log_in(world, other, manager)
    operation = uuid.uuid4()
    approval = approve(world, other, theirs, manager, operation, sale)
    assert outcome(counter.void(session, sale, operation=operation, approval=approval)) == "approved"


def test_operations_go_on_naming_a_session_that_ended(
    world: World, counter: Counter, clerk: Person, member: str
) -> None:
    session, token = log_in(world, counter.till, clerk)
    assert world.ask("DELETE", "/v1/sessions/current", counter.till, token).status_code == 204
    world.clock.advance(timedelta(days=2))
    assert outcome(counter.sell(session, member)[1]) == "approved"


def test_a_lock_out_leaves_open_sessions_selling(world: World, counter: Counter, clerk: Person, member: str) -> None:
    session, _ = log_in(world, counter.till, clerk)
    for _ in range(11):
        answer = world.try_log_in(counter.till, clerk.login_id, "kawanami-stone-53")
    assert code(answer) == "locked"
    assert outcome(counter.sell(session, member)[1]) == "approved"


def test_a_till_that_is_activated_again_goes_on_counting(
    world: World, counter: Counter, clerk: Person, member: str
) -> None:
    counter.count = 41
    session, _ = log_in(world, counter.till, clerk)
    neighbour = Counter(world, world.add_till(), count=500)
    theirs, _ = log_in(world, neighbour.till, clerk)
    assert outcome(neighbour.sell(theirs, member, 2_000)[1]) == "approved"
    before = world.rows("SELECT max(position) FROM operation")[0][0]
    assert outcome(counter.sell(session, member)[1]) == "approved"
    world.clock.advance(timedelta(minutes=4))
    assert outcome(counter.sell(session, member, 99_999_9)[1]) == "amount_not_acceptable"
    world.reissue(counter.till.terminal_id)
    answer, credential = world.activate(counter.till.terminal_id)
    activated = answer.json()
    assert (activated["epoch"], activated["count"], activated["feed_from"]) == (2, 43, before)
    successor = Till(counter.till.number, counter.till.terminal_id, credential)
    again = Counter(world, successor, epoch=2, count=activated["count"])
    fresh, _ = log_in(world, successor, clerk)
    assert outcome(again.sell(fresh, member, 3_000)[1]) == "approved"


def test_what_was_open_before_an_idle_activation_is_not_forgotten(
    world: World, counter: Counter, clerk: Person, member: str
) -> None:
    session, _ = log_in(world, counter.till, clerk)
    before = world.rows("SELECT max(position) FROM operation")[0][0]
    counter.sell(session, member)
    positions = []
    for _ in range(2):
        world.reissue(counter.till.terminal_id)
        positions.append(world.activate(counter.till.terminal_id)[0].json()["feed_from"])
    assert positions == [before, before]


def test_the_first_activation_begins_at_the_feeds_end(
    world: World, counter: Counter, clerk: Person, member: str
) -> None:
    session, _ = log_in(world, counter.till, clerk)
    counter.sell(session, member)
    _, terminal_id = world.add_terminal()
    end = world.rows("SELECT max(position) FROM operation")[0][0]
    assert world.activate(terminal_id)[0].json()["feed_from"] == end
