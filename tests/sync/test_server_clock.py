from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.server_clock import ServerClock

SERVER = datetime(2026, 4, 15, 14, 59, 59, tzinfo=UTC)  # One second before midnight in Japan.
DAY = timedelta(days=1)


class Pc:
    """A PC whose wall clock can jump; the time that passes can't."""

    def __init__(self, wall: datetime = SERVER) -> None:
        self.passed = 1000.0
        self.at = wall

    def clock(self) -> ServerClock:
        return ServerClock(lambda: self.passed, lambda: self.at)


def test_until_the_server_speaks_the_pc_is_believed_and_said_to_be_unsure() -> None:
    pc = Pc(SERVER + DAY)
    clock = pc.clock()
    assert (clock.now(), clock.known, clock.skew(), clock.is_skewed) == (SERVER + DAY, False, timedelta(), False)


@given(jump=st.timedeltas(-2 * DAY, 2 * DAY), seconds=st.floats(0, 100_000))
def test_server_time_goes_on_evenly_whatever_the_pcs_clock_does(jump: timedelta, seconds: float) -> None:
    pc = Pc()
    clock = pc.clock()
    clock.learn(SERVER, pc.passed, pc.passed)
    pc.at += jump
    pc.passed += seconds
    assert clock.now() == SERVER + timedelta(seconds=pc.passed - 1000.0)


def test_the_middle_of_the_exchange_is_when_the_server_spoke() -> None:
    pc = Pc()
    clock = pc.clock()
    clock.learn(SERVER, asked_at=1000.0, answered_at=1002.0)
    pc.passed = 1002.0
    assert clock.now() == SERVER + timedelta(seconds=1)


def test_a_told_time_is_utc_wherever_it_was_written() -> None:
    clock = Pc().clock()
    clock.learn(SERVER.astimezone(timezone(timedelta(hours=9))), 1000.0, 1000.0)
    assert clock.now() == SERVER
    assert clock.now().tzinfo is UTC


def test_a_pc_that_is_a_day_off_is_warned_about_from_sixty_seconds_up() -> None:
    for off, warned in ((DAY, True), (-DAY, True), (timedelta(seconds=60), True), (timedelta(seconds=59), False)):
        pc = Pc(SERVER + off)
        clock = pc.clock()
        clock.learn(SERVER, pc.passed, pc.passed)
        assert (clock.skew(), clock.is_skewed) == (off, warned)


def test_the_latest_word_of_the_server_counts() -> None:
    pc = Pc()
    clock = pc.clock()
    clock.learn(SERVER, 1000.0, 1000.0)
    clock.learn(SERVER + timedelta(seconds=5), 1000.0, 1000.0)
    assert clock.now() == SERVER + timedelta(seconds=5)


def test_the_answer_to_a_long_poll_does_not_move_the_clock() -> None:
    pc = Pc()
    clock = pc.clock()
    clock.learn(SERVER, 1000.0, 1000.0)
    pc.passed = 1020.0
    clock.learn(SERVER + timedelta(seconds=20), asked_at=1000.0, answered_at=1020.0)
    assert clock.now() == SERVER + timedelta(seconds=20)


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 30), st.floats(0, 1)).map(lambda e: (e[0], e[1], e[2] * e[1])),
        min_size=1,
    )
)
def test_no_row_of_exchanges_leads_further_astray_than_the_longest_of_them(
    exchanges: list[tuple[float, float, float]],
) -> None:
    pc = Pc()
    clock = pc.clock()
    for pause, lasted, until_told in exchanges:
        asked_at = pc.passed + pause
        pc.passed = asked_at + lasted
        clock.learn(SERVER + timedelta(seconds=asked_at + until_told), asked_at, pc.passed)
        off = abs((clock.now() - SERVER).total_seconds() - pc.passed)
        assert off <= lasted + 1e-3
