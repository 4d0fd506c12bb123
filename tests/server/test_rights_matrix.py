"""Every endpoint, by whom it may be used: without a credential, by each role, from a foreign store."""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Any

import pytest
import requests

from pos_app.domain import payment_number
from pos_app.server.admin import people, wallets
from pos_app.server.context import Context
from pos_app.server.settings import ServerSettings
from pos_app.server.staff.rights import TILL_ROLES
from pos_app.server.staff.tokens import new_token
from pos_app.server.store.database import open_database
from pos_app.wire.staff import Role
from tests.server.cards.shop import SERVICE, Shop, sealed, shop_of
from tests.server.fake_clock import FakeClock
from tests.server.live_server import serve
from tests.server.staff.world import (
    FOREIGN_STORE,
    PASSWORD,
    PIN,
    SISTER_STORE,
    STORE,
    TERMINAL_PASSWORD,
    Person,
    Till,
    World,
    code,
)

ROLES = sorted(TILL_ROLES)
EVERYBODY = frozenset(TILL_ROLES)
MAY_VOID = frozenset({Role.STORE_CLERK, Role.STORE_MANAGER, Role.COMPANY_ADMIN})
MAY_SELL = MAY_VOID
CARERS = frozenset({Role.STORE_MANAGER, Role.COMPANY_ADMIN})
COMPANY = frozenset({Role.COMPANY_ADMIN, Role.COMPANY_STAFF})
OPERATOR = "99000001"
AMOUNT = 100


class Who(Enum):
    ANYBODY = auto()
    MEMBER = auto()
    TERMINAL = auto()
    STAFF = auto()


@dataclass
class Scene:
    """Our store with a till, everybody in it, a member, and one captured payment; tills and people elsewhere."""

    world: World
    tills: dict[str, Till]
    people: dict[tuple[str, Role], Person]
    tokens: dict[tuple[str, Role], str]
    member_token: str
    payment: uuid.UUID
    shop: Shop
    made: int = 0
    seq: int = 10

    def newcomer(self, role: Role = Role.STORE_CLERK, store: str = STORE) -> Person:
        self.made += 1
        return self.world.add_newcomer(role, f"throwaway-{self.made:04}", store)

    def person(self, role: Role, store: str = STORE) -> Person:
        self.made += 1
        return self.world.add_person(role, f"throwaway-{self.made:04}", store)


Body = Callable[[Scene], dict[str, Any] | None]


def _nothing(_: Scene) -> None:
    return None


def _activation(_: Scene) -> dict[str, Any]:
    return {
        "activation": str(uuid.uuid4()),
        "terminal_id": "000000000000",
        "password": TERMINAL_PASSWORD,
        "credential": new_token(os.urandom),
    }


def _reversal(scene: Scene) -> dict[str, Any]:
    return {
        "kind": "reversal",
        "epoch": 1,
        "seq": 1,
        "made_at": scene.world.clock().isoformat(),
        "original": str(uuid.uuid4()),
        "reason": "given_up",
    }


def _approval(scene: Scene) -> dict[str, Any]:
    approver = scene.person(Role.STORE_MANAGER)
    return {
        "operation": str(uuid.uuid4()),
        "original": str(scene.payment),
        "approver": approver.number,
        "pin": PIN,
    }


def _request(scene: Scene) -> dict[str, Any]:
    return {"original": str(scene.payment), "reason": "returned_goods"}


def _waiting_request(scene: Scene) -> uuid.UUID:
    """A clerk of ours asks on our till."""
    operation = uuid.uuid4()
    path = f"/v1/approval-requests/{operation}"
    token = scene.tokens[STORE, Role.STORE_CLERK]
    answer = scene.world.ask("PUT", path, scene.tills[STORE], token, _request(scene))
    assert answer.status_code == 200, answer.text
    return operation


def _card(scene: Scene) -> dict[str, Any]:
    blob = sealed(scene.shop.sealing_key())
    return {"service": SERVICE.id, "blob": blob, "brand": "visa", "last3": "242"}


def _token(scene: Scene) -> dict[str, Any]:
    """For a register that has room."""
    scene.shop.remove_all()
    return {"token": scene.shop.token(sealed(scene.shop.sealing_key())).token}


def _default(scene: Scene) -> dict[str, Any]:
    scene.shop.remove_all()
    return {"card": str(scene.shop.registered())}


