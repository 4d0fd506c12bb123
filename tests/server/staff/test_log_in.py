import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests

from pos_app.server.staff.lockout import LOG_IN, TILL_LOG_INS
from pos_app.server.staff.sessions import LIFE, RESTRICTED_LIFE
from pos_app.wire.staff import Role, Session
from tests.server.staff.world import FOREIGN_STORE, PASSWORD, SISTER_STORE, STORE, Person, Till, World, code

WRONG = "kawanami-stone-53"
NEW = "asagiri-valley-27"


@pytest.fixture
def clerk(world: World) -> Person:
    return world.add_person(Role.STORE_CLERK, "clerk-0001")


def change(world: World, till: Till, token: str, password: str) -> requests.Response:
    return world.ask("POST", "/v1/sessions/current/password", till, token, {"new_password": password})


def test_a_clerk_logs_in_and_is_told_what_the_role_may_do(world: World, till: Till, clerk: Person) -> None:
    answer = world.try_log_in(till, clerk.login_id, PASSWORD)
    session = Session.model_validate_json(answer.content)
    assert session.staff == clerk.staff
    assert session.staff_number == clerk.number
    assert session.role is Role.STORE_CLERK
    assert session.rights == ("sell", "void_by_setting", "read_history")
    assert not session.password_change_needed
    assert session.expires_at == world.clock() + LIFE
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", session.token)
    assert session.pin_verifier is not None
    assert session.pin_verifier.startswith("$argon2id$")
    assert session.token not in repr(session)
    assert session.pin_verifier not in repr(session)


def test_unknown_id_and_wrong_password_get_the_same_answers_through_the_lock_out(
    world: World, till: Till, clerk: Person
) -> None:
    for attempt in range(LOG_IN.tries + 1):
        answers = [world.try_log_in(till, login_id, WRONG) for login_id in (clerk.login_id, "nobody-0001")]
        assert answers[0].content == answers[1].content
        assert answers[0].status_code == answers[1].status_code
        assert code(answers[0]) == ("wrong_credentials" if attempt < LOG_IN.tries else "locked")


def test_ten_wrong_passwords_lock_the_account_for_thirty_minutes(world: World, till: Till, clerk: Person) -> None:
    for _ in range(LOG_IN.tries):
        assert code(world.try_log_in(till, clerk.login_id, WRONG)) == "wrong_credentials"
    assert code(world.try_log_in(till, clerk.login_id, PASSWORD)) == "locked"
    world.clock.advance(timedelta(minutes=29, seconds=59))
    assert code(world.try_log_in(till, clerk.login_id, PASSWORD)) == "locked"
    world.clock.advance(timedelta(seconds=1))
    assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_a_lock_out_follows_the_account_to_every_till_of_the_store(world: World, till: Till, clerk: Person) -> None:
    for _ in range(LOG_IN.tries):
        world.try_log_in(till, clerk.login_id, WRONG)
    assert code(world.try_log_in(world.add_till(), clerk.login_id, PASSWORD)) == "locked"


def test_a_lock_out_leaves_open_sessions_selling(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    for _ in range(LOG_IN.tries + 1):
        world.try_log_in(till, clerk.login_id, WRONG)
    assert world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "240713"}).status_code == 200


def test_the_right_password_forgives_nine_wrong_ones(world: World, till: Till, clerk: Person) -> None:
    for _ in range(2):
        for _ in range(LOG_IN.tries - 1):
            assert code(world.try_log_in(till, clerk.login_id, WRONG)) == "wrong_credentials"
        assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_many_wrong_passwords_at_once_are_not_judged_more_often(world: World, till: Till, clerk: Person) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: world.try_log_in(till, clerk.login_id, WRONG), range(20)))
    codes = [code(answer) for answer in answers]
    assert codes.count("wrong_credentials") == LOG_IN.tries
    assert codes.count("locked") == 20 - LOG_IN.tries


