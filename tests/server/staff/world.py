"""Two companies, three stores, tills and people, at a real server; everything is set up as the desk would."""

import os
import re
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests

from pos_app.server.admin import people, places, wallets
from pos_app.server.context import Context
from pos_app.server.staff import accounts
from pos_app.server.staff.password_flow import Password, PasswordKind
from pos_app.server.staff.rights import COMPANY_ROLES, Place
from pos_app.server.staff.tokens import new_token
from pos_app.server.store.connection import Tx
from pos_app.wire.staff import Role
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer

T = TypeVar("T")

COMPANY, OTHER_COMPANY = "00008", "00009"
STORE, SISTER_STORE, FOREIGN_STORE = "9000009", "9000010", "9000011"
TERMINAL_PASSWORD = "12340987"
PASSWORD = "kawanami-stone-52"
PIN = "861304"

_DECLARED: dict[tuple[str, str], dict[str, str]] = {}
"""What the OpenAPI says of each method and route (a pattern): the words of each status; every server says the same."""


@dataclass(frozen=True)
class Till:
    number: int
    terminal_id: str
    credential: str = field(repr=False)


@dataclass(frozen=True)
class Person:
    login_id: str
    staff: uuid.UUID
    number: int
    role: Role
    password: str = PASSWORD
    pin: str = PIN


@dataclass
class World:
    context: Context
    server: LiveServer
    clock: FakeClock

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Ask the server, and hold the status and the problem of its answer against its own OpenAPI."""
        answer = self.server.request(method, path, **options)
        said = self._declared_for(method, path.split("?")[0]).get(str(answer.status_code))
        assert said is not None, f"{method} {path} answers {answer.status_code}"
        if answer.status_code >= 400:
            assert answer.json()["code"] in said.split(" / "), f"{method} {path}: {answer.text}"
        return answer

    def _declared_for(self, method: str, route: str) -> dict[str, str]:
        """Give what is said of each status of a route."""
        if not _DECLARED:
            document = self.server.request("GET", "/openapi.json").json()
            for template, operations in document["paths"].items():
                pattern = re.sub(r"\{\w+\}", "[^/]+", template)
                for verb, operation in operations.items():
                    responses = operation["responses"].items()
                    _DECLARED[verb.upper(), pattern] = {status: one["description"] for status, one in responses}
        # A route written out in full goes before one that takes anything there.
        found = _DECLARED.get((method, route))
        if found is None:
            (found,) = (
                said for (verb, pattern), said in _DECLARED.items() if verb == method and re.fullmatch(pattern, route)
            )
        return found

    def write(self, job: Callable[[Tx], T]) -> T:
        return self.context.database.writer.submit(job).result(timeout=20)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the database past the server."""
        connection = sqlite3.connect(self.context.database.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def build(self) -> None:
        def job(tx: Tx) -> None:
            now = self.clock()
            company = places.add_company(tx, now, COMPANY, "えーな商事")
            other = places.add_company(tx, now, OTHER_COMPANY, "びーな商店")
            rules = places.StoreRules()
            places.add_store(tx, now, company, STORE, "エーナ食堂", "0573-00-0135", rules)
            places.add_store(tx, now, company, SISTER_STORE, "エーナ喫茶", "0573-00-0136", rules)
            places.add_store(tx, now, other, FOREIGN_STORE, "ビーナ書店", "0573-00-0137", rules)

        self.write(job)

    def add_terminal(self, store: str = STORE) -> tuple[int, str]:
        encoded = self.context.hasher.hash(TERMINAL_PASSWORD)

        def job(tx: Tx) -> tuple[int, str]:
            key, _ = places.store_of(tx, store)
            number, terminal_id = places.add_terminal(tx, self.clock(), os.urandom, key, "レジ")
            places.issue(tx, self.context.database.key, self.clock(), terminal_id, encoded)
            return number, terminal_id

        return self.write(job)

    def activate(self, terminal_id: str, **changed: Any) -> tuple[requests.Response, str]:
        body = {
            "activation": str(uuid.uuid4()),
            "terminal_id": terminal_id,
            "password": TERMINAL_PASSWORD,
            "credential": new_token(os.urandom),
            **changed,
        }
        return self.request("POST", "/v1/activations", json=body), str(body["credential"])

    def add_till(self, store: str = STORE) -> Till:
        number, terminal_id = self.add_terminal(store)
        answer, credential = self.activate(terminal_id)
        assert answer.status_code == 200, answer.text
        return Till(number, terminal_id, credential)

    def reissue(self, terminal_id: str) -> None:
        encoded = self.context.hasher.hash(TERMINAL_PASSWORD)
        self.write(lambda tx: places.issue(tx, self.context.database.key, self.clock(), terminal_id, encoded))

    def disable_terminal(self, till: Till) -> None:
        self.write(lambda tx: places.set_terminal_disabled(tx, self.clock(), till.terminal_id, disabled=True))

    def add_newcomer(self, role: Role, login_id: str, store: str = STORE) -> Person:
        """Somebody whose password is still the login ID."""
        encoded = self.context.hasher.hash(login_id)

        def job(tx: Tx) -> accounts.Account:
            key, company = places.store_of(tx, store)
            home = Place(company, None if role in COMPANY_ROLES else key)
            return people.add_staff(tx, self.clock(), os.urandom, home, role, login_id, "岩村 さとし", encoded)

        account = self.write(job)
        return Person(login_id, account.public_id, account.number, role, password=login_id)

    def add_person(self, role: Role, login_id: str, store: str = STORE) -> Person:
        """Somebody with a password and a PIN of their own."""
        new = self.add_newcomer(role, login_id, store)
        chosen, pin = self.context.hasher.hash(PASSWORD), self.context.hasher.hash(PIN)

        def job(tx: Tx) -> None:
            account = accounts.by_public_id(tx, new.staff)
            assert account is not None
            accounts.set_password(tx, account, Password(PasswordKind.CHOSEN, chosen))
            accounts.set_pin(tx, account, pin)

        self.write(job)
        return Person(login_id, new.staff, new.number, role)

    def add_member(self, login_id: str) -> None:
        encoded = self.context.hasher.hash(PASSWORD)
        self.write(lambda tx: wallets.add_member(tx, self.clock(), login_id, "鈴木 あおい", encoded))

    def log_in_member(self, login_id: str) -> str:
        """A member's token."""
        answer = self.request("POST", "/v1/member/sessions", json={"login_id": login_id, "password": PASSWORD})
        token: str = answer.json()["token"]
        return token

    def try_log_in(self, till: Till, login_id: str, password: str) -> requests.Response:
        return self.request(
            "POST", "/v1/sessions", bearer=till.credential, json={"login_id": login_id, "password": password}
        )

    def log_in(self, till: Till, person: Person) -> str:
        """Give the session's token."""
        answer = self.try_log_in(till, person.login_id, person.password)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["token"])

    def ask(self, method: str, path: str, till: Till, token: str | None = None, json: Any = None) -> requests.Response:
        return self.request(method, path, bearer=till.credential, staff=token, json=json)


def code(answer: requests.Response) -> str:
    """Give a problem's code, having checked that it is a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code
    return str(answer.json()["code"])
