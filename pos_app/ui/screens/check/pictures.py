"""開店前チェック in every state, for ``make screens`` and the tests that walk through every text and control."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos_app.till.notice import notice
from pos_app.till.opening_check import Finding, Mark, Mend, OpeningCheck, What
from pos_app.till.snapshot import Snapshot
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.check.screen import CheckScreen
from pos_app.ui.screens.settings.pictures import MANAGED, nobodys_till
from pos_app.ui.screens.settings.sections import Door
from pos_app.ui.shell.sample import WORKING

FINE = (
    Finding(What.CAMERA, Mark.OK, notice("camera_fine")),
    Finding(What.SERVER, Mark.OK, notice("server_fine", version="0.1.0")),
    Finding(What.CLOCK, Mark.OK, notice("clock_fine", seconds="0")),
    Finding(What.TERMINAL, Mark.OK, notice("terminal_fine", store="エーナ食堂")),
    Finding(What.STAFF, Mark.OK, notice("staff_logged_in", name="恵那 はな")),
    Finding(What.DISK, Mark.OK, notice("disk_fine", megabytes="51200")),
    Finding(What.JOURNAL, Mark.OK, notice("journal_fine")),
    Finding(What.CREDENTIALS, Mark.OK, notice("credentials_in_file")),
    Finding(What.SOUND, Mark.OK, notice("sound_fine")),
    Finding(What.PRINTER, Mark.OK, notice("printer_not_yet")),
)
WARNED = (
    Finding(What.CAMERA, Mark.WARN, notice("camera_missing"), Mend.CHOOSE_CAMERA),
    Finding(What.CLOCK, Mark.WARN, notice("clock_behind", seconds="320"), Mend.SET_CLOCK),
    Finding(What.DISK, Mark.WARN, notice("disk_getting_low", megabytes="310"), Mend.FREE_DISK),
    Finding(What.SOUND, Mark.WARN, notice("sound_no_player"), Mend.SET_SOUND),
)
BROKEN = (
    *WARNED,
    Finding(What.SERVER, Mark.BROKEN, notice("server_nobody_listens"), Mend.SET_SERVER),
    Finding(What.TERMINAL, Mark.BROKEN, notice("unauthenticated"), Mend.ACTIVATE),
    Finding(What.STAFF, Mark.WARN, notice("staff_nobody"), Mend.LOG_IN),
    Finding(What.JOURNAL, Mark.BROKEN, notice("journal_damaged"), Mend.RESTART),
    Finding(What.CREDENTIALS, Mark.BROKEN, notice("check_too_slow"), Mend.CHECK_AGAIN),
)


def with_(*findings: Finding) -> OpeningCheck:
    """A check that found these, and nothing wrong elsewhere."""
    named = {finding.what for finding in findings}
    return OpeningCheck().with_((*findings, *(each for each in FINE if each.what not in named)), running=False)


def checked(check: OpeningCheck | None, snapshot: Snapshot = MANAGED, advice_in: What | None = None) -> QWidget:
    """The page with this check; ``advice_in`` is the line whose button was pressed."""
    spoken = replace(snapshot, check=check, language=text.current())
    bridge = Bridge(text.current())
    till = nobodys_till(spoken)
    screen = CheckScreen(bridge, till, Door())
    bridge.setParent(screen)
    screen.retranslate()
    screen.show_snapshot(spoken)
    if advice_in is not None:
        screen.press(advice_in)
    return screen


def _check(name: str, check: OpeningCheck | None, snapshot: Snapshot = MANAGED, advice_in: What | None = None) -> None:
    picture(f"check.{name}", pane=True)(lambda: checked(check, snapshot, advice_in))


_check("running", OpeningCheck().with_(FINE[4:8]))
_check("fine", with_())
_check("warned", with_(*WARNED))
_check("broken", with_(*BROKEN))
_check("broken-clerk", with_(*BROKEN), WORKING)
_check("advice", with_(*WARNED), advice_in=What.CLOCK)
