from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.feed.waiting_room import WaitingRoom
from pos_app.server.problems import Refused


def test_who_comes_when_all_seats_are_taken_is_refused_and_comes_in_when_one_leaves() -> None:
    room = WaitingRoom(2, 2)
    with ExitStack() as others:
        others.enter_context(room.seat("a"))
        with room.seat("b"), pytest.raises(Refused, match="rate_limited"), room.seat("c"):
            pass
        with room.seat("c"):
            pass


def test_nobody_takes_more_than_a_share() -> None:
    room = WaitingRoom(10, 1)
    with room.seat("a"):
        with pytest.raises(Refused, match="rate_limited"), room.seat("a"):
            pass
        with room.seat("b"):
            pass
    with room.seat("a"):
        pass


def test_a_seat_is_given_back_whatever_happened_on_it() -> None:
    room = WaitingRoom(1, 1)
    with pytest.raises(ValueError, match="oh"), room.seat("a"):
        raise ValueError("oh")
    with room.seat("b"):
        pass


@given(st.lists(st.sampled_from("abc")), st.integers(1, 5), st.integers(1, 3))
def test_however_they_come_no_limit_is_passed(who: list[str], seats: int, each: int) -> None:
    room = WaitingRoom(seats, each)
    taken: list[str] = []
    with ExitStack() as stack:
        for one in who:
            fits = len(taken) < seats and taken.count(one) < each
            try:
                stack.enter_context(room.seat(one))
            except Refused:
                assert not fits
            else:
                assert fits
                taken.append(one)
    for number in range(seats):
        stack.enter_context(room.seat(number))
