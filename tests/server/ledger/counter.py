"""One store's counter: a till, a member, and operations taken straight by the ledger."""

from datetime import date
from uuid import UUID

from pos_app.server.ledger.grants import Grant
from pos_app.server.ledger.operations import Answered, take_operation
from pos_app.server.ledger.recorded import fingerprints
from pos_app.server.ledger.request import Request
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import OPERATION_ANSWER, OperationAnswer, PaymentBody, ReversalBody, VoidBody
from pos_app.wire.staff import Role
from tests.server.world import Till, World

SOON = date(2026, 4, 12)


class Counter:
    def __init__(self, world: World) -> None:
        self.world = world
        self.company = world.add_company()
        self.store = world.add_store(self.company)
        self.till = world.add_till(self.store, self.company, (Role.STORE_CLERK, Role.STORE_MANAGER))
        self.wallet = world.add_member(Grant(0, "value", 10_000), Grant(0, "points", 500, SOON))

    def take(
        self, operation: UUID, body: PaymentBody | VoidBody | ReversalBody, till: Till | None = None
    ) -> tuple[OperationAnswer, bool]:
        credential = (till or self.till).credential
        key = self.world.context.database.key

        def job(tx: Tx) -> Answered:
            fingerprint = fingerprints(key)(body.to_json())
            request = Request(operation, authenticate(tx, credential), body, fingerprint, key)
            return take_operation(tx, request, self.world.now)

        answered: Answered = self.world.run(job)
        answer = OPERATION_ANSWER.validate_json(answered.answer)
        assert answered.answer == answer.to_json(), "not the bytes of the shape"
        return answer, answered.replayed

    def pay(self, amount: int = 1_000) -> UUID:
        """Take a payment that is approved; gives its id."""
        operation = self.world.new_id()
        answer, _ = self.take(operation, self.world.payment(self.till, self.world.code(self.wallet), amount))
        assert answer.outcome == "approved", answer
        return operation
