"""開店前チェック: is everything there that a day at the counter needs? One green page within five seconds.

Each inspection runs on a thread of its own; one that hangs (a keyring that waits for a person, a camera that gives
nothing) is given up at the deadline, and said to be too slow.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.errors import Fault
from pos_app.till.notice import Notice, notice

DEADLINE_SECONDS = 5.0

log = logging.getLogger(__name__)


class What(StrEnum):
    """What is looked at, in the order in which it is shown."""

    CAMERA = "camera"
    SERVER = "server"
    CLOCK = "clock"
    TERMINAL = "terminal"
    STAFF = "staff"
    DISK = "disk"
    JOURNAL = "journal"
    CREDENTIALS = "credentials"
    SOUND = "sound"
    TENKEY = "tenkey"
    PRINTER = "printer"


class Mark(StrEnum):
    """How it is."""

    OK = "ok"
    WARN = "warn"
    """The shop can open; somebody should see to it."""
    BROKEN = "broken"
    """No sale can be made until it is mended."""


class Mend(StrEnum):
    """What helps: a screen makes a button of it that leads there."""

    CHOOSE_CAMERA = "choose_camera"
    SET_SERVER = "set_server"
    SET_CLOCK = "set_clock"
    ACTIVATE = "activate"
    LOG_IN = "log_in"
    FREE_DISK = "free_disk"
    SET_SOUND = "set_sound"
    SET_PAD = "set_pad"
    RESTART = "restart"
    ASK_DESK = "ask_desk"
    CHECK_AGAIN = "check_again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page."""

    what: What
    mark: Mark
    words: Notice
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class OpeningCheck:
    """What was found so far, in the order of :class:`What`; ``running`` while more is to come."""

    findings: tuple[Finding, ...] = ()
    running: bool = True

    @property
    def mark(self) -> Mark:
        """The worst of all."""
        marks = {finding.mark for finding in self.findings}
        return next((mark for mark in (Mark.BROKEN, Mark.WARN) if mark in marks), Mark.OK)

    def with_(self, findings: Iterable[Finding], *, running: bool = True) -> "OpeningCheck":
        """One step further."""
        order = list(What)
        return OpeningCheck(tuple(sorted((*self.findings, *findings), key=lambda one: order.index(one.what))), running)


@dataclass(frozen=True, slots=True)
class Inspection:
    """Something that looks at ``whats`` and gives a finding for each; may block, may raise a :class:`Fault`."""

    whats: tuple[What, ...]
    look: Callable[[], Iterable[Finding]]


def run(
    inspections: Sequence[Inspection],
    tell: Callable[[OpeningCheck], None] = lambda _: None,
    deadline_seconds: float = DEADLINE_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
) -> OpeningCheck:
    """Do all at once, and give the end; ``tell`` gets every step on the way, the last one too."""
    done: queue.Queue[tuple[Inspection, tuple[Finding, ...]]] = queue.Queue()
    for inspection in inspections:
        name = f"check-{inspection.whats[0].value}"
        threading.Thread(target=lambda one=inspection: done.put((one, _look(one))), name=name, daemon=True).start()
    until, check, waited_for = monotonic() + deadline_seconds, OpeningCheck(), list(inspections)
    while waited_for:
        try:
            inspection, findings = done.get(timeout=max(0.0, until - monotonic()))
        except queue.Empty:
            break
        waited_for.remove(inspection)
        check = check.with_(findings)
        tell(check)
    late = [_too_slow(what) for inspection in waited_for for what in inspection.whats]
    check = check.with_(late, running=False)
    tell(check)
    return check


def _look(inspection: Inspection) -> tuple[Finding, ...]:
    try:
        return tuple(inspection.look())
    except Fault as fault:
        log.warning("a check failed: %s", fault)
        return tuple(Finding(what, Mark.BROKEN, Notice(fault.reason), Mend.ASK_DESK) for what in inspection.whats)
    except Exception:
        log.exception("a check broke")
        words = notice("check_failed")
        return tuple(Finding(what, Mark.BROKEN, words, Mend.ASK_DESK) for what in inspection.whats)


def _too_slow(what: What) -> Finding:
    return Finding(what, Mark.BROKEN, notice("check_too_slow"), Mend.CHECK_AGAIN)
