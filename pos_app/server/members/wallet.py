"""What a member sees: what can be spent, in which lots, and the latest payments (requirements row E-32)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import bindparam, select

from pos_app.domain.calendar import transaction_date
from pos_app.errors import Bug
from pos_app.server.ledger.payments import WITH_UNDO, undo
from pos_app.server.ledger.spending import balance, spendable
from pos_app.server.ledger.wallets import open_lots
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import wallet
from pos_app.server.store.tables.operations import is_captured, operation
from pos_app.server.store.tables.places import store
from pos_app.server.store.values import moment
from pos_app.wire.member import Lot, MemberPayment, Wallet
from pos_app.wire.operations import PaymentApproved

SHOWN_PAYMENTS = 20

_WALLET = Statement(select(wallet.c.id).where(wallet.c.member == bindparam("member")))
_PAYMENTS = Statement(
    select(operation.c.id, operation.c.answer, undo.c.kind, store.c.name, operation.c.recorded_at)
    .select_from(WITH_UNDO)
    .where(operation.c.wallet == bindparam("wallet"), is_captured(operation))
    .order_by(operation.c.recorded_at.desc(), operation.c.position.desc())
    .limit(bindparam("page"))
)
_STATES: dict[str | None, Literal["captured", "voided", "reversed"]] = {
    None: "captured",
    "void": "voided",
    "reversal": "reversed",
}


def wallet_id_of(reader: Reader, member: int) -> int:
    """Give a member's wallet."""
    row = reader.one(_WALLET, member=member)
    if row is None:
        raise Bug("a member without a wallet")
    return int(row[0])


def wallet_of(reader: Reader, member: int, name: str, now: datetime) -> Wallet:
    """Give what the member's phone shows; lots in the order in which they pay."""
    wallet_id, today = wallet_id_of(reader, member), transaction_date(now)
    lots = open_lots(reader, wallet_id)
    return Wallet(
        name=name,
        balance=balance(lots, today),
        lots=tuple(
            Lot(kind=lot.kind, remaining=lot.remaining, expires_on=lot.expires_on) for lot in spendable(lots, today)
        ),
        payments=tuple(map(_payment, reader.all(_PAYMENTS, wallet=wallet_id, page=SHOWN_PAYMENTS))),
    )


def _payment(row: Row) -> MemberPayment:
    key, answer, undone_by, store_name, recorded_at = row
    # What was left after it is in the answer, which the books keep for ever.
    said = PaymentApproved.model_validate_json(answer)
    return MemberPayment(
        id=UUID(bytes=key),
        number=said.number,
        amount=said.amount,
        state=_STATES[undone_by],
        store_name=store_name,
        recorded_at=moment(recorded_at),
        balance_after=said.balance_after,
    )
