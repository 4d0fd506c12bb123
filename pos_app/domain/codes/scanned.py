"""The three things that a text held before the scanner can be."""

from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Literal


@unique
class CodeProblem(StrEnum):
    """Why a text is no customer's code; the values are codes for translations."""

    TOO_LONG = "too_long"
    MALFORMED = "malformed"
    """It begins like a payment code (or a payment number was typed), but breaks the rules of one."""
    STORE_CODE = "store_code"
    """A store's own code (MPM), meant for the customer's phone."""
    URL = "url"
    UNKNOWN_OPERATOR = "unknown_operator"
    """A payment code by its form, of nobody in the prefix table."""
    NOT_A_CODE = "not_a_code"


@dataclass(frozen=True, slots=True)
class CustomerCode:
    """A code of the wallet that this till takes.

    ``kind`` tells what ``token`` is: ``"qr"`` the 22-character token of the QR, ``"number"`` the twelve digits of the
    お支払い番号 (row D-22). The token is worth money until it is spent: it stays out of repr, logs and exceptions.
    """

    operator_id: str
    kind: Literal["qr", "number"]
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """Another operator's code, known by name (row D-23): nothing of what it holds is kept."""

    operator_name: str


@dataclass(frozen=True, slots=True)
class NotACode:
    """Nothing to be paid with, and why; the text is not kept."""

    problem: CodeProblem


Scanned = CustomerCode | ForeignCode | NotACode
