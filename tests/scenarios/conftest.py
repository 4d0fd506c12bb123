from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.server.context import Context
from tests.server.conftest import clock, context
from tests.server.live_server import LiveServer
from tests.till.conftest import customer, database, server
from tests.till.counter import Counter

__all__ = ["clock", "context", "customer", "database", "server"]


@dataclass
class Road:
    """A till whose way to the server can be made bad."""

    counter: Counter
    proxy: FaultProxy
    customer: Customer
    context: Context
    before: int = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.customer.wallet().balance

    @property
    def paid(self) -> int:
        """What left the customer's wallet since the story began, yen."""
        return self.before - self.customer.wallet().balance


@pytest.fixture
def road(server: LiveServer, context: Context, customer: Customer, tmp_path: Path) -> Iterator[Road]:
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7), prefix="/v1/operations") as proxy:
        counter = Counter(tmp_path / "till", proxy.url).start()
        counter.activate()
        counter.log_in()
        yield Road(counter, proxy, customer, context)
        counter.stop()
