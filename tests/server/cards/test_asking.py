import asyncio

import pytest

from pos_app.server.cards.asking import asked
from pos_app.server.cards.processor import ProcessorFault
from pos_app.server.problems import Refused
from pos_app.wire.problems import ProblemCode


async def says(word: str) -> str:
    return word


async def is_down() -> str:
    raise ProcessorFault("down", "the line is cut")


async def says_nothing() -> str:
    await asyncio.Event().wait()
    return "never"


def test_what_the_processor_says_is_given() -> None:
    assert asyncio.run(asked(says("yes"))) == "yes"


@pytest.mark.parametrize("call", [is_down, says_nothing])
def test_a_processor_that_says_nothing_is_unavailable_and_not_waited_for(call: object) -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(asked(call(), seconds=0.01))  # type: ignore[operator]
    assert refused.value.problem is ProblemCode.PROCESSOR_UNAVAILABLE
    assert refused.value.retry_after == 1
