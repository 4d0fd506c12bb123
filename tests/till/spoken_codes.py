"""Every code that the product can say to a person at the till, collected from its source."""

import ast
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from pos_app import till
from pos_app.domain.codes import CodeProblem
from pos_app.domain.money import AmountProblem
from pos_app.domain.password import Rule
from pos_app.sync.credentials_rules import CredentialsReason
from pos_app.sync.journal import _REASONS
from pos_app.till.card_entry import EntryText
from pos_app.till.words import LABELS
from pos_app.wire.operations import Decline
from pos_app.wire.payments import VoidRoute
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import Environment

_PACKAGE = Path(till.__file__).parent.parent
_ROOMS = ("till", "sync", "domain", "devices", "demo", "app.py")
# The last argument of a call by one of these names is a code, where it is a text.
_SPEAKERS = ("Refusal", "notice", "NotRecorded", "_trouble")
_FAULTS = ("JournalFault", "ScannerFault", "ServerFault")
_CAMERA_FILES = ("camera.py", "sources.py")

COMPUTED: dict[str, set[str]] = {
    "notice(f'code_{scanned.problem.value}')": {f"code_{problem.value}" for problem in CodeProblem},
    "Refusal(problem.value)": {*AmountProblem},
    "Refusal(problem.code.value)": {*ProblemCode},
    "Refusal(self._count_wrong(session))": {"pin_wrong", "pin_off"},
    "NotRecorded(fault.reason)": set(_REASONS.values()),
    "JournalFault(reason)": set(_REASONS.values()),
    "ServerFault('not_sent' if _surely_not_sent(error) else 'no_answer')": {"not_sent", "no_answer"},
    "ScannerFault(otherwise)": {"camera_missing", "camera_busy", "camera_unreadable"},
    "_trouble(code)": {*ProblemCode, "offline"},
    "Refusal(case.trouble or 'not_voidable' if case else 'not_voidable')": {"not_voidable", *Decline},
    "notice(decline.value)": {*Decline},
    "Refusal('caller_phone' if field == 'phone' else 'caller_memo')": {"caller_phone", "caller_memo"},
    "Refusal(code)": {"wrong_credentials", "password_rule", "pin_rule"},
    "Refusal(trouble)": {*ProblemCode, "offline_set_up"},
    "Refusal(trouble or 'demo_waited_too_long')": {*ProblemCode, "offline_set_up", "demo_waited_too_long"},
}
"""Codes that are computed where they are raised: the expression, and what it can be."""

ELSEWHERE = {
    *Decline,
    *ProblemCode,
    *AmountProblem,
    *Rule,
    *CredentialsReason,
    "offline",
    "sound_no_player",
    "sound_failed",
    "credentials_none",
    VoidRoute.WINDOW_CLOSED.value,
    VoidRoute.NOT_VOIDABLE.value,
    *(f"code_{problem.value}" for problem in CodeProblem),
    *EntryText,
    f"{EntryText.A}_advice",
}
"""Codes that come as values: answers, problem documents, rules, an errand without the network, a mute speaker."""


def labels() -> set[str]:
    """The codes of every member of every list that has labels."""
    return {
        f"{beginning}_{member.value}"
        for kind, beginning in LABELS.items()
        for member in kind
        if member is not Environment.PRODUCTION
    }


def per_state(beginning: str, states: Iterable[StrEnum]) -> set[str]:
    return {f"{beginning}_{state.value}" for state in states}


@cache
def raised() -> frozenset[str]:
    """The codes that stand in the source as texts, and the expressions (as ``name(expression)``) that don't."""
    return frozenset(code for path in _files() for code in _codes(ast.parse(path.read_text(encoding="utf-8")), path))


def _files() -> Iterator[Path]:
    for room in _ROOMS:
        yield from [_PACKAGE / room] if room.endswith(".py") else (_PACKAGE / room).rglob("*.py")


def _codes(tree: ast.AST, path: Path) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _called(node)
            if name in _FAULTS and node.args:
                yield _code(name, node.args[0])
            elif name in _SPEAKERS and node.args:
                yield _code(name, node.args[0] if name in ("Refusal", "notice") else node.args[-1])
        elif path.name in _CAMERA_FILES and isinstance(node, ast.Constant) and _is_camera_reason(node.value):
            yield str(node.value)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    # Of methods only the one by which use cases say what went wrong; ``words.notice(...)`` is no new code.
    return "_trouble" if isinstance(node.func, ast.Attribute) and node.func.attr == "_trouble" else ""


def _code(name: str, argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return f"{name}({ast.unparse(argument)})"


def _is_camera_reason(value: object) -> bool:
    return isinstance(value, str) and value.startswith("camera_") and " " not in value and "\n" not in value