@dataclass(frozen=True)
class Endpoint:
    """``elsewhere``: who of the sister store may do it to what is ours; None: it touches nothing of another store.
    ``at_the_asking_till``: our other tills find nothing.
    """

    method: str
    path: str
    who: Who
    roles: frozenset[Role] = EVERYBODY
    body: Body = _nothing
    status: int = 200
    query: str = ""
    elsewhere: frozenset[Role] | None = None
    while_disabled: bool = True
    at_the_asking_till: bool = False

    def ask(self, scene: Scene, bearer: str | None, staff: str | None = None) -> requests.Response:
        values: dict[str, object] = {"id": uuid.uuid4(), "staff": "", "file": "wallet.css"}
        if "{staff}" in self.path:
            values["staff"] = str(scene.newcomer().staff)
        if self.path.startswith("/v1/payments/"):
            values["id"] = scene.payment
        if self.path.startswith("/v1/approval-requests/") and self.method != "PUT":
            values["id"] = _waiting_request(scene)
        if (self.method, self.path) == ("DELETE", "/v1/store/cards/{id}"):
            scene.shop.remove_all()
            values["id"] = scene.shop.registered()
        path = self.path.format(**values) + self.query
        return scene.world.request(self.method, path, bearer=bearer, staff=staff, json=self.body(scene))


def _care(what: str) -> Endpoint:
    path = f"/v1/staff/{{staff}}/{what}"
    return Endpoint("POST", path, Who.STAFF, CARERS, elsewhere=frozenset({Role.COMPANY_ADMIN}), while_disabled=False)


ENDPOINTS = (
    Endpoint("GET", "/v1/health", Who.ANYBODY),
    Endpoint(
        "POST",
        "/v1/activations/preview",
        Who.ANYBODY,
        body=lambda _: {"terminal_id": "000000000000", "password": TERMINAL_PASSWORD},
        status=401,
    ),
    Endpoint("POST", "/v1/activations", Who.ANYBODY, body=_activation, status=401),
    Endpoint(
        "POST",
        "/v1/member/sessions",
        Who.ANYBODY,
        body=lambda _: {"login_id": "aoi-suzuki", "password": PASSWORD},
    ),
    Endpoint("GET", "/v1/member/wallet", Who.MEMBER),
    Endpoint("POST", "/v1/member/codes", Who.MEMBER),
    Endpoint("GET", "/v1/member/news", Who.MEMBER),
    Endpoint("DELETE", "/v1/member/sessions/current", Who.MEMBER, status=204),
    Endpoint("GET", "/wallet", Who.ANYBODY),
    Endpoint("GET", "/wallet/", Who.ANYBODY),
    Endpoint("GET", "/wallet/{file}", Who.ANYBODY),
    Endpoint("GET", "/v1/terminal", Who.TERMINAL),
    Endpoint("PUT", "/v1/operations/{id}", Who.TERMINAL, body=_reversal),
    Endpoint("GET", "/v1/operations/{id}", Who.TERMINAL, status=404),
    Endpoint("GET", "/v1/operations", Who.TERMINAL, query="?epoch=1&after_seq=0&limit=10"),
    Endpoint("GET", "/v1/feed", Who.TERMINAL, query="?after=0&wait=0"),
    Endpoint("GET", "/v1/chain", Who.TERMINAL),
    Endpoint(
        "POST",
        "/v1/sessions",
        Who.TERMINAL,
        body=lambda scene: {
            "login_id": scene.person(Role.STORE_CLERK).login_id,
            "password": PASSWORD,
        },
        while_disabled=False,
    ),
    Endpoint(
        "POST",
        "/v1/sessions/current/password",
        Who.STAFF,
        body=lambda _: {"new_password": "asagiri-valley-27"},
        while_disabled=False,
    ),
    Endpoint("PUT", "/v1/sessions/current/pin", Who.STAFF, body=lambda _: {"pin": "240713"}, while_disabled=False),
    Endpoint("DELETE", "/v1/sessions/current", Who.STAFF, status=204),
    Endpoint("POST", "/v1/approvals", Who.STAFF, MAY_VOID, _approval, elsewhere=frozenset(), while_disabled=False),
    Endpoint(
        "PUT",
        "/v1/approval-requests/{id}",
        Who.STAFF,
        MAY_VOID,
        _request,
        elsewhere=frozenset(),
        while_disabled=False,
    ),
    Endpoint("GET", "/v1/approval-requests", Who.STAFF, CARERS),
    Endpoint("GET", "/v1/approval-requests/{id}", Who.STAFF, MAY_VOID, elsewhere=frozenset()),
    Endpoint(
        "DELETE",
        "/v1/approval-requests/{id}",
        Who.STAFF,
        MAY_VOID,
        status=204,
        elsewhere=frozenset(),
        at_the_asking_till=True,
    ),
    Endpoint(
        "POST",
        "/v1/approval-requests/{id}/approve",
        Who.STAFF,
        CARERS,
        lambda _: {"pin": PIN},
        elsewhere=frozenset(),
        while_disabled=False,
    ),
    Endpoint(
        "POST",
        "/v1/approval-requests/{id}/refuse",
        Who.STAFF,
        CARERS,
        lambda _: {"why": "come_to_me"},
        elsewhere=frozenset(),
        while_disabled=False,
    ),
    Endpoint("GET", "/v1/payments", Who.STAFF),
    Endpoint("GET", "/v1/payments/{id}", Who.STAFF, elsewhere=COMPANY),
    Endpoint("GET", "/v1/payments/{id}/void-preview", Who.STAFF, MAY_VOID, elsewhere=frozenset({Role.COMPANY_ADMIN})),
    Endpoint("GET", "/v1/card-keys/current", Who.STAFF, MAY_SELL, while_disabled=False),
    Endpoint("PUT", "/v1/card-tokens/{id}", Who.STAFF, MAY_SELL, _card, while_disabled=False),
    Endpoint("GET", "/v1/store/cards", Who.STAFF, CARERS),
    Endpoint(
        "PUT",
        "/v1/store/cards/default",
        Who.STAFF,
        CARERS,
        _default,
        elsewhere=frozenset(),
        while_disabled=False,
    ),
    Endpoint("PUT", "/v1/store/cards/{id}", Who.STAFF, CARERS, _token, while_disabled=False),
    Endpoint("DELETE", "/v1/store/cards/{id}", Who.STAFF, CARERS, elsewhere=frozenset(), while_disabled=False),
    Endpoint("GET", "/v1/staff", Who.STAFF, CARERS),
    _care("unlock"),
    _care("disable"),
    _care("enable"),
    _care("one-time-password"),
)
OF = {who: [endpoint for endpoint in ENDPOINTS if endpoint.who is who] for who in Who}
ENDS_THE_SESSION = {"/v1/sessions/current/password", "/v1/sessions/current"}


