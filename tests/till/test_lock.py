from pos_app.till.lock import Lock

MINUTE = 60.0


def test_it_locks_after_the_stores_idle_time_and_not_before() -> None:
    lock = Lock(idle_since=0.0)
    assert not lock.tick(15 * MINUTE - 1, 15, busy=False).locked
    assert lock.tick(15 * MINUTE, 15, busy=False).locked


def test_using_the_till_starts_the_idle_time_anew() -> None:
    lock = Lock(idle_since=0.0).touched(10 * MINUTE)
    assert not lock.tick(20 * MINUTE, 15, busy=False).locked
    assert lock.tick(25 * MINUTE, 15, busy=False).locked


def test_a_sale_under_way_is_never_locked_and_its_time_does_not_count() -> None:
    lock = Lock(idle_since=0.0).tick(60 * MINUTE, 15, busy=True)
    assert not lock.locked
    assert not lock.tick(70 * MINUTE, 15, busy=False).locked


def test_a_store_may_never_lock() -> None:
    assert not Lock(idle_since=0.0).tick(1e9, None, busy=False).locked


def test_touching_a_locked_till_does_not_open_it() -> None:
    assert Lock(idle_since=0.0).closed().touched(5.0).locked
