"""What a payment's record says of a card besides (requirements rows D-10, D-20, E-40)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal_column, select

from pos_app.domain.card import Brand
from pos_app.server.ledger.card_sales import RETURNED, capture, card_state
from pos_app.server.store.connection import Row
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.operations import operation, returns
from pos_app.server.store.values import moment
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.payments import CardRecord, PaymentState

last_return = operation.alias("last_return")
_return = operation.alias("return")
IS_LAST_RETURN = last_return.c.position == (
    select(_return.c.position)
    .where(_return.c.original == operation.c.id, returns(_return))
    .order_by(_return.c.position.desc())
    .limit(literal_column("1"))
    .correlate(operation)
    .scalar_subquery()
)

CARD_COLUMNS = (
    operation.c.kind,
    card_sale.c.brand,
    card_sale.c.last3,
    card_sale.c.approval_code,
    card_sale.c.caller_name,
    card_sale.c.caller_phone,
    card_sale.c.memo,
    card_sale.c.capture,
    card_sale.c.expires_at,
    capture.c.amount,
    capture.c.void_until,
    RETURNED,
    last_return.c.recorded_at,
    last_return.c.void_reason,
)
"""What is read of a card for each record, in this order."""


@dataclass(frozen=True, slots=True)
class CardPart:
    """``record`` is None where a sale was declined before its card was known; moments as the tables keep them."""

    state: PaymentState
    record: CardRecord | None
    return_until: str | None
    returned_at: str | None
    return_reason: str | None


def card_of(columns: Row, undone_by: str | None, recorded_at: datetime, now: datetime) -> CardPart | None:
    """Read ``CARD_COLUMNS``; None for a payment by wallet. Of a declined sale ``expires_at`` is when that was."""
    kind, brand, last3, code, name, phone, memo, when, end, captured, until, returned, returned_at, reason = columns
    if kind != "authorise":
        return None
    expires_at = moment(end) if end else None
    state = card_state(expires_at, now, undone_by, captured or 0, returned)
    record = None
    if brand is not None:
        record = CardRecord(
            brand=Brand(brand),
            last3=last3,
            approval_code=code or "",
            caller=Caller(name=name, phone=phone, memo=memo),
            capture=CaptureWhen(when),
            expires_at=expires_at or recorded_at,
            captured=captured or 0,
            returned=returned,
            return_until=moment(until) if until else None,
        )
    return CardPart(state, record, until, returned_at, reason)
