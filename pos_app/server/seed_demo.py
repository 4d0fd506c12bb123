"""A made-up company with a store, its people, and some customers, for a server that is tried out (``--seed-demo``).

Everything here is public, the passwords too: a production service refuses it.
"""

import functools
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from pos_app.domain.calendar import transaction_date
from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.server.admin import cards, people, places, service, wallets
from pos_app.server.card_terms import contract_of
from pos_app.server.cards import pads
from pos_app.server.cards.contracts import put_service
from pos_app.server.cards.sandbox.keys import NewKey, make_keys
from pos_app.server.ledger.spending import LotKind
from pos_app.server.staff import accounts
from pos_app.server.staff.activation import is_password_open
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.staff.password_flow import Password, PasswordKind
from pos_app.server.staff.rights import COMPANY_ROLES, Place
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.database import Database
from pos_app.wire.cards import CardService
from pos_app.wire.staff import Role
from pos_app.wire.store import Environment, Prefix


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who works at the till; ``number`` is typed with the PIN, 0 before seeding."""

    role: Role
    name: str
    login_id: str
    password: str = field(repr=False)
    pin: str = field(repr=False)
    number: int = 0


@dataclass(frozen=True, slots=True)
class DemoLot:
    """What lies in a wallet at the beginning; ``days``: how many days from today it can be used, None: for ever."""

    kind: LotKind
    amount: int
    days: int | None = None


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A customer."""

    name: str
    login_id: str
    password: str = field(repr=False)
    lots: tuple[DemoLot, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """What there is after seeding, unless somebody has changed it since."""

    company: str
    store: str
    terminal: str
    terminal_password: str = field(repr=False)
    staff: tuple[DemoPerson, ...]
    members: tuple[DemoMember, ...]

    def person(self, role: Role) -> DemoPerson:
        """Give the first person of a role."""
        return next(person for person in self.staff if person.role is role)


COMPANY_NAME = "えーな商事株式会社"
STORE_NAME = "エーナ食堂"
STORE_PHONE = "0573-00-0135"
TERMINAL_NAME = "レジ1"
TERMINAL_NUMBER = 358
SERVICE = service.Service("99000001", "えーなウォレット", Environment.TEST)

WORLD = DemoWorld(
    company="00008",
    store="9000009",
    terminal="000000358002",
    terminal_password="52820358",  # noqa: S106 - public, for a server that is tried out
    staff=(
        DemoPerson(Role.STORE_CLERK, "恵那 はな", "ena-clerk", "keyaki-leaf-31", "240713"),
        DemoPerson(Role.STORE_MANAGER, "中津 まこと", "ena-manager", "kawabata-stone-52", "861304"),
        DemoPerson(Role.COMPANY_STAFF, "岩村 さとし", "ena-company-staff", "yamamichi-walk-74", "390582"),
        DemoPerson(Role.COMPANY_ADMIN, "明智 ゆき", "ena-company-admin", "shirakaba-tree-96", "715926"),
    ),
    members=(
        DemoMember(
            "鈴木 あおい",
            "aoi-suzuki",
            "minamo-glitter-18",
            (DemoLot("value", 10_000), DemoLot("points", 500, 30), DemoLot("points", 1_200, 90)),
        ),
        DemoMember("高橋 りく", "riku-takahashi", "asagiri-valley-27", (DemoLot("value", 3_000),)),
        DemoMember("佐藤 みお", "mio-sato", "komorebi-path-63", (DemoLot("points", 800, 14),)),
    ),
)

PREFIXES = tuple(
    Prefix(head=head, operator=operator)
    for head, operator in (
        ("9000818188", "PayPay"),
        ("9000000000", "LINE Pay"),
        ("900001", "楽天ペイ"),
        ("90000002", "d払い"),
        ("31589900", "メルペイ"),
        *((str(head), "ゆうちょPay") for head in range(31589931, 31589941)),
        ("31589921", "au PAY"),
        ("31589995", "pring"),
    )
)
"""Whose code is it, by its first digits (row D-23), as they were seen on phones; a real service delivers its own."""

CARD_SERVICES = (
    CardService(
        id="ena-card",
        name="えーなカード決済",
        brands=(Brand.VISA, Brand.MASTERCARD, Brand.JCB, Brand.AMEX, Brand.DINERS),
    ),
    CardService(id="nakasendo", name="なかせんどうカード", brands=(Brand.VISA, Brand.MASTERCARD)),
)
"""What the store may sell by; Discover and UnionPay are for trying what no contract covers."""

PAD_SERIAL = "454E412D504144303031"
"""``ENA-PAD001``."""
PAD_ALGORITHM: pads.Algorithm = "aes"

_COST = Cost(memory=1024, passes=1, lanes=1)
"""What the demo's passwords are hashed with: everybody may know them, and the first start would wait for more."""
_DEMO_KEY_BITS = 2048
"""Quicker to make than a real service's."""

_IDS = uuid5(NAMESPACE_URL, "urn:pos-app:demo")


def pad_file(database: Path) -> Path:
    """Say where the key of the demo's pad lies, for the pad program: beside the database, for its owner only."""
    return database.with_name(database.name + ".pad.json")


def seed(
    database: Database,
    now: Callable[[], datetime],
    random: Callable[[int], bytes],
    besides: Iterable[DemoMember] = (),
) -> DemoWorld:
    """Add whatever of the demo's world is not there yet, and these members; what is there stays as it is.

    Only a terminal password that was used up is issued again, so that another till can be activated. Raises Refusal
    ``seed_production`` on a production service.
    """
    _run(database, lambda tx: _seed_places(tx, now(), random))
    hasher = Hasher(_COST, random(32), threads=1)
    try:
        _seed_terminal(database, hasher, now)
        for person in WORLD.staff:
            _seed_person(database, hasher, now, random, person)
        for member in (*WORLD.members, *besides):
            _seed_member(database, hasher, now, member)
    finally:
        hasher.close()
    _seed_cards(database, now, random)
    numbered = database.readers.submit(_numbered).result()
    return replace(WORLD, staff=numbered)


def _numbered(reader: Reader) -> tuple[DemoPerson, ...]:
    company = places.company_of(reader, WORLD.company)
    return tuple(
        replace(person, number=people.staff_of(reader, person.login_id, company).number) for person in WORLD.staff
    )


def _run(database: Database, job: Callable[[Tx], object]) -> None:
    database.writer.submit(job).result()


def _seed_places(tx: Tx, now: datetime, random: Callable[[int], bytes]) -> None:
    if service.service_of(tx).environment is Environment.PRODUCTION:
        raise Refusal("seed_production")
    if _is_there(lambda: places.terminal_of(tx, WORLD.terminal)):
        return
    service.set_service(tx, now, SERVICE)
    service.replace_prefixes(tx, now, PREFIXES)
    company = places.add_company(tx, now, WORLD.company, COMPANY_NAME)
    store = places.add_store(tx, now, company, WORLD.store, STORE_NAME, STORE_PHONE, places.StoreRules())
    places.add_terminal(tx, now, random, store, TERMINAL_NAME, number=TERMINAL_NUMBER, terminal_id=WORLD.terminal)


def _seed_terminal(database: Database, hasher: Hasher, now: Callable[[], datetime]) -> None:
    if database.readers.submit(lambda reader: is_password_open(reader, database.key, WORLD.terminal, now())).result():
        return
    encoded = hasher.hash(WORLD.terminal_password)
    _run(database, lambda tx: places.issue(tx, database.key, now(), WORLD.terminal, encoded))


def _seed_person(
    database: Database,
    hasher: Hasher,
    now: Callable[[], datetime],
    random: Callable[[int], bytes],
    person: DemoPerson,
) -> None:
    def home(reader: Reader) -> Place:
        store, company = places.store_of(reader, WORLD.store)
        return Place(company, None if person.role in COMPANY_ROLES else store)

    def is_there(reader: Reader) -> bool:
        return accounts.by_login_id(reader, home(reader).company, person.login_id) is not None

    if database.readers.submit(is_there).result():
        return
    chosen, pin = hasher.hash(person.password), hasher.hash(person.pin)

    def add(tx: Tx) -> None:
        account = people.add_staff(tx, now(), random, home(tx), person.role, person.login_id, person.name, chosen)
        accounts.set_password(tx, account, Password(PasswordKind.CHOSEN, chosen))
        accounts.set_pin(tx, account, pin)

    _run(database, add)


def _seed_member(database: Database, hasher: Hasher, now: Callable[[], datetime], member: DemoMember) -> None:
    if database.readers.submit(lambda reader: _is_there(lambda: wallets.customer_of(reader, member.login_id))).result():
        return
    encoded = hasher.hash(member.password)

    def add(tx: Tx) -> None:
        at = now()
        wallets.add_member(tx, at, member.login_id, member.name, encoded)
        for number, lot in enumerate(member.lots):
            wallets.charge(
                tx, at, _charge_id(member, number), member.login_id, lot.kind, lot.amount, _last_day(lot, at)
            )

    _run(database, add)


def _seed_cards(database: Database, now: Callable[[], datetime], random: Callable[[int], bytes]) -> None:
    """Give the store its card services, and a pad that is ready for the pad program."""

    def add_services(tx: Tx) -> None:
        store, _ = places.store_of(tx, WORLD.store)
        if contract_of(tx, store) is None:
            for one in CARD_SERVICES:
                put_service(tx, store, one, now())

    def is_there(reader: Reader) -> bool:
        store, _ = places.store_of(reader, WORLD.store)
        return contract_of(reader, store) is not None

    cards.ensure_keys(database, now, random, _demo_keys)
    if not database.readers.submit(is_there).result():
        _run(database, add_services)
    file = pad_file(database.path)
    is_ready = database.readers.submit(lambda reader: pads.find(reader, PAD_SERIAL)).result() is not None
    if is_ready and file.exists():
        return
    given = database.writer.submit(
        lambda tx: cards.make_ready(tx, database.key, PAD_SERIAL, PAD_ALGORITHM, now())
    ).result()
    cards.write_injection(file, given)


@functools.cache
def _demo_keys() -> tuple[NewKey, ...]:
    """Made once for however many databases one process seeds."""
    return make_keys(os.urandom, _DEMO_KEY_BITS)


def _charge_id(member: DemoMember, number: int) -> UUID:
    return uuid5(_IDS, f"{member.login_id}/{number}")


def _last_day(lot: DemoLot, now: datetime) -> date | None:
    return None if lot.days is None else transaction_date(now) + timedelta(days=lot.days)


def _is_there(find: Callable[[], object]) -> bool:
    try:
        find()
    except Refusal:
        return False
    return True
