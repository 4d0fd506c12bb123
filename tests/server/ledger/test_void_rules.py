from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.calendar import void_until
from pos_app.server.ledger.payment_rules import Declined, StaffSession
from pos_app.server.ledger.void_rules import (
    LAST_SALE_WINDOW,
    ApprovalGiven,
    Payment,
    Voided,
    VoidFacts,
    decide_void,
    void_route,
)
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import Decline, NumberCheck, VoidBody, VoidReason
from pos_app.wire.payments import PaymentState, VoidRoute
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids

SOLD = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
NOW = SOLD + timedelta(minutes=5)
TERMINAL = Terminal(7, "000000000007", 1, False, 1, 1, "0000001", "店舗", 50_000, ClerkVoids.LAST_SALE)
OPERATION = UUID(int=9)
ORIGINAL = Payment(1, UUID(int=1), 7, 1, 1, 1, "000070000018", 1_000, PaymentState.CAPTURED, SOLD, void_until(SOLD))
APPROVAL = ApprovalGiven(OPERATION, ORIGINAL.id, 1, NOW + timedelta(hours=1), used=False)
BODY = VoidBody(
    epoch=1,
    seq=2,
    made_at=NOW,
    original=ORIGINAL.id,
    amount=1_000,
    reason=VoidReason.OTHER,
    number_check=NumberCheck.MATCHED,
    staff_session=UUID(int=2),
)


def session(role: Role = Role.STORE_CLERK, **changes: Any) -> StaffSession:
    return replace(StaffSession(7, role, restricted=False), **changes)


def facts(role: Role = Role.STORE_CLERK, **changes: Any) -> VoidFacts:
    return replace(VoidFacts(session(role), False, ORIGINAL, True, None), **changes)


def reason(
    found: VoidFacts, body: VoidBody = BODY, terminal: Terminal = TERMINAL, now: datetime = NOW
) -> Decline | None:
    decision = decide_void(OPERATION, body, terminal, found, now)
    return decision.reason if isinstance(decision, Declined) else None


def test_a_clerk_voids_the_last_sale_of_the_same_till_within_ten_minutes() -> None:
    assert reason(facts()) is None
    assert reason(facts(), now=SOLD + LAST_SALE_WINDOW) is None
    assert reason(facts(), now=SOLD + LAST_SALE_WINDOW + timedelta(milliseconds=1)) is Decline.APPROVAL_NEEDED
    assert reason(facts(is_last_sale=False)) is Decline.APPROVAL_NEEDED
    assert reason(facts(original=replace(ORIGINAL, terminal=8))) is Decline.APPROVAL_NEEDED


def test_a_clerk_voids_the_whole_day_where_the_store_lets_it() -> None:
    terminal = replace(TERMINAL, clerk_voids=ClerkVoids.SAME_DAY)
    found = facts(is_last_sale=False, original=replace(ORIGINAL, terminal=8))
    last_moment = datetime(2026, 4, 10, 14, 59, 59, tzinfo=UTC)
    assert reason(found, terminal=terminal, now=last_moment) is None
    assert reason(found, terminal=terminal, now=last_moment + timedelta(seconds=1)) is Decline.APPROVAL_NEEDED


def test_a_clerk_voids_nothing_where_the_store_says_never() -> None:
    terminal = replace(TERMINAL, clerk_voids=ClerkVoids.NEVER)
    assert reason(facts(), terminal=terminal) is Decline.APPROVAL_NEEDED


