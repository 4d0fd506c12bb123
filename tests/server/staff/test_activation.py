import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import requests

from pos_app.server.staff.lockout import ACTIVATION, ADDRESS_TRIES
from pos_app.server.staff.tokens import new_token
from pos_app.wire.staff import Role
from pos_app.wire.store import Activated, TerminalInfo
from tests.server.staff.world import TERMINAL_PASSWORD, Till, World, code

WRONG = "00000001"
NOBODY = "999999999999"


def preview(world: World, terminal_id: str, password: str = TERMINAL_PASSWORD) -> requests.Response:
    return world.request("POST", "/v1/activations/preview", json={"terminal_id": terminal_id, "password": password})


def test_before_it_is_confirmed_the_store_is_shown_and_the_password_stays_good(world: World) -> None:
    _, terminal_id = world.add_terminal()
    for _ in range(2):
        shown = TerminalInfo.model_validate_json(preview(world, terminal_id).content)
        assert (shown.terminal_id, shown.store_name, shown.store_phone) == (terminal_id, "エーナ食堂", "0573-00-0135")
        assert shown.environment == "test"
    assert world.activate(terminal_id)[0].status_code == 200


def test_an_activated_till_is_known_by_its_credential(world: World) -> None:
    number, terminal_id = world.add_terminal()
    answer, credential = world.activate(terminal_id)
    activated = Activated.model_validate_json(answer.content)
    assert (activated.epoch, activated.count, activated.feed_from) == (1, 0, 0)
    told = world.ask("GET", "/v1/terminal", Till(number, terminal_id, credential))
    assert TerminalInfo.model_validate_json(told.content) == activated.terminal


def test_a_terminal_password_works_once(world: World) -> None:
    _, terminal_id = world.add_terminal()
    assert world.activate(terminal_id)[0].status_code == 200
    assert code(world.activate(terminal_id)[0]) == "activation_password_spent"
    assert code(preview(world, terminal_id)) == "activation_password_spent"


def test_unknown_terminal_and_wrong_password_get_the_same_answers(world: World) -> None:
    _, terminal_id = world.add_terminal()
    for attempt in range(ACTIVATION.tries + 2):
        ask = preview if attempt % 2 else lambda *known: world.activate(known[1], password=known[2])[0]
        answers = [ask(world, tried, WRONG) for tried in (terminal_id, NOBODY)]
        assert answers[0].content == answers[1].content
        assert answers[0].status_code == answers[1].status_code
        wanted = "wrong_credentials" if attempt < ACTIVATION.tries else "activation_password_spent"
        assert code(answers[0]) == wanted


def test_ten_wrong_tries_void_the_password_for_ever_and_a_new_one_helps(world: World) -> None:
    _, terminal_id = world.add_terminal()
    for _ in range(ACTIVATION.tries):
        assert code(world.activate(terminal_id, password=WRONG)[0]) == "wrong_credentials"
    world.clock.advance(timedelta(days=400))
    assert code(world.activate(terminal_id)[0]) == "activation_password_spent"
    world.reissue(terminal_id)
    assert world.activate(terminal_id)[0].status_code == 200


def test_a_right_try_forgives_the_wrong_ones(world: World) -> None:
    _, terminal_id = world.add_terminal()
    for _ in range(2):
        for _ in range(ACTIVATION.tries - 1):
            assert code(preview(world, terminal_id, WRONG)) == "wrong_credentials"
        assert preview(world, terminal_id).status_code == 200


def test_many_wrong_tries_at_once_are_not_judged_more_often_than_one_after_the_other(world: World) -> None:
    _, terminal_id = world.add_terminal()
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: preview(world, terminal_id, WRONG), range(24)))
    assert [code(answer) for answer in answers].count("wrong_credentials") == ACTIVATION.tries


def test_a_lost_answer_is_given_again_for_the_same_body(world: World) -> None:
    _, terminal_id = world.add_terminal()
    same = {"activation": str(uuid.uuid4()), "credential": new_token(os.urandom)}
    first, _ = world.activate(terminal_id, **same)
    world.clock.advance(timedelta(days=3))
    assert world.activate(terminal_id, **same)[0].content == first.content
    # The credential is what proves it, so a spoilt password changes nothing.
    for _ in range(ACTIVATION.tries + 1):
        preview(world, terminal_id, WRONG)
    assert world.activate(terminal_id, **same)[0].content == first.content


