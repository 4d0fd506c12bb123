import json
from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal, ServerFault
from pos_app.sync.attempt import Outcome
from pos_app.sync.client import Client, Credential, Keys, judge
from pos_app.sync.http import Reply
from pos_app.wire.operations import OperationPage
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, ProblemCode
from tests.sync.facts import approved, declined, page, payment_id, problem
from tests.sync.scripted_server import ScriptedServer, answer, drop, scripted
from tests.sync.test_http import free_port, line

OURS = payment_id(1)
JSON = "application/json"
DEFINITE = {Outcome.ANSWERED, Outcome.NOTHING_DONE, Outcome.REFUSED, Outcome.ID_REUSED, Outcome.ABSENT}


def reply(status: int, body: bytes, media_type: str = JSON) -> Reply:
    return Reply(status, body, media_type, replayed=False)


@pytest.mark.parametrize("told", [approved(), declined()])
def test_an_answer_with_our_id_is_definite(told: object) -> None:
    result = judge(OURS, reply(200, told.to_json()))  # type: ignore[attr-defined]
    assert (result.outcome, result.answer) == (Outcome.ANSWERED, told)


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [
        (ProblemCode.UNAUTHENTICATED, 401, Outcome.NOTHING_DONE),
        (ProblemCode.RATE_LIMITED, 429, Outcome.NOTHING_DONE),
        (ProblemCode.UNAVAILABLE, 503, Outcome.NOTHING_DONE),
        (ProblemCode.PROCESSOR_UNAVAILABLE, 503, Outcome.NOTHING_DONE),
        (ProblemCode.INVALID_REQUEST, 400, Outcome.REFUSED),
        (ProblemCode.TOO_LARGE, 413, Outcome.REFUSED),
        (ProblemCode.ID_REUSED, 409, Outcome.ID_REUSED),
        (ProblemCode.NOT_FOUND, 404, Outcome.ABSENT),
        (ProblemCode.INTERNAL, 500, Outcome.UNKNOWN),
        (ProblemCode.FORBIDDEN, 403, Outcome.UNKNOWN),
    ],
)
def test_a_problem_with_our_id_says_what_became_of_the_try(code: ProblemCode, status: int, outcome: Outcome) -> None:
    result = judge(OURS, reply(status, problem(code, status), PROBLEM_MEDIA_TYPE))
    assert (result.outcome, result.code) == (outcome, code)


@pytest.mark.parametrize(
    "strange",
    [
        reply(200, approved(2).to_json()),
        reply(200, approved().to_json()[:-1]),
        reply(200, b""),
        reply(200, b"", "application/js"),
        reply(200, b"<html>please log in</html>", "text/html"),
        reply(201, approved().to_json()),
        reply(204, b""),
        reply(302, b""),
        reply(404, b"not found", "text/plain"),
        reply(404, problem(ProblemCode.NOT_FOUND, 404), JSON),
        reply(404, problem(ProblemCode.NOT_FOUND, 404, n=2), PROBLEM_MEDIA_TYPE),
        reply(502, problem(ProblemCode.UNAVAILABLE, 503), PROBLEM_MEDIA_TYPE),
        reply(503, b'{"title":"x","status":503,"code":"unavailable"}', PROBLEM_MEDIA_TYPE),
        reply(503, b"{}", PROBLEM_MEDIA_TYPE),
    ],
)
def test_whatever_does_not_carry_our_id_proves_nothing(strange: Reply) -> None:
    assert judge(OURS, strange).outcome is Outcome.UNKNOWN


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([c.value for c in ProblemCode]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=8,
)
_IDS = st.one_of(st.just(str(OURS)), st.uuids().map(str), st.none(), st.text(max_size=5))
_PROBLEMS = st.fixed_dictionaries(
    {"title": st.just("x"), "status": st.integers(390, 610), "code": st.sampled_from([c.value for c in ProblemCode])},
    optional={"id": _IDS, "recorded": st.booleans(), "extra": st.none()},
)


def _changed_answer(changes: Mapping[str, object]) -> dict[str, object]:
    return {**json.loads(approved().to_json()), **changes}


_ANSWERS = st.fixed_dictionaries(
    {}, optional={"id": _IDS, "outcome": st.sampled_from(["approved", "declined", "x"]), "amount": st.integers(-1, 2)}
).map(_changed_answer)


