import uuid
from datetime import datetime, timedelta

import pytest
import requests
from argon2 import PasswordHasher

from pos_app.server.staff.lockout import APPROVAL_PIN
from pos_app.wire.staff import Approval, Role, Session
from tests.server.staff.world import FOREIGN_STORE, PASSWORD, PIN, SISTER_STORE, Person, Till, World, code

WRONG = "240713"


@pytest.fixture
def manager(world: World) -> Person:
    return world.add_person(Role.STORE_MANAGER, "manager-0001")


@pytest.fixture
def clerk(world: World) -> Person:
    return world.add_person(Role.STORE_CLERK, "clerk-0001")


@pytest.fixture
def token(world: World, till: Till, clerk: Person) -> str:
    return world.log_in(till, clerk)


def approve(world: World, till: Till, token: str | None, number: int, pin: str = PIN) -> requests.Response:
    body = {"operation": str(uuid.uuid4()), "original": str(uuid.uuid4()), "approver": number, "pin": pin}
    return world.ask("POST", "/v1/approvals", till, token, body)


def test_a_manager_approves_on_the_clerks_till(world: World, till: Till, token: str, manager: Person) -> None:
    answer = approve(world, till, token, manager.number)
    approval = Approval.model_validate_json(answer.content)
    assert approval.valid_until == world.clock() + timedelta(hours=24)
    assert approval.approver_name == "岩村 さとし"


def test_what_is_kept_says_who_asked_who_approved_and_for_what(
    world: World, till: Till, token: str, manager: Person, clerk: Person
) -> None:
    operation, original = uuid.uuid4(), uuid.uuid4()
    body = {"operation": str(operation), "original": str(original), "approver": manager.number, "pin": PIN}
    given = Approval.model_validate_json(world.ask("POST", "/v1/approvals", till, token, body).content)
    kept = world.rows("SELECT id, operation, original, terminal, consumed_by FROM approval")
    assert kept == [(given.approval.bytes, operation.bytes, original.bytes, till.number, None)]
    names = (
        "SELECT a.login_id, b.login_id FROM approval JOIN staff a ON a.id = asked_by JOIN staff b ON b.id = approver"
    )
    assert world.rows(names) == [(clerk.login_id, manager.login_id)]


def test_a_company_admin_approves_at_any_store_of_the_company(world: World) -> None:
    admin = world.add_person(Role.COMPANY_ADMIN, "company-admin")
    till = world.add_till(SISTER_STORE)
    token = world.log_in(till, world.add_person(Role.STORE_CLERK, "clerk-0009", SISTER_STORE))
    assert approve(world, till, token, admin.number).status_code == 200


@pytest.mark.parametrize("role", [Role.STORE_CLERK, Role.COMPANY_STAFF])
def test_who_lacks_the_right_approves_nothing(world: World, till: Till, token: str, role: Role) -> None:
    other = world.add_person(role, "somebody-01")
    assert code(approve(world, till, token, other.number)) == "forbidden"
    assert world.rows("SELECT * FROM approval") == []


def test_a_manager_of_a_sister_store_approves_nothing_here(world: World, till: Till, token: str) -> None:
    other = world.add_person(Role.STORE_MANAGER, "manager-0002", SISTER_STORE)
    assert code(approve(world, till, token, other.number)) == "forbidden"


def test_a_manager_of_another_company_is_nobody_here(world: World, till: Till, token: str) -> None:
    other = world.add_person(Role.STORE_MANAGER, "manager-0002", FOREIGN_STORE)
    assert code(approve(world, till, token, other.number + 100)) == "wrong_credentials"


def test_a_disabled_manager_approves_nothing(world: World, till: Till, token: str, manager: Person) -> None:
    second = world.add_person(Role.STORE_MANAGER, "manager-0002")
    elsewhere = world.add_till()
    by = world.log_in(elsewhere, second)
    assert world.ask("POST", f"/v1/staff/{manager.staff}/disable", elsewhere, by).status_code == 200
    assert code(approve(world, till, token, manager.number)) == "forbidden"


def test_nobody_asks_without_a_session_that_may_void(world: World, till: Till, manager: Person) -> None:
    reader = world.add_person(Role.COMPANY_STAFF, "company-staff")
    assert code(approve(world, till, None, manager.number)) == "session_needed"
    assert code(approve(world, till, world.log_in(till, reader), manager.number)) == "forbidden"


def test_unknown_number_and_wrong_pin_get_the_same_answers(
    world: World, till: Till, token: str, manager: Person
) -> None:
    for attempt in range(APPROVAL_PIN.tries + 1):
        answers = [approve(world, till, token, number, WRONG) for number in (manager.number, 4711)]
        assert answers[0].content == answers[1].content
        wanted = "wrong_credentials" if attempt < APPROVAL_PIN.tries - 1 else "pin_off"
        assert code(answers[0]) == wanted


