"""What a password, a login ID, a 暗証番号 and a 端末パスワード must look like (rows D-1, D-3, D-17, E-16).

Each check answers with one result per rule, in a fixed order, so that a screen can tick them off while a person types.
Nothing typed yet means that nothing is fulfilled yet.
"""

import re
from dataclasses import dataclass
from enum import StrEnum, unique
from itertools import pairwise

from pos_app.domain.common_passwords import is_common

MIN_PASSWORD_LENGTH = 12
MAX_PASSWORD_LENGTH = 128
"""Far above what people choose; it keeps the cost of hashing in bounds."""

MIN_LOGIN_ID_LENGTH = 8
MAX_LOGIN_ID_LENGTH = 64
PIN_LENGTH = 6
TERMINAL_PASSWORD_LENGTH = 8

_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_LETTER = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"[0-9]")
_PIN = re.compile(rf"[0-9]{{{PIN_LENGTH}}}")
_TERMINAL_PASSWORD = re.compile(rf"[0-9]{{{TERMINAL_PASSWORD_LENGTH}}}")


@unique
class Rule(StrEnum):
    """The rules; the values are codes for translations."""

    PASSWORD_LENGTH = "password_length"  # noqa: S105 - a code, no password
    PASSWORD_HALF_WIDTH = "password_half_width"  # noqa: S105
    PASSWORD_LETTER_AND_DIGIT = "password_letter_and_digit"  # noqa: S105
    PASSWORD_NOT_LOGIN_ID = "password_not_login_id"  # noqa: S105
    PASSWORD_NOT_OLD = "password_not_old"  # noqa: S105
    PASSWORD_NOT_COMMON = "password_not_common"  # noqa: S105
    LOGIN_ID_LENGTH = "login_id_length"
    LOGIN_ID_HALF_WIDTH = "login_id_half_width"
    PIN_SIX_DIGITS = "pin_six_digits"
    PIN_NOT_ONE_DIGIT = "pin_not_one_digit"
    PIN_NOT_A_RUN = "pin_not_a_run"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule, and whether it is fulfilled."""

    rule: Rule
    fulfilled: bool


def check(new: str, login_id: str, *, same_as_old: bool) -> tuple[RuleResult, ...]:
    """Judge a new password by every rule of row D-1.

    ``same_as_old`` is the caller's knowledge: a screen compares what was typed, the server its stored hash.
    """
    typed = bool(new)
    return (
        RuleResult(Rule.PASSWORD_LENGTH, MIN_PASSWORD_LENGTH <= len(new) <= MAX_PASSWORD_LENGTH),
        RuleResult(Rule.PASSWORD_HALF_WIDTH, _PRINTABLE.fullmatch(new) is not None),
        RuleResult(Rule.PASSWORD_LETTER_AND_DIGIT, bool(_LETTER.search(new) and _DIGIT.search(new))),
        RuleResult(Rule.PASSWORD_NOT_LOGIN_ID, typed and new.casefold() != login_id.casefold()),
        RuleResult(Rule.PASSWORD_NOT_OLD, typed and not same_as_old),
        RuleResult(Rule.PASSWORD_NOT_COMMON, typed and not is_common(new[:MAX_PASSWORD_LENGTH])),
    )


def check_login_id(text: str) -> tuple[RuleResult, ...]:
    """Judge a login ID: 8 or more (up to 64) half-width characters without spaces (row E-16)."""
    return (
        RuleResult(Rule.LOGIN_ID_LENGTH, MIN_LOGIN_ID_LENGTH <= len(text) <= MAX_LOGIN_ID_LENGTH),
        RuleResult(Rule.LOGIN_ID_HALF_WIDTH, _VISIBLE.fullmatch(text) is not None),
    )


def check_pin(text: str) -> tuple[RuleResult, ...]:
    """Judge a 暗証番号: six ASCII digits, not one digit six times, not a run such as 123456 or 210987 (row D-17)."""
    six = _PIN.fullmatch(text) is not None
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(text)} if six else set()
    return (
        RuleResult(Rule.PIN_SIX_DIGITS, six),
        RuleResult(Rule.PIN_NOT_ONE_DIGIT, six and steps != {0}),
        RuleResult(Rule.PIN_NOT_A_RUN, six and steps not in ({1}, {9})),
    )


def is_terminal_password(text: str) -> bool:
    """Say whether a text has the shape of a 端末パスワード: eight ASCII digits (row D-3)."""
    return _TERMINAL_PASSWORD.fullmatch(text) is not None


def all_fulfilled(results: tuple[RuleResult, ...]) -> bool:
    """Say whether every rule is fulfilled."""
    return all(result.fulfilled for result in results)


def broken(results: tuple[RuleResult, ...]) -> tuple[Rule, ...]:
    """List the rules that are not fulfilled."""
    return tuple(result.rule for result in results if not result.fulfilled)
