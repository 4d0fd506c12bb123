import os
import sqlite3
import stat
import uuid
from pathlib import Path

import pytest

from pos_app.domain import password as password_rules
from pos_app.errors import Refusal
from pos_app.server.admin import run
from pos_app.server.context import Context
from pos_app.server.seed_demo import CARD_SERVICES, WORLD, DemoWorld, pad_file, seed
from pos_app.server.staff.tokens import new_token
from pos_app.wire.cards import PadInjection
from pos_app.wire.staff import Role, Session
from pos_app.wire.store import Activated
from tests.server.cards.shop import Pad
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer


@pytest.fixture
def seeded(context: Context) -> DemoWorld:
    return seed_it(context)


def seed_it(context: Context) -> DemoWorld:
    return seed(context.database, context.now, context.random)


def activate(server: LiveServer, world: DemoWorld) -> tuple[Activated, str]:
    credential = new_token(os.urandom)
    body = {
        "activation": "01980000-0000-7000-8000-" + os.urandom(6).hex(),
        "terminal_id": world.terminal,
        "password": world.terminal_password,
        "credential": credential,
    }
    answer = server.request("POST", "/v1/activations", json=body)
    assert answer.status_code == 200, answer.text
    return Activated.model_validate_json(answer.content), credential


def test_everybody_in_it_can_log_in(server: LiveServer, seeded: DemoWorld) -> None:
    activated, credential = activate(server, seeded)
    assert activated.terminal.store_name == "エーナ食堂"
    assert activated.terminal.environment == "test"
    assert {prefix.operator for prefix in activated.terminal.prefixes} >= {"PayPay", "楽天ペイ", "pring"}
    for person in seeded.staff:
        body = {"login_id": person.login_id, "password": person.password}
        session = Session.model_validate_json(
            server.request("POST", "/v1/sessions", bearer=credential, json=body).content
        )
        assert (session.role, session.name, session.staff_number) == (person.role, person.name, person.number)
        assert not session.password_change_needed
        assert session.pin_verifier is not None
    for member in seeded.members:
        body = {"login_id": member.login_id, "password": member.password}
        assert server.request("POST", "/v1/member/sessions", json=body).status_code == 200


def test_every_role_that_works_at_a_till_is_there() -> None:
    assert {person.role for person in WORLD.staff} == set(Role) - {Role.SYSTEM, Role.DESK}
    assert WORLD.person(Role.STORE_MANAGER).login_id == "ena-manager"


def test_its_passwords_and_pins_keep_the_rules() -> None:
    for person in WORLD.staff:
        assert not password_rules.broken(password_rules.check(person.password, person.login_id, same_as_old=False))
        assert not password_rules.broken(password_rules.check_pin(person.pin))
        assert not password_rules.broken(password_rules.check_login_id(person.login_id))
    assert password_rules.is_terminal_password(WORLD.terminal_password)


def test_seeding_again_changes_nothing_but_a_used_terminal_password(
    context: Context, server: LiveServer, seeded: DemoWorld, tmp_path: Path
) -> None:
    _, credential = activate(server, seeded)
    before = everything(context)
    assert seed_it(context) == seeded
    after = everything(context)
    assert {name for name in after if after[name] != before[name]} == {"terminal_password", "audit"}
    assert server.request("GET", "/v1/terminal", bearer=credential).status_code == 200
    assert activate(server, seeded)[0].epoch == 2


def test_a_production_service_takes_no_demo_data(context: Context, clock: FakeClock, tmp_path: Path) -> None:
    database = str(context.database.path)
    assert run(["--database", database, "service", "set", "--environment", "production"], now=clock) == 0
    with pytest.raises(Refusal, match="seed_production"):
        seed_it(context)
    assert everything(context)["company"] == []


def test_the_store_sells_by_card_and_the_pad_beside_the_database_keys_one(
    context: Context, server: LiveServer, seeded: DemoWorld
) -> None:
    activated, credential = activate(server, seeded)
    assert activated.terminal.cards is not None
    assert activated.terminal.cards.services == CARD_SERVICES
    file = pad_file(context.database.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    clerk = seeded.person(Role.STORE_CLERK)
    logged_in = {"login_id": clerk.login_id, "password": clerk.password}
    session = server.request("POST", "/v1/sessions", bearer=credential, json=logged_in).json()
    pad = Pad(PadInjection.model_validate_json(file.read_bytes()))
    for service in CARD_SERVICES:
        body = {"service": service.id, "blob": pad.blob("4242424242424242"), "brand": None, "last3": "242"}
        path = f"/v1/card-tokens/{uuid.uuid4()}"
        answer = server.request("PUT", path, bearer=credential, staff=session["token"], json=body)
        assert answer.status_code == 200, answer.text


def test_a_pad_whose_key_was_lost_is_made_ready_anew(context: Context, seeded: DemoWorld) -> None:
    file = pad_file(context.database.path)
    before = file.read_bytes()
    seed_it(context)
    assert file.read_bytes() == before
    file.unlink()
    seed_it(context)
    assert PadInjection.model_validate_json(file.read_bytes()).ksn not in before.decode()


def everything(context: Context) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(context.database.path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    finally:
        connection.close()
