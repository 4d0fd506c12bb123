from pos_app.wire.operations import PaymentApproved, VoidApproved
from tests.server.ledger.counter import Counter
from tests.server.world import World


def test_a_payment_takes_points_that_expire_before_value_that_does_not(counter: Counter, world: World) -> None:
    body = world.payment(counter.till, world.code(counter.wallet), 1_000)
    answer, replayed = counter.take(world.new_id(), body)
    assert isinstance(answer, PaymentApproved)
    assert not replayed
    assert answer.balance_after == 9_500


def test_a_void_gives_everything_back(counter: Counter, world: World) -> None:
    payment = counter.pay(1_000)
    answer, _ = counter.take(world.new_id(), world.void(counter.till, payment, 1_000))
    assert isinstance(answer, VoidApproved), answer
    assert (answer.balance_after, answer.expired) == (10_500, 0)
