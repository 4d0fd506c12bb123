"""The inspections of 開店前チェック: each asks one part of the world and gives what was seen to the rules."""

import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pos_app.devices.tenkey.events import PadTrouble
from pos_app.errors import CredentialsFault, JournalFault, Refusal, ServerFault
from pos_app.sync.client import Client
from pos_app.sync.journal_check import JournalSeen, is_held, look_at
from pos_app.sync.reach import Reached
from pos_app.till import check_rules as rules
from pos_app.till.notice import Notice, notice
from pos_app.till.opening_check import Finding, Inspection, Mark, Mend, What
from pos_app.till.pads import PadChoice, PadTest
from pos_app.wire.store import TerminalInfo

CAMERA_SECONDS = 4.0
"""A camera that was just opened gives its first picture by then."""
PAD_SECONDS = 4.0
"""A tenkey that works has answered by then."""
_LOOK_EVERY = 0.1
_ANSWER_SECONDS = 2.5


def one(what: What, look: Callable[[], Finding]) -> Inspection:
    """An inspection with one finding."""
    return Inspection((what,), lambda: (look(),))


def server(try_it: Callable[[], Reached], address: str, wall: Callable[[], datetime]) -> Inspection:
    """The server with its certificate, and the clock beside its own."""

    def look() -> Iterable[Finding]:
        reached = try_it()
        return rules.server_finding(reached, address, wall()), rules.clock_finding(reached) or rules.clock_unknown()

    return Inspection((What.SERVER, What.CLOCK), look)


def camera(trouble: Callable[[], str | None], gives_pictures: Callable[[], bool]) -> Inspection:
    """A camera that is being used: a picture, or a reason why there is none."""

    def look() -> Finding:
        until = time.monotonic() + CAMERA_SECONDS
        while not gives_pictures() and not trouble() and time.monotonic() < until:
            time.sleep(_LOOK_EVERY)
        return rules.camera_finding(trouble() or (None if gives_pictures() else "camera_stalled"))

    return one(What.CAMERA, look)


def camera_from_outside(try_it: Callable[[], str | None], folder: Path) -> Inspection:
    """A camera that a running till may hold: then it is that till's."""

    def look() -> Finding:
        trouble = try_it()
        if trouble == "camera_busy" and is_held(folder):
            return Finding(What.CAMERA, Mark.OK, notice("camera_with_till"))
        return rules.camera_finding(trouble)

    return one(What.CAMERA, look)


def pad_from_outside(choice: PadChoice, try_it: Callable[[PadChoice], PadTest], folder: Path) -> Inspection:
    """A tenkey that a running till may hold: then it is that till's."""

    def look() -> Finding:
        if not choice.on:
            return rules.pad_finding(None)
        if is_held(folder):
            return Finding(What.TENKEY, Mark.OK, notice("pad_with_till"))
        answers: queue.SimpleQueue[PadTest] = queue.SimpleQueue()
        threading.Thread(target=lambda: answers.put(try_it(choice)), name="pad-test", daemon=True).start()
        try:
            return rules.pad_finding(answers.get(timeout=PAD_SECONDS))
        except queue.Empty:
            return rules.pad_finding(PadTest(PadTrouble.NO_ANSWER))

    return one(What.TENKEY, look)


def disk(folder: Path) -> Inspection:
    """Room for the journal."""

    def look() -> Finding:
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        return rules.disk_finding(shutil.disk_usage(there).free)

    return one(What.DISK, look)


def journal(folder: Path, *, own: bool, trouble: Callable[[], str | None] = lambda: None) -> Inspection:
    """Whole and writable; ``own``: it is this very program that holds it, and ``trouble`` what it met in writing."""

    def look() -> Finding:
        known = trouble()
        if known is not None:
            return Finding(What.JOURNAL, Mark.BROKEN, Notice(known), Mend.ASK_DESK)
        try:
            return journal_finding(look_at(folder), own=own)
        except JournalFault as fault:
            return Finding(What.JOURNAL, Mark.BROKEN, Notice(fault.reason), Mend.ASK_DESK)

    return one(What.JOURNAL, look)


def journal_finding(seen: JournalSeen, *, own: bool) -> Finding:
    """What was seen of it, in words."""
    if seen.broken_at is not None:
        return Finding(What.JOURNAL, Mark.BROKEN, notice("journal_damaged"), Mend.RESTART)
    if seen.events is None:
        return Finding(What.JOURNAL, Mark.WARN, notice("journal_none"), Mend.ACTIVATE)
    words = notice("journal_fine_in_use") if seen.in_use and not own else notice("journal_fine")
    return Finding(What.JOURNAL, Mark.OK, words)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Where the secrets are (``kind``, None: there are none yet), and the terminal's credential among them."""

    kind: str | None
    credential: bytes | None = field(default=None, repr=False)


def secrets(get: Callable[[], Secrets], client: Client) -> Inspection:
    """The store of secrets, and with what lies in it whether the server takes this PC for its terminal."""

    def look() -> Iterable[Finding]:
        try:
            found = get()
        except CredentialsFault as fault:
            return (
                Finding(What.CREDENTIALS, Mark.BROKEN, Notice(fault.reason), Mend.ASK_DESK),
                rules.terminal_unknown(),
            )
        if found.kind is None:
            none = Finding(What.CREDENTIALS, Mark.WARN, notice("credentials_none"), Mend.ACTIVATE)
            return none, rules.terminal_finding(None)
        words = notice("credentials_in_file") if found.kind == "sealed_file" else notice("credentials_fine")
        known = terminal(client) if found.credential else rules.terminal_finding(None)
        return Finding(What.CREDENTIALS, Mark.OK, words), known

    return Inspection((What.CREDENTIALS, What.TERMINAL), look)


def terminal(client: Client) -> Finding:
    """Whether the server takes this PC for its terminal."""
    try:
        info = client.call("GET", "/v1/terminal", TerminalInfo, read_seconds=_ANSWER_SECONDS)
    except ServerFault:
        return rules.terminal_unknown()
    except Refusal as refusal:
        return rules.terminal_finding(None, refusal.code)
    finally:
        client.close()
    return rules.terminal_finding(info.store_name)
