"""Operations that have an answer on record: the same request gets the same bytes again, for ever."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.operations import operation
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode

_KNOWN = Statement(
    select(
        operation.c.terminal, operation.c.kind, operation.c.effect, operation.c.fingerprint, operation.c.answer
    ).where(operation.c.id == bindparam("id"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record under an id; ``fingerprint`` is None for a tombstone."""

    terminal: int | None
    kind: str
    fingerprint: bytes | None
    answer: bytes | None


def fingerprint_of(key: bytes, body: bytes) -> bytes:
    """Give what is kept of a request's body: it tells the same bytes from others, and nothing else."""
    return hmac.digest(key, body, hashlib.sha256)


def find_known(reader: Reader, operation_id: UUID) -> Known | None:
    """Look an id up."""
    row = reader.one(_KNOWN, id=operation_id.bytes)
    return Known(row[0], row[1], row[3], row[4]) if row else None


def same_answer(known: Known, terminal: Terminal, operation_id: UUID, kind: str, fingerprint: bytes) -> bytes:
    """Give the answer again; raises Refused ``id_reused`` when the id stands for another request.

    A tombstone answers any payment of its terminal: the server never saw the bytes of the one that was undone.
    """
    mine = known.terminal == terminal.number
    is_tombstone = known.fingerprint is None and known.kind == kind
    is_same = known.fingerprint is not None and hmac.compare_digest(known.fingerprint, fingerprint)
    if known.answer is None or not mine or not (is_tombstone or is_same):
        raise Refused(ProblemCode.ID_REUSED, operation=operation_id, recorded=mine)
    return known.answer
