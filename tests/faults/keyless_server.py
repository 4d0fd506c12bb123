"""The control: a server that ignores the idempotency key, and every other thing by which a repeat could be noticed.

Each request is taken under an id of its own; the payment number, ``seq``, the spent code and the earlier sale of the
same amount count for nothing. Only tests start it; the product knows nothing of it.
"""

import sys
from datetime import datetime
from uuid import uuid4

from pos_app.server import main
from pos_app.server.api import operations as api
from pos_app.server.ledger import operations, payment_rules, take_payment
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.operations import Answered
from pos_app.server.ledger.payment_rules import Captured, Declined, PaymentFacts
from pos_app.server.ledger.request import Request
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import PaymentBody


def decide_carelessly(body: PaymentBody, terminal: Terminal, facts: PaymentFacts, at: Moment) -> Captured | Declined:
    code = facts.code._replace(spent=False) if facts.code else None
    blind = facts._replace(code=code, number_used=False, seq_used=False, earlier=None)
    return payment_rules.decide_payment(body, terminal, blind, at)


def take_without_key(tx: Tx, request: Request, now: datetime) -> Answered:
    fresh = uuid4()
    answered = operations.take_operation(tx, request._replace(id=fresh), now)
    return Answered(answered.answer.replace(str(fresh).encode(), str(request.id).encode()), replayed=False)


if __name__ == "__main__":
    setattr(take_payment, "decide_payment", decide_carelessly)  # noqa: B010 - sabotage, in so many words
    setattr(api, "take_operation", take_without_key)  # noqa: B010
    sys.exit(main.run(sys.argv[1:]))
