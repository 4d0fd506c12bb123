"""The demo's stage, without a window: a server of one's own, bad weather on the way to it, a till, and customers.

What the customer shows and what the network does can be changed at any moment; the panel beside the till does it with
buttons.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType, TracebackType
from urllib.parse import urlsplit

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customers import Customers, Show, prepare
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import NO_FAULTS, Faults
from pos_app.demo.server_process import ServerProcess
from pos_app.devices.scanner import camera_source
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.errors import Refusal, ServerFault
from pos_app.server.seed_demo import WORLD
from pos_app.till.sale import Stage as SaleStage
from pos_app.till.snapshot import Snapshot
from pos_app.wire.staff import Role

START_SECONDS = 30.0
WEBCAM = "0"
_OPERATIONS = "/v1/operations"
_SEED = 20
"""Of the simulated camera: the same phone in the same hands each time."""

log = logging.getLogger(__name__)


class Weather(StrEnum):
    """What the network does."""

    FINE = "fine"
    OFFLINE = "offline"
    """Nobody can be reached."""
    ANSWERS_LOST = "answers_lost"
    """Payments arrive, their answers don't: 確認中."""
    REQUESTS_LOST = "requests_lost"
    """Connections end before the server sees anything."""
    SLOW = "slow"
    """Answers take up to four seconds."""
    STRANGER = "stranger"
    """Somebody else's sign-in page comes instead of answers."""
    STORM = "storm"
    """A bit of everything."""


WEATHER = MappingProxyType(
    {
        Weather.FINE: (NO_FAULTS, "/"),
        Weather.OFFLINE: (NO_FAULTS, "/"),
        Weather.ANSWERS_LOST: (Faults(answer_reset=1.0), _OPERATIONS),
        Weather.REQUESTS_LOST: (Faults(request_lost=1.0), _OPERATIONS),
        Weather.SLOW: (Faults(answer_delayed=1.0, delay_seconds=4.0), _OPERATIONS),
        Weather.STRANGER: (Faults(strangers_page=1.0), _OPERATIONS),
        Weather.STORM: (
            Faults(0.1, 0.1, answer_reset=0.1, answer_closed=0.1, answer_truncated=0.1, answer_delayed=0.2),
            _OPERATIONS,
        ),
    }
)