def named(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    clock = FakeClock()
    database = open_database(tmp_path_factory.mktemp("matrix") / "server.sqlite")
    cheap = ServerSettings(database.path, argon2_passes=1, argon2_memory=64, argon2_lanes=1)
    context = Context(database, cheap, clock, os.urandom)
    with serve(context) as server:
        yield set_up(World(context, server, clock))
    database.close()


@pytest.fixture(autouse=True)
def _a_minute_later(scene: Scene) -> None:
    """Nobody here is slowed down for asking often."""
    scene.world.clock.advance(timedelta(seconds=61))


def set_up(world: World) -> Scene:
    world.build()
    tills = {store: world.add_till(store) for store in (STORE, SISTER_STORE, FOREIGN_STORE)}
    everybody, tokens = {}, {}
    for store in tills:
        for role in ROLES:
            person = world.add_person(role, f"{role.value}-{store}", store)
            everybody[store, role] = person
            tokens[store, role] = world.log_in(tills[store], person)
    world.add_member("aoi-suzuki")
    world.write(lambda tx: wallets.charge(tx, world.clock(), uuid.uuid4(), "aoi-suzuki", "value", 50_000, None))
    clerk, manager = (tokens[STORE, role] for role in (Role.STORE_CLERK, Role.STORE_MANAGER))
    shop = shop_of(world, tills[STORE], clerk, manager)
    scene = Scene(world, tills, everybody, tokens, world.log_in_member("aoi-suzuki"), uuid.uuid4(), shop)
    answer = pay(scene, STORE, Role.STORE_CLERK, operation=scene.payment)
    assert answer["outcome"] == "approved"
    return scene


def pay(scene: Scene, store: str, role: Role, *, operation: uuid.UUID | None = None, at: str | None = None) -> Any:
    """Pay at the till of ``at`` with the session that ``role`` has in ``store``."""
    till = scene.tills[at or store]
    shown = scene.world.server.request("POST", "/v1/member/codes", bearer=scene.member_token).json()
    scene.seq += 1
    body = {
        "kind": "payment",
        "epoch": 1,
        "seq": scene.seq,
        "made_at": scene.world.clock().isoformat(),
        "number": payment_number.make(till.number, scene.seq).digits,
        "amount": AMOUNT + scene.seq,
        "code": {"operator": OPERATOR, "kind": "number", "token": shown["number"]},
        "execute_until": (scene.world.clock() + timedelta(seconds=60)).isoformat(),
        "staff_session": session_of(scene, store, role),
    }
    path = f"/v1/operations/{operation or uuid.uuid4()}"
    answer = scene.world.server.request("PUT", path, bearer=till.credential, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def session_of(scene: Scene, store: str, role: Role) -> str:
    (row,) = scene.world.rows(
        "SELECT staff_session.id FROM staff_session JOIN staff ON staff.id = staff_session.staff"
        " WHERE login_id = ? ORDER BY made_at DESC LIMIT 1",
        scene.people[store, role].login_id,
    )
    return str(uuid.UUID(bytes=row[0]))


def own_session(scene: Scene, endpoint: Endpoint, store: str, role: Role) -> str:
    """Give a session's token; where the session ends by what is asked, or asks for the PIN that somebody here was
    given at first, one that nobody else needs."""
    if endpoint.path in ENDS_THE_SESSION or endpoint.path.endswith("/approve"):
        return scene.world.log_in(scene.tills[store], scene.person(role, store))
    return scene.tokens[store, role]


def test_every_endpoint_of_the_openapi_is_in_the_matrix(scene: Scene) -> None:
    document = scene.world.server.request("GET", "/openapi.json").json()
    described = {f"{method.upper()} {path}" for path, operations in document["paths"].items() for method in operations}
    assert described == {named(endpoint) for endpoint in ENDPOINTS}


def test_the_openapi_says_what_each_endpoint_needs(scene: Scene) -> None:
    document = scene.world.server.request("GET", "/openapi.json").json()
    needed: dict[Who, list[dict[str, list[str]]] | None] = {
        Who.ANYBODY: None,
        Who.MEMBER: [{"member": []}],
        Who.TERMINAL: [{"terminal": []}],
        Who.STAFF: [{"terminal": [], "staff": []}],
    }
    for endpoint in ENDPOINTS:
        operation = document["paths"][endpoint.path][endpoint.method.lower()]
        assert operation.get("security") == needed[endpoint.who], named(endpoint)


@pytest.mark.parametrize("endpoint", OF[Who.ANYBODY], ids=named)
def test_what_needs_no_credential_asks_for_none(scene: Scene, endpoint: Endpoint) -> None:
    answer = endpoint.ask(scene, None)
    assert answer.status_code == endpoint.status
    if answer.status_code != 200:
        assert code(answer) == "wrong_credentials"


@pytest.mark.parametrize("endpoint", [*OF[Who.MEMBER], *OF[Who.TERMINAL], *OF[Who.STAFF]], ids=named)
def test_without_the_right_credential_nothing_is_told_or_done(scene: Scene, endpoint: Endpoint) -> None:
    ours = scene.tills[STORE]
    wrong = [None, "", "A" * 43, ours.terminal_id, ours.credential[:-1], ours.credential + "A"]
    wrong.append(scene.tokens[STORE, Role.COMPANY_ADMIN])
    wrong.append(ours.credential if endpoint.who is Who.MEMBER else scene.member_token)
    before = scene.world.rows("SELECT count(*) FROM operation")
    for bearer in wrong:
        answer = endpoint.ask(scene, bearer, scene.tokens[STORE, Role.COMPANY_ADMIN])
        assert (answer.status_code, code(answer)) == (401, "unauthenticated")
        assert "WWW-Authenticate" in answer.headers
    assert scene.world.rows("SELECT count(*) FROM operation") == before


@pytest.mark.parametrize("endpoint", OF[Who.MEMBER], ids=named)
def test_a_member_uses_what_is_the_members(scene: Scene, endpoint: Endpoint) -> None:
    token = scene.member_token
    if endpoint.path.startswith("/v1/member/sessions/"):
        token = scene.world.log_in_member("aoi-suzuki")
    assert endpoint.ask(scene, token).status_code == endpoint.status


@pytest.mark.parametrize("endpoint", OF[Who.TERMINAL], ids=named)
def test_a_terminal_needs_nobody_logged_in_for_what_is_its_own(scene: Scene, endpoint: Endpoint) -> None:
    assert endpoint.ask(scene, scene.tills[STORE].credential).status_code == endpoint.status


@pytest.mark.parametrize("endpoint", OF[Who.STAFF], ids=named)
def test_without_a_live_session_on_this_terminal_nothing_is_told_or_done(scene: Scene, endpoint: Endpoint) -> None:
    till = scene.tills[STORE]
    ended = scene.world.log_in(till, scene.person(Role.COMPANY_ADMIN))
    assert scene.world.ask("DELETE", "/v1/sessions/current", till, ended).status_code == 204
    disabled = scene.person(Role.COMPANY_ADMIN)
    token_of_disabled = scene.world.log_in(till, disabled)
    care = f"/v1/staff/{disabled.staff}/disable"
    assert scene.world.ask("POST", care, till, scene.tokens[STORE, Role.COMPANY_ADMIN]).status_code == 200
    elsewhere = scene.tokens[SISTER_STORE, Role.COMPANY_ADMIN]
    for token in (None, "", "A" * 43, till.credential, scene.member_token, ended, token_of_disabled, elsewhere):
        answer = endpoint.ask(scene, till.credential, token)
        assert (answer.status_code, code(answer)) == (401, "session_needed")


@pytest.mark.parametrize("endpoint", OF[Who.STAFF], ids=named)
def test_before_the_password_is_changed_nothing_else_is_told_or_done(scene: Scene, endpoint: Endpoint) -> None:
    till = scene.tills[STORE]
    token = scene.world.log_in(till, scene.newcomer(Role.COMPANY_ADMIN))
    answer = endpoint.ask(scene, till.credential, token)
    if endpoint.path in ENDS_THE_SESSION:
        assert answer.status_code == endpoint.status
    else:
        assert (answer.status_code, code(answer)) == (403, "password_change_needed")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", OF[Who.STAFF], ids=named)
def test_each_role_does_what_it_may_and_nothing_else(scene: Scene, endpoint: Endpoint, role: Role) -> None:
    answer = endpoint.ask(scene, scene.tills[STORE].credential, own_session(scene, endpoint, STORE, role))
    if role in endpoint.roles:
        assert answer.status_code == endpoint.status, answer.text
    else:
        assert (answer.status_code, code(answer)) == (403, "forbidden")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.elsewhere is not None], ids=named)
