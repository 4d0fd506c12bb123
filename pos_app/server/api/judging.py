"""Passwords and PINs in a route: judged off the event loop, refusals given back by a job raised after its commit."""

import asyncio
from typing import TypeVar

from pos_app.errors import Refusal
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.wire.problems import ProblemCode

T = TypeVar("T")

RETRY_SECONDS = 5


def refuse_when_busy(context: Context) -> None:
    """Raise Refused ``rate_limited`` while too many passwords wait to be judged; before a try is counted."""
    if context.hasher.is_full:
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS)


async def is_right(context: Context, encoded: str | None, secret: str) -> bool:
    """Say whether a secret is the one that was hashed; None takes as long. Raises Refused ``rate_limited``."""
    try:
        future = context.hasher.submit_verify(encoded, secret)
    except Refusal as busy:
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS) from busy
    return await asyncio.wrap_future(future)


async def hashed(context: Context, secret: str) -> str:
    """Hash a secret. Raises Refused ``rate_limited``."""
    try:
        future = context.hasher.submit_hash(secret)
    except Refusal as busy:
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS) from busy
    return await asyncio.wrap_future(future)


def granted(result: T | ProblemCode) -> T:
    """Give what a job gave; raises Refused for the code of a refusal."""
    if isinstance(result, ProblemCode):
        raise Refused(result)
    return result
