"""What the OpenAPI says of answers that are no success."""

from typing import Any

from pos_app.server.problems import STATUS
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, ProblemCode

PROBLEM_REF = {"$ref": "#/components/schemas/Problem"}


def problems(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """Give a route's ``responses``: the problems that it answers with besides those that any route may."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code.value)  # type: ignore[arg-type, attr-defined]
    return {status: problem_response(*words) for status, words in by_status.items()}


def problem_response(*words: str) -> dict[str, Any]:
    """Give the OpenAPI response object of some problem codes."""
    return {"description": " / ".join(words), "content": {PROBLEM_MEDIA_TYPE: {"schema": PROBLEM_REF}}}
