from datetime import timedelta

import pytest
import requests

from pos_app.server.problems import Refused
from pos_app.server.staff.lockout import ADDRESS_TRIES, MEMBER_LOG_IN
from pos_app.server.staff.members import LIFE, Member, member_of
from pos_app.wire.member import MemberSession
from tests.server.staff.world import PASSWORD, World, code

WRONG = "kawanami-stone-53"


def log_in(world: World, login_id: str, password: str = PASSWORD) -> requests.Response:
    return world.request("POST", "/v1/member/sessions", json={"login_id": login_id, "password": password})


def who(world: World, token: str | None) -> Member:
    return world.context.database.readers.submit(lambda reader: member_of(reader, token, world.clock())).result()


@pytest.fixture(autouse=True)
def aoi(world: World) -> str:
    world.add_member("aoi-suzuki")
    return "aoi-suzuki"


def test_a_member_logs_in_and_the_token_says_who_it_is(world: World, aoi: str) -> None:
    session = MemberSession.model_validate_json(log_in(world, aoi).content)
    assert session.name == "鈴木 あおい"
    assert session.expires_at == world.clock() + LIFE
    assert session.token not in repr(session)
    assert who(world, session.token).name == session.name


def test_a_token_ends(world: World, aoi: str) -> None:
    token = log_in(world, aoi).json()["token"]
    world.clock.advance(LIFE)
    with pytest.raises(Refused, match="unauthenticated"):
        who(world, token)


@pytest.mark.parametrize("token", [None, "", "x", "A" * 43])
def test_a_token_that_was_never_given_is_nobodys(world: World, token: str | None) -> None:
    with pytest.raises(Refused, match="unauthenticated"):
        who(world, token)


def test_two_phones_of_one_member_are_both_logged_in(world: World, aoi: str) -> None:
    tokens = [log_in(world, aoi).json()["token"] for _ in range(2)]
    assert len({who(world, token) for token in tokens}) == 1


def test_unknown_and_wrong_get_the_same_answers_through_the_lock_out(world: World, aoi: str) -> None:
    for attempt in range(MEMBER_LOG_IN.tries + 1):
        answers = [log_in(world, login_id, WRONG) for login_id in (aoi, "nobody-0001")]
        assert answers[0].content == answers[1].content
        assert code(answers[0]) == ("wrong_credentials" if attempt < MEMBER_LOG_IN.tries else "locked")
    world.clock.advance(timedelta(minutes=30))
    assert log_in(world, aoi).status_code == 200


def test_one_address_cannot_try_member_after_member(world: World, aoi: str) -> None:
    for number in range(ADDRESS_TRIES.tries):
        log_in(world, f"guessed-{number}", WRONG)
    assert code(log_in(world, aoi)) == "rate_limited"
    world.clock.advance(timedelta(minutes=1))
    assert log_in(world, aoi).status_code == 200


def test_names_that_were_made_up_are_forgotten_after_a_day(world: World, aoi: str) -> None:
    for number in range(30):
        log_in(world, f"guessed-{number}", WRONG)
    world.clock.advance(timedelta(days=1, seconds=1))
    log_in(world, aoi, WRONG)
    assert world.rows("SELECT count(*) FROM tries WHERE what = 'member_log_in'") == [(1,)]


def test_what_was_typed_where_the_name_belongs_is_not_kept(world: World) -> None:
    log_in(world, PASSWORD, PASSWORD)
    path = world.context.database.path
    content = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*") if file.suffix != ".key")
    assert PASSWORD.encode() not in content
