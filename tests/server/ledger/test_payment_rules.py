from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import payment_number
from pos_app.server.ledger.moment import moment_of
from pos_app.server.ledger.payment_rules import (
    MAX_AHEAD,
    Captured,
    Code,
    Declined,
    PaymentFacts,
    StaffSession,
    decide_payment,
)
from pos_app.server.ledger.spending import OpenLot
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import CustomerToken, Decline, Earlier, PaymentBody
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids

NOW = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
AT = moment_of(NOW)
TERMINAL = Terminal(7, "000000000007", 1, False, 1, 1, "0000001", "店舗", 50_000, ClerkVoids.LAST_SALE)
BODY = PaymentBody(
    epoch=1,
    seq=1,
    made_at=NOW,
    number=payment_number.make(7, 1).digits,
    amount=1_000,
    code=CustomerToken(operator="99000001", kind="qr", token="x" * 22),
    execute_until=NOW + timedelta(seconds=60),
    staff_session=UUID(int=1),
)
CODE = Code(1, 1, NOW + timedelta(minutes=5), spent=False, suspended=False)
GOOD = PaymentFacts(
    session=StaffSession(7, Role.STORE_CLERK, restricted=False),
    number_used=False,
    seq_used=False,
    code=CODE,
    earlier=None,
    lots=(OpenLot(1, 1, "value", 1_000, None),),
)
EARLIER = Earlier(number=BODY.number, recorded_at=NOW)


def reason(body: PaymentBody = BODY, terminal: Terminal = TERMINAL, facts: PaymentFacts = GOOD) -> Decline | None:
    decision = decide_payment(body, terminal, facts, AT)
    return decision.reason if isinstance(decision, Declined) else None


def with_body(**changes: Any) -> PaymentBody:
    return BODY.model_copy(update=changes)


def test_a_good_payment_is_captured() -> None:
    decision = decide_payment(BODY, TERMINAL, GOOD, AT)
    assert isinstance(decision, Captured)
    assert sum(part.amount for part in decision.taken) == 1_000


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (GOOD._replace(session=None), Decline.NOT_PERMITTED),
        (GOOD._replace(session=StaffSession(8, Role.STORE_CLERK, restricted=False)), Decline.NOT_PERMITTED),
        (GOOD._replace(session=StaffSession(7, Role.COMPANY_STAFF, restricted=False)), Decline.NOT_PERMITTED),
        (GOOD._replace(session=StaffSession(7, Role.STORE_CLERK, restricted=True)), Decline.NOT_PERMITTED),
        (GOOD._replace(number_used=True), Decline.NUMBER_REUSED),
        (GOOD._replace(seq_used=True), Decline.NUMBER_REUSED),
        (GOOD._replace(code=None), Decline.CODE_NOT_FOUND),
        (GOOD._replace(code=CODE._replace(spent=True)), Decline.CODE_USED),
        (GOOD._replace(code=CODE._replace(expires_at=NOW)), Decline.CODE_EXPIRED),
        (GOOD._replace(code=CODE._replace(suspended=True)), Decline.WALLET_SUSPENDED),
        (GOOD._replace(earlier=EARLIER), Decline.POSSIBLE_DOUBLE),
        (GOOD._replace(lots=()), Decline.BALANCE_NOT_ENOUGH),
    ],
)
def test_each_fact_has_its_reason(facts: PaymentFacts, expected: Decline) -> None:
    assert reason(facts=facts) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (with_body(number=payment_number.make(8, 1).digits), Decline.NUMBER_REUSED),
        (with_body(number="000070000010"), Decline.NUMBER_REUSED),
        (with_body(execute_until=NOW - timedelta(milliseconds=1)), Decline.TOO_LATE),
        (with_body(execute_until=NOW + MAX_AHEAD + timedelta(milliseconds=1)), Decline.CLOCK_WRONG),
        (with_body(amount=50_001), Decline.AMOUNT_NOT_ACCEPTABLE),
    ],
)
def test_each_fault_of_the_request_has_its_reason(body: PaymentBody, expected: Decline) -> None:
    assert reason(body) is expected


@pytest.mark.parametrize("until", [NOW, NOW + MAX_AHEAD])
def test_the_ends_of_the_time_allowed_are_within_it(until: datetime) -> None:
    assert reason(with_body(execute_until=until)) is None


def test_a_confirmed_double_is_a_sale_of_its_own() -> None:
    assert reason(with_body(double_confirmed=True), facts=GOOD._replace(earlier=EARLIER)) is None


def test_a_disabled_terminal_is_told_so_whatever_else_is_wrong() -> None:
    disabled = replace(TERMINAL, disabled=True)
    assert reason(with_body(amount=9_999_999), disabled, GOOD._replace(session=None)) is Decline.TERMINAL_DISABLED


@given(
    disabled=st.booleans(),
    session=st.sampled_from((None, GOOD.session, StaffSession(9, Role.STORE_MANAGER, restricted=False))),
    used=st.booleans(),
    seconds=st.integers(-300, 300),
    amount=st.integers(1, 9_999_999),
    code=st.sampled_from((None, CODE, CODE._replace(spent=True), CODE._replace(suspended=True))),
    held=st.integers(0, 100_000),
    doubled=st.booleans(),
)
def test_money_moves_only_when_nothing_speaks_against_it(
    disabled: bool,
    session: StaffSession | None,
    used: bool,
    seconds: int,
    amount: int,
    code: Code | None,
    held: int,
    doubled: bool,
) -> None:
    body = with_body(execute_until=NOW + timedelta(seconds=seconds), amount=amount)
    facts = PaymentFacts(
        session, used, False, code, EARLIER if doubled else None, (OpenLot(1, 1, "value", held, None),)
    )
    decision = decide_payment(body, replace(TERMINAL, disabled=disabled), facts, AT)
    fine = (
        not disabled
        and session == GOOD.session
        and not used
        and 0 <= seconds <= 180
        and amount <= min(held, TERMINAL.limit)
        and code == CODE
        and not doubled
    )
    assert isinstance(decision, Captured) == fine
