from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import requests

from pos_app.server.ledger.grants import Grant
from pos_app.server.staff.tokens import token_hash
from pos_app.server.store.connection import connect
from pos_app.wire.payments import PaymentPage, PaymentRecord, PaymentState, VoidPreview, VoidRoute
from pos_app.wire.problems import Problem, ProblemCode
from pos_app.wire.staff import Role
from tests.server.api.shop import Shop, answer_of
from tests.server.fake_clock import FakeClock
from tests.server.world import Till


def token(shop: Shop, role: Role, till: Till | None = None) -> str:
    """Give the session of this role a token that is known here."""
    till = till or shop.till
    secret = f"token of {till.sessions[role]}"
    connection = connect(shop.world.context.database.path)
    connection.execute(
        "UPDATE staff_session SET token_hash = ? WHERE id = ?", (token_hash(secret), till.sessions[role].bytes)
    )
    connection.close()
    return secret


def get(
    shop: Shop, path: str, role: Role = Role.STORE_MANAGER, till: Till | None = None, **params: Any
) -> requests.Response:
    till = till or shop.till
    return shop.server.request("GET", path, bearer=till.credential, staff=token(shop, role, till), params=params)


def listed(shop: Shop, role: Role = Role.STORE_MANAGER, till: Till | None = None, **params: Any) -> list[UUID]:
    found: list[UUID] = []
    page: PaymentPage | None = None
    while page is None or page.next_before:
        before = {"before": page.next_before} if page else {}
        answer = get(shop, "/v1/payments", role, till, **params, **before)
        assert answer.status_code == 200, answer.text
        page = PaymentPage.model_validate_json(answer.content)
        found += [payment.id for payment in page.payments]
    return found


def test_todays_payments_are_listed_newest_first_declined_ones_too(shop: Shop) -> None:
    first, second = shop.paid(100), shop.paid(200)
    declined = shop.world.new_id()
    shop.put(declined, shop.payment(500_001))
    shop.put(shop.world.new_id(), shop.world.reversal(shop.till, shop.world.new_id(), 50))
    assert listed(shop) == [declined, second, first]


def test_a_long_list_comes_in_pages_without_gap_or_repetition(shop: Shop) -> None:
    made = [shop.paid(100 + number) for number in range(53)]
    assert listed(shop) == made[::-1]


def test_dates_are_japans_and_both_ends_are_included(shop: Shop, clock: FakeClock) -> None:
    clock.at = clock.at.replace(hour=14, minute=59, second=59)
    late = shop.paid()
    clock.advance(timedelta(seconds=1))
    next_day = shop.paid()
    assert listed(shop, first="2026-04-10", last="2026-04-10") == [late]
    assert listed(shop, first="2026-04-10", last="2026-04-11") == [next_day, late]
    assert listed(shop) == [next_day]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-02-10", "2026-04-10", None),
        ("2026-02-09", "2026-04-10", ProblemCode.RANGE_TOO_LONG),
        ("2026-04-11", "2026-04-10", ProblemCode.INVALID_REQUEST),
        ("yesterday", "2026-04-10", ProblemCode.INVALID_REQUEST),
    ],
)
def test_sixty_dates_may_be_searched_and_no_more(shop: Shop, first: str, last: str, code: ProblemCode | None) -> None:
    answer = get(shop, "/v1/payments", first=first, last=last)
    assert (answer.status_code == 200) == (code is None)
    if code is not None:
        assert Problem.model_validate_json(answer.content).code is code


@pytest.mark.parametrize(
    "day", ["0", "1775779200", "6.3e-55", "2026-04-10T00:00:00", "20260410", "2026-4-1", "２０２６-04-10", ""]
)
def test_a_date_is_written_as_one_or_refused(shop: Shop, day: str) -> None:
    answer = get(shop, "/v1/payments", first=day)
    assert answer.status_code == 400, answer.text