def test_one_till_cannot_try_account_after_account(world: World, till: Till, clerk: Person) -> None:
    for number in range(TILL_LOG_INS.tries):
        assert code(world.try_log_in(till, f"guessed-{number:04}", WRONG)) == "wrong_credentials"
    assert code(world.try_log_in(till, clerk.login_id, PASSWORD)) == "rate_limited"
    assert world.try_log_in(world.add_till(), clerk.login_id, PASSWORD).status_code == 200
    world.clock.advance(timedelta(minutes=1))
    assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_the_initial_password_opens_nothing_but_the_change_of_password(world: World, till: Till) -> None:
    newcomer = world.add_newcomer(Role.STORE_MANAGER, "manager-0001")
    session = Session.model_validate_json(world.try_log_in(till, newcomer.login_id, newcomer.login_id).content)
    assert session.password_change_needed
    assert session.rights == ()
    assert session.pin_verifier is None
    assert session.expires_at == world.clock() + RESTRICTED_LIFE
    token = session.token
    assert code(world.ask("GET", "/v1/staff", till, token)) == "password_change_needed"
    assert code(world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "861304"})) == (
        "password_change_needed"
    )
    changed = Session.model_validate_json(change(world, till, token, NEW).content)
    assert not changed.password_change_needed
    assert changed.session != session.session
    assert changed.token != token
    assert world.ask("GET", "/v1/staff", till, changed.token).status_code == 200
    assert code(world.ask("GET", "/v1/staff", till, token)) == "session_needed"


def test_the_initial_password_is_accepted_once(world: World, till: Till) -> None:
    new = world.add_newcomer(Role.STORE_CLERK, "clerk-0002")
    assert world.try_log_in(till, new.login_id, new.login_id).status_code == 200
    assert code(world.try_log_in(world.add_till(), new.login_id, new.login_id)) == "wrong_credentials"
    world.clock.advance(timedelta(minutes=14, seconds=59))
    assert world.try_log_in(till, new.login_id, new.login_id).status_code == 200, "the till died"
    world.clock.advance(timedelta(seconds=1))
    assert code(world.try_log_in(till, new.login_id, new.login_id)) == "wrong_credentials"


def test_after_the_change_only_the_new_password_opens(world: World, till: Till) -> None:
    new = world.add_newcomer(Role.STORE_CLERK, "clerk-0002")
    token = world.log_in(till, new)
    assert change(world, till, token, NEW).status_code == 200
    assert code(world.try_log_in(till, new.login_id, new.login_id)) == "wrong_credentials"
    assert world.try_log_in(till, new.login_id, NEW).status_code == 200


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("short1", "password_length"),
        ("onlyletterslong", "password_letter_and_digit"),
        ("123454321234567", "password_letter_and_digit"),
        ("パスワード123456abc", "password_half_width"),
        ("clerk-000012", "password_not_login_id"),
        ("password123456", "password_not_common"),
    ],
)
def test_a_new_password_against_the_rules_is_refused_by_name(
    world: World, till: Till, password: str, rule: str
) -> None:
    new = world.add_newcomer(Role.STORE_CLERK, "clerk-000012")
    token = world.log_in(till, new)
    answer = change(world, till, token, password)
    assert code(answer) == "password_rule"
    assert rule in answer.json()["detail"].split()
    assert password not in answer.text
    assert change(world, till, token, NEW).status_code == 200


def test_the_old_password_is_no_new_one(world: World, till: Till, clerk: Person) -> None:
    answer = change(world, till, world.log_in(till, clerk), PASSWORD)
    assert code(answer) == "password_rule"
    assert answer.json()["detail"] == "password_not_old"


def test_a_change_of_password_ends_the_sessions_on_other_tills(world: World, till: Till, clerk: Person) -> None:
    other = world.add_till()
    elsewhere = world.log_in(other, clerk)
    assert change(world, till, world.log_in(till, clerk), NEW).status_code == 200
    assert code(world.ask("DELETE", "/v1/sessions/current", other, elsewhere)) == "session_needed"


