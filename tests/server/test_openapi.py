"""The OpenAPI document tells the truth: whatever is sent, there is no 5xx and no answer that it doesn't describe."""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pos_app.server.admin import wallets
from pos_app.server.context import Context
from pos_app.server.problems import STATUS
from pos_app.server.settings import ServerSettings
from pos_app.server.store.database import open_database
from pos_app.wire.problems import Problem, ProblemCode
from pos_app.wire.staff import Role
from tests.server.cards.shop import shop_of
from tests.server.fake_clock import FakeClock
from tests.server.live_server import serve
from tests.server.staff.world import Person, Till, World

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
ENDS_THE_SESSION = {"POST /v1/sessions/current/password", "DELETE /v1/sessions/current"}


@dataclass
class Scene:
    world: World
    till: Till
    member_token: str
    staff_token: str
    clerk: Person
    document: dict[str, Any]
    made: int = 0

    def headers(self, label: str) -> dict[str, str]:
        """Credentials that are right for every endpoint."""
        staff = self.staff_token
        if label in ENDS_THE_SESSION:
            self.made += 1
            person = self.world.add_person(Role.COMPANY_ADMIN, f"throwaway-{self.made:05}")
            staff = self.world.log_in(self.till, person)
        bearer = self.member_token if "/v1/member/" in label else self.till.credential
        if label == "DELETE /v1/member/sessions/current":
            bearer = self.world.log_in_member("aoi-suzuki")
        return {"Authorization": f"Bearer {bearer}", "Staff-Session": staff}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    clock = FakeClock()
    database = open_database(tmp_path_factory.mktemp("openapi") / "server.sqlite")
    cheap = ServerSettings(database.path, argon2_passes=1, argon2_memory=64, argon2_lanes=1)
    context = Context(database, cheap, clock, os.urandom)
    with serve(context) as server:
        world = World(context, server, clock)
        world.build()
        till = world.add_till()
        world.add_member("aoi-suzuki")
        world.write(lambda tx: wallets.charge(tx, clock(), uuid.uuid4(), "aoi-suzuki", "value", 50_000, None))
        member = world.log_in_member("aoi-suzuki")
        staff = world.log_in(till, world.add_person(Role.COMPANY_ADMIN, "company-admin"))
        clerk = world.add_person(Role.STORE_CLERK, "clerk-0001")
        shop_of(world, till, world.log_in(till, clerk), staff)
        yield Scene(world, till, member, staff, clerk, server.request("GET", "/openapi.json").json())
    database.close()


def _no_credentials(_: Scene, __: str) -> dict[str, str]:
    return {}


def _wrong_credentials(_: Scene, __: str) -> dict[str, str]:
    return {"Authorization": "Bearer " + "A" * 43, "Staff-Session": "A" * 43}


def _right_credentials(scene: Scene, label: str) -> dict[str, str]:
    return scene.headers(label)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("credentials", [_no_credentials, _wrong_credentials, _right_credentials])
