import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests

from pos_app.server.staff.lockout import LOG_IN
from pos_app.wire.staff import OneTimePassword, Role, Session, StaffAccount, StaffList
from tests.server.staff.world import FOREIGN_STORE, PASSWORD, SISTER_STORE, Person, Till, World, code

WRONG = "kawanami-stone-53"


@pytest.fixture
def manager(world: World) -> Person:
    return world.add_person(Role.STORE_MANAGER, "manager-0001")


@pytest.fixture
def token(world: World, till: Till, manager: Person) -> str:
    return world.log_in(till, manager)


@pytest.fixture
def clerk(world: World) -> Person:
    return world.add_person(Role.STORE_CLERK, "clerk-0001")


def care(world: World, till: Till, token: str | None, what: str, staff: uuid.UUID) -> requests.Response:
    return world.ask("POST", f"/v1/staff/{staff}/{what}", till, token)


def lock_out(world: World, till: Till, person: Person) -> None:
    for _ in range(LOG_IN.tries):
        world.try_log_in(till, person.login_id, WRONG)


def test_a_manager_lists_the_people_of_the_own_store(world: World, till: Till, token: str, clerk: Person) -> None:
    for role, login_id, store in (
        (Role.COMPANY_ADMIN, "company-admin", SISTER_STORE),
        (Role.STORE_CLERK, "clerk-0002", SISTER_STORE),
        (Role.STORE_CLERK, "clerk-0003", FOREIGN_STORE),
    ):
        world.add_newcomer(role, login_id, store)
    listed = StaffList.model_validate_json(world.ask("GET", "/v1/staff", till, token).content)
    assert [account.login_id for account in listed.accounts] == ["manager-0001", "clerk-0001"]
    assert all(account.active and account.locked_until is None for account in listed.accounts)


def test_a_company_admin_lists_everybody_of_the_company(world: World, till: Till, manager: Person) -> None:
    admin = world.add_person(Role.COMPANY_ADMIN, "company-admin")
    world.add_newcomer(Role.STORE_CLERK, "clerk-0002", SISTER_STORE)
    world.add_newcomer(Role.STORE_CLERK, "clerk-0003", FOREIGN_STORE)
    answer = world.ask("GET", "/v1/staff", till, world.log_in(till, admin))
    listed = StaffList.model_validate_json(answer.content)
    assert {account.login_id for account in listed.accounts} == {"manager-0001", "company-admin", "clerk-0002"}


def test_a_lock_out_is_shown_and_ended(world: World, till: Till, token: str, clerk: Person) -> None:
    lock_out(world, till, clerk)
    listed = StaffList.model_validate_json(world.ask("GET", "/v1/staff", till, token).content)
    assert [account.locked_until for account in listed.accounts] == [None, world.clock() + timedelta(minutes=30)]
    unlocked = StaffAccount.model_validate_json(care(world, till, token, "unlock", clerk.staff).content)
    assert unlocked.locked_until is None
    assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_a_disabled_account_is_dead_at_once_everywhere(world: World, till: Till, token: str, clerk: Person) -> None:
    other = world.add_till()
    theirs = world.log_in(other, clerk)
    disabled = StaffAccount.model_validate_json(care(world, till, token, "disable", clerk.staff).content)
    assert not disabled.active
    assert code(world.ask("DELETE", "/v1/sessions/current", other, theirs)) == "session_needed"
    assert code(world.try_log_in(other, clerk.login_id, PASSWORD)) == "forbidden"
    assert code(world.try_log_in(other, clerk.login_id, WRONG)) == "wrong_credentials"


def test_an_enabled_account_logs_in_anew_and_its_old_session_stays_dead(
    world: World, till: Till, token: str, clerk: Person
) -> None:
    theirs = world.log_in(till, clerk)
    care(world, till, token, "disable", clerk.staff)
    enabled = StaffAccount.model_validate_json(care(world, till, token, "enable", clerk.staff).content)
    assert enabled.active
    assert code(world.ask("DELETE", "/v1/sessions/current", till, theirs)) == "session_needed"
    assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_the_last_active_manager_is_not_disabled(world: World, till: Till, token: str, manager: Person) -> None:
    sister = world.add_person(Role.STORE_MANAGER, "manager-0002", SISTER_STORE)
    admin = world.log_in(till, world.add_person(Role.COMPANY_ADMIN, "company-admin"))
    for by in (token, admin):
        assert code(care(world, till, by, "disable", manager.staff)) == "last_manager"
    assert code(care(world, till, admin, "disable", sister.staff)) == "last_manager"
    second = world.add_person(Role.STORE_MANAGER, "manager-0003")
    assert care(world, till, token, "disable", second.staff).status_code == 200
    assert code(care(world, till, token, "disable", manager.staff)) == "last_manager"
    assert care(world, till, token, "disable", second.staff).status_code == 200, "again changes nothing"
    care(world, till, token, "enable", second.staff)
    assert care(world, till, token, "disable", manager.staff).status_code == 200