def test_a_manager_needs_nobody_until_the_last_second_of_the_ninetieth_day() -> None:
    found = facts(Role.STORE_MANAGER, is_last_sale=False)
    end = datetime(2026, 7, 9, 14, 59, 59, 999_000, tzinfo=UTC)
    assert reason(found, now=end) is None
    assert reason(found, now=end + timedelta(milliseconds=1)) is Decline.VOID_WINDOW_CLOSED


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (facts(session=None), Decline.NOT_PERMITTED),
        (facts(session=session(terminal=8)), Decline.NOT_PERMITTED),
        (facts(session=session(restricted=True)), Decline.NOT_PERMITTED),
        (facts(Role.COMPANY_STAFF), Decline.NOT_PERMITTED),
        (facts(seq_used=True), Decline.NUMBER_REUSED),
        (facts(original=None), Decline.ORIGINAL_NOT_FOUND),
        (facts(Role.STORE_MANAGER, original=replace(ORIGINAL, store=2)), Decline.ORIGINAL_NOT_FOUND),
        (facts(Role.COMPANY_ADMIN, original=replace(ORIGINAL, store=2, company=2)), Decline.ORIGINAL_NOT_FOUND),
        (facts(original=replace(ORIGINAL, state=PaymentState.DECLINED)), Decline.ORIGINAL_NOT_CAPTURED),
        (facts(original=replace(ORIGINAL, state=PaymentState.VOIDED)), Decline.ALREADY_VOIDED),
        (facts(original=replace(ORIGINAL, state=PaymentState.REVERSED)), Decline.ALREADY_REVERSED),
        (facts(original=replace(ORIGINAL, amount=999)), Decline.AMOUNT_DIFFERS),
    ],
)
def test_each_fact_has_its_reason(found: VoidFacts, expected: Decline) -> None:
    assert reason(found) is expected


def test_a_company_admin_voids_another_stores_payment() -> None:
    assert reason(facts(Role.COMPANY_ADMIN, original=replace(ORIGINAL, store=2), is_last_sale=False)) is None


APPROVED = BODY.model_copy(update={"approval": UUID(int=5)})


@pytest.mark.parametrize(
    ("approval", "expected"),
    [
        (APPROVAL, None),
        (None, Decline.APPROVAL_INVALID),
        (replace(APPROVAL, used=True), Decline.APPROVAL_INVALID),
        (replace(APPROVAL, operation=UUID(int=8)), Decline.APPROVAL_INVALID),
        (replace(APPROVAL, original=UUID(int=8)), Decline.APPROVAL_INVALID),
        (replace(APPROVAL, store=2), Decline.APPROVAL_INVALID),
        (replace(APPROVAL, valid_until=NOW - timedelta(milliseconds=1)), Decline.APPROVAL_INVALID),
    ],
)
def test_an_approval_is_good_for_its_own_void_only(approval: ApprovalGiven | None, expected: Decline | None) -> None:
    found = facts(is_last_sale=False, approval=approval)
    assert reason(found, APPROVED) is expected


def test_an_approval_is_not_used_up_where_it_was_not_needed() -> None:
    decision = decide_void(OPERATION, APPROVED, TERMINAL, facts(approval=APPROVAL), NOW)
    assert decision == Voided(ORIGINAL, by_approval=False)
    decision = decide_void(OPERATION, APPROVED, TERMINAL, facts(approval=APPROVAL, is_last_sale=False), NOW)
    assert decision == Voided(ORIGINAL, by_approval=True)


def test_a_disabled_terminal_voids_nothing() -> None:
    disabled = replace(TERMINAL, disabled=True)
    assert reason(facts(Role.STORE_MANAGER), terminal=disabled) is Decline.TERMINAL_DISABLED


@given(
    role=st.sampled_from((Role.STORE_CLERK, Role.STORE_MANAGER, Role.COMPANY_ADMIN)),
    state=st.sampled_from(sorted(set(PaymentState) - {PaymentState.AUTHORISED})),
    setting=st.sampled_from(list(ClerkVoids)),
    minutes=st.integers(0, 60 * 24 * 100),
    is_last_sale=st.booleans(),
)
def test_the_preview_says_what_the_void_then_meets(
    role: Role, state: PaymentState, setting: ClerkVoids, minutes: int, is_last_sale: bool
) -> None:
    now = SOLD + timedelta(minutes=minutes)
    original = replace(ORIGINAL, state=state)
    terminal = replace(TERMINAL, clerk_voids=setting)
    route = void_route(role, original, terminal, now, is_last_sale=is_last_sale)
    found = facts(role, original=original, is_last_sale=is_last_sale)
    met = reason(found, terminal=terminal, now=now)
    assert (route is VoidRoute.ALLOWED) == (met is None)
    assert (route is VoidRoute.APPROVAL_NEEDED) == (met is Decline.APPROVAL_NEEDED)
    assert (route is VoidRoute.WINDOW_CLOSED) == (met is Decline.VOID_WINDOW_CLOSED)
