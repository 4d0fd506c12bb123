from collections.abc import Iterator
from threading import Event
from time import perf_counter

import pytest

from pos_app.errors import Bug, Refusal
from pos_app.server.staff.hashing import Cost, Hasher

CHEAP = Cost(memory=8, passes=1, lanes=1)


@pytest.fixture
def hasher() -> Iterator[Hasher]:
    hasher = Hasher(CHEAP, b"0" * 32, threads=1, waiting=1)
    yield hasher
    hasher.close()


def test_a_password_is_recognised_and_another_is_not(hasher: Hasher) -> None:
    encoded = hasher.hash("エーナ食堂 abc123")
    assert encoded.startswith("$argon2id$")
    assert hasher.verify(encoded, "エーナ食堂 abc123")
    assert not hasher.verify(encoded, "エーナ食堂 abc124")
    assert hasher.submit_verify(encoded, "エーナ食堂 abc123").result()


def test_the_same_password_has_another_hash_each_time(hasher: Hasher) -> None:
    assert hasher.hash("abc123") != hasher.submit_hash("abc123").result()


def test_nobodys_password_is_never_right(hasher: Hasher) -> None:
    assert not hasher.verify(None, "0" * 32)
    assert not hasher.verify(None, "")


def test_what_is_no_hash_is_our_mistake(hasher: Hasher) -> None:
    with pytest.raises(Bug):
        hasher.verify("plain text", "plain text")


def test_who_comes_when_too_many_wait_is_sent_away_and_may_come_again(hasher: Hasher) -> None:
    go_on = Event()
    stuck = hasher._threads.submit(go_on.wait)
    waiting = [hasher.submit_hash("a"), hasher.submit_hash("b")]
    with pytest.raises(Refusal, match="busy"):
        hasher.submit_hash("c")
    with pytest.raises(Refusal, match="busy"):
        hasher.submit_verify(None, "c")
    go_on.set()
    assert stuck.result(timeout=10)
    assert [future.result(timeout=10) for future in waiting]
    assert hasher.submit_hash("c").result(timeout=10)


def test_nobodys_password_takes_as_long_as_somebodys() -> None:
    slow = Hasher(Cost(memory=8192, passes=2, lanes=1), b"0" * 32)
    encoded = slow.hash("abc123")

    def shortest(stored: str | None) -> float:
        times = []
        for _ in range(5):
            begun = perf_counter()
            slow.verify(stored, "abc124")
            times.append(perf_counter() - begun)
        return min(times)

    assert shortest(None) > 0.5 * shortest(encoded)
    slow.close()
