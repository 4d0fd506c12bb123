from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.attempt import Knowledge, Move, Outcome, after_ask, after_send, first_move

_GROWTH = [Knowledge.FRESH, Knowledge.UNKNOWN, Knowledge.UNSENDABLE]


@pytest.mark.parametrize(("knowledge", "outcome"), list(product(Knowledge, Outcome)))
def test_only_a_try_that_never_left_keeps_a_row_withdrawable(knowledge: Knowledge, outcome: Outcome) -> None:
    after = after_send(knowledge, outcome)
    assert (after is Knowledge.FRESH) == (knowledge is Knowledge.FRESH and outcome is Outcome.NOT_SENT)


@given(st.lists(st.sampled_from(Outcome), max_size=12))
def test_what_once_may_have_left_is_never_fresh_again(outcomes: list[Outcome]) -> None:
    knowledge = Knowledge.FRESH
    for outcome in outcomes:
        before, knowledge = knowledge, after_send(knowledge, outcome)
        assert before is Knowledge.FRESH or knowledge is not Knowledge.FRESH


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.ID_REUSED])
def test_what_is_refused_as_a_request_is_only_asked_for_from_then_on(outcome: Outcome) -> None:
    knowledge = after_send(Knowledge.UNKNOWN, outcome)
    assert first_move(knowledge) is Move.ASK
    assert after_ask(knowledge, Outcome.ABSENT) is None


def test_a_fresh_row_is_sent_and_every_other_is_asked_for() -> None:
    assert [first_move(knowledge) for knowledge in _GROWTH] == [Move.SEND, Move.ASK, Move.ASK]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_is_not_on_record_is_resent(outcome: Outcome) -> None:
    assert (after_ask(Knowledge.UNKNOWN, outcome) is Move.SEND) == (outcome is Outcome.ABSENT)
