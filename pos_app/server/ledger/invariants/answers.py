"""I4, I5, I7, I9: one effect for each id, and an answer on record that says what the row says."""

from collections.abc import Iterator
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import bindparam, func, literal_column, select

from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import transfer
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.values import moment_text
from pos_app.wire.operations import OPERATION_ANSWER, Decline

_legs = (
    select(
        transfer.c.operation.label("operation"),
        func.count().label("count"),
        func.sum(transfer.c.amount).label("yen"),
    )
    .where(transfer.c.operation > bindparam("since"))
    .group_by(transfer.c.operation)
    .subquery("legs")
)
_original = operation.alias("original")
_ROWS = Statement(
    select(
        operation.c.position,
        operation.c.id,
        operation.c.origin,
        operation.c.kind,
        operation.c.outcome,
        operation.c.reason,
        operation.c.effect,
        operation.c.moved,
        operation.c.amount,
        operation.c.recorded_at,
        operation.c.fingerprint.is_(None),
        operation.c.answer,
        func.coalesce(_legs.c.count, literal_column("0")),
        func.coalesce(_legs.c.yen, literal_column("0")),
        _original.c.kind,
    )
    .select_from(
        operation.outerjoin(_legs, _legs.c.operation == operation.c.position).outerjoin(
            _original, _original.c.id == operation.c.original
        )
    )
    .where(operation.c.position > bindparam("since"))
    .order_by(operation.c.position)
)
_TWICE = Statement(select(operation.c.id).group_by(operation.c.id).having(func.count() > literal_column("1")))


def answers(reader: Reader, since: int) -> list[Verdict]:
    """Check every operation after ``since``."""
    counted = tombstones = 0
    effects = [f"id {UUID(bytes=row[0])} stands twice" for row in reader.all(_TWICE)]
    wrong: list[str] = []
    unsealed: list[str] = []
    haunted: list[str] = []
    for row in reader.each(_ROWS, since=since):
        counted += 1
        effects.extend(_effect(row))
        wrong.extend(_answer(row))
        is_tombstone = row[5] == Decline.UNDONE.value
        tombstones += is_tombstone
        if is_tombstone and row[12]:
            haunted.append(f"operation {row[0]}")
        if bool(row[10]) != (is_tombstone or row[2] == "desk"):
            unsealed.append(f"operation {row[0]}")
    return [
        verdict("I4", "an id has at most one effect, and it is what its row says", counted, effects),
        verdict("I5", "each operation has its answer, which says what its row says", counted, wrong),
        verdict("I7", "each request is known by its fingerprint, so that the same gets the same", counted, unsealed),
        verdict("I9", "a tombstone moved nothing", tombstones, haunted),
    ]


def _effect(row: Row) -> Iterator[str]:
    position, _, _, kind, outcome, _, effect, moved, amount, _, _, _, legs, yen, original_kind = row
    moves = outcome == "approved" and kind != "authorise" and (kind != "reversal" or effect == "compensated")
    if moves and original_kind == "authorise" and kind in {"void", "reversal"}:
        # What is held on a card is let go without moving anything; only a capture that is reversed goes back.
        moves = kind == "reversal" and bool(moved)
    if bool(moved) != moves or bool(legs) != moves or (moves and yen != amount):
        yield f"operation {position} moved something else"


def _answer(row: Row) -> Iterator[str]:
    if row[2] == "desk":
        return
    try:
        answer = OPERATION_ANSWER.validate_json(row[11])
    except ValidationError:
        yield f"operation {row[0]} has no answer"
        return
    said = (answer.id.bytes, answer.kind, answer.outcome, moment_text(answer.recorded_at))
    if said != (row[1], row[3], row[4], row[9]) or getattr(answer, "reason", None) != row[5]:
        yield f"operation {row[0]} answers something else"