def test_two_managers_who_disable_each_other_at_once_leave_one(world: World, till: Till) -> None:
    managers = [world.add_person(Role.STORE_MANAGER, f"manager-100{number}") for number in range(2)]
    tokens = [world.log_in(till, manager) for manager in managers]
    with ThreadPoolExecutor(2) as threads:
        answers = list(
            threads.map(lambda at: care(world, till, tokens[at], "disable", managers[1 - at].staff), range(2))
        )
    assert [answer.status_code for answer in answers].count(200) == 1
    assert world.rows("SELECT count(*) FROM staff WHERE disabled = 0") == [(1,)]


def test_a_one_time_password_opens_once_forces_a_change_and_ends_a_lock_out(
    world: World, till: Till, token: str, clerk: Person
) -> None:
    lock_out(world, till, clerk)
    given = OneTimePassword.model_validate_json(care(world, till, token, "one-time-password", clerk.staff).content)
    assert given.valid_until == world.clock() + timedelta(hours=24)
    assert given.password not in repr(given)
    assert code(world.try_log_in(till, clerk.login_id, PASSWORD)) == "wrong_credentials"
    session = Session.model_validate_json(world.try_log_in(till, clerk.login_id, given.password).content)
    assert session.password_change_needed
    assert code(world.try_log_in(world.add_till(), clerk.login_id, given.password)) == "wrong_credentials"


def test_a_one_time_password_ends_after_24_hours(world: World, till: Till, token: str, clerk: Person) -> None:
    password = care(world, till, token, "one-time-password", clerk.staff).json()["password"]
    world.clock.advance(timedelta(hours=24))
    assert code(world.try_log_in(till, clerk.login_id, password)) == "wrong_credentials"


def test_after_a_one_time_password_the_login_id_is_no_password_again(world: World, till: Till, token: str) -> None:
    new = world.add_newcomer(Role.STORE_CLERK, "clerk-0009")
    care(world, till, token, "one-time-password", new.staff)
    assert code(world.try_log_in(till, new.login_id, new.login_id)) == "wrong_credentials"


@pytest.mark.parametrize("what", ["unlock", "disable", "enable", "one-time-password"])
def test_a_manager_cares_for_the_own_store_only(world: World, till: Till, token: str, what: str) -> None:
    sister = world.add_newcomer(Role.STORE_CLERK, "clerk-0002", SISTER_STORE)
    foreign = world.add_newcomer(Role.STORE_CLERK, "clerk-0003", FOREIGN_STORE)
    company = world.add_newcomer(Role.COMPANY_STAFF, "company-staff")
    assert code(care(world, till, token, what, sister.staff)) == "forbidden"
    assert code(care(world, till, token, what, company.staff)) == "forbidden"
    assert code(care(world, till, token, what, foreign.staff)) == "not_found"
    assert code(care(world, till, token, what, uuid.uuid4())) == "not_found"
    assert world.rows("SELECT count(*) FROM staff WHERE disabled = 1 OR password_kind = 'one_time'") == [(0,)]


@pytest.mark.parametrize("what", ["unlock", "disable", "enable", "one-time-password"])
def test_a_clerk_cares_for_nobody(world: World, till: Till, clerk: Person, manager: Person, what: str) -> None:
    token = world.log_in(till, clerk)
    assert code(care(world, till, token, what, manager.staff)) == "forbidden"
    assert code(care(world, till, token, what, clerk.staff)) == "forbidden"
    assert code(care(world, till, None, what, clerk.staff)) == "session_needed"


def test_on_a_disabled_terminal_accounts_are_left_alone(world: World, till: Till, token: str, clerk: Person) -> None:
    world.disable_terminal(till)
    for what in ("unlock", "disable", "enable", "one-time-password"):
        assert code(care(world, till, token, what, clerk.staff)) == "terminal_disabled"
    assert world.ask("GET", "/v1/staff", till, token).status_code == 200
    changed = "SELECT count(*) FROM staff WHERE disabled = 1 OR password_kind = 'one_time'"
    assert world.rows(changed) == [(0,)]


def test_what_was_done_to_whom_by_whom_is_recorded(
    world: World, till: Till, token: str, clerk: Person, manager: Person
) -> None:
    for what in ("unlock", "disable", "enable", "one-time-password"):
        assert care(world, till, token, what, clerk.staff).status_code == 200
    lines = world.rows(
        "SELECT what, login_id, terminal, subject, via FROM audit JOIN staff ON staff.id = audit.staff"
        " WHERE subject IS NOT NULL ORDER BY audit.id"
    )
    assert [line[0] for line in lines] == ["unlock", "disable", "enable", "issue_password"]
    assert {line[1:] for line in lines} == {(manager.login_id, till.number, str(clerk.staff), "till")}