def test_a_number_or_its_last_four_digits_are_found_whatever_the_date(shop: Shop, clock: FakeClock) -> None:
    payment = shop.paid()
    number = PaymentRecord.model_validate_json(get(shop, f"/v1/payments/{payment}").content).number
    clock.advance(timedelta(days=100))
    # The sessions of the fixture are over by now; a new day has a new one.
    shop.till.sessions[Role.STORE_MANAGER] = shop.world.add_session(
        shop.till, shop.store, shop.company, Role.STORE_MANAGER
    )
    assert listed(shop, number=number) == [payment]
    assert listed(shop, number=number[-4:]) == [payment]
    assert listed(shop, number=number[-4:], first="2026-07-01", last="2026-07-02") == [payment]
    assert listed(shop, number="0000") == []
    assert get(shop, "/v1/payments", number="123").status_code == 400


def test_a_record_says_what_became_of_a_payment(shop: Shop, clock: FakeClock) -> None:
    payment = shop.paid(300)
    captured = PaymentRecord.model_validate_json(get(shop, f"/v1/payments/{payment}").content)
    assert (captured.state, captured.amount, captured.undone_at) == (PaymentState.CAPTURED, 300, None)
    assert captured.void_until is not None
    clock.advance(timedelta(minutes=1))
    answer_of(shop.put(shop.world.new_id(), shop.world.void(shop.till, payment, 300)))
    voided = PaymentRecord.model_validate_json(get(shop, f"/v1/payments/{payment}").content)
    assert (voided.state, voided.undone_at) == (PaymentState.VOIDED, clock.at)
    assert voided.void_reason is not None


def test_another_stores_payments_are_the_company_roles_alone(shop: Shop) -> None:
    other_store = shop.world.add_store(shop.company)
    roles = (Role.STORE_MANAGER, Role.COMPANY_ADMIN, Role.COMPANY_STAFF)
    other = shop.world.add_till(other_store, shop.company, roles)
    payment = shop.paid()
    assert listed(shop, Role.STORE_MANAGER, other) == []
    assert get(shop, f"/v1/payments/{payment}", Role.STORE_MANAGER, other).status_code == 404
    assert get(shop, f"/v1/payments/{payment}/void-preview", Role.STORE_MANAGER, other).status_code == 404
    for role in (Role.COMPANY_ADMIN, Role.COMPANY_STAFF):
        assert listed(shop, role, other) == [payment]
        assert get(shop, f"/v1/payments/{payment}", role, other).status_code == 200
    assert get(shop, f"/v1/payments/{payment}/void-preview", Role.COMPANY_STAFF, other).status_code == 403


def test_another_companys_payments_are_nobodys(shop: Shop) -> None:
    foreign = shop.world.add_company()
    till = shop.world.add_till(shop.world.add_store(foreign), foreign, (Role.COMPANY_ADMIN,))
    payment = shop.paid()
    assert listed(shop, Role.COMPANY_ADMIN, till) == []
    assert get(shop, f"/v1/payments/{payment}", Role.COMPANY_ADMIN, till).status_code == 404


def test_the_preview_says_who_may_void_and_what_has_expired(shop: Shop, clock: FakeClock) -> None:
    shop.wallet = shop.world.add_member(Grant(0, "points", 400, date(2026, 4, 11)), Grant(0, "value", 5_000))
    payment = shop.paid(1_000)

    def preview(role: Role) -> VoidPreview:
        return VoidPreview.model_validate_json(get(shop, f"/v1/payments/{payment}/void-preview", role).content)

    assert (preview(Role.STORE_CLERK).route, preview(Role.STORE_CLERK).expired) == (VoidRoute.ALLOWED, 0)
    assert preview(Role.STORE_CLERK).days_left == 90
    clock.advance(timedelta(hours=15))
    assert preview(Role.STORE_CLERK).route is VoidRoute.APPROVAL_NEEDED
    assert preview(Role.STORE_MANAGER).route is VoidRoute.ALLOWED
    for days, route, left in ((1, VoidRoute.ALLOWED, 88), (89, VoidRoute.WINDOW_CLOSED, 0)):
        clock.advance(timedelta(days=days))
        for role in (Role.STORE_CLERK, Role.STORE_MANAGER):
            shop.till.sessions[role] = shop.world.add_session(shop.till, shop.store, shop.company, role)
        assert (preview(Role.STORE_MANAGER).route, preview(Role.STORE_MANAGER).days_left) == (route, left)
        assert preview(Role.STORE_MANAGER).expired == 400
