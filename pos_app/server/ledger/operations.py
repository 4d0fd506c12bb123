"""Take an operation: known already, or decided and written down now. One job of the writer for each."""

from datetime import datetime
from typing import NamedTuple

from pos_app.errors import Bug
from pos_app.server.ledger.facts import payment_facts
from pos_app.server.ledger.moment import Moment, moment_of
from pos_app.server.ledger.payment_rules import PaymentFacts
from pos_app.server.ledger.recorded import Known, find_known, same_answer
from pos_app.server.ledger.request import Request
from pos_app.server.ledger.take_payment import take_payment
from pos_app.server.ledger.take_reversal import take_reversal
from pos_app.server.ledger.take_void import take_void
from pos_app.server.store.connection import Tx
from pos_app.wire.operations import AnyBody, PaymentBody, ReversalBody, VoidBody


class Answered(NamedTuple):
    """The bytes of the answer; ``replayed``: they were on record."""

    answer: bytes
    replayed: bool

    def __repr__(self) -> str:
        return f"Answered(replayed={self.replayed})"


def take_operation(tx: Tx, request: Request, now: datetime) -> Answered:
    """Give the recorded answer of a wallet's request, recording it first where it is new.

    Raises Refused: ``id_reused`` when the id, or a reversal's original, stands for something else; ``rate_limited``
    after too many wrong お支払い番号. Neither is recorded.
    """
    at, body = tx.once(("moment", now), lambda: moment_of(now)), request.body
    found: Known | PaymentFacts | None
    if isinstance(body, PaymentBody):
        # The one statement that reads what decides a payment looks the id up, too.
        found = payment_facts(tx, request, body, at)
        if isinstance(found, PaymentFacts):
            return Answered(take_payment(tx, request, body, found, at), replayed=False)
    else:
        found = find_known(tx, request.id)
        if found is None:
            return Answered(_undo(tx, request, body, at), replayed=False)
    return Answered(same_answer(found, request.terminal, body.kind, request.fingerprint), replayed=True)


def _undo(tx: Tx, request: Request, body: AnyBody, at: Moment) -> bytes:
    if isinstance(body, VoidBody):
        return take_void(tx, request, body, at)
    if isinstance(body, ReversalBody):
        return take_reversal(tx, request, body, at)
    raise Bug(f"no operation of a wallet: {body.kind}")
