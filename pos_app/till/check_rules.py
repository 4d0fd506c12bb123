"""What an inspection saw, turned into a line of 開店前チェック: pure rules, with the words and what helps."""

from datetime import datetime, timedelta

from pos_app.config import VERSION
from pos_app.sync.reach import Reach, Reached
from pos_app.sync.reserve import LOW_BYTES
from pos_app.sync.server_clock import SKEW_WARNING
from pos_app.till.notice import Notice, notice
from pos_app.till.opening_check import Finding, Mark, Mend, What
from pos_app.till.pads import PadTest
from pos_app.till.preferences import is_secret_on_the_way

ROOM_BYTES = 500 * 1024 * 1024
"""Below this much free space somebody should tidy up; below :data:`~pos_app.sync.reserve.LOW_BYTES` no sale starts."""
CERTIFICATE_ENDS_SOON = timedelta(days=14)
_MEGABYTE = 1024 * 1024

_SERVER: dict[Reach, tuple[Notice, Mend]] = {
    Reach.NO_SUCH_NAME: (notice("server_no_such_name"), Mend.SET_SERVER),
    Reach.NOBODY_LISTENS: (notice("server_nobody_listens"), Mend.SET_SERVER),
    Reach.SILENT: (notice("server_silent"), Mend.CHECK_AGAIN),
    Reach.NO_TLS: (notice("server_no_tls"), Mend.SET_SERVER),
    Reach.CA_FILE: (notice("ca_file"), Mend.SET_SERVER),
    Reach.CERTIFICATE_UNKNOWN: (notice("certificate_unknown"), Mend.SET_SERVER),
    Reach.CERTIFICATE_EXPIRED: (notice("certificate_expired"), Mend.ASK_DESK),
    Reach.CERTIFICATE_NOT_YET: (notice("certificate_not_yet"), Mend.SET_CLOCK),
    Reach.CERTIFICATE_FOR_OTHERS: (notice("certificate_for_others"), Mend.SET_SERVER),
    Reach.NOT_OURS: (notice("server_not_ours"), Mend.SET_SERVER),
}


def server_finding(reached: Reached, address: str, now: datetime | None = None) -> Finding:
    """The way to the server and its certificate; ``now`` is the PC's clock, for the certificate's end."""
    if reached.reach is not Reach.FINE:
        words, mend = _SERVER[reached.reach]
        return Finding(What.SERVER, Mark.BROKEN, words, mend)
    version = reached.version or "?"
    if not is_secret_on_the_way(address):
        return Finding(What.SERVER, Mark.WARN, notice("server_plain"), Mend.SET_SERVER)
    until = reached.certificate_until
    if until is not None and now is not None and until - now < CERTIFICATE_ENDS_SOON:
        days = str(max(0, (until - now).days))
        return Finding(What.SERVER, Mark.WARN, notice("certificate_ends_soon", days=days), Mend.ASK_DESK)
    if version.split(".")[0] != VERSION.split(".")[0]:
        words = notice("server_other_version", version=version, own=VERSION)
        return Finding(What.SERVER, Mark.WARN, words, Mend.ASK_DESK)
    return Finding(What.SERVER, Mark.OK, notice("server_fine", version=version))


def clock_finding(reached: Reached) -> Finding | None:
    """The PC's clock beside the server's (D-14); None where the server told no time."""
    if reached.skew is None:
        return None
    seconds = str(abs(round(reached.skew.total_seconds())))
    if abs(reached.skew) >= SKEW_WARNING:
        code = (
            notice("clock_ahead", seconds=seconds)
            if reached.skew > timedelta()
            else notice("clock_behind", seconds=seconds)
        )
        return Finding(What.CLOCK, Mark.WARN, code, Mend.SET_CLOCK)
    return Finding(What.CLOCK, Mark.OK, notice("clock_fine", seconds=seconds))


def clock_unknown() -> Finding:
    """Nobody could be asked for the time."""
    return Finding(What.CLOCK, Mark.WARN, notice("clock_unknown"), Mend.CHECK_AGAIN)


def camera_finding(trouble: str | None) -> Finding:
    """The camera; ``trouble`` is a reason of ``CameraLost``, None: it gives pictures."""
    if trouble is None:
        return Finding(What.CAMERA, Mark.OK, notice("camera_fine"))
    words = Notice(trouble)
    if trouble == "camera_not_used":
        return Finding(What.CAMERA, Mark.OK, words)
    # A code can be typed (F6): the shop can open.
    return Finding(What.CAMERA, Mark.WARN, words, Mend.CHOOSE_CAMERA)


def disk_finding(free_bytes: int) -> Finding:
    """Room on the disk that holds the journal."""
    megabytes = str(free_bytes // _MEGABYTE)
    if free_bytes < LOW_BYTES:
        return Finding(What.DISK, Mark.BROKEN, notice("disk_too_low", megabytes=megabytes), Mend.FREE_DISK)
    if free_bytes < ROOM_BYTES:
        return Finding(What.DISK, Mark.WARN, notice("disk_getting_low", megabytes=megabytes), Mend.FREE_DISK)
    return Finding(What.DISK, Mark.OK, notice("disk_fine", megabytes=megabytes))


def sound_finding(trouble: str | None, *, wanted: bool) -> Finding:
    """The loudspeaker's player; ``trouble`` as :attr:`pos_app.devices.speaker.Speaker.trouble`."""
    if not wanted:
        return Finding(What.SOUND, Mark.OK, notice("sound_off"))
    if trouble is not None:
        return Finding(What.SOUND, Mark.WARN, Notice(trouble), Mend.SET_SOUND)
    return Finding(What.SOUND, Mark.OK, notice("sound_fine"))


def staff_finding(name: str | None) -> Finding:
    """Who is at the counter."""
    if name is None:
        return Finding(What.STAFF, Mark.WARN, notice("staff_nobody"), Mend.LOG_IN)
    return Finding(What.STAFF, Mark.OK, notice("staff_logged_in", name=name))


def pad_finding(test: PadTest | None) -> Finding:
    """The tenkey, as its connection test found it; None: none is used."""
    if test is None:
        return Finding(What.TENKEY, Mark.OK, notice("pad_off"))
    if test.trouble is not None:
        # The wallet's codes are read without it: the shop can open.
        return Finding(What.TENKEY, Mark.WARN, Notice(f"pad_{test.trouble.value}"), Mend.SET_PAD)
    return Finding(What.TENKEY, Mark.OK, notice("pad_fine"))


def printer_finding() -> Finding:
    """There is none yet; nothing waits for one."""
    return Finding(What.PRINTER, Mark.OK, notice("printer_not_yet"))


def terminal_finding(store: str | None, refusal: str | None = None) -> Finding:
    """Whether the server takes this PC for a terminal; ``refusal`` is its problem's code."""
    if refusal is not None:
        mend = Mend.ACTIVATE if refusal == "unauthenticated" else Mend.ASK_DESK
        return Finding(What.TERMINAL, Mark.BROKEN, Notice(refusal), mend)
    if store is None:
        return Finding(What.TERMINAL, Mark.BROKEN, notice("activate_first"), Mend.ACTIVATE)
    return Finding(What.TERMINAL, Mark.OK, notice("terminal_fine", store=store))


def terminal_unknown() -> Finding:
    """The server could not be asked."""
    return Finding(What.TERMINAL, Mark.WARN, notice("terminal_unknown"), Mend.CHECK_AGAIN)
