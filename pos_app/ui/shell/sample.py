"""A made-up till for pictures and tests: an activated one with a clerk at it, unless said otherwise."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from pos_app.domain.card import Brand
from pos_app.till.history import Found
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Sale
from pos_app.till.session import Phase
from pos_app.till.snapshot import Activation, Snapshot, Staff, Status
from pos_app.wire.cards import CardService, CardTerms
from pos_app.wire.staff import Right, Role
from pos_app.wire.store import ClerkVoids, Environment, StoreSettings, TerminalInfo

AT = datetime(2026, 10, 4, 3, 4, tzinfo=UTC)
"""12:04 in Japan."""

TERMINAL = TerminalInfo(
    terminal_id="000000358002",
    terminal_number=358,
    terminal_name="レジ1",
    company_name="えーな商事株式会社",
    store_id="9000009",
    store_name="エーナ食堂",
    store_phone="0573-00-0135",
    environment=Environment.TEST,
    settings=StoreSettings(
        limit=1_000_000,
        confirm_above=50_000,
        clerk_voids=ClerkVoids.LAST_SALE,
        day_cut_minutes=0,
        lock_after_minutes=15,
    ),
    wallet_operator="99000001",
    wallet_name="えーなウォレット",
    prefixes=(),
    cards=CardTerms(
        services=(CardService(id="musasabi", name="むささびカード", brands=tuple(Brand)),), authorisation_days=60
    ),
)
CLERK = Staff("恵那 はな", 1, Role.STORE_CLERK, (Right.SELL, Right.VOID_BY_SETTING, Right.READ_HISTORY), True)
GOOD = Status(
    line_up=True,
    line_problem=None,
    unsent=0,
    in_doubt=0,
    overdue=0,
    camera=None,
    clock_is_skewed=False,
    disk_is_low=False,
    journal_trouble=None,
    bug_met=False,
)
WORKING = Snapshot(
    at=AT,
    terminal=TERMINAL,
    activation=Activation(False, None, None),
    phase=Phase.OPEN,
    staff=CLERK,
    language="ja",
    login_trouble=None,
    busy=False,
    sale=Sale(),
    payment=None,
    today=(),
    recovered=(),
    attention=(),
    void=None,
    search=Found(),
    status=GOOD,
)
NEW = replace(WORKING, terminal=None, activation=Activation(True, None, None), phase=Phase.LOGGED_OUT, staff=None)
LOGGED_OUT = replace(WORKING, phase=Phase.LOGGED_OUT, staff=None)


def payment(count: int = 1, state: State = State.APPROVED, amount: int = 1_000, at: datetime = AT) -> Payment:
    """One of this till's; ``amount`` in yen."""
    return Payment(UUID(int=count), f"00358{count:06}0", amount, state, at, at, CLERK.name)
