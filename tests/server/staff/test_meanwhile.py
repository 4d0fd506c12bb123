"""What changes while a password is being judged counts: each job decides on what is there by then."""

import os
import threading
import uuid
from collections.abc import Callable

import pytest

from pos_app.server.admin import wallets
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.activation import begin_activation, finish_activation, finish_preview
from pos_app.server.staff.approvals import begin_approval, finish_approval
from pos_app.server.staff.log_in import begin_log_in, finish_log_in
from pos_app.server.staff.members import begin_member_log_in, finish_member_log_in
from pos_app.server.staff.password_flow import Password, PasswordKind
from pos_app.server.staff.tokens import new_token
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import ApprovalBody, Role, Session
from pos_app.wire.store import ActivationBody
from tests.server.staff.world import PIN, TERMINAL_PASSWORD, Person, Till, World, code


@pytest.fixture
def manager(world: World) -> Person:
    return world.add_person(Role.STORE_MANAGER, "manager-0001")


@pytest.fixture
def terminal(world: World, till: Till) -> Terminal:
    return world.write(lambda tx: authenticate(tx, till.credential))


def account_of(tx: Tx, person: Person) -> Account:
    account = accounts.by_public_id(tx, person.staff)
    assert account is not None
    return account


def log_in(world: World, terminal: Terminal, person: Person, meanwhile: Callable[[Tx], object]) -> object:
    key, now = world.context.database.key, world.clock()
    judged = world.write(lambda tx: begin_log_in(tx, key, terminal, person.login_id, now))
    world.write(meanwhile)
    return world.write(lambda tx: finish_log_in(tx, key, terminal, judged, now, os.urandom))


def test_a_password_that_was_changed_meanwhile_opens_nothing(world: World, terminal: Terminal, manager: Person) -> None:
    def change(tx: Tx) -> None:
        accounts.set_password(tx, account_of(tx, manager), Password(PasswordKind.CHOSEN, "another"))

    assert isinstance(log_in(world, terminal, manager, lambda _: None), Session)
    assert log_in(world, terminal, manager, change) is ProblemCode.WRONG_CREDENTIALS


def test_an_account_that_was_disabled_meanwhile_opens_nothing(
    world: World, terminal: Terminal, manager: Person
) -> None:
    def disable(tx: Tx) -> None:
        accounts.set_disabled(tx, account_of(tx, manager), disabled=True)

    assert log_in(world, terminal, manager, disable) is ProblemCode.FORBIDDEN


def test_a_session_of_a_disabled_account_is_dead_even_if_nobody_ended_it(
    world: World, till: Till, manager: Person
) -> None:
    token = world.log_in(till, manager)
    world.write(lambda tx: accounts.set_disabled(tx, account_of(tx, manager), disabled=True))
    assert code(world.ask("GET", "/v1/staff", till, token)) == "session_needed"


@pytest.mark.parametrize("change", ["off", "another", "none"])
def test_a_pin_that_changed_meanwhile_approves_nothing(
    world: World, till: Till, terminal: Terminal, manager: Person, change: str
) -> None:
    key, now = world.context.database.key, world.clock()
    token = world.log_in(till, manager)
    body = ApprovalBody(operation=uuid.uuid4(), original=uuid.uuid4(), approver=manager.number, pin=PIN)
    asked = world.write(lambda tx: begin_approval(tx, key, terminal, token, body, now))

    def meanwhile(tx: Tx) -> None:
        account = account_of(tx, manager)
        if change == "off":
            accounts.set_pin_off(tx, account, off=True)
        elif change == "another":
            accounts.set_pin(tx, account, "another")

    world.write(meanwhile)
    result = world.write(lambda tx: finish_approval(tx, key, terminal, asked, body, now, os.urandom, right=True))
    wanted = {"off": ProblemCode.PIN_OFF, "another": ProblemCode.WRONG_CREDENTIALS}
    assert result == wanted[change] if change in wanted else not isinstance(result, ProblemCode)


def test_a_terminal_password_that_was_used_or_reissued_meanwhile_activates_nothing(world: World) -> None:
    key, now = world.context.database.key, world.clock()

    def body(terminal_id: str) -> ActivationBody:
        return ActivationBody(
            activation=uuid.uuid4(),
            terminal_id=terminal_id,
            password=TERMINAL_PASSWORD,
            credential=new_token(os.urandom),
        )

    _, terminal_id = world.add_terminal()
    candidates = [world.write(lambda tx: begin_activation(tx, key, "", terminal_id, now)) for _ in range(2)]
    first = world.write(lambda tx: finish_activation(tx, key, body(terminal_id), candidates[0], now))
    assert not isinstance(first, ProblemCode)
    second = world.write(lambda tx: finish_activation(tx, key, body(terminal_id), candidates[1], now))
    assert second is ProblemCode.ACTIVATION_PASSWORD_SPENT
    world.reissue(terminal_id)
    third = world.write(lambda tx: finish_activation(tx, key, body(terminal_id), candidates[1], now))
    assert third is ProblemCode.WRONG_CREDENTIALS
    assert world.write(lambda tx: finish_preview(tx, key, terminal_id, candidates[1])) is (
        ProblemCode.WRONG_CREDENTIALS
    )


def test_a_members_password_that_was_changed_meanwhile_opens_nothing(world: World) -> None:
    key, now = world.context.database.key, world.clock()
    world.add_member("aoi-suzuki")
    judged = world.write(lambda tx: begin_member_log_in(tx, key, "", "aoi-suzuki", now))
    world.write(lambda tx: wallets.set_member_password(tx, key, now, "aoi-suzuki", "another"))
    result = world.write(lambda tx: finish_member_log_in(tx, key, "aoi-suzuki", judged, now, os.urandom))
    assert result is ProblemCode.WRONG_CREDENTIALS


def test_a_new_member_password_logs_the_phones_out(world: World) -> None:
    key = world.context.database.key
    world.add_member("aoi-suzuki")
    body = {"login_id": "aoi-suzuki", "password": "kawanami-stone-52"}
    token = world.request("POST", "/v1/member/sessions", json=body).json()["token"]
    assert world.request("GET", "/v1/member/wallet", bearer=token).status_code == 200
    world.write(lambda tx: wallets.set_member_password(tx, key, world.clock(), "aoi-suzuki", "another"))
    assert code(world.request("GET", "/v1/member/wallet", bearer=token)) == "unauthenticated"


def test_while_too_many_wait_nobody_is_judged_and_no_try_is_counted(world: World, till: Till, manager: Person) -> None:
    go_on = threading.Event()
    hasher = world.context.hasher
    stuck = [hasher._threads.submit(go_on.wait) for _ in range(2)]
    waiting = []
    while not hasher.is_full:
        waiting.append(hasher.submit_hash("a"))
    try:
        answer = world.try_log_in(till, manager.login_id, "kawanami-stone-53")
        assert code(answer) == "rate_limited"
        assert int(answer.headers["Retry-After"]) > 0
        assert world.rows("SELECT count(*) FROM tries WHERE what = 'log_in'") == [(0,)]
        assert world.request("GET", "/v1/health").status_code == 200
    finally:
        go_on.set()
    assert all(future.result(timeout=20) for future in stuck)
    assert all(future.result(timeout=20) for future in waiting)
    assert world.try_log_in(till, manager.login_id, manager.password).status_code == 200
