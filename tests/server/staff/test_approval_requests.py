import uuid
from datetime import timedelta
from typing import Any

import pytest
import requests

from pos_app.domain import payment_number
from pos_app.server.admin import wallets
from pos_app.server.staff import approval_requests
from pos_app.server.staff.lockout import APPROVAL_PIN
from pos_app.wire.approvals import ApprovalRequest, ApprovalRequests, RefusalReason, RequestState
from pos_app.wire.feed import FeedPage
from pos_app.wire.staff import Role
from tests.server.staff.world import PASSWORD, PIN, SISTER_STORE, Till, World, code

WRONG = "240713"
AMOUNT = 1_000


class Store:
    """A clerk at one till, a manager at another, and sales that the clerk may no longer void alone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clerk = world.add_person(Role.STORE_CLERK, "clerk-0001")
        self.manager = world.add_person(Role.STORE_MANAGER, "manager-0001")
        self.till, self.office = world.add_till(), world.add_till()
        self.clerks = world.log_in(self.till, self.clerk)
        self.managers = world.log_in(self.office, self.manager)
        world.add_member("aoi-suzuki")
        world.write(lambda tx: wallets.charge(tx, world.clock(), uuid.uuid4(), "aoi-suzuki", "value", 50_000, None))
        body = {"login_id": "aoi-suzuki", "password": PASSWORD}
        self.member = world.server.request("POST", "/v1/member/sessions", json=body).json()["token"]
        self.seq = 0

    def session(self) -> str:
        (row,) = self.world.rows(
            "SELECT staff_session.id FROM staff_session JOIN staff ON staff.id = staff WHERE login_id = ?",
            self.clerk.login_id,
        )
        return str(uuid.UUID(bytes=row[0]))

    def put(self, operation: uuid.UUID, body: dict[str, Any]) -> Any:
        self.seq += 1
        sent = {"epoch": 1, "seq": self.seq, "made_at": self.world.clock().isoformat(), **body}
        sent["staff_session"] = self.session()
        return self.world.ask("PUT", f"/v1/operations/{operation}", self.till, json=sent).json()

    def old_sale(self) -> uuid.UUID:
        shown = self.world.server.request("POST", "/v1/member/codes", bearer=self.member).json()
        sale = uuid.uuid4()
        answer = self.put(
            sale,
            {
                "kind": "payment",
                "number": payment_number.make(self.till.number, self.seq + 1).digits,
                "amount": AMOUNT,
                "code": {"operator": "99000001", "kind": "number", "token": shown["number"]},
                "execute_until": (self.world.clock() + timedelta(seconds=60)).isoformat(),
            },
        )
        assert answer["outcome"] == "approved"
        self.world.clock.advance(timedelta(minutes=11))
        return sale

    def void(self, operation: uuid.UUID, sale: uuid.UUID, approval: uuid.UUID | None) -> Any:
        body = {"kind": "void", "original": str(sale), "amount": AMOUNT}
        body |= {"reason": "returned_goods", "number_check": "matched"}
        if approval is not None:
            body["approval"] = str(approval)
        return self.put(operation, body)

    def ask(self, sale: uuid.UUID, operation: uuid.UUID | None = None, reason: str = "returned_goods") -> uuid.UUID:
        void = operation or uuid.uuid4()
        answer = self.try_ask(sale, void, reason)
        assert answer.status_code == 200, answer.text
        return void

    def try_ask(self, sale: uuid.UUID, void: uuid.UUID, reason: str = "returned_goods") -> requests.Response:
        body = {"original": str(sale), "reason": reason}
        return self.world.ask("PUT", f"/v1/approval-requests/{void}", self.till, self.clerks, body)

    def withdraw(self, void: uuid.UUID) -> requests.Response:
        return self.world.ask("DELETE", f"/v1/approval-requests/{void}", self.till, self.clerks)

    def approve(self, void: uuid.UUID, pin: str = PIN) -> requests.Response:
        path = f"/v1/approval-requests/{void}/approve"
        return self.world.ask("POST", path, self.office, self.managers, {"pin": pin})

    def refuse(self, void: uuid.UUID, why: str = "come_to_me") -> requests.Response:
        path = f"/v1/approval-requests/{void}/refuse"
        return self.world.ask("POST", path, self.office, self.managers, {"why": why})

    def waiting(self) -> list[uuid.UUID]:
        answer = self.world.ask("GET", "/v1/approval-requests", self.office, self.managers)
        return [one.operation for one in ApprovalRequests.model_validate_json(answer.content).requests]

    def seen(self, void: uuid.UUID, till: Till | None = None, token: str | None = None) -> ApprovalRequest:
        path = f"/v1/approval-requests/{void}"
        answer = self.world.ask("GET", path, till or self.till, token or self.clerks)
        return ApprovalRequest.model_validate_json(answer.content)

    def feed(self, **wanted: int) -> FeedPage:
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        return FeedPage.model_validate_json(self.world.ask("GET", f"/v1/feed?{query}", self.office).content)


@pytest.fixture
def store(world: World) -> Store:
    return Store(world)


def test_what_a_clerk_asks_is_put_before_the_manager_with_its_reason(store: Store) -> None:
    sale = store.old_sale()
    void = store.ask(sale)
    answer = store.world.ask("GET", "/v1/approval-requests", store.office, store.managers)
    (shown,) = ApprovalRequests.model_validate_json(answer.content).requests
    assert (shown.operation, shown.original, shown.amount) == (void, sale, AMOUNT)
    assert (shown.reason.value, shown.asked_by, shown.state) == ("returned_goods", "岩村 さとし", RequestState.WAITING)
    assert shown.expires_at - shown.asked_at == approval_requests.LIFE
    assert shown.approval is None


def test_an_approved_request_voids_once_and_only_this_payment(store: Store) -> None:
    sale, other = store.old_sale(), store.old_sale()
    void = store.ask(sale)
    assert store.void(uuid.uuid4(), sale, None)["reason"] == "approval_needed"
    assert store.approve(void).status_code == 200
    given = store.seen(void)
    assert (given.state, given.answered_by) == (RequestState.APPROVED, "岩村 さとし")
    assert given.approval is not None
    assert store.void(uuid.uuid4(), sale, given.approval.approval)["reason"] == "approval_invalid"
    assert store.void(uuid.uuid4(), other, given.approval.approval)["reason"] == "approval_invalid"
    assert store.void(void, sale, given.approval.approval)["outcome"] == "approved"


def test_the_approval_itself_is_told_to_the_till_that_asked_and_to_no_other(store: Store) -> None:
    void = store.ask(store.old_sale())
    assert ApprovalRequest.model_validate_json(store.approve(void).content).approval is None
    assert store.seen(void, store.office, store.managers).approval is None
    assert store.seen(void).approval is not None


def test_an_approval_given_on_another_till_is_good_for_a_day(store: Store) -> None:
    sale = store.old_sale()
    void = store.ask(sale)
    store.approve(void)
    given = store.seen(void).approval
    assert given is not None
    store.world.clock.advance(timedelta(hours=24, seconds=1))
    assert store.void(void, sale, given.approval)["reason"] == "approval_invalid"


def test_who_asked_who_answered_and_why_are_kept(store: Store) -> None:
    granted, refused = store.ask(store.old_sale()), uuid.uuid4()
    store.approve(granted)
    store.ask(store.old_sale(), refused)
    store.refuse(refused, "wrong_payment")
    kept = store.world.rows(
        "SELECT a.login_id, b.login_id, reason, state, refusal, answered_at IS NOT NULL FROM approval_request"
        " JOIN staff a ON a.id = asked_by JOIN staff b ON b.id = answered_by ORDER BY approval_request.made_at"
    )
    names = (store.clerk.login_id, store.manager.login_id, "returned_goods")
    assert kept == [(*names, "approved", None, 1), (*names, "refused", "wrong_payment", 1)]
    approvals = "SELECT a.login_id, b.login_id FROM approval JOIN staff a ON a.id = asked_by JOIN staff b"
    assert store.world.rows(f"{approvals} ON b.id = approver") == [(store.clerk.login_id, store.manager.login_id)]
    lines = store.world.rows("SELECT what, result FROM audit WHERE what LIKE '%approv%' ORDER BY id")
    assert lines == [
        ("ask_approval", "done"),
        ("approve", "done"),
        ("ask_approval", "done"),
        ("refuse_approval", "done"),
    ]


def test_a_refusal_says_why_and_gives_nothing(store: Store) -> None:
    void = store.ask(store.old_sale())
    assert store.refuse(void, "no_ground").status_code == 200
    seen = store.seen(void)
    assert (seen.state, seen.refusal, seen.approval) == (RequestState.REFUSED, RefusalReason.NO_GROUND, None)
    assert store.waiting() == []
    assert store.world.rows("SELECT * FROM approval") == []


@pytest.mark.parametrize("end", ["approve", "refuse", "withdraw", "expire"])
def test_what_is_answered_withdrawn_or_too_old_is_answered_no_more(store: Store, end: str) -> None:
    void = store.ask(store.old_sale())
    if end == "expire":
        store.world.clock.advance(approval_requests.LIFE)
    else:
        {"approve": store.approve, "refuse": store.refuse, "withdraw": store.withdraw}[end](void)
    before = store.seen(void).state
    assert before is not RequestState.WAITING
    assert store.waiting() == []
    assert code(store.approve(void)) == "no_longer_waiting"
    assert code(store.refuse(void)) == "no_longer_waiting"
    assert store.withdraw(void).status_code == 204
    assert store.seen(void).state is before


def test_asking_again_changes_nothing_and_with_other_words_is_refused(store: Store) -> None:
    sale = store.old_sale()
    void = store.ask(sale)
    first = store.seen(void)
    store.world.clock.advance(timedelta(minutes=1))
    assert ApprovalRequest.model_validate_json(store.try_ask(sale, void).content) == first
    assert code(store.try_ask(sale, void, "other")) == "id_reused"
    assert code(store.try_ask(store.old_sale(), void)) == "id_reused"
    body = {"original": str(sale), "reason": "returned_goods"}
    path = f"/v1/approval-requests/{void}"
    assert code(store.world.ask("PUT", path, store.office, store.managers, body)) == "id_reused"


def test_a_till_that_asks_for_another_void_has_given_the_first_one_up(store: Store) -> None:
    first = store.ask(store.old_sale())
    second = store.ask(store.old_sale())
    assert store.waiting() == [second]
    assert store.seen(first).state is RequestState.WITHDRAWN


def test_nothing_is_asked_for_what_was_never_paid_here(store: Store, world: World) -> None:
    assert code(store.try_ask(uuid.uuid4(), uuid.uuid4())) == "not_found"
    sale = store.old_sale()
    sister = world.add_till(SISTER_STORE)
    admin = world.add_person(Role.COMPANY_ADMIN, "company-admin")
    body = {"original": str(sale), "reason": "other"}
    path = f"/v1/approval-requests/{uuid.uuid4()}"
    assert code(world.ask("PUT", path, sister, world.log_in(sister, admin), body)) == "not_found"


def test_another_till_withdraws_nothing(store: Store) -> None:
    void = store.ask(store.old_sale())
    path = f"/v1/approval-requests/{void}"
    assert code(store.world.ask("DELETE", path, store.office, store.managers)) == "not_found"
    assert store.waiting() == [void]


def test_wrong_pins_on_the_managers_till_are_counted_like_any(store: Store) -> None:
    void = store.ask(store.old_sale())
    for _ in range(APPROVAL_PIN.tries - 1):
        assert code(store.approve(void, WRONG)) == "wrong_credentials"
    assert code(store.approve(void, WRONG)) == "pin_off"
    assert code(store.approve(void)) == "pin_off"
    assert store.waiting() == [void]
    assert store.refuse(void).status_code == 200, "to refuse costs nothing"


def test_the_feed_says_that_there_is_something_to_ask_for(store: Store, world: World) -> None:
    sale = store.old_sale()
    before = store.feed(after=0)
    void = store.ask(sale)
    asked = store.feed(after=before.position, approvals=before.approvals, wait=20)
    assert asked.entries == ()
    assert asked.approvals > before.approvals
    store.refuse(void)
    assert store.feed(after=0).approvals > asked.approvals
    sister = world.add_till(SISTER_STORE)
    assert FeedPage.model_validate_json(world.ask("GET", "/v1/feed?after=0", sister).content).approvals == 0


def test_pins_never_appear_in_what_is_kept(store: Store, world: World) -> None:
    void = store.ask(store.old_sale())
    store.approve(void, WRONG)
    text = str(world.rows("SELECT * FROM audit")) + str(world.rows("SELECT * FROM approval_request"))
    assert WRONG not in text


def test_a_colleagues_pin_opens_nothing(store: Store, world: World) -> None:
    void, colleagues = store.ask(store.old_sale()), "715926"
    till = world.add_till()
    token = world.log_in(till, world.add_person(Role.COMPANY_ADMIN, "company-admin"))
    assert world.ask("PUT", "/v1/sessions/current/pin", till, token, {"pin": colleagues}).status_code == 200
    assert code(store.approve(void, colleagues)) == "wrong_credentials"
