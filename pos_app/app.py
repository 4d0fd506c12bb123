"""Composition root of the till, without a window: builds, wires, starts, stops."""

import logging
import os
import random as chance
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos_app.config import TillSettings
from pos_app.devices.scanner import FrameSource, Scanner, camera_source
from pos_app.devices.scanner.trial import trouble_of
from pos_app.devices.speaker import Speaker
from pos_app.domain.calendar import transaction_date
from pos_app.domain.codes import CustomerCode, ForeignCode, read
from pos_app.errors import JournalFault
from pos_app.sync import reserve
from pos_app.sync.client import Client, Credential
from pos_app.sync.credentials import Credentials, forget_credentials, has_credentials, open_credentials
from pos_app.sync.errands import Errands
from pos_app.sync.feed import FeedReader
from pos_app.sync.http import Line, Whereabouts
from pos_app.sync.instance_lock import InstanceLock
from pos_app.sync.journal import JOURNAL_NAME, Journal, only_till
from pos_app.sync.reach import reach
from pos_app.sync.recorder import Recorder
from pos_app.sync.sealing import KEY_BYTES, Sealer
from pos_app.sync.server_clock import ServerClock
from pos_app.sync.worker import Worker
from pos_app.till import check_rules as rules
from pos_app.till import inspections
from pos_app.till.all_pads import AllPads, try_pad
from pos_app.till.choices import choose
from pos_app.till.fittings import Fittings
from pos_app.till.inspections import Secrets
from pos_app.till.mailbox import Mailbox
from pos_app.till.opening_check import Inspection, What
from pos_app.till.pads import PadTest
from pos_app.till.preview import Preview, preview_of
from pos_app.till.snapshot import Snapshot
from pos_app.till.sounds import Sound
from pos_app.till.surroundings import Surroundings
from pos_app.till.terminal import CREDENTIAL
from pos_app.till.till import Threads, Till

