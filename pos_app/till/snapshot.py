"""What a screen may know: one immutable value for everything, published after each change."""

from dataclasses import dataclass, field
from datetime import datetime

from pos_app.till.approvals import Waiting
from pos_app.till.card_entry import CardEntry
from pos_app.till.card_lists import Held, StoreCardsShown
from pos_app.till.card_sale import CardSale
from pos_app.till.checking import ServerTest
from pos_app.till.choices import SettingsShown
from pos_app.till.history import Detail, Found
from pos_app.till.opening_check import OpeningCheck
from pos_app.till.pads import PadShown
from pos_app.till.payment import Payment
from pos_app.till.practice import Practising
from pos_app.till.sale import Sale
from pos_app.till.session import Phase
from pos_app.till.voiding import VoidCase
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Role
from pos_app.wire.store import TerminalInfo


@dataclass(frozen=True, slots=True)
class Activation:
    """端末ID入力 and 店舗情報確認; ``needed`` also where the terminal is known and its credential was lost."""

    needed: bool
    to_be_confirmed: TerminalInfo | None
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is at the counter."""

    name: str
    number: int
    role: Role
    rights: tuple[Right, ...]
    has_pin: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The bar at the bottom; ``camera`` is None while it works, else the reason why not."""

    line_up: bool
    line_problem: ProblemCode | None
    unsent: int
    in_doubt: int
    overdue: int
    """Payments whose result has been unknown for so long that a manager should know."""
    camera: str | None
    clock_is_skewed: bool
    disk_is_low: bool
    journal_trouble: str | None
    bug_met: bool
    """A thread met a bug and went on; the log says more."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``at`` is server time; ``payment`` the one on the pad; ``recovered`` what an unclean stop left open (D-25)."""

    at: datetime
    terminal: TerminalInfo | None
    activation: Activation
    phase: Phase
    staff: Staff | None
    language: str
    login_trouble: str | None
    busy: bool
    sale: Sale
    payment: Payment | None
    today: tuple[Payment, ...]
    recovered: tuple[Payment, ...]
    attention: tuple[Payment, ...]
    void: VoidCase | None
    search: Found
    status: Status
    detail: Detail = field(default_factory=Detail)
    approvals: Waiting = field(default_factory=Waiting)
    open: tuple[Payment, ...] = ()
    """Payments of whatever day whose result is awaited, the oldest first."""
    unconfirmed: tuple[Payment, ...] = ()
    """Held on cards, and nobody has decided anything yet: on the confirmation page, or left before the answer came."""
    practice: Practising | None = None
    """練習モード (D-28). Sale, payment, today, attention, void, detail and open are the practice's then."""
    settings: SettingsShown = field(default_factory=SettingsShown)
    server_test: ServerTest | None = None
    card: CardSale = field(default_factory=CardSale)
    """電話注文(カード)."""
    card_payment: Payment | None = None
    """The payment that the card sale made last."""
    card_entry: CardEntry | None = None
    """カード情報入力 is open, for a sale or for a registration."""
    pad: PadShown = field(default_factory=PadShown)
    held: Held = field(default_factory=Held)
    """与信済み(未計上) of the store."""
    store_cards: StoreCardsShown = field(default_factory=StoreCardsShown)
    """The store's own registered cards."""
    check: OpeningCheck | None = None
    """開店前チェック, the last one."""
