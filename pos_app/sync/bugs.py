"""A bug on one of the sync threads: logged with its traceback and told, while the thread goes on with its work."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BugMet:
    """Something on this thread went wrong in a way that nobody had thought of."""

    thread: str


def met(thread: str, report: Callable[[BugMet], None]) -> None:
    """To be called while the exception is being handled: payments in doubt must still be asked for."""
    log.critical("a bug was met on the thread %s, which goes on", thread, exc_info=True)
    report(BugMet(thread))