SERVICE = "pos-app"
_JOURNAL_KEY = "journal-key"
_PATIENCE_SECONDS = 4.0
"""So long a keyring may take where nobody is asked for its password."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """What had to be opened before anything else; ``set_aside`` is where a damaged journal was put."""

    credentials: Credentials
    journal: Journal
    sealer: Sealer
    set_aside: Path | None


class App:
    """One till. ``publish`` gets each snapshot on the control thread; ``wake`` rings when there is something to do.

    ``wall`` is the PC's clock; ``monotonic`` (seconds) is what passing time is measured by.
    """

    def __init__(
        self,
        settings: TillSettings,
        *,
        source: FrameSource | None = None,
        publish: Callable[[Snapshot], None] = lambda _: None,
        wake: Callable[[], None] = lambda: None,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        chosen = choose(settings, wall())
        preferences = chosen.in_effect
        self._where = Whereabouts(preferences.server, preferences.ca_file)
        self.opened = open_records(settings)
        self.clock = ServerClock(monotonic, wall)
        self.credential = Credential(_text(self.opened.credentials.get(CREDENTIAL)))
        self.mailbox = Mailbox(wake)
        journal, post = self.opened.journal, self.mailbox.post
        self._recorder = Recorder(journal, post)
        self._worker = Worker(
            self._client(),
            lambda row: self.opened.sealer.open(row.operation, row.sealed),
            post,
            chance.random,
            time.monotonic,
            asking=self._client(),
        )
        self._errands = Errands(self._client(), post)
        self._feed: FeedReader | None = None
        self.scanner = Scanner(source or camera_source(preferences.camera_in_use), post, grammar=self._is_known)
        self.speaker = Speaker()
        self._wall = wall
        surroundings = Surroundings(
            clock=self.clock,
            monotonic=monotonic,
            random=os.urandom,
            disk_is_low=lambda: reserve.is_low(settings.folder),
            code_key=self.opened.sealer.code_key,
        )
        threads = Threads(
            journal, self._recorder, self._worker, self._errands, self.opened.credentials, self.credential, self._listen
        )
        self._pads = AllPads(post, lambda: transaction_date(self.clock.now()), preferences.pad)
        fittings = Fittings(
            chosen=chosen,
            use_camera=self.use_camera,
            use_server=lambda preferences: self._where.move(preferences.server, preferences.ca_file),
            try_server=lambda address, ca_file: reach(address, ca_file, wall),
            inspections=self._inspections,
            play=self._play,
            pad=self._pads.chosen,
            pads=self._pads.fittings,
        )
        self.till = Till(threads, self.mailbox, surroundings, self.scanner, fittings, publish)

    def start(self) -> None:
        """Start every thread, then recover what an earlier run left."""
        self.start_without_camera()
        self.scanner.start()

    def start_without_camera(self) -> None:
        """Like :meth:`start`, for a window: what the camera needs is imported with it, and must not delay a screen."""
        self._recorder.start()
        self._errands.start()
        self.till.start()
        self._worker.start()
        self._pads.start()
        self.speaker.start()

    def stop(self) -> None:
        """End every thread within its deadline; open payments go on at the next start."""
        self.scanner.stop()
        self.till.card_entering.close()
        self._pads.stop()
        self.speaker.stop()
        self._worker.stop()
        if self._feed is not None:
            self._feed.stop()
        self._errands.stop()
        self._recorder.stop()
        self.opened.journal.close()

    def preview(self) -> Preview | None:
        """What the camera sees now, with the found code's place; None while it gives no pictures. For any thread."""
        frame = self.scanner.latest_frame()
        return None if frame is None else preview_of(frame.image, frame.number, self.scanner.outline_in(frame))

    def use_camera(self, text: str) -> None:
        """Film with another camera from now on: an index, a file, an address, or nothing at all for none."""
        self.scanner.use(camera_source(text))

    def journal_head(self) -> tuple[int, str]:
        """Length and last hash of the journal's chain."""
        position, head = self.opened.journal.head
        return position, head.hex()

    def _client(self) -> Client:
        """One for each thread."""
        line = Line(self._where, self.clock)
        return Client(line, self.credential, self._settings.feed_wait_seconds)

    def _listen(self, after: int) -> None:
        if self._feed is not None:
            self._feed.stop()
        self._feed = FeedReader(self._client(), after, self.mailbox.post, chance.random, time.monotonic)
        self._feed.start()

    def _play(self, sound: Sound) -> None:
        wanted = self.till.choices.now
        if wanted.sounds:
            self.speaker.play(sound.file, wanted.volume)

    def _inspections(self) -> list[Inspection]:
        """開店前チェック of the running till."""
        chosen, till, credentials = self.till.choices.now, self.till, self.opened.credentials
        staff, camera_trouble = till.sessions.current, self.scanner.camera.trouble
        snapshot = till.snapshot()
        seen, tenkey = snapshot.status, PadTest(snapshot.pad.trouble) if chosen.pad.on else None
        return [
            inspections.camera(
                lambda: camera_trouble(time.monotonic()) or None, lambda: self.scanner.latest_frame() is not None
            ),
            inspections.server(lambda: reach(chosen.server, chosen.ca_file, self._wall), chosen.server, self._wall),
            inspections.secrets(lambda: Secrets(credentials.kind, credentials.get(CREDENTIAL)), self._client()),
            inspections.one(What.STAFF, lambda: rules.staff_finding(staff.name if staff else None)),
            inspections.disk(self._settings.folder),
            inspections.journal(self._settings.folder, own=True, trouble=lambda: seen.journal_trouble),
            inspections.one(What.SOUND, lambda: rules.sound_finding(self.speaker.trouble, wanted=chosen.sounds)),
            inspections.one(What.TENKEY, lambda: rules.pad_finding(tenkey)),
            inspections.one(What.PRINTER, rules.printer_finding),
        ]

    def _is_known(self, text: str) -> bool:
        """Linear codes are misread now and then: only a text that the till can make sense of counts."""
        if self.till.terminal.info is None:
            return False
        return isinstance(read(text.encode(), self.till.terminal.prefixes), CustomerCode | ForeignCode)


