"""A store whose till speaks to a real server over HTTP."""

from typing import Any
from uuid import UUID

import requests

from pos_app.server.ledger.grants import Grant
from pos_app.wire.operations import OPERATION_ANSWER, OperationAnswer, PaymentBody, ReversalBody, VoidBody
from pos_app.wire.staff import Role
from tests.server.live_server import LiveServer
from tests.server.world import Till, World


class Shop:
    def __init__(self, world: World, server: LiveServer) -> None:
        self.world = world
        self.server = server
        self.company = world.add_company()
        self.store = world.add_store(self.company)
        self.till = world.add_till(self.store, self.company, (Role.STORE_CLERK, Role.STORE_MANAGER))
        self.wallet = world.add_member(Grant(0, "value", 100_000))

    def put(
        self, operation: UUID, body: PaymentBody | VoidBody | ReversalBody | bytes, till: Till | None = None
    ) -> requests.Response:
        raw = body if isinstance(body, bytes) else body.to_json()
        return self.server.request(
            "PUT", f"/v1/operations/{operation}", bearer=(till or self.till).credential, body=raw
        )

    def get(self, path: str, till: Till | None = None, **params: Any) -> requests.Response:
        return self.server.request("GET", path, bearer=(till or self.till).credential, params=params)

    def payment(self, amount: int = 1_000, **changes: Any) -> PaymentBody:
        return self.world.payment(self.till, self.world.code(self.wallet), amount, **changes)

    def paid(self, amount: int = 1_000) -> UUID:
        operation = self.world.new_id()
        assert answer_of(self.put(operation, self.payment(amount, double_confirmed=True))).outcome == "approved"
        return operation


def answer_of(response: requests.Response) -> OperationAnswer:
    assert response.status_code == 200, response.text
    return OPERATION_ANSWER.validate_json(response.content)