class DemoStage:
    """From :meth:`start` (or ``with``) to :meth:`stop`; ``folder`` holds the server's and the till's data.

    ``publish`` and ``wake`` are the till's, as :class:`~pos_app.app.App` takes them. :attr:`app` is there and started,
    its terminal activated, when :meth:`start` returns; it belongs to the thread that called that. ``camera`` replaces
    the simulated phone from the beginning.
    """

    def __init__(
        self,
        folder: Path,
        publish: Callable[[Snapshot], None] = lambda _: None,
        wake: Callable[[], None] = lambda: None,
        camera: str | None = None,
    ) -> None:
        self._folder = folder
        self._publish = publish
        self._wake = wake
        self._camera = camera
        self._shown = ""
        self._show = Show.GOOD if camera is None else Show.PHOTO
        self._scanning = False
        self._wishes: queue.SimpleQueue[Show | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._fetch, name="customer", daemon=True)
        self._weather = Weather.FINE

    def __enter__(self) -> "DemoStage":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    # -- coming and going ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Set everything up; raises :class:`ServerFault`, :class:`Refusal` where that fails, and leaves nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        database = self._folder / "server.db"
        expired = prepare(database)
        self.server = ServerProcess(database, seed_demo=False, log=self._folder / "server.log")
        self.server.start()
        try:
            self.customers = Customers(self.server.url, expired)
            self.proxy = FaultProxy(urlsplit(self.server.url).port or 0)
            self.proxy.start()
            settings = TillSettings(self._folder / "till", self.proxy.url, self._camera, use_keyring=False)
            source = None if self._camera else SimulatedCamera(lambda: self._shown, seed=_SEED)
            self.app = App(settings, source=source, publish=self._follow, wake=self._wake)
            self.app.start()
            self._activate()
        except BaseException:
            self.server.stop()
            raise
        self._thread.start()

    def stop(self) -> None:
        """Take it all down; the data stay in the folder."""
        self._wishes.put(None)
        self.app.stop()
        self.proxy.stop()
        self.customers.close()
        self.server.stop()

    def log_in(self, role: Role = Role.STORE_CLERK) -> None:
        """Somebody of the demo's people logs in at the till."""
        person = WORLD.person(role)
        self.app.till.sessions.log_in(person.login_id, person.password)
        self._until(lambda: not self.app.till.snapshot().busy)

    # -- the panel's buttons ------------------------------------------------------------------------------------------

    @property
    def showing(self) -> Show:
        """What the customer shows."""
        return self._show

    @property
    def weather(self) -> Weather:
        """What the network does."""
        return self._weather

    def show(self, what: Show, file: Path | None = None) -> None:
        """From now on the customer shows this: at once where the till is reading, else as soon as it reads.

        ``file`` is the picture or video of :attr:`Show.PHOTO`; raises :class:`Refusal` ``camera_not_chosen`` without.
        """
        if what is Show.PHOTO and file is None:
            raise Refusal("camera_not_chosen")
        was_real, self._show = self._show in (Show.PHOTO, Show.WEBCAM), what
        self._shown = ""
        if what is Show.PHOTO:
            self.app.scanner.use(camera_source(str(file)))
        elif what is Show.WEBCAM:
            self.app.scanner.use(camera_source(WEBCAM))
        else:
            if was_real:
                self.app.scanner.use(SimulatedCamera(lambda: self._shown, seed=_SEED))
            if self._scanning:
                self._wishes.put(what)

    def hold_out(self, text: str) -> None:
        """The customer holds out just this text, once: a sample code in practice, for instance."""
        self._shown = text

    def fault(self, weather: Weather) -> None:
        """From now on the network does this."""
        self._weather = weather
        self.proxy.switch(*WEATHER[weather])
        if weather is Weather.OFFLINE:
            self.proxy.cut()
        else:
            self.proxy.plug_in()

    # -- the customer follows what the till does ----------------------------------------------------------------------

    def _follow(self, snapshot: Snapshot) -> None:
        """A phone is held out while the till reads, with a new code for each reading, and put away afterwards."""
        sale, payment = snapshot.sale, snapshot.payment
        scanning = sale.stage is SaleStage.SCANNING and payment is not None
        if scanning and not self._scanning and snapshot.practice is None:
            self._wishes.put(self._show)
        elif not scanning and self._scanning:
            self._shown = ""
        self._scanning = scanning
        self._publish(snapshot)

    def _fetch(self) -> None:
        """Codes come from the server, which may take its time: never on the till's control thread."""
        while (wish := self._wishes.get()) is not None:
            try:
                text = self.customers.text(wish)
            except ServerFault as fault:
                log.warning("the customer gets no code: %s", fault)
                continue
            if self._scanning and wish is self._show:
                self._shown = text

    # -- small change -------------------------------------------------------------------------------------------------

    def _activate(self) -> None:
        terminal = self.app.till.terminal
        if terminal.is_active:
            return
        terminal.preview(WORLD.terminal, WORLD.terminal_password)
        self._until(lambda: terminal.to_be_confirmed is not None)
        terminal.confirm()
        self._until(lambda: terminal.info is not None and not self.app.till.snapshot().busy)

    def _until(self, reached: Callable[[], bool]) -> None:
        """Let the till run until that is so; raises :class:`Refusal` with what the till complains of."""
        deadline = time.monotonic() + START_SECONDS
        while not reached():
            self.app.till.pump(0.02)
            trouble = self.app.till.terminal.trouble or self.app.till.sessions.trouble
            if trouble is not None or time.monotonic() > deadline:
                raise Refusal(trouble or "demo_waited_too_long")