def open_records(settings: TillSettings) -> Opened:
    """Open secrets and journal.

    A journal that is damaged is set aside, never deleted, and a new one begun: the terminal must then be activated
    again, which brings its payments back from the server (D-3). Raises :class:`JournalFault` for every other trouble
    and :class:`CredentialsFault` for secrets that can't be had.
    """
    # First of all the lock: of two first starts at once only one may make the key with which the outbox is sealed.
    instance = only_till(settings.folder)
    try:
        credentials = open_credentials(settings.folder, SERVICE, use_keyring=settings.use_keyring)
        sealer = Sealer(_journal_key(credentials))
    except BaseException:
        instance.release()
        raise
    try:
        return Opened(credentials, _open_whole(settings.folder, sealer, instance), sealer, None)
    except JournalFault as fault:
        if fault.reason != "journal_damaged":
            raise
        log.error("the journal is damaged and is set aside: %s", fault.detail)
    instance = only_till(settings.folder)
    aside = _set_aside(settings.folder)
    return Opened(credentials, _open_whole(settings.folder, sealer, instance), sealer, aside)


def inspections_from_outside(
    settings: TillSettings, wall: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> list[Inspection]:
    """開店前チェック beside a till that may be running: nothing of its is held or changed.

    Raises :class:`Refusal` ``server_address`` for a given address that is none.
    """
    chosen = choose(settings, wall()).in_effect
    credential = Credential()
    client = Client(Line(Whereabouts(chosen.server, chosen.ca_file), ServerClock(time.monotonic, wall)), credential)

    def get_secrets() -> Secrets:
        if not has_credentials(settings.folder):
            return Secrets(None)
        opened = open_credentials(settings.folder, SERVICE, patience=_PATIENCE_SECONDS)
        found = opened.get(CREDENTIAL)
        credential.value = _text(found)
        return Secrets(opened.kind, found)

    return [
        inspections.camera_from_outside(lambda: trouble_of(camera_source(chosen.camera_in_use)), settings.folder),
        inspections.server(lambda: reach(chosen.server, chosen.ca_file, wall), chosen.server, wall),
        inspections.secrets(get_secrets, client),
        inspections.disk(settings.folder),
        inspections.journal(settings.folder, own=False),
        inspections.one(What.SOUND, lambda: rules.sound_finding(Speaker().trouble, wanted=chosen.sounds)),
        inspections.pad_from_outside(chosen.pad, try_pad, settings.folder),
        inspections.one(What.PRINTER, rules.printer_finding),
    ]


def renew_secrets(settings: TillSettings) -> None:
    """Begin with new secrets after the old ones were lost for good; somebody must have been asked before.

    The journal stays. What waits in its outbox can't be opened any more, so it is asked for and else undone, and the
    terminal must be activated again, with a new password from the desk. Raises :class:`CredentialsFault`.
    """
    forget_credentials(settings.folder)


def _journal_key(credentials: Credentials) -> bytes:
    key = credentials.get(_JOURNAL_KEY)
    if key is None:
        key = os.urandom(KEY_BYTES)
        credentials.set(_JOURNAL_KEY, key)
    return key


def _open_whole(folder: Path, sealer: Sealer, instance: InstanceLock) -> Journal:
    journal = Journal(folder, sealer, instance)
    try:
        broken = journal.verify()
        if broken is not None:
            raise JournalFault("journal_damaged", f"the chain breaks at event {broken}")
    except BaseException:
        journal.close()
        raise
    return journal


def _set_aside(folder: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    aside = folder / f"damaged-{stamp}"
    aside.mkdir()
    for name in (JOURNAL_NAME, f"{JOURNAL_NAME}-wal", f"{JOURNAL_NAME}-shm"):
        if (folder / name).exists():
            (folder / name).rename(aside / name)
    return aside


def _text(secret: bytes | None) -> str | None:
    return secret.decode() if secret else None