def test_the_fifth_wrong_pin_switches_it_off_everywhere_until_the_next_log_in_by_password(
    world: World, till: Till, token: str, manager: Person, clerk: Person
) -> None:
    other = world.add_till()
    elsewhere = world.log_in(other, world.add_person(Role.STORE_CLERK, "clerk-0002"))
    for _ in range(APPROVAL_PIN.tries):
        approve(world, till, token, manager.number, WRONG)
    assert code(approve(world, till, token, manager.number)) == "pin_off"
    assert code(approve(world, other, elsewhere, manager.number)) == "pin_off"
    assert code(approve(world, other, elsewhere, manager.number, WRONG)) == "pin_off", "nobody learns which is right"
    world.clock.advance(timedelta(hours=10))
    assert code(approve(world, other, elsewhere, manager.number)) == "pin_off"
    session = Session.model_validate_json(world.try_log_in(other, manager.login_id, PASSWORD).content)
    assert session.pin_verifier is not None
    assert approve(world, till, token, manager.number).status_code == 200


def test_wrong_pins_are_counted_per_till(world: World, till: Till, token: str, manager: Person) -> None:
    other = world.add_till()
    elsewhere = world.log_in(other, world.add_person(Role.STORE_CLERK, "clerk-0002"))
    for _ in range(APPROVAL_PIN.tries - 1):
        assert code(approve(world, till, token, manager.number, WRONG)) == "wrong_credentials"
    for _ in range(APPROVAL_PIN.tries - 1):
        assert code(approve(world, other, elsewhere, manager.number, WRONG)) == "wrong_credentials"
    assert approve(world, other, elsewhere, manager.number).status_code == 200
    assert code(approve(world, till, token, manager.number, WRONG)) == "pin_off"


def test_a_right_pin_forgives_the_wrong_ones_on_this_till(
    world: World, till: Till, token: str, manager: Person
) -> None:
    for _ in range(2):
        for _ in range(APPROVAL_PIN.tries - 1):
            assert code(approve(world, till, token, manager.number, WRONG)) == "wrong_credentials"
        assert approve(world, till, token, manager.number).status_code == 200


def test_failed_approvals_do_not_lock_the_log_in(world: World, till: Till, token: str, manager: Person) -> None:
    for _ in range(APPROVAL_PIN.tries + 8):
        approve(world, till, token, manager.number, WRONG)
    assert world.try_log_in(till, manager.login_id, PASSWORD).status_code == 200


def test_a_pin_that_is_off_is_not_switched_on_by_setting_it_anew(
    world: World, till: Till, token: str, manager: Person
) -> None:
    other = world.add_till()
    open_till = world.log_in(other, manager)
    for _ in range(APPROVAL_PIN.tries):
        approve(world, till, token, manager.number, WRONG)
    answer = world.ask("PUT", "/v1/sessions/current/pin", other, open_till, {"pin": WRONG})
    assert Session.model_validate_json(answer.content).pin_verifier is None
    assert code(approve(world, till, token, manager.number, WRONG)) == "pin_off"


def test_somebody_without_a_pin_approves_nothing(world: World, till: Till, token: str) -> None:
    new = world.add_newcomer(Role.STORE_MANAGER, "manager-0009")
    assert code(approve(world, till, token, new.number)) == "wrong_credentials"


def test_a_pin_is_set_and_the_till_can_verify_it_without_the_network(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    answer = world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "715926"})
    session = Session.model_validate_json(answer.content)
    assert session.token == token
    assert session.pin_verifier is not None
    assert PasswordHasher().verify(session.pin_verifier, "715926")


@pytest.mark.parametrize(("pin", "rule"), [("111111", "pin_not_one_digit"), ("123456", "pin_not_a_run")])
def test_a_pin_that_is_guessed_first_is_refused(world: World, till: Till, token: str, pin: str, rule: str) -> None:
    answer = world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": pin})
    assert code(answer) == "pin_rule"
    assert answer.json()["detail"] == rule
    for malformed in ("12345", "1234567", "abcdef", "１２３４５６"):
        answer = world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": malformed})
        assert code(answer) == "invalid_request"
        assert malformed not in answer.text


def test_a_disabled_terminal_asks_for_no_approval(world: World, till: Till, token: str, manager: Person) -> None:
    world.disable_terminal(till)
    assert code(approve(world, till, token, manager.number)) == "terminal_disabled"


def test_a_try_is_recorded_whatever_its_result(world: World, till: Till, token: str, manager: Person) -> None:
    approve(world, till, token, manager.number, WRONG)
    approve(world, till, token, manager.number)
    lines = world.rows("SELECT at, result, subject FROM audit WHERE what = 'approve' ORDER BY id")
    assert [line[1] for line in lines] == ["wrong_credentials", "done"]
    assert [line[2] for line in lines] == [str(manager.staff)] * 2
    assert datetime.fromisoformat(str(lines[0][0])) == world.clock()
