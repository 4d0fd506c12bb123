"""Read from the books what the rules decide by, within the operation's own transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, literal_column, select, update

from pos_app.domain.codes.token import code_hash
from pos_app.server.ledger.moment import Moment
from pos_app.server.ledger.payment_rules import DOUBLE_WINDOW, WRONG_NUMBER_WINDOW, Code, PaymentFacts, StaffSession
from pos_app.server.ledger.payments import find_payment, last_sale
from pos_app.server.ledger.recorded import Known, known_columns
from pos_app.server.ledger.request import Request
from pos_app.server.ledger.service import service_of
from pos_app.server.ledger.void_rules import ApprovalGiven, VoidFacts
from pos_app.server.ledger.wallets import IS_OPEN, LOT, open_lot
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_intent
from pos_app.server.store.tables.codes import member_code
from pos_app.server.store.tables.ledger import lot, wallet
from pos_app.server.store.tables.operations import holds_seq, is_captured, operation, undoes
from pos_app.server.store.tables.staff import approval, staff, staff_session
from pos_app.server.store.values import moment, moment_text
from pos_app.server.terminals import Terminal
from pos_app.wire.operations import Decline, Earlier, PaymentBody, VoidBody
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Role

NUMBER_MEMORY = timedelta(days=400)
"""A payment number may come again after so long: a terminal's count goes round after years (D-18)."""

_SESSION = Statement(
    select(staff_session.c.terminal, staff_session.c.role, staff_session.c.restricted).where(
        staff_session.c.id == bindparam("session")
    )
)
_holder = (
    select(operation.c.position)
    .where(
        operation.c.terminal == bindparam("terminal"),
        operation.c.epoch == bindparam("epoch"),
        operation.c.seq == bindparam("seq"),
        holds_seq(operation),
    )
    .scalar_subquery()
)
_SEQ_USED = Statement(select(_holder))
_NUMBER_USED = Statement(
    select(literal_column("1")).where(
        exists().where(operation.c.number == bindparam("number"), operation.c.recorded_at > bindparam("since"))
    )
)
_undo = operation.alias("undo")
_earlier = (
    select(operation.c.position)
    .where(
        operation.c.wallet == member_code.c.wallet,
        is_captured(operation),
        operation.c.recorded_at > bindparam("double_since"),
        operation.c.store == bindparam("store"),
        operation.c.amount == bindparam("amount"),
        ~exists().where(_undo.c.original == operation.c.id, undoes(_undo)),
    )
    .order_by(operation.c.recorded_at.desc())
    .limit(literal_column("1"))
    .correlate(member_code)
    .scalar_subquery()
)
_always = select(literal_column("1").label("one")).subquery("always")


_known = operation.alias("known")


def _payment_facts(code_is_given: ColumnElement[bool]) -> Statement:
    """Give the one statement that a payment's facts are read by, a row for each open lot: its parts cost more."""
    found = (
        _always.outerjoin(_known, _known.c.id == bindparam("id"))
        .outerjoin(member_code, code_is_given)
        .outerjoin(wallet, member_code.c.wallet == wallet.c.id)
        .outerjoin(lot, and_(lot.c.wallet == wallet.c.id, IS_OPEN))
    )
    return Statement(
        select(
            *known_columns(_known),
            exists().where(card_intent.c.operation == bindparam("id")),
            exists().where(operation.c.number == bindparam("number"), operation.c.recorded_at > bindparam("since")),
            _holder,
            member_code.c.id,
            member_code.c.wallet,
            member_code.c.expires_at,
            member_code.c.spent_by.is_not(None),
            wallet.c.suspended,
            _earlier,
            *LOT,
        ).select_from(found)
    )


_BEFORE_LOT = 13
_PAYMENT = {
    "qr": _payment_facts(member_code.c.token_hash == bindparam("hash")),
    "number": _payment_facts(member_code.c.number_hash == bindparam("hash")),
}
_EARLIER = Statement(
    select(operation.c.number, operation.c.recorded_at).where(operation.c.position == bindparam("position"))
)
# Of an approver who was disabled since there is none: what that person allowed is not allowed any more.
_APPROVAL = Statement(
    select(approval.c.operation, approval.c.original, approval.c.store, approval.c.valid_until, approval.c.consumed_by)
    .join_from(approval, staff, approval.c.approver == staff.c.id)
    .where(approval.c.id == bindparam("approval"), staff.c.disabled == literal_column("0"))
)
_USE_APPROVAL = Statement(
    update(approval).values(consumed_by=bindparam("void")).where(approval.c.id == bindparam("approval"))
)
_WRONG_NUMBERS = Statement(
    select(operation.c.recorded_at)
    .where(
        operation.c.terminal == bindparam("terminal"),
        operation.c.code_kind == literal_column("'number'"),
        operation.c.reason == literal_column(f"'{Decline.CODE_NOT_FOUND.value}'"),
        operation.c.recorded_at > bindparam("since"),
    )
    .order_by(operation.c.recorded_at.desc())
)


