"""Operations and answers that the tests of sync speak of."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from pos_app.sync.journal import Entry, OutboxRow, Outgoing
from pos_app.wire.operations import (
    CustomerToken,
    Decline,
    KnownOperation,
    OperationPage,
    PaymentApproved,
    PaymentBody,
    PaymentDeclined,
)
from pos_app.wire.problems import Problem, ProblemCode

AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
TOKEN = "Zq7TOKENthatMUSTvanish"
STAFF = UUID(int=9)


def payment_id(n: int) -> UUID:
    return UUID(int=0x0196_0000_0000_7000_8000_0000_0000_0000 + n)


def payment_body(n: int = 1, epoch: int = 1, token: str = TOKEN) -> PaymentBody:
    return PaymentBody(
        epoch=epoch,
        seq=1,
        made_at=AT,
        number=f"{n:012d}",
        amount=1000,
        code=CustomerToken(operator="00000008", kind="qr", token=token),
        execute_until=AT + timedelta(seconds=60),
        staff_session=STAFF,
    )


def outgoing(n: int = 1, epoch: int = 1, token: str = TOKEN) -> Outgoing:
    return Outgoing(payment_id(n), payment_id(n), payment_body(n, epoch, token))


def submit(n: int = 1, epoch: int = 1) -> Entry:
    """A typical entry: an event and the request that it causes."""
    return Entry(AT, "submitted", '{"kind":"submitted"}', payment_id(n), outgoing(n, epoch))


def note(n: int = 1, kind: str = "created", at: datetime = AT) -> Entry:
    return Entry(at, kind, f'{{"n":{n}}}', payment_id(n))


def row(n: int = 1, epoch: int = 1) -> OutboxRow:
    return OutboxRow(payment_id(n), payment_id(n), "payment", epoch, n, b"sealed")


def approved(n: int = 1) -> PaymentApproved:
    return PaymentApproved(
        id=payment_id(n),
        recorded_at=AT,
        transaction_date=date(2026, 4, 1),
        number=f"{n:012d}",
        amount=1000,
        balance_after=0,
        void_until=AT + timedelta(days=90),
    )


def declined(n: int = 1) -> PaymentDeclined:
    return PaymentDeclined(
        id=payment_id(n), recorded_at=AT, transaction_date=date(2026, 4, 1), reason=Decline.CODE_EXPIRED
    )


def problem(code: ProblemCode, status: int, n: int = 1) -> bytes:
    return Problem(title="x", status=status, code=code, id=payment_id(n)).to_json()


def page(*numbers: int) -> bytes:
    known = tuple(KnownOperation(epoch=1, seq=n, answer=approved(n)) for n in numbers)
    return OperationPage(operations=known, next_after_seq=None).to_json()