def test_from_a_sister_store_only_people_of_the_company_reach_what_is_ours(
    scene: Scene, endpoint: Endpoint, role: Role
) -> None:
    answer = endpoint.ask(scene, scene.tills[SISTER_STORE].credential, scene.tokens[SISTER_STORE, role])
    assert endpoint.elsewhere is not None
    if role in endpoint.elsewhere:
        assert answer.status_code == endpoint.status, answer.text
    else:
        assert (answer.status_code, code(answer)) in {(403, "forbidden"), (404, "not_found")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.elsewhere is not None], ids=named)
def test_from_another_company_nobody_reaches_what_is_ours(scene: Scene, endpoint: Endpoint, role: Role) -> None:
    before = scene.world.rows("SELECT count(*) FROM approval")
    answer = endpoint.ask(scene, scene.tills[FOREIGN_STORE].credential, scene.tokens[FOREIGN_STORE, role])
    refused = {(403, "forbidden"), (404, "not_found")}
    if endpoint.path == "/v1/approvals":
        # Staff numbers are a company's own: ours is nobody's there.
        refused |= {(401, "wrong_credentials")}
    assert (answer.status_code, code(answer)) in refused
    assert scene.world.rows("SELECT count(*) FROM approval") == before


@pytest.mark.parametrize("role", ROLES)
def test_lists_hold_what_may_be_seen_and_nothing_else(scene: Scene, role: Role) -> None:
    def listed(path: str, store: str) -> str:
        return scene.world.ask("GET", path, scene.tills[store], scene.tokens[store, role]).text

    payments = "/v1/payments"
    assert str(scene.payment) in listed(payments, STORE)
    assert (str(scene.payment) in listed(payments, SISTER_STORE)) == (role in COMPANY)
    assert str(scene.payment) not in listed(payments, FOREIGN_STORE)
    ours = scene.people[STORE, Role.STORE_CLERK].login_id
    assert (ours in listed("/v1/staff", STORE)) == (role in CARERS)
    assert (ours in listed("/v1/staff", SISTER_STORE)) == (role is Role.COMPANY_ADMIN)
    assert ours not in listed("/v1/staff", FOREIGN_STORE)
    for path in ("/v1/feed?after=0&wait=0", "/v1/operations?epoch=1&after_seq=0&limit=100"):
        assert str(scene.payment) in listed(path, STORE)
        for store in (SISTER_STORE, FOREIGN_STORE):
            assert str(scene.payment) not in listed(path, store)


