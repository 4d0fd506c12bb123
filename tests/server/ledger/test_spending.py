from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.ledger.spending import OpenLot, balance, is_expired, spendable, take

TODAY = date(2026, 4, 10)

days = st.one_of(st.none(), st.integers(-3, 5).map(lambda by: TODAY + timedelta(days=by)))
lots = st.lists(
    st.builds(
        OpenLot,
        lot=st.integers(1, 10_000),
        account=st.integers(1, 9),
        kind=st.sampled_from(("value", "points")),
        remaining=st.integers(0, 500),
        expires_on=days,
    ),
    max_size=8,
    unique_by=lambda lot: lot.lot,
)


@given(lots, st.integers(1, 2_000))
def test_what_is_taken_is_exactly_the_amount_or_nothing(held: list[OpenLot], amount: int) -> None:
    taken = take(held, amount, TODAY)
    assert (taken is None) == (balance(held, TODAY) < amount)
    if taken is not None:
        assert sum(part.amount for part in taken) == amount
        assert all(0 < part.amount <= part.lot.remaining for part in taken)
        assert len({part.lot.lot for part in taken}) == len(taken)


@given(lots, st.integers(1, 2_000))
def test_nothing_is_taken_from_an_expired_lot(held: list[OpenLot], amount: int) -> None:
    for part in take(held, amount, TODAY) or ():
        assert not is_expired(part.lot.expires_on, TODAY)


@given(lots, st.integers(1, 2_000))
def test_a_lot_is_touched_only_when_all_that_expire_earlier_are_empty(held: list[OpenLot], amount: int) -> None:
    taken = take(held, amount, TODAY)
    if taken is None:
        return
    used = {part.lot.lot: part.amount for part in taken}
    last = max((part.lot.expires_on or date.max) for part in taken)
    for lot in held:
        if not is_expired(lot.expires_on, TODAY) and (lot.expires_on or date.max) < last:
            assert used.get(lot.lot, 0) == lot.remaining


@given(lots)
def test_the_order_does_not_hang_on_how_the_lots_are_listed(held: list[OpenLot]) -> None:
    assert spendable(held, TODAY) == spendable(list(reversed(held)), TODAY)


def test_prepaid_value_goes_last_and_points_before_value_on_the_same_day() -> None:
    prepaid = OpenLot(1, 1, "value", 100, None)
    value = OpenLot(2, 1, "value", 100, TODAY)
    points = OpenLot(3, 2, "points", 100, TODAY)
    assert spendable([prepaid, value, points], TODAY) == [points, value, prepaid]


def test_a_lot_can_be_used_on_its_last_day_and_not_after() -> None:
    lot = OpenLot(1, 1, "points", 100, TODAY)
    assert take([lot], 100, TODAY) is not None
    assert take([lot], 100, TODAY + timedelta(days=1)) is None
