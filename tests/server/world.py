"""A small made-up world on a real database: stores, tills, staff with sessions, members with lots."""

import base64
import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, select

from pos_app.domain import payment_number
from pos_app.domain.ids import uuid7
from pos_app.server.context import Context
from pos_app.server.ledger.codes import IssuedCode, issue
from pos_app.server.ledger.grants import Grant, grant
from pos_app.server.ledger.wallets import open_wallet
from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import member
from pos_app.server.store.tables.places import company, store, terminal
from pos_app.server.store.tables.staff import approval, staff, staff_session
from pos_app.server.store.values import moment_text
from pos_app.wire.operations import (
    CustomerToken,
    NumberCheck,
    PaymentBody,
    ReversalBody,
    ReversalReason,
    VoidBody,
    VoidReason,
)
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids

OPERATOR = "99000001"

_ADD = {
    table.name: Statement(insert(table)) for table in (company, store, terminal, staff, staff_session, member, approval)
}
_ANYBODY = Statement(select(staff.c.id).limit(1))


@dataclass
class Till:
    """One activated terminal as its till knows it."""

    number: int
    credential: str = field(repr=False)
    epoch: int = 1
    seqs: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    counts: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    sessions: dict[Role, UUID] = field(default_factory=dict)


class World:
    def __init__(self, context: Context) -> None:
        self.context = context
        self._keys = itertools.count(1)

    @property
    def now(self) -> datetime:
        return self.context.now()

    def run(self, job: Callable[[Tx], Any]) -> Any:
        return self.context.database.writer.submit(job).result(20)

    def new_id(self) -> UUID:
        return uuid7(self.now, os.urandom)

    def add_company(self) -> int:
        key = next(self._keys)
        return int(self.run(lambda tx: tx.insert(_ADD["company"], id=key, code=f"{key:05}", name="企業")))

    def add_store(
        self, company_id: int, *, clerk_voids: ClerkVoids = ClerkVoids.LAST_SALE, limit: int = 500_000
    ) -> int:
        key = next(self._keys)
        row = {
            "id": key,
            "code": f"{key:07}",
            "company": company_id,
            "name": f"店舗{key}",
            "phone": "0000-00-0000",
            "payment_limit": limit,
            "confirm_above": 50_000,
            "clerk_voids": clerk_voids.value,
            "day_cut_minutes": 0,
            "lock_after_minutes": None,
        }
        return int(self.run(lambda tx: tx.insert(_ADD["store"], **row)))

    def add_till(self, store_id: int, company_id: int, roles: tuple[Role, ...] = (Role.STORE_CLERK,)) -> Till:
        number = next(self._keys)
        credential = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
        row = {
            "number": number,
            "id": f"{number:012}",
            "store": store_id,
            "name": f"レジ{number}",
            "credential_hash": hashlib.sha256(credential.encode()).digest(),
            "epoch": 1,
            "disabled": 0,
        }
        self.run(lambda tx: tx.insert(_ADD["terminal"], **row))
        till = Till(number, credential)
        for role in roles:
            till.sessions[role] = self.add_session(till, store_id, company_id, role)
        return till

    def add_session(self, till: Till, store_id: int, company_id: int, role: Role, *, restricted: bool = False) -> UUID:
        key, session = next(self._keys), self.new_id()
        person = {
            "id": key,
            "public_id": self.new_id().bytes,
            "company": company_id,
            "store": None if role in {Role.COMPANY_ADMIN, Role.COMPANY_STAFF} else store_id,
            "number": key,
            "role": role.value,
            "login_id": f"person{key:04}",
            "name": f"担当{key}",
            "language": "ja",
            "disabled": 0,
            "password_kind": "chosen",
            "password_hash": "-",
            "password_until": None,
            "password_used_at": None,
            "password_used_on": None,
            "pin_hash": None,
            "pin_off": 0,
        }
        opened = {
            "id": session.bytes,
            "token_hash": os.urandom(32),
            "staff": key,
            "terminal": till.number,
            "role": role.value,
            "restricted": int(restricted),
            "made_at": moment_text(self.now),
            "expires_at": moment_text(self.now + timedelta(hours=16)),
            "ended_at": None,
        }
        self.run(lambda tx: tx.insert(_ADD["staff"], **_only(staff, person)))
        self.run(lambda tx: tx.insert(_ADD["staff_session"], **_only(staff_session, opened)))
        return session

    def add_member(self, *lots: Grant) -> int:
        """Add a member; the wallet of each lot given is replaced by the new one's."""
        key = next(self._keys)
        row = {"id": key, "login_id": f"member{key:04}", "name": f"会員{key}", "password_hash": "-", "disabled": 0}

        def add(tx: Tx) -> int:
            tx.insert(_ADD["member"], **row)
            return open_wallet(tx, key)

        wallet = int(self.run(add))
        for lot in lots:
            self.grant(wallet, lot.amount, lot.kind, lot.expires_on)
        return wallet

    def grant(self, wallet: int, amount: int, kind: Any = "value", expires_on: date | None = None) -> None:
        given = Grant(wallet, kind, amount, expires_on)
        self.run(lambda tx: grant(tx, self.new_id(), given, self.now))

    def code(self, wallet: int) -> IssuedCode:
        key = self.context.database.key
        code: IssuedCode = self.run(lambda tx: issue(tx, wallet, key, os.urandom, self.now))
        return code

    def payment(self, till: Till, issued: IssuedCode, amount: int, **changes: Any) -> PaymentBody:
        values: dict[str, Any] = {
            "epoch": till.epoch,
            "seq": next(till.seqs),
            "made_at": self.now,
            "number": payment_number.make(till.number, next(till.counts)).digits,
            "amount": amount,
            "code": CustomerToken(operator=OPERATOR, kind="qr", token=issued.token),
            "execute_until": self.now + timedelta(seconds=60),
            "staff_session": next(iter(till.sessions.values())),
        }
        return PaymentBody(**{**values, **changes})

    def void(self, till: Till, original: UUID, amount: int, **changes: Any) -> VoidBody:
        values: dict[str, Any] = {
            "epoch": till.epoch,
            "seq": next(till.seqs),
            "made_at": self.now,
            "original": original,
            "amount": amount,
            "reason": VoidReason.WRONG_AMOUNT,
            "number_check": NumberCheck.MATCHED,
            "staff_session": next(iter(till.sessions.values())),
        }
        return VoidBody(**{**values, **changes})

    def reversal(self, till: Till, original: UUID, seq: int = 1) -> ReversalBody:
        return ReversalBody(
            epoch=till.epoch, seq=seq, made_at=self.now, original=original, reason=ReversalReason.GIVEN_UP
        )

    def approve(self, till: Till, operation: UUID, original: UUID, store_id: int, **changes: Any) -> UUID:
        key = self.new_id()
        anybody = self.run(lambda tx: tx.one(_ANYBODY))[0]
        row = {
            "id": key.bytes,
            "operation": operation.bytes,
            "original": original.bytes,
            "store": store_id,
            "terminal": till.number,
            "asked_by": anybody,
            "approver": anybody,
            "made_at": moment_text(self.now),
            "valid_until": moment_text(self.now + timedelta(hours=24)),
            "consumed_by": None,
        }
        self.run(lambda tx: tx.insert(_ADD["approval"], **{**row, **changes}))
        return key


def _only(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a table does not have, and set to NULL what a row does not say."""
    return {column.name: row.get(column.name) for column in table.columns}