@given(
    status=st.one_of(st.integers(100, 599), st.sampled_from([200, 400, 401, 404, 409, 413, 429, 503])),
    body=st.one_of(st.binary(max_size=40), st.one_of(_JSON, _PROBLEMS, _ANSWERS).map(lambda v: json.dumps(v).encode())),
    media_type=st.sampled_from([JSON, PROBLEM_MEDIA_TYPE, "text/html", ""]),
)
def test_no_reply_is_ever_taken_as_definite_without_our_id(status: int, body: bytes, media_type: str) -> None:
    result = judge(OURS, reply(status, body, media_type))
    if result.outcome in DEFINITE:
        assert str(OURS).encode() in body
    if result.outcome is Outcome.ANSWERED:
        assert status == 200
        assert result.answer is not None
        assert result.answer.id == OURS


@given(cut=st.integers(0, 400), flip=st.integers(0, 255))
def test_a_damaged_answer_is_never_another_answer(cut: int, flip: int) -> None:
    whole = approved().to_json()
    cut %= len(whole)
    broken = whole[:cut] + bytes([whole[cut] ^ flip]) + whole[cut + 1 :]
    result = judge(OURS, reply(200, broken))
    assert result.answer is None or result.answer.id == OURS
    assert judge(OURS, reply(200, whole[:cut])).outcome is Outcome.UNKNOWN


# -- over a real line


def client(server: ScriptedServer, credential: str | None = "secret-of-the-terminal") -> Client:
    return Client(line(server.url), Credential(credential))


def test_a_body_travels_byte_for_byte_with_the_credential_in_a_header_only() -> None:
    body = b'{ "kept" :  "as it is" }'
    with scripted(answer(200, approved().to_json())) as server:
        assert client(server).send(OURS, body).outcome is Outcome.ANSWERED
        seen = server.requests[0]
    assert seen.body == body
    assert seen.headers["authorization"] == "Bearer secret-of-the-terminal"
    assert "secret" not in seen.path


def test_a_later_credential_is_used_at_once() -> None:
    held = Credential(None)
    with scripted(answer(200, approved().to_json())) as server:
        asking = Client(line(server.url), held)
        asking.ask(OURS)
        held.value = "new"
        asking.ask(OURS)
        assert "authorization" not in server.requests[0].headers
        assert server.requests[1].headers["authorization"] == "Bearer new"


def test_secrets_stay_out_of_reprs() -> None:
    assert "secret" not in repr(Keys("secret", "secret")) + repr(Credential("secret"))


def test_a_try_that_could_not_be_sent_is_told_from_one_without_an_answer() -> None:
    nowhere = Client(line(f"http://127.0.0.1:{free_port()}"), Credential())
    assert nowhere.send(OURS, b"{}").outcome is Outcome.NOT_SENT
    with scripted(drop) as server:
        assert client(server).send(OURS, b"{}").outcome is Outcome.UNKNOWN


def test_a_refusal_of_a_plain_call_carries_its_code() -> None:
    act = answer(401, problem(ProblemCode.UNAUTHENTICATED, 401), PROBLEM_MEDIA_TYPE)
    with scripted(act) as server, pytest.raises(Refusal) as refusal:
        client(server).ask_page(1, 0)
    assert refusal.value.code == "unauthenticated"


@pytest.mark.parametrize(
    ("status", "body", "media_type", "reason"),
    [
        (503, problem(ProblemCode.UNAVAILABLE, 503), PROBLEM_MEDIA_TYPE, "unavailable"),
        (500, problem(ProblemCode.INTERNAL, 500), PROBLEM_MEDIA_TYPE, "unavailable"),
        (502, b"<html>", "text/html", "bad_answer"),
        (200, b"{}", JSON, "bad_answer"),
    ],
)
def test_a_plain_call_without_a_proper_answer_is_a_fault(
    status: int, body: bytes, media_type: str, reason: str
) -> None:
    with scripted(answer(status, body, media_type)) as server, pytest.raises(ServerFault) as fault:
        client(server).call("GET", "/v1/operations", OperationPage)
    assert fault.value.reason == reason


def test_a_page_is_asked_for_by_epoch_and_seq() -> None:
    with scripted(answer(200, page(3, 4))) as server:
        found = client(server).ask_page(2, 2)
        assert server.requests[0].path == "/v1/operations?epoch=2&after_seq=2"
    assert [known.answer.id for known in found.operations] == [payment_id(3), payment_id(4)]


def test_an_id_is_a_uuid_in_the_address() -> None:
    with scripted(answer(200, approved().to_json())) as server:
        client(server).ask(OURS)
        assert UUID(server.requests[0].path.rsplit("/", 1)[1]) == OURS
