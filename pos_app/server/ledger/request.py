"""An operation as it was asked for."""

from typing import Literal, NamedTuple
from uuid import UUID

from pos_app.server.ledger.booking import Entry
from pos_app.server.ledger.moment import Moment
from pos_app.server.store.values import moment_text
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import AnyBody

Outcome = Literal["approved", "declined"]


class Request(NamedTuple):
    """``fingerprint`` stands for the body's bytes, ``key`` is the server's, under which codes are looked up."""

    id: UUID
    terminal: Terminal
    body: AnyBody
    fingerprint: bytes
    key: bytes

    def __repr__(self) -> str:
        return f"Request({self.id}, terminal {self.terminal.number}, {self.body!r})"


def entry_of(request: Request, outcome: Outcome, answer: bytes, at: Moment, *, seq_free: bool) -> Entry:
    """Give what every operation's row says, ``answer`` as it is sent; a ``seq`` that another one holds is left out."""
    body = request.body
    return {
        "id": request.id.bytes,
        "origin": "terminal",
        "kind": body.kind,
        "outcome": outcome,
        "recorded_at": at.text,
        "transaction_date": at.day_text,
        "answer": answer,
        "terminal": request.terminal.number,
        "store": request.terminal.store,
        "epoch": body.epoch,
        "seq": body.seq if seq_free else None,
        "made_at": moment_text(body.made_at),
        "fingerprint": request.fingerprint,
    }
