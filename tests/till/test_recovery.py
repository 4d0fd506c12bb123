import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Bug
from pos_app.sync.chain import GENESIS, StoredEvent
from pos_app.till import events as ev
from pos_app.till.payment import Payment, State, apply
from pos_app.till.recovery import fold, on_start
from tests.sync.facts import payment_id
from tests.till.test_payment import EVENTS, WAYS, after
from tests.till.worlds import facts
from tests.till.worlds.facts import AT


def stored(n: int, event: ev.Event, position: int = 1) -> StoredEvent:
    return StoredEvent(position, "", payment_id(n), event.kind, event.model_dump_json(), GENESIS, GENESIS)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(list(WAYS))), max_size=5))
def test_folding_the_journal_gives_each_payment_as_it_was(wanted: list[tuple[int, State]]) -> None:
    """The payments' events come interleaved, as they do in a journal."""
    states = dict(wanted)
    queues = {n: [facts.CREATED, *WAYS[state]] for n, state in states.items()}
    events = []
    while any(queues.values()):
        for n, queue in queues.items():
            if queue:
                events.append(stored(n, queue.pop(0)))
    found = fold(events)
    assert {n: found[payment_id(n)].state for n in states} == states
    assert len(found) == len(states)


def test_events_of_no_payment_are_passed_over() -> None:
    event = StoredEvent(1, "", None, "activated", "{}", GENESIS, GENESIS)
    assert fold([event]) == {}


def test_an_event_that_the_table_does_not_hold_is_a_bug() -> None:
    with pytest.raises(Bug):
        fold([stored(1, facts.CREATED), stored(1, EVENTS[5])])


@pytest.mark.parametrize("state", list(WAYS))
def test_a_start_cancels_what_was_not_asked_doubts_what_was_and_leaves_the_rest(state: State) -> None:
    payment = after(*WAYS[state])
    found: list[tuple[Payment, ev.Event]] = list(on_start([payment], AT))
    goals = {State.CREATED: State.CANCELED, State.SUBMITTED: State.IN_DOUBT}
    assert [apply(before, event).state for before, event in found] == ([goals[state]] if state in goals else [])
    assert [before for before, _ in found] == ([payment] if state in goals else [])


def test_a_second_start_adds_nothing() -> None:
    payments = [after(*way) for way in WAYS.values()]
    once = [apply(before, event) for before, event in on_start(payments, AT)]
    assert list(on_start(once, AT)) == []
