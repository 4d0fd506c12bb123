"""A store whose tills sell by card, at a real server; tokens are made as the tokeniser would leave them."""

import base64
import os
from datetime import timedelta
from typing import Any
from uuid import UUID

import requests
from sqlalchemy import bindparam, insert, update

from pos_app.domain import payment_number
from pos_app.domain.card import Brand
from pos_app.server.cards.contracts import put_service
from pos_app.server.cards.sandbox.mood import Mood, set_mood
from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.cards.sandbox.references import Card, written
from pos_app.server.ledger.invariants.check import check
from pos_app.server.staff.tokens import token_hash
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_token
from pos_app.server.store.tables.staff import staff_session
from pos_app.server.store.values import moment_text
from pos_app.wire.cards import Caller, CaptureWhen, CardService
from pos_app.wire.operations import (
    OPERATION_ANSWER,
    AnyBody,
    AuthoriseBody,
    CaptureBody,
    Decline,
    NumberCheck,
    OperationAnswer,
    ReturnBody,
    ReversalBody,
    VoidBody,
    VoidReason,
)
from pos_app.wire.staff import Role
from tests.server.live_server import LiveServer
from tests.server.world import Till, World

SERVICE = "made-up"
BRANDS = (Brand.VISA, Brand.MASTERCARD, Brand.JCB)
CALLER = Caller(name="ヤマダ ハナコ", phone="09012345678", memo="注文17")

_ADD_TOKEN = Statement(insert(card_token))
_KNOWN_TOKEN = Statement(
    update(staff_session)
    .values(token_hash=bindparam("hash"), expires_at="2099-01-01T00:00:00.000Z")
    .where(staff_session.c.id == bindparam("session", required=True))
)


class CardCounter:
    def __init__(self, world: World, server: LiveServer) -> None:
        self.world = world
        self.server = server
        self.company = world.add_company()
        self.store = self.add_store()
        self.till = self.add_till()

    def add_store(self) -> int:
        store = self.world.add_store(self.company)
        service = CardService(id=SERVICE, name="カード決済", brands=BRANDS)
        self.world.run(lambda tx: put_service(tx, store, service, self.world.now))
        return store

    def add_till(self, store: int | None = None) -> Till:
        roles = (Role.STORE_MANAGER, Role.STORE_CLERK, Role.COMPANY_STAFF)
        return self.world.add_till(store or self.store, self.company, roles)

    def token(self, profile: Profile = Profile.OK, store: int | None = None, **changes: Any) -> str:
        token = base64.urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode()
        row: dict[str, Any] = {
            "token": token,
            "store": store or self.store,
            "service": SERVICE,
            "brand": Brand.VISA.value,
            "last3": "242",
            "expiry": "2912",
            "made_at": moment_text(self.world.now),
            "valid_until": moment_text(self.world.now + timedelta(minutes=15)),
            "used_by": None,
            "registered": 0,
        }
        row |= changes
        row.setdefault("reference", written(Card(profile.value, row["expiry"]), self.world.new_id()))
        self.world.run(lambda tx: tx.run(_ADD_TOKEN, **row))
        return token

    def mood(self, mood: Mood) -> None:
        self.world.run(lambda tx: set_mood(tx, mood))

    # What tills send.

    def authorise(self, amount: int = 5_000, till: Till | None = None, **changes: Any) -> AuthoriseBody:
        till = till or self.till
        values: dict[str, Any] = {
            **self._sent(till),
            "number": payment_number.make(till.number, next(till.counts)).digits,
            "amount": amount,
            "capture": CaptureWhen.NOW,
            "caller": CALLER,
            "execute_until": self.world.now + timedelta(seconds=60),
            "staff_session": till.sessions[Role.STORE_MANAGER],
        }
        if "token" not in changes:
            values["token"] = self.token()
        return AuthoriseBody(**{**values, **changes})

    def capture(self, original: UUID, amount: int = 5_000, till: Till | None = None, **changes: Any) -> CaptureBody:
        till = till or self.till
        values = {**self._sent(till), "staff_session": till.sessions[Role.STORE_MANAGER]}
        return CaptureBody(**{**values, "original": original, "amount": amount, **changes})

    def back(self, original: UUID, amount: int = 5_000, till: Till | None = None, **changes: Any) -> ReturnBody:
        return ReturnBody(**{**self._taking_back(till), "original": original, "amount": amount, **changes})

    def release(self, original: UUID, amount: int = 5_000, till: Till | None = None, **changes: Any) -> VoidBody:
        return VoidBody(**{**self._taking_back(till), "original": original, "amount": amount, **changes})

    def reversal(self, original: UUID, seq: int = 1, till: Till | None = None) -> ReversalBody:
        return self.world.reversal(till or self.till, original, seq)

    def put(self, operation: UUID, body: AnyBody, till: Till | None = None) -> requests.Response:
        return self.server.request(
            "PUT", f"/v1/operations/{operation}", bearer=(till or self.till).credential, body=body.to_json()
        )

    def ask(self, method: str, path: str, till: Till | None = None, **options: Any) -> requests.Response:
        """Ask as a manager who is logged in."""
        till = till or self.till
        token = self._token_of(till, Role.STORE_MANAGER)
        return self.server.request(method, path, bearer=till.credential, staff=token, **options)

    def get(self, path: str, till: Till | None = None, role: Role = Role.STORE_MANAGER, **params: Any) -> bytes:
        """Ask as somebody who is logged in."""
        till = till or self.till
        token = self._token_of(till, role)
        answer = self.server.request("GET", path, bearer=till.credential, staff=token, params=params)
        assert answer.status_code == 200, answer.text
        return answer.content

    def send(self, body: AnyBody, till: Till | None = None, operation: UUID | None = None) -> OperationAnswer:
        return answer_of(self.put(operation or self.world.new_id(), body, till))

    def held(self, amount: int = 5_000, till: Till | None = None, **changes: Any) -> UUID:
        """Hold an amount; gives the sale's id."""
        answer = self.send(self.authorise(amount, till, **changes), till)
        assert answer.outcome == "approved", answer
        return answer.id

    def captured(self, amount: int = 5_000, **changes: Any) -> UUID:
        """Hold and capture an amount; gives the sale's id."""
        sale = self.held(amount, **changes)
        assert self.send(self.capture(sale, amount)).outcome == "approved"
        return sale

    def is_sound(self) -> bool:
        """Hold every invariant against the books."""
        verdicts = self.world.context.database.readers.submit(check).result(20)
        assert [one for one in verdicts if not one.holds] == []
        return True

    def _token_of(self, till: Till, role: Role) -> str:
        """Give a session a token that is known here."""
        secret = f"token of {till.sessions[role]}"
        session = till.sessions[role].bytes
        self.world.run(lambda tx: tx.run(_KNOWN_TOKEN, hash=token_hash(secret), session=session))
        return secret

    def _sent(self, till: Till) -> dict[str, Any]:
        return {"epoch": till.epoch, "seq": next(till.seqs), "made_at": self.world.now}

    def _taking_back(self, till: Till | None) -> dict[str, Any]:
        till = till or self.till
        return {
            **self._sent(till),
            "reason": VoidReason.CUSTOMER_WISH,
            "number_check": NumberCheck.NOT_POSSIBLE,
            "staff_session": till.sessions[Role.STORE_MANAGER],
        }


def answer_of(response: requests.Response) -> OperationAnswer:
    assert response.status_code == 200, response.text
    return OPERATION_ANSWER.validate_json(response.content)


def reason(answer: OperationAnswer) -> Decline | None:
    """Give why it was declined; None where it was approved."""
    return getattr(answer, "reason", None)
