from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.chain import GENESIS, StoredEvent, first_break, link

_TEXT = st.text(max_size=12)
_PARTS = st.tuples(_TEXT, st.none() | st.uuids(), _TEXT, _TEXT)


def chain(parts: list[tuple[str, UUID | None, str, str]]) -> list[StoredEvent]:
    events, prev = [], GENESIS
    for position, (at, payment, kind, data) in enumerate(parts, start=1):
        digest = link(prev, position, at, payment, kind, data)
        events.append(StoredEvent(position, at, payment, kind, data, prev, digest))
        prev = digest
    return events


@given(st.lists(_PARTS, max_size=6))
def test_a_whole_chain_has_no_break(parts: list[tuple[str, UUID | None, str, str]]) -> None:
    assert first_break(chain(parts)) is None


@given(st.lists(_PARTS, min_size=1, max_size=6), st.data())
def test_every_changed_value_is_found_where_it_is(
    parts: list[tuple[str, UUID | None, str, str]], data: st.DataObject
) -> None:
    events = chain(parts)
    at = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from(["at", "payment", "kind", "data", "prev", "hash", "position"]))
    changed = {
        "at": events[at].at + "x",
        "payment": UUID(int=1) if events[at].payment != UUID(int=1) else None,
        "kind": events[at].kind + "x",
        "data": "x" + events[at].data,
        "prev": bytes(31) + b"\1",
        "hash": bytes(31) + b"\1",
        "position": events[at].position + 1,
    }
    events[at] = replace(events[at], **{field: changed[field]})  # type: ignore[arg-type]
    assert first_break(events) == at + 1


@given(st.lists(_PARTS, min_size=2, max_size=6), st.data())
def test_a_missing_or_exchanged_event_is_found(
    parts: list[tuple[str, UUID | None, str, str]], data: st.DataObject
) -> None:
    events = chain(parts)
    at = data.draw(st.integers(0, len(events) - 2))
    assert first_break(events[:at] + events[at + 1 :]) == at + 1
    events[at], events[at + 1] = events[at + 1], events[at]
    assert first_break(events) == at + 1


def test_values_cannot_flow_into_their_neighbours() -> None:
    """Each has its length before it: moving a letter from one to the next changes the hash."""
    assert link(GENESIS, 1, "ab", None, "c", "d") != link(GENESIS, 1, "a", None, "bc", "d")
    assert link(GENESIS, 1, "a", None, "b", "cd") != link(GENESIS, 1, "a", None, "bc", "d")


def test_a_check_can_begin_behind_an_anchor() -> None:
    events = chain([("a", None, "b", str(n)) for n in range(5)])
    assert first_break(events[3:], after=3, anchor=events[2].hash) is None
    assert first_break(events[3:], after=3, anchor=events[1].hash) == 4