def test_an_operation_is_told_to_its_own_terminal_only(scene: Scene) -> None:
    path = f"/v1/operations/{scene.payment}"
    assert scene.world.ask("GET", path, scene.tills[STORE]).status_code == 200
    for till in (scene.tills[SISTER_STORE], scene.tills[FOREIGN_STORE], scene.world.add_till(STORE)):
        assert code(scene.world.ask("GET", path, till)) == "not_found"


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_sell_takes_payments(scene: Scene, role: Role) -> None:
    answer = pay(scene, STORE, role)
    if role is Role.COMPANY_STAFF:
        assert (answer["outcome"], answer["reason"]) == ("declined", "not_permitted")
    else:
        assert answer["outcome"] == "approved"


@pytest.mark.parametrize("store", [SISTER_STORE, FOREIGN_STORE])
@pytest.mark.parametrize("role", ROLES)
def test_no_payment_is_taken_in_the_name_of_a_session_on_another_terminal(scene: Scene, role: Role, store: str) -> None:
    answer = pay(scene, STORE, role, at=store)
    assert (answer["outcome"], answer["reason"]) == ("declined", "not_permitted")


def test_a_session_that_only_changes_the_password_takes_no_payment(scene: Scene) -> None:
    newcomer = scene.newcomer(Role.STORE_MANAGER)
    scene.world.log_in(scene.tills[STORE], newcomer)
    scene.people[STORE, Role.SYSTEM] = newcomer
    answer = pay(scene, STORE, Role.SYSTEM)
    assert (answer["outcome"], answer["reason"]) == ("declined", "not_permitted")