def test_whatever_is_sent_the_answer_is_described_and_no_5xx(
    scene: Scene, credentials: Callable[[Scene, str], dict[str, str]], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(scene.document)
    seen = 0
    with requests.Session() as session:
        session.trust_env = False
        for result in schema.get_all_operations():
            assert isinstance(result, Ok), result
            operation = result.ok()
            seen += 1
            described = operation.definition.raw
            # Where nothing is taken, nothing can be wrong with it.
            if mode is GenerationMode.POSITIVE or described.keys() & {"parameters", "requestBody"}:
                exercise(scene, operation, credentials, mode, session)
    assert seen == sum(len(operations) for operations in scene.document["paths"].values())


def exercise(
    scene: Scene,
    operation: Any,
    credentials: Callable[[Scene, str], dict[str, str]],
    mode: GenerationMode,
    session: requests.Session,
) -> None:
    fixed: dict[str, Any] = {}
    if operation.path == "/v1/feed":
        # With nothing new it would keep the test waiting.
        fixed["query"] = {"wait": 0}
    if "{staff}" in operation.path and mode is GenerationMode.POSITIVE:
        fixed["path_parameters"] = {"staff": str(scene.clerk.staff)}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def send(case: Any) -> None:
        scene.world.clock.advance(timedelta(seconds=3))
        if mode is GenerationMode.POSITIVE:
            case.body = whole(case.body)
        else:
            # A credential that was left out or made wrong is replaced by ours: the rest of the case is what is wrong.
            case.meta.components.pop(ParameterLocation.HEADER, None)
        response = case.call(
            base_url=scene.world.server.url, session=session, headers=credentials(scene, operation.label)
        )
        case.validate_response(response, checks=CHECKS)

    send()


def whole(value: Any) -> Any:
    """Send 71 where 71.0 was made up: to a JSON Schema both are integers, to this server only the first."""
    if isinstance(value, dict):
        return {name: whole(item) for name, item in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def test_every_problem_code_has_a_status() -> None:
    assert set(STATUS) == set(ProblemCode)
    assert all(400 <= status < 600 for status in STATUS.values())


def test_every_problem_is_declared_as_a_problem_document(scene: Scene) -> None:
    for operations in scene.document["paths"].values():
        for operation in operations.values():
            declared = {int(status): response for status, response in operation["responses"].items()}
            assert {413, 500, 503} <= set(declared)
            assert 422 not in declared
            for status, response in declared.items():
                assert "Server-Time" in response["headers"]
                if status >= 400:
                    assert list(response["content"]) == ["application/problem+json"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nowhere", 404, "not_found"),
        ("GET", "/", 404, "not_found"),
        ("GET", "/v1/health/", 404, "not_found"),
        ("GET", "/docs", 404, "not_found"),
        ("GET", "/redoc", 404, "not_found"),
        ("POST", "/v1/health", 405, "method_not_allowed"),
        ("DELETE", "/v1/staff", 405, "method_not_allowed"),
        ("PATCH", "/v1/sessions/current/pin", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_a_problem_too(scene: Scene, method: str, path: str, status: int, code: str) -> None:
    answer = scene.world.server.request(method, path)
    problem = Problem.model_validate_json(answer.content)
    assert (answer.status_code, problem.status, problem.code) == (status, status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert ("Allow" in answer.headers) == (status == 405)


BROKEN_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    b'{"login_id": "\\ud800", "password": "x"}',
    b'{"login_id": NaN, "password": "x"}',
    b'{"login_id": "a", "password": 1e999}',
    b'{"login_id": "a", "password": "x", "more": 1}',
    b'{"login_id": "a"}',
    b'{"login_id": "' + b"a" * 65 + b'", "password": "x"}',
    b"[" * 20_000,
    b'{"login_id": "a\\u0000", "password": "x"}x',
]


@pytest.mark.parametrize("body", BROKEN_BODIES, ids=range(len(BROKEN_BODIES)))
@pytest.mark.parametrize("path", ["/v1/sessions", "/v1/activations", "/v1/member/sessions", "/v1/approvals"])
def test_a_body_that_is_none_is_refused_and_not_quoted(scene: Scene, path: str, body: bytes) -> None:
    answer = scene.world.server.request("POST", path, bearer=scene.till.credential, staff=scene.staff_token, body=body)
    assert answer.status_code == 400
    assert Problem.model_validate_json(answer.content).code is ProblemCode.INVALID_REQUEST
    assert "aaaa" not in answer.text


def test_a_body_in_another_media_type_is_refused(scene: Scene) -> None:
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = scene.world.server.request(
            "POST",
            "/v1/member/sessions",
            body=b'{"login_id": "aoi-suzuki", "password": "x"}',
            headers={"Content-Type": media_type},
        )
        assert answer.status_code == 400, media_type


def test_an_endless_body_is_refused_wherever_it_is_sent(scene: Scene) -> None:
    paths = {(method, path) for path, operations in scene.document["paths"].items() for method in operations}
    for method, path in sorted(paths):
        at = path.format(id=uuid.uuid4(), staff=uuid.uuid4(), file="wallet.css")
        answer = scene.world.server.request(
            method.upper(), at, bearer=scene.till.credential, staff=scene.staff_token, body=b" " * 65_537
        )
        assert answer.status_code == 413, (method, path)
        assert Problem.model_validate_json(answer.content).code is ProblemCode.TOO_LARGE
