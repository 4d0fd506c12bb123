"""The customers of the demo: what each of them can hold out to the till's camera."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos_app.demo.customer import Customer
from pos_app.demo.phone import Held, Show
from pos_app.domain.codes import PrefixRow, PrefixTable, wallet_qr
from pos_app.server.admin import wallets
from pos_app.server.ledger.codes import issue, spend
from pos_app.server.seed_demo import PREFIXES, SERVICE, WORLD, DemoLot, DemoMember, DemoPerson, seed
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import open_database
from pos_app.till.sample_codes import foreign_code

OLD_CODES = 20
"""So many codes of each kind that is no good are made before the server starts: it alone says what time it is."""
_EXPIRED_SINCE = timedelta(minutes=30)
POOR = DemoMember("田中 そら", "sora-tanaka", "hoshizora-window-45", (DemoLot("value", 1),))
"""Has one yen."""
_PREFIXES = PrefixTable(SERVICE.operator, tuple(PrefixRow(prefix.head, prefix.operator) for prefix in PREFIXES))


@dataclass(frozen=True, slots=True)
class Prepared:
    """What there is before the server starts: codes that are no good any more, and the people who work there."""

    expired: tuple[Held, ...]
    used: tuple[Held, ...]
    staff: tuple[DemoPerson, ...]


def prepare(database: Path) -> Prepared:
    """Seed the demo's world with a poor customer besides, and make codes that expired or were used long ago.

    Before the server is started on that database. Raises :class:`StoreFault`, :class:`Refusal`.
    """
    opened = open_database(database)
    try:
        world = seed(opened, _now, os.urandom, besides=[POOR])
        made = opened.writer.submit(lambda tx: (_old(tx, opened.key), _old(tx, opened.key, used=True))).result()
        return Prepared(*made, world.staff)
    finally:
        opened.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _old(tx: Tx, key: bytes, *, used: bool = False) -> tuple[Held, ...]:
    """Codes that somebody paid with, or that nobody did in time."""
    wallet = wallets.customer_of(tx, WORLD.members[0].login_id).wallet
    made = []
    for _ in range(OLD_CODES):
        code = issue(tx, wallet, key, os.urandom, _now() - (timedelta(0) if used else _EXPIRED_SINCE))
        if used:
            spend(tx, code.id, os.urandom(16))
        made.append(Held(wallet_qr(SERVICE.operator, code.token), code.number, code.expires_at))
    return tuple(made)


class Customers:
    """Asks the server for codes as phones do.

    Raises :class:`ServerFault` where the server can't be asked.
    """

    def __init__(self, server: str, prepared: Prepared) -> None:
        self.rich = Customer(server, WORLD.members[0].login_id, WORLD.members[0].password)
        self._poor = Customer(server, POOR.login_id, POOR.password)
        self._old = {Show.EXPIRED: list(prepared.expired), Show.USED: list(prepared.used)}

    def close(self) -> None:
        """Everybody leaves."""
        self.rich.close()
        self._poor.close()

    def person(self, show: Show) -> Customer | None:
        """Whose phone that is; None where it is nobody's of this wallet."""
        if show is Show.TOO_LITTLE:
            return self._poor
        return self.rich if show in (Show.GOOD, *self._old) else None

    def held(self, show: Show) -> Held | None:
        """What stands on the phone, fresh from the server where it must be; None for no code."""
        person = self.person(show)
        if show in self._old:
            return self._next_old(self._old[show])
        if person is not None:
            code = person.show_code()
            return Held(code.qr, code.number, code.expires_at)
        text = foreign_code(_PREFIXES) if show is Show.FOREIGN else None
        return Held(text) if text else None

    @staticmethod
    def _next_old(codes: list[Held]) -> Held:
        codes.append(codes.pop(0))
        return codes[-1]
