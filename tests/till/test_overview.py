"""What the screens always show of a book is the same as if it were looked through each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.calendar import start_of_day, transaction_date
from pos_app.till.overview import Lists, Overview
from pos_app.till.payment import ASKING, Attention, Method, Payment, State

NOON = datetime(2026, 10, 4, 3, 0, tzinfo=UTC)


def made(count: int, state: State = State.APPROVED, minutes: int = 0, **facts: object) -> Payment:
    at = NOON + timedelta(minutes=minutes)
    payment = Payment(UUID(int=count), f"{count:012}", 100, state, at, at, "恵那 はな", code_last4="abcd")
    return replace(payment, **facts)  # type: ignore[arg-type] # names of Payment's fields


def looked_through(payments: list[Payment], now: datetime) -> Lists:
    """The plain way."""
    began = start_of_day(transaction_date(now))
    unsent = [p for p in payments if p.state is State.CANCELED and p.code_last4 is None and p.method is Method.WALLET]
    never = unsent + [p for p in payments if p.state is State.CREATED]
    today = [p for p in payments if p.own and p.created_at >= began and p not in never]
    oldest = sorted(payments, key=lambda p: (p.created_at, p.number))
    return Lists(
        tuple(sorted(today, key=lambda p: p.number, reverse=True)),
        tuple(p for p in oldest if p.state in ASKING),
        tuple(p for p in oldest if p.attention is not None),
        tuple(p for p in oldest if p.state is State.AUTHORISED),
    )


PAYMENTS = st.builds(
    made,
    st.integers(1, 12),
    st.sampled_from(State),
    st.integers(-2000, 2000),
    own=st.booleans(),
    code_last4=st.sampled_from([None, "abcd"]),
    method=st.sampled_from(Method),
    attention=st.sampled_from([None, *Attention]),
)
MOMENTS = st.integers(-2000, 2000).map(lambda minutes: NOON + timedelta(minutes=minutes))


@given(st.lists(st.one_of(PAYMENTS, MOMENTS, st.just("forget")), max_size=40))
def test_whatever_happens_the_lists_are_as_if_looked_through(steps: list[Payment | datetime | str]) -> None:
    book: dict[UUID, Payment] = {}
    overview, now = Overview(book.values), NOON
    for step in steps:
        if isinstance(step, Payment):
            # A payment keeps its number and its beginning for ever.
            before = book.get(step.id)
            version = (
                replace(step, created_at=before.created_at, own=before.own, method=before.method) if before else step
            )
            book[step.id] = version
            overview.note(version)
        elif isinstance(step, datetime):
            now = step
        else:
            overview.forget()
        assert overview.lists(now) == looked_through(list(book.values()), now)


def test_nothing_is_worked_out_anew_while_nothing_changes() -> None:
    asked = []

    def everything() -> list[Payment]:
        asked.append(1)
        return [made(1)]

    overview = Overview(everything)
    first = overview.lists(NOON)
    assert overview.lists(NOON + timedelta(minutes=1)) is first
    overview.note(made(2))
    assert len(overview.lists(NOON).today) == 2
    assert len(asked) == 1


def test_a_new_day_begins_with_an_empty_list() -> None:
    overview = Overview(lambda: [made(1), made(2, State.IN_DOUBT)])
    assert len(overview.lists(NOON).today) == 2
    tomorrow = overview.lists(NOON + timedelta(days=1))
    assert (tomorrow.today, [p.state for p in tomorrow.open]) == ((), [State.IN_DOUBT])
