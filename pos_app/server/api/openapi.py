"""The OpenAPI document: what the framework says, with the problems that every route may answer with."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from pos_app.server.api.declared import problem_response
from pos_app.server.problems import STATUS
from pos_app.wire.problems import Problem, ProblemCode

_EVERYWHERE = (ProblemCode.TOO_LARGE, ProblemCode.UNAVAILABLE, ProblemCode.INTERNAL)
"""A body may be sent where none is asked for, and be too large."""
_WITH_INPUT = (ProblemCode.INVALID_REQUEST,)
_FRAMEWORK_STATUS = "422"
_FRAMEWORK_SCHEMAS = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, described: Callable[[], Sequence[BaseRoute]]) -> dict[str, Any]:
    """Give the document, made once and kept; ``described`` gives what stands for routes that the framework knows
    nothing of."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=[*app.routes, *described()])
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name in _FRAMEWORK_SCHEMAS:
            schemas.pop(name, None)
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schemas["Problem"].pop("$defs", {}))
        for schema in schemas.values():
            _require_kind(schema)
        for path in document["paths"].values():
            for operation in path.values():
                _complete(operation)
        app.openapi_schema = document
    return app.openapi_schema


def _require_kind(schema: dict[str, Any]) -> None:
    """Say that a shape's ``kind`` has to be sent: its default is for programs, a union is told apart by it."""
    if "const" in schema.get("properties", {}).get("kind", {}):
        schema["required"] = sorted({"kind", *schema.get("required", ())})


def _complete(operation: dict[str, Any]) -> None:
    """Add the problems that any such route may answer with, and drop the framework's own."""
    responses = operation["responses"]
    responses.pop(_FRAMEWORK_STATUS, None)
    codes = [*_EVERYWHERE]
    if "parameters" in operation or "requestBody" in operation:
        codes += _WITH_INPUT
    for code in codes:
        _declare(responses, code)
    if "security" in operation:
        # The framework lists what a route needs as alternatives; all of it is needed.
        operation["security"] = [{name: scopes for one in operation["security"] for name, scopes in one.items()}]
    for response in responses.values():
        response.setdefault("headers", {})["Server-Time"] = {
            "description": "The server's time: ISO 8601, UTC, with milliseconds.",
            "schema": {"type": "string", "format": "date-time"},
        }


def _declare(responses: dict[str, Any], code: ProblemCode) -> None:
    status = str(STATUS[code])
    if status not in responses:
        responses[status] = problem_response(code.value)
    elif code.value not in responses[status]["description"]:
        responses[status]["description"] += f" / {code.value}"