def staff_session_of(reader: Reader, session: UUID) -> StaffSession | None:
    """Give a session that was opened at any time, alive or not."""
    key = session.bytes
    return reader.remember(("session", key), lambda: _session(reader, key))


def seq_used(reader: Reader, terminal: Terminal, epoch: int, seq: int) -> bool:
    """Say whether another operation of this terminal holds this ``seq``."""
    row = reader.one(_SEQ_USED, terminal=terminal.number, epoch=epoch, seq=seq)
    return row is not None and row[0] is not None


def number_used(reader: Reader, number: str, at: Moment) -> bool:
    """Say whether another operation has this payment number, of late as a terminal counts (D-18)."""
    return reader.one(_NUMBER_USED, number=number, since=_since(at)[0]) is not None


def payment_facts(reader: Reader, request: Request, body: PaymentBody, at: Moment) -> PaymentFacts | Known:
    """Read what decides a payment, or what is on record under its id already.

    Raises Refused ``id_reused`` while the card processor is asked about something of this id: it would stand on the
    books twice.
    """
    terminal = request.terminal
    number_since, double_since = reader.once(("since", at.text), lambda: _since(at))
    rows = reader.all(
        _PAYMENT[body.code.kind],
        id=request.id.bytes,
        number=body.number,
        since=number_since,
        terminal=terminal.number,
        epoch=body.epoch,
        seq=body.seq,
        hash=code_hash(request.key, body.code.token),
        double_since=double_since,
        store=terminal.store,
        amount=body.amount,
    )
    (
        terminal_known,
        kind,
        fingerprint,
        answer,
        is_under_way,
        is_number_used,
        holder,
        code,
        wallet_id,
        expires_at,
        spent,
        suspended,
        earlier,
    ) = rows[0][:_BEFORE_LOT]
    if kind is not None:
        return Known(terminal_known, kind, fingerprint, answer)
    if is_under_way:
        raise Refused(ProblemCode.ID_REUSED, "the id is under way for a card")
    is_ours = code is not None and body.code.operator == service_of(reader).operator
    return PaymentFacts(
        session=staff_session_of(reader, body.staff_session),
        number_used=bool(is_number_used),
        seq_used=holder is not None,
        code=Code(code, wallet_id, moment(expires_at), bool(spent), bool(suspended)) if is_ours else None,
        earlier=_earlier_of(reader, earlier) if is_ours and earlier is not None else None,
        lots=tuple(open_lot(*row[_BEFORE_LOT:]) for row in rows if row[_BEFORE_LOT] is not None) if is_ours else (),
    )


def _since(at: Moment) -> tuple[str, str]:
    """Give since when a number may not come again, and since when a payment may be a double."""
    return (at.day - NUMBER_MEMORY).isoformat(), moment_text(at.at - DOUBLE_WINDOW)


def void_facts(reader: Reader, body: VoidBody, terminal: Terminal) -> VoidFacts:
    """Read what decides a void."""
    original = find_payment(reader, body.original)
    return VoidFacts(
        session=staff_session_of(reader, body.staff_session),
        seq_used=seq_used(reader, terminal, body.epoch, body.seq),
        original=original,
        is_last_sale=original is not None and last_sale(reader, terminal) == original.id,
        approval=approval_of(reader, body.approval) if body.approval else None,
    )


def approval_used(tx: Tx, given: UUID, operation: UUID) -> None:
    """Use an approval up."""
    tx.run(_USE_APPROVAL, approval=given.bytes, void=operation.bytes)


def wrong_numbers(reader: Reader, terminal: Terminal, now: datetime) -> list[datetime]:
    """Give when this till sent wrong お支払い番号 of late, the latest first (D-22)."""
    since = moment_text(now - WRONG_NUMBER_WINDOW)
    return [moment(row[0]) for row in reader.all(_WRONG_NUMBERS, terminal=terminal.number, since=since)]


def _session(reader: Reader, key: bytes) -> StaffSession | None:
    row = reader.one(_SESSION, session=key)
    return StaffSession(row[0], Role(row[1]), bool(row[2])) if row else None


def _earlier_of(reader: Reader, position: int) -> Earlier | None:
    row = reader.one(_EARLIER, position=position)
    return Earlier(number=row[0], recorded_at=moment(row[1])) if row else None


def approval_of(reader: Reader, given: UUID) -> ApprovalGiven | None:
    """Give an approval, if its approver may still allow anything."""
    row = reader.one(_APPROVAL, approval=given.bytes)
    if row is None:
        return None
    return ApprovalGiven(UUID(bytes=row[0]), UUID(bytes=row[1]), row[2], moment(row[3]), row[4] is not None)
