from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import bindparam, select, text, update

from pos_app.server.ledger.grants import Grant, grant
from pos_app.server.problems import Refused
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import wallet
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.tables.places import terminal
from pos_app.server.store.tables.staff import approval
from pos_app.wire.operations import (
    Decline,
    OperationAnswer,
    PaymentApproved,
    PaymentBody,
    PaymentDeclined,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
    VoidBody,
    VoidDeclined,
)
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Role
from tests.server.fake_clock import FakeClock
from tests.server.ledger.counter import SOON, Counter
from tests.server.world import World

DISABLE = Statement(update(terminal).values(disabled=1).where(terminal.c.number == bindparam("till")))
SUSPEND = Statement(update(wallet).values(suspended=1).where(wallet.c.id == bindparam("wallet_is")))
CONSUMED = Statement(select(approval.c.consumed_by).where(approval.c.id == bindparam("id")))
SEQS = Statement(select(operation.c.seq).where(operation.c.id == bindparam("id")))
TRANSFERS = Statement(text("SELECT count(*) FROM transfer"))


def reason(answer: OperationAnswer) -> Decline:
    assert isinstance(answer, PaymentDeclined | VoidDeclined), answer
    return answer.reason


def new(counter: Counter, body: PaymentBody | VoidBody) -> OperationAnswer:
    return counter.take(counter.world.new_id(), body)[0]


def transfers(world: World) -> int:
    return int(world.run(lambda tx: tx.one(TRANSFERS))[0])


def test_a_payment_takes_points_that_expire_before_value_that_does_not(counter: Counter, world: World) -> None:
    body = world.payment(counter.till, world.code(counter.wallet), 1_000)
    answer = new(counter, body)
    assert isinstance(answer, PaymentApproved)
    assert answer.balance_after == 9_500
    assert answer.transaction_date == date(2026, 4, 10)
    assert answer.void_until.isoformat() == "2026-07-09T14:59:59+00:00"


def test_a_void_gives_everything_back_and_says_what_has_expired(
    counter: Counter, world: World, clock: FakeClock
) -> None:
    payment = counter.pay(1_000)
    clock.at = clock.at.replace(day=SOON.day + 1)
    body = world.void(counter.till, payment, 1_000, staff_session=counter.till.sessions[Role.STORE_MANAGER])
    answer = new(counter, body)
    assert isinstance(answer, VoidApproved), answer
    assert (answer.balance_after, answer.expired) == (10_000, 500)
    assert reason(new(counter, replace_seq(body))) is Decline.ALREADY_VOIDED


def replace_seq(body: VoidBody) -> VoidBody:
    return body.model_copy(update={"seq": body.seq + 1_000})


def test_the_second_sale_of_the_same_amount_within_three_minutes_is_asked_about(
    counter: Counter, world: World, clock: FakeClock
) -> None:
    first = counter.pay(700)
    code = world.code(counter.wallet)
    asked = new(counter, world.payment(counter.till, code, 700))
    assert isinstance(asked, PaymentDeclined)
    assert (asked.reason, asked.earlier and asked.earlier.recorded_at) == (Decline.POSSIBLE_DOUBLE, clock.at)
    # The code was kept by the question.
    assert new(counter, world.payment(counter.till, code, 700, double_confirmed=True)).outcome == "approved"
    for payment in (first,):
        counter.take(world.new_id(), world.reversal(counter.till, payment))
    clock.advance(timedelta(minutes=3))
    assert new(counter, world.payment(counter.till, world.code(counter.wallet), 700)).outcome == "approved"


def test_an_undone_sale_is_no_double(counter: Counter, world: World) -> None:
    counter.take(world.new_id(), world.reversal(counter.till, counter.pay(700)))
    assert new(counter, world.payment(counter.till, world.code(counter.wallet), 700)).outcome == "approved"


def test_a_number_and_a_seq_serve_once(counter: Counter, world: World) -> None:
    first = world.payment(counter.till, world.code(counter.wallet), 100)
    assert new(counter, first).outcome == "approved"
    same_number = world.payment(counter.till, world.code(counter.wallet), 101, number=first.number)
    assert reason(new(counter, same_number)) is Decline.NUMBER_REUSED
    same_seq, key = world.payment(counter.till, world.code(counter.wallet), 102, seq=first.seq), world.new_id()
    assert reason(counter.take(key, same_seq)[0]) is Decline.NUMBER_REUSED
    # It is recorded without the seq that is another's, and answered again.
    assert world.run(lambda tx: tx.one(SEQS, id=key.bytes)) == (None,)
    assert counter.take(key, same_seq)[1]


def test_a_disabled_terminal_undoes_and_does_nothing_else(counter: Counter, world: World) -> None:
    payment = counter.pay(1_000)
    under_way, key = world.payment(counter.till, world.code(counter.wallet), 100), world.new_id()
    world.run(lambda tx: tx.run(DISABLE, till=counter.till.number))
    assert reason(new(counter, under_way)) is Decline.TERMINAL_DISABLED
    assert reason(new(counter, world.void(counter.till, payment, 1_000))) is Decline.TERMINAL_DISABLED
    undone, _ = counter.take(key, world.reversal(counter.till, payment))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.COMPENSATED


def test_a_suspended_wallet_pays_nothing_and_gets_back_everything(counter: Counter, world: World) -> None:
    payment = counter.pay(1_000)
    world.run(lambda tx: tx.run(SUSPEND, wallet_is=counter.wallet))
    refused = new(counter, world.payment(counter.till, world.code(counter.wallet), 100))
    assert reason(refused) is Decline.WALLET_SUSPENDED
    assert new(counter, world.void(counter.till, payment, 1_000)).outcome == "approved"