@pytest.mark.parametrize("store", [STORE, SISTER_STORE, FOREIGN_STORE])
@pytest.mark.parametrize("role", ROLES)
def test_a_payment_is_voided_by_who_may(scene: Scene, role: Role, store: str) -> None:
    """Of a sale that is eleven minutes old: a clerk needs an approval for it."""
    sale = uuid.uuid4()
    amount = pay(scene, STORE, Role.STORE_CLERK, operation=sale)["amount"]
    scene.world.clock.advance(timedelta(minutes=11))
    scene.seq += 1
    body = {
        "kind": "void",
        "epoch": 1,
        "seq": scene.seq,
        "made_at": scene.world.clock().isoformat(),
        "original": str(sale),
        "amount": amount,
        "reason": "other",
        "number_check": "matched",
        "staff_session": session_of(scene, store, role),
    }
    path = f"/v1/operations/{uuid.uuid4()}"
    answer = scene.world.ask("PUT", path, scene.tills[store], json=body).json()
    own = {Role.STORE_MANAGER: None, Role.STORE_CLERK: "approval_needed", Role.COMPANY_STAFF: "not_permitted"}
    elsewhere = {Role.COMPANY_STAFF: "not_permitted"}
    if role is Role.COMPANY_ADMIN and store != FOREIGN_STORE:
        wanted = None
    elif store == STORE:
        wanted = own[role]
    else:
        wanted = elsewhere.get(role, "original_not_found")
    assert (answer["outcome"], answer.get("reason")) == ("declined" if wanted else "approved", wanted)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.DESK])
def test_the_desk_and_the_system_have_no_account_to_log_in_with(scene: Scene, role: Role) -> None:
    with pytest.raises(Exception, match="role"):
        scene.newcomer(role)
    clerk = scene.person(Role.STORE_CLERK)
    connection = sqlite3.connect(scene.world.context.database.path)
    try:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE staff SET role = ? WHERE login_id = ?", (role.value, clerk.login_id))
    finally:
        connection.close()
    assert people.staff_of(_reader(scene), clerk.login_id).role is Role.STORE_CLERK


def _reader(scene: Scene) -> Any:
    return scene.world.context.database.readers.submit(lambda reader: reader).result()


@pytest.mark.parametrize("endpoint", [*OF[Who.TERMINAL], *OF[Who.STAFF]], ids=named)
def test_a_disabled_terminal_asks_and_undoes_and_starts_nothing(scene: Scene, endpoint: Endpoint) -> None:
    till = scene.world.add_till(STORE)
    token = scene.world.log_in(till, scene.person(Role.COMPANY_ADMIN))
    scene.world.disable_terminal(till)
    answer = endpoint.ask(scene, till.credential, token)
    if endpoint.at_the_asking_till:
        assert (answer.status_code, code(answer)) == (404, "not_found")
    elif endpoint.while_disabled:
        assert answer.status_code == endpoint.status, answer.text
    else:
        assert (answer.status_code, code(answer)) == (403, "terminal_disabled")
