import json
from datetime import UTC, datetime

from pos_app.server.api.envelope import MAX_BODY_BYTES
from pos_app.wire.problems import Problem, ProblemCode
from pos_app.wire.store import Health
from tests.server.live_server import LiveServer


def test_health_says_the_servers_time(server: LiveServer) -> None:
    answer = server.request("GET", "/v1/health")
    assert answer.status_code == 200
    assert Health.model_validate_json(answer.content).time == datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
    assert answer.headers["Server-Time"] == "2026-04-10T03:00:00.000Z"


def test_an_unknown_path_is_a_problem_document(server: LiveServer) -> None:
    answer = server.request("GET", "/v1/nothing")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Problem.model_validate_json(answer.content).code is ProblemCode.NOT_FOUND


def test_a_wrong_method_is_a_problem_document_and_names_the_right_ones(server: LiveServer) -> None:
    answer = server.request("POST", "/v1/health")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
    assert Problem.model_validate_json(answer.content).code is ProblemCode.METHOD_NOT_ALLOWED


def test_a_body_over_the_limit_is_refused(server: LiveServer) -> None:
    answer = server.request("POST", "/v1/health", body=b"x" * (MAX_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert Problem.model_validate_json(answer.content).code is ProblemCode.TOO_LARGE
    assert "Server-Time" in answer.headers


def test_a_chunked_body_over_the_limit_is_refused(server: LiveServer) -> None:
    chunks = (b"x" * 8192 for _ in range(9))
    answer = server.request("POST", "/v1/health", body=chunks)  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_the_openapi_document_knows_problems_and_none_of_the_frameworks_own(server: LiveServer) -> None:
    document = json.loads(server.request("GET", "/openapi.json").content)
    assert "Problem" in document["components"]["schemas"]
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path in document["paths"].values():
        for operation in path.values():
            assert "422" not in operation["responses"]
            assert "503" in operation["responses"]
