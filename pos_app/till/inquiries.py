"""Questions to the server that a person waits for: asked on the errands thread, answered on the control thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pos_app.errors import Bug
from pos_app.sync.client import Client
from pos_app.sync.errands import ErrandDone
from pos_app.till.outlets import Asking

T = TypeVar("T")


def set_up_trouble(code: str) -> str:
    """The words for whoever sets up or logs in: there is no customer yet who could be asked for cash."""
    return "offline_set_up" if code == "offline" else code


@dataclass(frozen=True, slots=True)
class _Asked:
    then: Callable[[Any], None]
    otherwise: Callable[[str], None]
    quiet: bool


class Inquiries:
    """Only the control thread uses it."""

    def __init__(self, errands: Asking) -> None:
        self._errands = errands
        self._asked: dict[int, _Asked] = {}
        self._last_ticket = 0

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return any(not asked.quiet for asked in self._asked.values())

    def ask(
        self,
        errand: Callable[[Client], T],
        then: Callable[[T], None],
        otherwise: Callable[[str], None],
        *,
        quiet: bool = False,
    ) -> None:
        """Run an errand; ``then`` gets its value, ``otherwise`` a refusal's code, a fault's reason, or ``offline``.

        ``quiet``: the till asks by itself, and nobody is kept waiting.
        """
        self._last_ticket += 1
        self._asked[self._last_ticket] = _Asked(then, otherwise, quiet)
        self._errands.run(self._last_ticket, errand)

    def done(self, end: ErrandDone) -> None:
        """An errand has ended."""
        asked = self._asked.pop(end.ticket, None)
        if asked is None:
            raise Bug(f"errand {end.ticket} was never asked for")
        if end.refusal is not None:
            asked.otherwise(end.refusal)
        else:
            asked.then(end.value)