def test_activating_again_rotates_the_credential_and_raises_the_epoch(world: World, till: Till) -> None:
    world.reissue(till.terminal_id)
    assert world.ask("GET", "/v1/terminal", till).status_code == 200
    answer, credential = world.activate(till.terminal_id)
    assert answer.json()["epoch"] == 2
    assert code(world.ask("GET", "/v1/terminal", till)) == "unauthenticated"
    assert world.ask("GET", "/v1/terminal", Till(till.number, till.terminal_id, credential)).status_code == 200


def test_activating_again_ends_the_sessions_of_the_till_before(world: World, till: Till) -> None:
    clerk = world.add_person(Role.STORE_CLERK, "clerk-0001")
    token = world.log_in(till, clerk)
    world.reissue(till.terminal_id)
    _, credential = world.activate(till.terminal_id)
    successor = Till(till.number, till.terminal_id, credential)
    assert code(world.ask("DELETE", "/v1/sessions/current", successor, token)) == "session_needed"


def test_an_activation_that_was_followed_by_another_is_not_given_again(world: World) -> None:
    _, terminal_id = world.add_terminal()
    same = {"activation": str(uuid.uuid4()), "credential": new_token(os.urandom)}
    assert world.activate(terminal_id, **same)[0].status_code == 200
    world.reissue(terminal_id)
    assert world.activate(terminal_id)[0].status_code == 200
    assert code(world.activate(terminal_id, **same)[0]) == "activation_password_spent"


def test_an_earlier_activation_is_not_given_to_the_later_credential(world: World) -> None:
    _, terminal_id = world.add_terminal()
    earlier = str(uuid.uuid4())
    assert world.activate(terminal_id, activation=earlier)[0].status_code == 200
    world.reissue(terminal_id)
    _, credential = world.activate(terminal_id)
    assert code(world.activate(terminal_id, activation=earlier, credential=credential)[0]) == (
        "activation_password_spent"
    )


def test_a_credential_or_an_activation_id_is_not_taken_twice(world: World, till: Till) -> None:
    _, another = world.add_terminal()
    assert code(world.activate(another, credential=till.credential)[0]) == "id_reused"
    taken = str(uuid.uuid4())
    _, third = world.add_terminal()
    assert world.activate(third, activation=taken)[0].status_code == 200
    assert code(world.activate(another, activation=taken)[0]) == "id_reused"
    assert world.activate(another)[0].status_code == 200


def test_a_disabled_terminal_is_not_activated_and_keeps_its_password(world: World) -> None:
    number, terminal_id = world.add_terminal()
    world.disable_terminal(Till(number, terminal_id, ""))
    assert code(preview(world, terminal_id)) == "terminal_disabled"
    assert code(world.activate(terminal_id)[0]) == "terminal_disabled"


def test_a_disabled_terminal_may_still_ask_who_it_is(world: World, till: Till) -> None:
    world.disable_terminal(till)
    assert world.ask("GET", "/v1/terminal", till).status_code == 200


def test_one_address_cannot_try_terminal_after_terminal(world: World) -> None:
    for number in range(ADDRESS_TRIES.tries):
        assert code(preview(world, f"{number:012}", WRONG)) == "wrong_credentials"
    answer = preview(world, NOBODY, WRONG)
    assert code(answer) == "rate_limited"
    assert int(answer.headers["Retry-After"]) > 0
    world.clock.advance(timedelta(minutes=1))
    assert code(preview(world, NOBODY, WRONG)) == "wrong_credentials"


def test_neither_password_nor_credential_is_kept_in_the_database(world: World, till: Till) -> None:
    world.context.database.writer.submit(lambda tx: None).result()
    path = world.context.database.path
    content = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*") if file.suffix != ".key")
    assert till.terminal_id.encode() in content
    assert till.credential.encode() not in content
    assert TERMINAL_PASSWORD.encode() not in content
