"""Everything around the till of the demo: a server of its own, bad weather on the way to it, a customer."""

from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pos_app.demo.at_the_counter import CustomerAtCounter
from pos_app.demo.customers import Customers, prepare
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.pad.injected import InjectedKey
from pos_app.demo.pad.links import SocketLink
from pos_app.demo.pad.machine import PadMachine
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.server_process import ANYWHERE, LOOPBACK, ServerProcess
from pos_app.demo.weather import WEATHER, Weather
from pos_app.errors import Bug
from pos_app.server.addresses import reachable
from pos_app.server.seed_demo import DemoPerson, pad_file
from pos_app.server.wallet_page import page

Part = TypeVar("Part")


class Venue:
    """From :meth:`start` to :meth:`stop`, each on any thread; ``lan``: phones in the same network reach the server."""

    def __init__(self, folder: Path, *, lan: bool = False) -> None:
        self._folder = folder
        self.lan = lan
        self._weather = Weather.FINE
        self._server: ServerProcess | None = None
        self._customers: Customers | None = None
        self._proxy: FaultProxy | None = None
        self._customer: CustomerAtCounter | None = None
        self._pad: SimulatedPad | None = None
        self.staff: tuple[DemoPerson, ...] = ()
        self.wallet_pages: tuple[str, ...] = ()
        """Where a phone finds the wallet's page, the likeliest address first; none where no phone can."""

    def start(self) -> None:
        """Set it up; raises :class:`Fault` or :class:`Refusal` where that fails, and leaves nothing."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        database = self._folder / "server.db"
        prepared = prepare(database)
        self.staff = prepared.staff
        host = ANYWHERE if self.lan else LOOPBACK
        self._server = ServerProcess(database, host=host, seed_demo=False, log=self._folder / "server.log")
        self._server.start()
        port = urlsplit(self._server.url).port or 0
        if self.lan:
            self.wallet_pages = tuple(address + page.PATH for address in reachable(host, port))
        self._customers = Customers(self._server.url, prepared)
        self._proxy = FaultProxy(port)
        self._proxy.start()
        self._customer = CustomerAtCounter(self._customers)
        self._customer.start()
        pad = SimulatedPad(PadMachine(InjectedKey.of(pad_file(database))), SocketLink())
        pad.start()
        self._pad = pad

    def stop(self) -> None:
        """Take down what there is of it; harmless at any time."""
        for part in (self._pad, self._customer, self._proxy):
            if part is not None:
                part.stop()
        if self._customers is not None:
            self._customers.close()
        if self._server is not None:
            self._server.stop()
        self._pad = self._customer = self._proxy = self._customers = self._server = None

    @property
    def url(self) -> str:
        """Where the till finds the server: behind the weather."""
        return _there(self._proxy).url

    @property
    def customer(self) -> CustomerAtCounter:
        """Whoever stands at the counter."""
        return _there(self._customer)

    @property
    def customers(self) -> Customers:
        """The people and their phones, as the server knows them."""
        return _there(self._customers)

    @property
    def pad(self) -> SimulatedPad:
        """The encrypting tenkey at the counter."""
        return _there(self._pad)

    @property
    def weather(self) -> Weather:
        """What the network does."""
        return self._weather

    def change(self, weather: Weather) -> None:
        """From now on the network does this."""
        proxy = _there(self._proxy)
        self._weather = weather
        proxy.switch(*WEATHER[weather])
        if weather is Weather.OFFLINE:
            proxy.cut()
        else:
            proxy.plug_in()


def _there(part: Part | None) -> Part:
    if part is None:
        raise Bug("the demo's world is asked for something before it is set up")
    return part
