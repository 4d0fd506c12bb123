"""Operations that have an answer on record: the same request gets the same bytes again, for ever."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, bindparam, literal_column, select

from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.operations import operation
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import (
    OPERATION_ANSWER,
    AuthoriseDeclined,
    Decline,
    KnownOperation,
    OperationPage,
    PaymentDeclined,
)
from pos_app.wire.problems import ProblemCode


def known_columns(row: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Give the columns of ``Known``; ``kind`` is never NULL where there is a row."""
    return (row.c.terminal, row.c.kind, row.c.fingerprint, row.c.answer)


_KNOWN = Statement(select(*known_columns(operation)).where(operation.c.id == bindparam("id")))
_OF_EPOCH = select(operation.c.epoch, operation.c.seq, operation.c.answer).where(
    operation.c.terminal == bindparam("terminal"), operation.c.epoch == bindparam("epoch")
)
_BY_SEQ = Statement(
    _OF_EPOCH.where(operation.c.seq > bindparam("after"))
    .order_by(operation.c.seq, operation.c.position)
    .limit(bindparam("page"))
)
_OF_SEQ = Statement(_OF_EPOCH.where(operation.c.seq == bindparam("seq")).order_by(operation.c.position))
_WITHOUT_SEQ = Statement(
    _OF_EPOCH.where(operation.c.seq.is_(literal_column("NULL")))
    .order_by(operation.c.position.desc())
    .limit(bindparam("page"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record under an id; ``fingerprint`` is None for a tombstone."""

    terminal: int | None
    kind: str
    fingerprint: bytes | None
    answer: bytes


def fingerprints(key: bytes) -> Callable[[bytes], bytes]:
    """Give what makes of a request's body what is kept of it (HMAC-SHA-256): the same bytes are known, nothing else."""
    keyed = hmac.new(key, digestmod=hashlib.sha256)

    def fingerprint(body: bytes) -> bytes:
        # A copy of the keyed state costs a third of starting anew.
        mac = keyed.copy()
        mac.update(body)
        return mac.digest()

    return fingerprint


def find_known(reader: Reader, operation_id: UUID) -> Known | None:
    """Look an id up."""
    row = reader.one(_KNOWN, id=operation_id.bytes)
    return Known(*row) if row else None


def same_answer(known: Known, terminal: Terminal, kind: str, fingerprint: bytes) -> bytes:
    """Give the answer again; raises Refused ``id_reused`` when the id stands for another request.

    A tombstone answers any payment of its terminal, by wallet or card: the server never saw the bytes of the one that
    was undone.
    """
    mine = known.terminal == terminal.number
    is_tombstone = known.fingerprint is None and known.kind == "payment" and kind in {"payment", "authorise"}
    is_same = known.fingerprint is not None and hmac.compare_digest(known.fingerprint, fingerprint)
    if not mine or not (is_tombstone or is_same):
        raise Refused(ProblemCode.ID_REUSED, recorded=mine)
    return _of_card(known.answer) if is_tombstone and kind == "authorise" else known.answer


def _of_card(tombstone: bytes) -> bytes:
    """Say the same in an authorisation's words: whoever undid it did not say what it was."""
    answer = PaymentDeclined.model_validate_json(tombstone)
    return AuthoriseDeclined(
        id=answer.id,
        recorded_at=answer.recorded_at,
        transaction_date=answer.transaction_date,
        reason=Decline.UNDONE,
    ).to_json()


def known_page(reader: Reader, terminal: Terminal, epoch: int, after_seq: int, limit: int) -> OperationPage:
    """List a terminal's operations of one epoch by ``seq``, about ``limit`` at a time.

    A payment and its reversals share a ``seq`` and are never torn apart. What has none (``number_reused``) comes on
    the last page, the latest ``limit`` of it.
    """
    rows = reader.all(_BY_SEQ, terminal=terminal.number, epoch=epoch, after=after_seq, page=limit + 1)
    if len(rows) <= limit:
        rows += reader.all(_WITHOUT_SEQ, terminal=terminal.number, epoch=epoch, page=limit)
        return OperationPage(operations=tuple(map(_known_operation, rows)), next_after_seq=None)
    last = rows[-1][1]
    whole = [row for row in rows if row[1] != last]
    if not whole:
        whole = reader.all(_OF_SEQ, terminal=terminal.number, epoch=epoch, seq=last)
    return OperationPage(operations=tuple(map(_known_operation, whole)), next_after_seq=whole[-1][1])


def _known_operation(row: Row) -> KnownOperation:
    return KnownOperation(epoch=row[0], seq=row[1], answer=OPERATION_ANSWER.validate_json(row[2]))
