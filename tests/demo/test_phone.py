"""What the customer's phone says, from its code to the payment and back."""

from datetime import UTC, datetime
from uuid import UUID

from pos_app.demo.phone import Held, Phone, Show
from pos_app.wire.member import MemberPayment, Wallet

NOW = datetime(2026, 10, 4, 3, 4, tzinfo=UTC)
CODE = Held("QR", "482109375516", NOW)


def payment(count: int, state: str = "captured") -> MemberPayment:
    facts = {"number": "003580000014", "store_name": "エーナ食堂", "recorded_at": NOW, "balance_after": 700}
    return MemberPayment.model_validate({"id": UUID(int=count), "amount": 300, "state": state, **facts})


def wallet(*payments: MemberPayment, balance: int = 1_000) -> Wallet:
    return Wallet(name="鈴木 あおい", balance=balance, lots=(), payments=payments)


def test_what_was_paid_before_the_first_code_is_no_news() -> None:
    phone = Phone().with_code(Show.GOOD, "鈴木 あおい", CODE).with_wallet(wallet(payment(1)))
    assert phone.balance == 1_000
    assert phone.payment is None


def test_a_payment_is_news_until_the_next_code() -> None:
    shown = Phone().with_code(Show.GOOD, "鈴木 あおい", CODE).with_wallet(wallet())
    paid = shown.with_wallet(wallet(payment(1), balance=700))
    assert paid.payment == payment(1)
    assert paid.balance == 700
    again = paid.with_code(Show.GOOD, "鈴木 あおい", CODE).with_wallet(wallet(payment(1), balance=700))
    assert again.payment is None


def test_a_void_is_told_on_the_payment_that_it_takes_back() -> None:
    paid = Phone().with_code(Show.GOOD, "鈴木 あおい", CODE).with_wallet(wallet()).with_wallet(wallet(payment(1)))
    voided = paid.with_wallet(wallet(payment(1, "voided")))
    assert voided.payment is not None
    assert voided.payment.state == "voided"


def test_another_persons_phone_does_not_know_the_ones_payments() -> None:
    rich = Phone().with_code(Show.GOOD, "鈴木 あおい", CODE).with_wallet(wallet()).with_wallet(wallet(payment(1)))
    poor = rich.with_code(Show.TOO_LITTLE, "田中 そら", CODE)
    assert poor.balance is None
    assert poor.with_wallet(wallet(payment(7), balance=1)).payment is None


def test_a_phone_that_is_printed_shows_no_code() -> None:
    assert "482109375516" not in repr(Phone().with_code(Show.GOOD, "鈴木 あおい", CODE))
    assert "QR" not in repr(CODE)
