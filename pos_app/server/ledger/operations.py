"""Take an operation: known already, or decided and written down now. One job of the writer for each."""

from dataclasses import dataclass, field
from datetime import datetime

from pos_app.server.ledger.moment import Moment, moment_of
from pos_app.server.ledger.recorded import find_known, same_answer
from pos_app.server.ledger.request import Request
from pos_app.server.ledger.take_payment import take_payment
from pos_app.server.ledger.take_reversal import take_reversal
from pos_app.server.ledger.take_void import take_void
from pos_app.server.store.connection import Tx
from pos_app.wire.operations import PaymentBody, VoidBody


@dataclass(frozen=True, slots=True)
class Answered:
    """The bytes of the answer; ``replayed``: they were on record."""

    answer: bytes = field(repr=False)
    replayed: bool


def take_operation(tx: Tx, request: Request, now: datetime) -> Answered:
    """Give the recorded answer of a request, recording it first where it is new.

    Raises Refused: ``id_reused`` when the id, or a reversal's original, stands for something else; ``rate_limited``
    after too many wrong お支払い番号. Neither is recorded.
    """
    known = find_known(tx, request.id)
    if known is not None:
        answer = same_answer(known, request.terminal, request.body.kind, request.fingerprint)
        return Answered(answer, replayed=True)
    return Answered(_take(tx, request, moment_of(now)), replayed=False)


def _take(tx: Tx, request: Request, at: Moment) -> bytes:
    body = request.body
    if isinstance(body, PaymentBody):
        return take_payment(tx, request, body, at)
    if isinstance(body, VoidBody):
        return take_void(tx, request, body, at)
    return take_reversal(tx, request, body, at)
