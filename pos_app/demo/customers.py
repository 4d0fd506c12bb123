"""The customers of the demo: what each of them can hold out to the till's camera."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pos_app.demo.customer import Customer
from pos_app.domain.codes import PrefixRow, PrefixTable, wallet_qr
from pos_app.errors import Refusal
from pos_app.server.admin import wallets
from pos_app.server.ledger.codes import issue
from pos_app.server.seed_demo import PREFIXES, SERVICE, WORLD, DemoMember, seed
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import Database, open_database
from pos_app.till.sample_codes import foreign_code

EXPIRED_CODES = 20
"""So many codes of long ago are made before the server starts: it alone says what time it is."""
_EXPIRED_SINCE = timedelta(minutes=30)
POOR = DemoMember("田中 そら", "sora-tanaka", "hoshizora-window-45")
"""Has one yen."""
_PREFIXES = PrefixTable(SERVICE.operator, tuple(PrefixRow(prefix.head, prefix.operator) for prefix in PREFIXES))


class Show(StrEnum):
    """What the customer shows."""

    NOTHING = "nothing"
    GOOD = "good"
    """A code that pays, made anew for each sale."""
    EXPIRED = "expired"
    TOO_LITTLE = "too_little"
    """A code of somebody who has one yen."""
    FOREIGN = "foreign"
    """Another operator's."""
    PHOTO = "photo"
    """A picture or video of one's own."""
    WEBCAM = "webcam"
    """What the real camera sees."""


def prepare(database: Path) -> tuple[str, ...]:
    """Seed the demo's world with a poor customer besides, and give the texts of codes that expired long ago.

    Before the server is started on that database. Raises :class:`StoreFault`, :class:`Refusal`.
    """
    opened = open_database(database)
    hasher = Hasher(Cost(1024, 1, 1), os.urandom(32), threads=1)
    try:
        seed(opened, hasher, _now, os.urandom)
        _add_poor(opened, hasher.hash(POOR.password))
        return opened.writer.submit(lambda tx: _expired(tx, opened.key)).result()
    finally:
        hasher.close()
        opened.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _add_poor(database: Database, encoded: str) -> None:
    def add(tx: Tx) -> None:
        at = _now()
        try:
            wallets.customer_of(tx, POOR.login_id)
        except Refusal:
            wallets.add_member(tx, at, POOR.login_id, POOR.name, encoded)
            wallets.charge(tx, at, uuid5(NAMESPACE_URL, POOR.login_id), POOR.login_id, "value", 1, None)

    database.writer.submit(add).result()


def _expired(tx: Tx, key: bytes) -> tuple[str, ...]:
    wallet = wallets.customer_of(tx, WORLD.members[0].login_id).wallet
    made = (issue(tx, wallet, key, os.urandom, _now() - _EXPIRED_SINCE) for _ in range(EXPIRED_CODES))
    return tuple(wallet_qr(SERVICE.operator, code.token) for code in made)


class Customers:
    """Asks the server for codes as phones do; ``expired`` are the texts from :func:`prepare`.

    Raises :class:`ServerFault` where the server can't be asked.
    """

    def __init__(self, server: str, expired: tuple[str, ...]) -> None:
        self.rich = Customer(server, WORLD.members[0].login_id, WORLD.members[0].password)
        self._poor = Customer(server, POOR.login_id, POOR.password)
        self._expired = list(expired)

    def close(self) -> None:
        """Everybody leaves."""
        self.rich.close()
        self._poor.close()

    def text(self, show: Show) -> str:
        """What stands on the phone, fresh from the server where it must be; "" for no phone."""
        made: dict[Show, Callable[[], str]] = {
            Show.GOOD: lambda: self.rich.show_code().qr,
            Show.TOO_LITTLE: lambda: self._poor.show_code().qr,
            Show.EXPIRED: self._next_expired,
            Show.FOREIGN: lambda: foreign_code(_PREFIXES) or "",
        }
        return made[show]() if show in made else ""

    def _next_expired(self) -> str:
        self._expired.append(self._expired.pop(0))
        return self._expired[-1]
