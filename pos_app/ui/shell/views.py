"""How far somebody is on the way in (rows E-22..E-26, D-17, D-25): from snapshots to the one view that is shown."""

from dataclasses import dataclass, replace
from enum import Enum, unique

from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.wire.store import TerminalInfo


@unique
class View(Enum):
    """What fills the window; only :attr:`WORK` has the rail."""

    TERMINAL_ID = "terminal_id"
    STORE = "store"
    RECOVERED = "recovered"
    LOG_IN = "log_in"
    NEW_PASSWORD = "new_password"  # noqa: S105 - a view, not a password
    NEW_PIN = "new_pin"
    LOCKED = "locked"
    WORK = "work"


@unique
class Aside(Enum):
    """What one looks into on the way and comes back from; over the rail's screens, or over the lock."""

    SWITCH = "switch"
    """担当者切替 (F9)."""
    LOG_IN = "log_in"
    """Somebody who has not logged in on this till yet, or whose 暗証番号 is switched off."""
    LOG_OUT = "log_out"
    CHECK = "check"
    """開店前チェック."""
    SERVER = "server"
    """Where the server is: a till without one can't even be set up."""


ALLOWED_ASIDES = {
    View.TERMINAL_ID: frozenset({Aside.SERVER}),
    View.WORK: frozenset(Aside) - {Aside.SERVER},
    View.LOCKED: frozenset({Aside.SWITCH, Aside.LOG_IN}),
}
"""Elsewhere there is nothing to come back to."""


@dataclass(frozen=True, slots=True)
class Way:
    """What the snapshots so far have shown of the way in.

    ``pin_for`` is the number of the person who was asked for a first 暗証番号 and has not chosen one yet: asked for
    after a log-in by password, never because five wrong tries switched a PIN off. ``refused`` is the store that was
    shown and is not the right one.
    """

    phase: Phase | None = None
    pin_for: int | None = None
    refused: TerminalInfo | None = None

    def seen(self, snapshot: Snapshot) -> "Way":
        """The till is like this now."""
        staff = snapshot.staff
        pin_for = self.pin_for
        if staff is None or staff.has_pin or staff.number != pin_for:
            pin_for = None
        logged_in = snapshot.phase is Phase.OPEN and self.phase in (Phase.LOGGED_OUT, Phase.PASSWORD_CHANGE)
        if logged_in and staff is not None and not staff.has_pin:
            pin_for = staff.number
        return replace(self, phase=snapshot.phase, pin_for=pin_for)

    def without_pin(self) -> "Way":
        """あとで: the person works without a 暗証番号 until the next log-in."""
        return replace(self, pin_for=None)

    def not_this_store(self, info: TerminalInfo | None) -> "Way":
        """Back from 店舗情報確認: another 端末ID is typed."""
        return replace(self, refused=info)

    def view(self, snapshot: Snapshot) -> View:
        """What is shown for this snapshot, which must have been seen."""
        activation = snapshot.activation
        if activation.needed:
            asked = activation.to_be_confirmed
            return View.TERMINAL_ID if asked is None or asked is self.refused else View.STORE
        if snapshot.recovered:
            return View.RECOVERED
        if self.pin_for is not None and snapshot.phase is Phase.OPEN:
            return View.NEW_PIN
        return _BY_PHASE[snapshot.phase]


_BY_PHASE = {
    Phase.LOGGED_OUT: View.LOG_IN,
    Phase.PASSWORD_CHANGE: View.NEW_PASSWORD,
    Phase.LOCKED: View.LOCKED,
    Phase.OPEN: View.WORK,
}
