"""The server, to die (-9) between two steps: ``python -m tests.server.cards.dying_server STEP KIND`` and its arguments.

STEP: ``told`` dies before the processor is asked, ``asked`` when it has done what it was asked, ``settled`` when the
operation stands in the books and nobody was answered. KIND is the call of the processor at which it dies.
"""

import os
import signal
import sys
from typing import Any

from pos_app.server import main
from pos_app.server.cards.desk import CardDesk
from pos_app.server.cards.intents import Intent
from pos_app.server.cards.processor import ProcessorAnswer
from pos_app.server.cards.sandbox.processor import Sandbox
from pos_app.server.ledger.operations import Answered


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str, kind: str) -> None:
    perform, resolve = Sandbox._perform, CardDesk._resolve

    async def performed(self: Sandbox, call: Any, act: Any) -> ProcessorAnswer:
        if step == "told" and call.kind == kind:
            die()
        answer = await perform(self, call, act)
        if step == "asked" and call.kind == kind:
            die()
        return answer

    async def resolved(self: CardDesk, intent: Intent, *, is_new: bool) -> Answered | None:
        answered = await resolve(self, intent, is_new=is_new)
        if step == "settled" and intent.asks == kind:
            die()
        return answered

    Sandbox._perform, CardDesk._resolve = performed, resolved  # type: ignore[method-assign]


if __name__ == "__main__":
    arm(sys.argv[1], sys.argv[2])
    sys.exit(main.run(sys.argv[3:]))
