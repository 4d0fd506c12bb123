"""Ask the card processor, and wait for it no longer than a till does."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

from pos_app.server.cards.processor import ProcessorFault
from pos_app.server.problems import Refused
from pos_app.wire.problems import ProblemCode

ASK_SECONDS = 8.0
"""How long the processor may take to answer one call."""

_LOG = logging.getLogger(__name__)

T = TypeVar("T")


async def asked(call: Awaitable[T], seconds: float = ASK_SECONDS) -> T:
    """Give what the processor says; raises Refused ``processor_unavailable`` where it says nothing in time."""
    try:
        return await asyncio.wait_for(call, seconds)
    except (ProcessorFault, TimeoutError) as error:
        _LOG.warning("the card processor gives no answer: %s", str(error) or "time-out")
        raise Refused(ProblemCode.PROCESSOR_UNAVAILABLE, retry_after=1) from error