def test_a_session_is_bound_to_its_terminal(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    assert code(world.ask("DELETE", "/v1/sessions/current", world.add_till(), token)) == "session_needed"
    assert world.ask("DELETE", "/v1/sessions/current", till, token).status_code == 204


def test_after_log_out_the_token_is_dead(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    gone = world.ask("DELETE", "/v1/sessions/current", till, token)
    assert (gone.status_code, gone.content) == (204, b"")
    assert code(world.ask("DELETE", "/v1/sessions/current", till, token)) == "session_needed"


def test_a_session_ends_after_sixteen_hours(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    world.clock.advance(LIFE - timedelta(milliseconds=1))
    assert world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "861304"}).status_code == 200
    world.clock.advance(timedelta(milliseconds=1))
    assert code(world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "861304"})) == "session_needed"


def test_logging_in_again_ends_ones_own_session_there_and_nobody_elses(world: World, till: Till, clerk: Person) -> None:
    colleague = world.add_person(Role.STORE_CLERK, "clerk-0002")
    first, theirs = world.log_in(till, clerk), world.log_in(till, colleague)
    world.log_in(till, clerk)
    assert code(world.ask("DELETE", "/v1/sessions/current", till, first)) == "session_needed"
    assert world.ask("DELETE", "/v1/sessions/current", till, theirs).status_code == 204


@pytest.mark.parametrize("role", [Role.STORE_CLERK, Role.STORE_MANAGER])
def test_people_of_a_store_log_in_there_only(world: World, role: Role) -> None:
    person = world.add_person(role, "somebody-01")
    tills = {store: world.add_till(store) for store in (STORE, SISTER_STORE, FOREIGN_STORE)}
    assert world.try_log_in(tills[STORE], person.login_id, PASSWORD).status_code == 200
    assert code(world.try_log_in(tills[SISTER_STORE], person.login_id, PASSWORD)) == "forbidden"
    assert code(world.try_log_in(tills[FOREIGN_STORE], person.login_id, PASSWORD)) == "wrong_credentials"


@pytest.mark.parametrize("role", [Role.COMPANY_ADMIN, Role.COMPANY_STAFF])
def test_people_of_a_company_log_in_at_all_its_stores(world: World, role: Role) -> None:
    person = world.add_person(role, "somebody-01")
    for store in (STORE, SISTER_STORE):
        assert world.try_log_in(world.add_till(store), person.login_id, PASSWORD).status_code == 200
    foreign = world.add_till(FOREIGN_STORE)
    assert code(world.try_log_in(foreign, person.login_id, PASSWORD)) == "wrong_credentials"


def test_a_guess_at_another_company_does_not_lock_the_namesake_here(world: World, till: Till, clerk: Person) -> None:
    foreign = world.add_till(FOREIGN_STORE)
    for _ in range(LOG_IN.tries + 1):
        world.try_log_in(foreign, clerk.login_id, WRONG)
    assert world.try_log_in(till, clerk.login_id, PASSWORD).status_code == 200


def test_nobody_logs_in_at_a_disabled_terminal(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    world.disable_terminal(till)
    assert code(world.try_log_in(till, clerk.login_id, PASSWORD)) == "terminal_disabled"
    assert code(change(world, till, token, NEW)) == "terminal_disabled"
    assert code(world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": "715926"})) == "terminal_disabled"
    assert world.ask("DELETE", "/v1/sessions/current", till, token).status_code == 204


def test_without_a_credential_nobody_is_asked_for_a_password(world: World, clerk: Person) -> None:
    body = {"login_id": clerk.login_id, "password": PASSWORD}
    for bearer in (None, "", "x", "A" * 43, "é" * 43):
        headers = {} if bearer is None else {"Authorization": f"Bearer {bearer}".encode()}
        answer = world.request("POST", "/v1/sessions", json=body, headers=headers)
        assert code(answer) == "unauthenticated"
        assert answer.headers["WWW-Authenticate"]


def test_no_password_and_no_token_is_kept_in_the_database(world: World, till: Till, clerk: Person) -> None:
    token = world.log_in(till, clerk)
    path = world.context.database.path
    content = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*") if file.suffix != ".key")
    assert clerk.login_id.encode() in content
    for secret in (token, PASSWORD):
        assert secret.encode() not in content
