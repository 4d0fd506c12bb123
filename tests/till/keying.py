"""A card entry whose pad, clock and server are all in the test's hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pos_app.devices.tenkey.events import CardKeyed, Keying, KeysSoFar, PadEncrypted, PadReady, Sealed
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.domain.card import Brand
from pos_app.domain.codes import PrefixTable
from pos_app.errors import Fault, Refusal, ServerFault
from pos_app.sync.client import Client, Credential
from pos_app.sync.errands import Errand, ErrandDone
from pos_app.sync.http import Reply
from pos_app.sync.server_clock import ServerClock
from pos_app.till.card_entering import CardEntering
from pos_app.till.card_entry import CardEntry, KeyedCard
from pos_app.till.inquiries import Inquiries
from pos_app.till.pads import PadChoice, PadKind
from pos_app.till.session import Sessions
from pos_app.till.store_cards import StoreCards
from pos_app.till.surroundings import Surroundings
from pos_app.ui.shell.sample import TERMINAL
from pos_app.wire.cards import CardService, CardTerms, CardToken, SealingKey
from pos_app.wire.problems import PROBLEM_MEDIA_TYPE, Problem, ProblemCode
from pos_app.wire.shape import Shape
from pos_app.wire.staff import Right, Role, Session
from pos_app.wire.store import TerminalInfo

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SERVICES = CardTerms(
    services=(
        CardService(id="ena-card", name="えーなカード決済", brands=(Brand.VISA, Brand.JCB)),
        CardService(id="kiso-pay", name="木曽ペイメント", brands=(Brand.AMEX,)),
    ),
    authorisation_days=60,
)
TOKEN = CardToken(token="A" * 22, brand=Brand.VISA, last3="242", expiry="2712", valid_until=AT + timedelta(minutes=15))
KEY = SealingKey(kid="k1", n="A" * 342, e="AQAB")
BLOB = PadEncrypted("tdes", bytes(10), bytes.fromhex("FFFF9876543210E00001"), bytes(24))
JWE = Sealed("a.b.c.d.e")


@dataclass
class PadAtHand:
    """Writes down what it is told."""

    told: list[str] = field(default_factory=list)
    key_given: SealingKey | None = None
    entry: int | None = None

    def begin(self, entry: int, seconds: int, key: SealingKey | None) -> None:
        self.told.append(f"begin {seconds}")
        self.entry, self.key_given = entry, key

    def extend(self, seconds: int) -> None:
        self.told.append(f"extend {seconds}")

    def cancel(self) -> None:
        self.told.append("cancel")

    def take_amounts(self, active: bool) -> None:
        self.told.append(f"amounts {active}")

    def key(self, key: KeypadKey) -> None:
        self.told.append(f"key {key}")


@dataclass
class ServerAtHand:
    """Answers by path; a problem's code or a fault's reason instead, where one is set."""

    answers: dict[str, Shape] = field(default_factory=dict)
    refusal: ProblemCode | None = None
    fault: str = ""
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        params: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> Reply:
        del params
        assert headers["Staff-Session"] or path == "/v1/sessions"
        assert read_seconds == 10.0
        self.asked.append((method, path, body or b""))
        if self.fault:
            raise ServerFault(self.fault)
        if self.refusal is not None:
            problem = Problem(title="no", status=409, code=self.refusal)
            return Reply(409, problem.to_json(), PROBLEM_MEDIA_TYPE, replayed=False)
        answer = next(shape for start, shape in self.answers.items() if path.startswith(start))
        return Reply(200, answer.to_json(), "application/json", replayed=False)

    def close(self) -> None:
        pass


@dataclass
class ErrandsAtHand:
    """Runs an errand when the test says so."""

    client: Client
    waiting: list[tuple[int, Errand]] = field(default_factory=list)

    def run(self, ticket: int, errand: Errand) -> None:
        self.waiting.append((ticket, errand))

    def end(self) -> ErrandDone:
        ticket, errand = self.waiting.pop(0)
        try:
            return ErrandDone(ticket, errand(self.client))
        except Refusal as refusal:
            return ErrandDone(ticket, refusal=refusal.code)
        except Fault:
            return ErrandDone(ticket, refusal="offline")


@dataclass
class PlaceAtHand:
    info: TerminalInfo | None = field(default_factory=lambda: TERMINAL.model_copy(update={"cards": SERVICES}))
    is_active: bool = True
    is_changing: bool = False
    epoch: int = 1
    prefixes: PrefixTable = field(default_factory=lambda: PrefixTable("99000001"))


def session(*rights: Right, number: int = 1) -> Session:
    return Session(
        session=UUID(int=number),
        token="secret-token",
        staff=UUID(int=100 + number),
        staff_number=number,
        name="恵那 はな",
        role=Role.STORE_CLERK,
        rights=rights or (Right.SELL,),
        language="ja",
        password_change_needed=False,
        pin_verifier=None,
        expires_at=AT + timedelta(hours=12),
    )


class Bench:
    """``cards`` collects what the opener of the pop-up was given."""

    def __init__(self, choice: PadChoice | None = None, *rights: Right) -> None:
        self.time = 1_000.0
        self.pad = PadAtHand()
        self.server = ServerAtHand({"/v1/card-tokens/": TOKEN, "/v1/card-keys/current": KEY})
        self.errands = ErrandsAtHand(Client(self.server, Credential("c")))
        self.inquiries = Inquiries(self.errands)
        surroundings = Surroundings(
            ServerClock(lambda: self.time, lambda: AT), lambda: self.time, lambda n: bytes(n), lambda: False, b"k"
        )
        self.sessions = Sessions(self.inquiries, surroundings, lambda: True)
        self.sessions._logged_in(session(*rights))
        self.choice = choice or PadChoice(on=True, port="/dev/ttyUSB0")
        self.place = PlaceAtHand()
        self.entering = CardEntering(
            self.pad, self.inquiries, self.sessions, surroundings, lambda: self.choice, self.place
        )
        self.store_cards = StoreCards(self.inquiries, self.sessions, self.entering, surroundings)
        self.cards: list[KeyedCard] = []

    @property
    def entry(self) -> CardEntry:
        assert self.entering.entry is not None
        return self.entering.entry

    @property
    def number(self) -> int:
        assert self.pad.entry is not None
        return self.pad.entry

    def open(self) -> "Bench":
        self.entering.open(self.cards.append)
        if self.choice.kind is not PadKind.ENCRYPTING:
            self.answer()
        return self

    def ready(self) -> "Bench":
        self.open()
        self.entering.pad_event(PadReady(self.number))
        return self

    def keys(self, count: int, keying: Keying = Keying.NUMBER, brand: Brand | None = None) -> None:
        self.entering.pad_event(KeysSoFar(self.number, keying, count, brand))

    def keyed(self, blob: PadEncrypted | Sealed = BLOB, brand: Brand | None = Brand.VISA) -> None:
        self.entering.pad_event(CardKeyed(self.number, blob, brand, "242"))

    def answer(self) -> None:
        self.inquiries.done(self.errands.end())

    def wait(self, seconds: float) -> None:
        self.time += seconds
        self.entering.tick()