@pytest.mark.parametrize("body_says", [999, 1_001])
def test_a_void_of_another_amount_leaves_the_payment_as_it_is(counter: Counter, world: World, body_says: int) -> None:
    payment = counter.pay(1_000)
    assert reason(new(counter, world.void(counter.till, payment, body_says))) is Decline.AMOUNT_DIFFERS
    assert new(counter, world.void(counter.till, payment, 1_000)).outcome == "approved"


def test_an_approval_is_used_up_by_its_void(counter: Counter, world: World, clock: FakeClock) -> None:
    payment = counter.pay(1_000)
    clock.advance(timedelta(hours=1))
    key = world.new_id()
    needed = world.void(counter.till, payment, 1_000)
    assert reason(new(counter, needed)) is Decline.APPROVAL_NEEDED
    given = world.approve(counter.till, key, payment, counter.store)
    elsewhere = world.void(counter.till, payment, 1_000, approval=given)
    assert reason(new(counter, elsewhere)) is Decline.APPROVAL_INVALID
    assert world.run(lambda tx: tx.one(CONSUMED, id=given.bytes)) == (None,)
    answer, _ = counter.take(key, world.void(counter.till, payment, 1_000, approval=given))
    assert answer.outcome == "approved"
    assert world.run(lambda tx: tx.one(CONSUMED, id=given.bytes)) == (key.bytes,)


def test_a_reversed_sale_is_not_the_last_sale_and_a_voided_one_is(counter: Counter, world: World) -> None:
    first, second, third = counter.pay(100), counter.pay(200), counter.pay(300)
    counter.take(world.new_id(), world.reversal(counter.till, third, 3))
    assert new(counter, world.void(counter.till, second, 200)).outcome == "approved"
    assert reason(new(counter, world.void(counter.till, first, 100))) is Decline.APPROVAL_NEEDED


def test_a_reversal_never_touches_another_tills_payment(counter: Counter, world: World) -> None:
    payment = counter.pay(1_000)
    other = world.add_till(counter.store, counter.company)
    before = transfers(world)
    with pytest.raises(Refused) as caught:
        counter.take(world.new_id(), world.reversal(other, payment), other)
    assert (caught.value.problem, caught.value.recorded) == (ProblemCode.ID_REUSED, False)
    assert transfers(world) == before
    assert new(counter, world.void(counter.till, payment, 1_000)).outcome == "approved"


def test_what_is_no_payment_is_not_reversed(counter: Counter, world: World) -> None:
    payment, void = counter.pay(1_000), world.new_id()
    counter.take(void, world.void(counter.till, payment, 1_000))
    charge = world.new_id()
    world.run(lambda tx: grant(tx, charge, Grant(counter.wallet, "value", 100), world.now))
    itself = world.new_id()
    before = transfers(world)
    for operation_id, original in ((world.new_id(), void), (world.new_id(), charge), (itself, itself)):
        with pytest.raises(Refused) as caught:
            counter.take(operation_id, world.reversal(counter.till, original))
        assert caught.value.problem is ProblemCode.ID_REUSED
    assert transfers(world) == before


def test_a_payment_is_undone_once_by_whatever_comes_first(counter: Counter, world: World) -> None:
    voided, undone = counter.pay(100), counter.pay(200)
    counter.take(world.new_id(), world.reversal(counter.till, undone, 2))
    again = counter.take(world.new_id(), world.reversal(counter.till, undone, 2))[0]
    assert isinstance(again, ReversalDone)
    assert again.effect is ReversalEffect.NOTHING
    assert reason(new(counter, world.void(counter.till, undone, 200))) is Decline.ALREADY_REVERSED
    assert new(counter, world.void(counter.till, voided, 100)).outcome == "approved"
    after_void = counter.take(world.new_id(), world.reversal(counter.till, voided, 1))[0]
    assert isinstance(after_void, ReversalDone)
    assert after_void.effect is ReversalEffect.NOTHING


def test_a_tombstone_answers_payments_only(counter: Counter, world: World) -> None:
    key = world.new_id()
    counter.take(world.new_id(), world.reversal(counter.till, key, 40))
    with pytest.raises(Refused) as caught:
        counter.take(key, world.void(counter.till, UUID(int=1), 100))
    assert caught.value.problem is ProblemCode.ID_REUSED
    late = counter.take(key, world.payment(counter.till, world.code(counter.wallet), 100))[0]
    assert reason(late) is Decline.UNDONE


def test_a_session_of_another_till_or_with_a_forced_change_sells_nothing(counter: Counter, world: World) -> None:
    other = world.add_till(counter.store, counter.company)
    elsewhere = other.sessions[Role.STORE_CLERK]
    restricted = world.add_session(counter.till, counter.store, counter.company, Role.STORE_CLERK, restricted=True)
    for session in (elsewhere, restricted, world.new_id()):
        body = world.payment(counter.till, world.code(counter.wallet), 100, staff_session=session)
        assert reason(new(counter, body)) is Decline.NOT_PERMITTED


def test_an_id_of_a_grant_can_not_be_taken_again(counter: Counter, world: World) -> None:
    charge = world.new_id()
    world.run(lambda tx: grant(tx, charge, Grant(counter.wallet, "value", 100), world.now))
    with pytest.raises(Refused) as caught:
        counter.take(charge, world.payment(counter.till, world.code(counter.wallet), 100))
    assert not caught.value.recorded


def test_a_replaced_credential_is_dead(counter: Counter, world: World) -> None:
    body = world.payment(counter.till, world.code(counter.wallet), 100)
    stolen = replace(counter.till, credential="x" * 43)
    with pytest.raises(Refused) as caught:
        counter.take(world.new_id(), body, stolen)
    assert caught.value.problem is ProblemCode.UNAUTHENTICATED
