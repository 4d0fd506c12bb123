"""The demo's stage, without a window: a till of one's own, and the world around it.

What the customer shows and what the network does can be changed at any moment; the panel beside the till does it with
buttons.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customers import Customers
from pos_app.demo.phone import REAL, Held, Phone, Show
from pos_app.demo.venue import Venue
from pos_app.demo.weather import Weather
from pos_app.devices.scanner import camera_source
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.errors import Bug, Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.till import preferences_file
from pos_app.till.pads import PadKind, PadWay
from pos_app.till.practice import Practising
from pos_app.till.sale import Stage as SaleStage
from pos_app.till.sample_codes import Sample
from pos_app.till.snapshot import Snapshot
from pos_app.wire.staff import Role

START_SECONDS = 30.0
WEBCAM = "0"
_SEED = 20
"""Of the simulated camera: the same phone in the same hands each time."""

PRACTICE = MappingProxyType(
    {
        Show.GOOD: Sample.APPROVED,
        Show.EXPIRED: Sample.EXPIRED,
        Show.TOO_LITTLE: Sample.BALANCE,
        Show.FOREIGN: Sample.FOREIGN,
        Show.USED: Sample.USED,
    }
)
"""What the customer shows in practice (row D-28), where no real code may be spent."""


class DemoStage:
    """From :meth:`start` (or ``with``) to :meth:`stop`; ``folder`` holds the server's and the till's data.

    ``publish`` and ``wake`` are the till's, as :class:`~pos_app.app.App` takes them. :attr:`app` is there and started,
    its terminal activated, when :meth:`start` returns; it belongs to the thread that called that. ``camera`` replaces
    the simulated phone from the beginning. ``lan``: real phones may open the wallet's page.
    """

    def __init__(
        self,
        folder: Path,
        publish: Callable[[Snapshot], None] = lambda _: None,
        wake: Callable[[], None] = lambda: None,
        camera: str | None = None,
        *,
        lan: bool = False,
    ) -> None:
        self.venue = Venue(folder, lan=lan)
        self.folder = folder / "till"
        self._publish = publish
        self._wake = wake
        self._camera = camera
        self._app: App | None = None
        self._practising: Practising | None = None

    def __enter__(self) -> "DemoStage":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    # -- coming and going ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Set everything up; raises :class:`Fault`, :class:`Refusal` where that fails, and leaves nothing."""
        self.venue.start()
        self.open_till(self._publish, self._wake)

    def open_till(self, publish: Callable[[Snapshot], None], wake: Callable[[], None]) -> None:
        """The second half of :meth:`start`, on the till's control thread; the first is the venue's."""
        self._publish = publish
        try:
            self._choose_pad()
            settings = TillSettings(self.folder, self.venue.url, self._camera, use_keyring=False)
            source = None if self._camera else self._simulated()
            self._app = App(settings, source=source, publish=self._follow, wake=wake)
            self._app.start()
            if self._camera:
                self.venue.customer.show(_kind_of(self._camera))
            self._activate()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Take it all down; the data stay in the folder. Harmless at any time."""
        self.close_till()
        self.venue.stop()

    def close_till(self) -> None:
        """Stop the till alone."""
        app, self._app = self._app, None
        if app is not None:
            app.stop()

    @property
    def app(self) -> App:
        """The till."""
        if self._app is None:
            raise Bug("the demo's till is not open")
        return self._app

    @property
    def customers(self) -> Customers:
        """The people and their phones, as the server knows them."""
        return self.venue.customers

    def log_in(self, role: Role = Role.STORE_CLERK) -> None:
        """Somebody of the demo's people logs in at the till."""
        person = WORLD.person(role)
        self.app.till.sessions.log_in(person.login_id, person.password)
        self._until(lambda: not self.app.till.snapshot().busy)

    # -- the panel's buttons ------------------------------------------------------------------------------------------

    @property
    def showing(self) -> Show:
        """What the customer shows."""
        return self.venue.customer.showing

    @property
    def phone(self) -> Phone:
        """What stands on the customer's phone now."""
        return self.venue.customer.phone

    @property
    def weather(self) -> Weather:
        """What the network does."""
        return self.venue.weather

    def show(self, what: Show, file: Path | None = None) -> None:
        """From now on the customer shows this: at once where the till is reading, else as soon as it reads.

        ``file`` is the picture or video of :attr:`Show.PHOTO`; raises :class:`Refusal` ``camera_not_chosen`` without.
        """
        if what is Show.PHOTO and file is None:
            raise Refusal("camera_not_chosen")
        was_real = self.showing in REAL
        sample = self._sample(what)
        self.venue.customer.show(what)
        if what is Show.PHOTO:
            self.app.scanner.use(camera_source(str(file)))
        elif what is Show.WEBCAM:
            self.app.scanner.use(camera_source(WEBCAM))
        elif was_real:
            self.app.scanner.use(self._simulated())
        if sample is not None:
            self.venue.customer.hold_out(sample)

    def hold_out(self, text: str) -> None:
        """The customer holds out just this text, once: a sample code in practice, for instance."""
        self.venue.customer.hold_out(Held(text))

    def fault(self, weather: Weather) -> None:
        """From now on the network does this."""
        self.venue.change(weather)

    # -- the customer follows what the till does ----------------------------------------------------------------------

    def _follow(self, snapshot: Snapshot) -> None:
        """A phone is held out while the till reads, with a new code for each reading, and put away afterwards."""
        self._practising = snapshot.practice
        scanning = snapshot.sale.stage is SaleStage.SCANNING and snapshot.payment is not None
        self.venue.customer.till_reads(scanning, self._sample(self.showing))
        self._publish(snapshot)

    def _sample(self, show: Show) -> Held | None:
        """What the customer shows in practice; None in earnest."""
        if self._practising is None:
            return None
        wanted = PRACTICE.get(show)
        found = next((one for one in self._practising.samples if one.sample is wanted), None)
        return Held(found.text, found.number or "") if found is not None else None

    # -- small change -------------------------------------------------------------------------------------------------

    def _simulated(self) -> SimulatedCamera:
        customer = self.venue.customer
        return SimulatedCamera(lambda: customer.in_view, seed=_SEED)

    def _choose_pad(self) -> None:
        """A preference, not an argument: whoever plays may set the till to another pad."""
        kept = preferences_file.load(self.folder, datetime.now(UTC)).preferences
        pad = replace(kept.pad, on=True, kind=PadKind.ENCRYPTING, way=PadWay.PORT, port=self.venue.pad.address)
        preferences_file.save(self.folder, replace(kept, pad=pad))

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


def _kind_of(camera: str) -> Show:
    return Show.WEBCAM if camera.isdecimal() or "://" in camera else Show.PHOTO
