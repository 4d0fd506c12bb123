from datetime import date, timedelta

from sqlalchemy import insert

from pos_app.domain.codes.cpm import JpqrCode, parse
from pos_app.server.ledger.grants import Grant
from pos_app.server.staff.tokens import token_hash
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import member_session
from pos_app.server.store.values import moment_text
from pos_app.wire.member import MemberCode, Wallet
from pos_app.wire.operations import CustomerToken, Decline, PaymentApproved, PaymentDeclined
from tests.server.api.shop import Shop, answer_of
from tests.server.fake_clock import FakeClock

TOKEN = "a member's token"


def log_in(shop: Shop) -> None:
    row = {column.name: None for column in member_session.columns}
    row |= {"token_hash": token_hash(TOKEN), "member": shop.wallet}  # type: ignore[dict-item]
    row |= {"made_at": moment_text(shop.world.now), "expires_at": "2027-01-01T00:00:00.000Z"}  # type: ignore[dict-item]
    shop.world.run(lambda tx: tx.run(Statement(insert(member_session)), **row))


def wallet(shop: Shop) -> Wallet:
    return Wallet.model_validate_json(shop.server.request("GET", "/v1/member/wallet", bearer=TOKEN).content)


def code(shop: Shop) -> MemberCode:
    answer = shop.server.request("POST", "/v1/member/codes", bearer=TOKEN)
    assert answer.status_code == 200, answer.text
    return MemberCode.model_validate_json(answer.content)


def pay(shop: Shop, kind: str, token: str) -> PaymentApproved | PaymentDeclined:
    given = CustomerToken(operator="99000001", kind=kind, token=token)  # type: ignore[arg-type]
    answer = answer_of(shop.put(shop.world.new_id(), shop.payment(code=given, double_confirmed=True)))
    assert isinstance(answer, PaymentApproved | PaymentDeclined)
    return answer


def test_a_code_comes_in_three_forms_that_are_one(shop: Shop) -> None:
    log_in(shop)
    made = code(shop)
    read = parse(made.qr)
    assert isinstance(read, JpqrCode)
    assert made.barcode == "99000001" + made.number
    assert isinstance(pay(shop, "number", made.number), PaymentApproved)
    spent = pay(shop, "qr", shop.world.code(shop.wallet).token)
    assert isinstance(spent, PaymentApproved)
    again = pay(shop, "number", made.number)
    assert isinstance(again, PaymentDeclined)
    assert again.reason is Decline.CODE_USED


def test_a_code_lives_five_minutes_by_the_servers_clock(shop: Shop, clock: FakeClock) -> None:
    log_in(shop)
    first, second = code(shop), code(shop)
    assert first.expires_at == clock.at + timedelta(minutes=5)
    clock.advance(timedelta(minutes=5) - timedelta(milliseconds=1))
    assert isinstance(pay(shop, "number", first.number), PaymentApproved)
    clock.advance(timedelta(milliseconds=1))
    late = pay(shop, "number", second.number)
    assert isinstance(late, PaymentDeclined)
    assert late.reason is Decline.CODE_EXPIRED


def test_an_amount_that_is_not_acceptable_leaves_the_code_and_any_other_decline_burns_it(shop: Shop) -> None:
    kept = shop.world.code(shop.wallet)
    given = CustomerToken(operator="99000001", kind="qr", token=kept.token)
    refused = answer_of(shop.put(shop.world.new_id(), shop.payment(500_001, code=given)))
    assert isinstance(refused, PaymentDeclined)
    assert refused.reason is Decline.AMOUNT_NOT_ACCEPTABLE
    burnt = answer_of(shop.put(shop.world.new_id(), shop.payment(400_000, code=given)))
    assert isinstance(burnt, PaymentDeclined)
    assert burnt.reason is Decline.BALANCE_NOT_ENOUGH
    used = pay(shop, "qr", kept.token)
    assert isinstance(used, PaymentDeclined)
    assert used.reason is Decline.CODE_USED


def test_another_operators_code_is_not_found(shop: Shop) -> None:
    given = CustomerToken(operator="99000002", kind="qr", token=shop.world.code(shop.wallet).token)
    answer = answer_of(shop.put(shop.world.new_id(), shop.payment(code=given)))
    assert isinstance(answer, PaymentDeclined)
    assert answer.reason is Decline.CODE_NOT_FOUND


def test_the_wallet_shows_what_can_be_spent_and_what_was(shop: Shop, clock: FakeClock) -> None:
    shop.wallet = shop.world.add_member(Grant(0, "value", 5_000), Grant(0, "points", 400, date(2026, 4, 10)))
    log_in(shop)
    first = shop.paid(1_000)
    shop.paid(500)
    answer_of(shop.put(shop.world.new_id(), shop.world.reversal(shop.till, first, 1)))
    seen = wallet(shop)
    assert seen.balance == 4_900
    assert [(lot.kind, lot.remaining) for lot in seen.lots] == [("points", 400), ("value", 4_500)]
    assert sum(lot.remaining for lot in seen.lots) == seen.balance
    assert [(payment.amount, payment.state) for payment in seen.payments] == [(500, "captured"), (1_000, "reversed")]
    assert [payment.balance_after for payment in seen.payments] == [3_900, 4_400]
    clock.advance(timedelta(days=1))
    assert wallet(shop).balance == 4_500


def test_nobody_sees_a_wallet_without_its_members_token(shop: Shop) -> None:
    for bearer in (None, "x", shop.till.credential):
        assert shop.server.request("GET", "/v1/member/wallet", bearer=bearer).status_code == 401
        assert shop.server.request("POST", "/v1/member/codes", bearer=bearer).status_code == 401
